#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "command.h"
#include "key_press.h"
#include "run/play_offers.h"
#include "typed_line.h"

namespace sockwalk {

/// One thing that the prompt offers.
struct PromptRow {
  std::string words;                 ///< what it puts into the line; empty with a command
  std::string title;                 ///< what that means
  bool unfinished = false;           ///< to be changed or continued before it is given
  std::string hindrance;             ///< why not now; empty: it can be given
  Command command = Command::none;   ///< instead of words
};

/// Free play in the window: a line for words such as "client 1: send 7", what they may become, and
/// what is wrong with them, said while one types. The same words as in "sockwalk walk". Knows no ImGui.
/// Belongs to the window's thread.
class PlayPrompt {
 public:
  bool is_open() const { return open_; }
  /// Opens with `words` in its line.
  void open(const Walk& walk, std::string words);
  void close() { open_ = false; }
  /// Looks again at what can be asked for, where the walk stands elsewhere. Once a frame.
  void update(const Walk& walk);

  /// Takes a stroke: those of the line, and Up, Down, Page keys, Tab, Enter, Esc. What Enter gave is
  /// returned, and the prompt is closed; what cannot be given stays in the line. REQUIRES: is_open()
  std::optional<Request> press(const KeyPress& press, const Walk& walk);
  /// Row `index` is taken, as by Enter.
  std::optional<Request> take(std::size_t index, const Walk& walk);

  const TypedLine& line() const { return line_; }
  const std::vector<PromptRow>& rows() const { return rows_; }
  std::optional<std::size_t> chosen() const { return chosen_; }  ///< index in rows()
  /// What stands below the line: what Enter does, or what is wrong.
  const std::string& verdict() const { return verdict_; }
  /// The verdict is a refusal.
  bool refused() const { return refused_; }

 private:
  void look(const Walk& walk);
  void judge(const Walk& walk);
  void move(std::ptrdiff_t by, const Walk& walk);
  std::optional<Request> give(const Walk& walk);

  bool open_ = false;
  TypedLine line_{400};
  std::vector<PromptRow> rows_;
  std::optional<std::size_t> chosen_;
  std::string verdict_;
  bool refused_ = false;
  bool sound_ = false;  ///< what is typed can be given as it is
  std::uint64_t seen_seq_ = 0;
  std::uint64_t seen_turn_ = 0;
  bool seen_busy_ = false;
};

}  // namespace sockwalk
