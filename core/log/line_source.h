#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

namespace sockwalk {

/// The lines of a file or of a text, one after the other, through a window of bounded size: so that
/// reading a long trace costs little memory beside its events. One thread owns it.
class LineSource {
 public:
  /// So many bytes behind every line may be read; what they hold does not matter.
  static constexpr std::size_t kPadding = 64;
  /// The longest line that is handed out whole.
  static constexpr std::size_t kLongestLine = 16 << 20;

  /// Reads from `fd`, which stays the caller's. (Not mapped: a mapped file that somebody cuts while
  /// it is read ends the program.)
  explicit LineSource(int fd) : fd_(fd) {}
  /// `text` must outlive the source.
  explicit LineSource(std::string_view text) : text_(text) {}

  /// False at the end, after a failed read, and behind a line that was too long.
  bool next();

  /// The whole lines behind the current one, as far as they have been read anyhow; may be empty.
  /// Valid until next() or skip().
  std::string_view ahead() const;
  /// Takes the first `lines` of ahead(), which are `bytes` long, as done: next() gives the line
  /// behind them.
  void skip(std::size_t bytes, std::size_t lines);

  /// The current line without its newline. Valid until next().
  std::string_view line() const { return line_; }
  std::size_t number() const { return number_; }  ///< of the line, from 1
  std::size_t start() const { return start_; }    ///< how many bytes lie before the line
  std::size_t end() const { return start_ + line_.size() + (ended_ ? 1 : 0) + skipped_; }
  bool fresh() const { return fresh_; }        ///< ahead() is what has just been read
  bool ended() const { return ended_; }        ///< by a newline
  bool too_long() const { return too_long_; }  ///< line() holds only its beginning
  bool blank() const { return line_.find_first_not_of(" \t\r") == std::string_view::npos; }
  int error() const { return error_; }  ///< errno of the read that failed, or 0

 private:
  void fill();
  std::size_t take(char* to, std::size_t room);

  int fd_ = -1;
  std::string_view text_;  ///< what is left of it
  std::unique_ptr<char[]> window_;
  std::size_t capacity_ = 0;
  std::size_t begin_ = 0;   ///< of what is not yet handed out
  std::size_t filled_ = 0;  ///< end of what has been read
  std::string_view line_;
  std::size_t number_ = 0;
  std::size_t start_ = 0;
  std::size_t skipped_ = 0;  ///< bytes behind the line that skip() has taken
  int error_ = 0;
  bool ended_ = false;
  bool at_end_ = false;
  bool fresh_ = false;
  bool too_long_ = false;
};

}  // namespace sockwalk
