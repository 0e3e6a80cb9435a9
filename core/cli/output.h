#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace sockwalk {

/// How a command ends. Documented in `sockwalk --help`.
inline constexpr int kFine = 0;
inline constexpr int kReported = 1;  ///< the run or the check found what it should report
inline constexpr int kMisuse = 2;    ///< wrong usage, or bad input
inline constexpr int kDiffers = 3;   ///< model and kernel differ

/// Data, on standard output. What cannot be written is remembered, so that a command may go on to
/// clean up first. Main thread only.
class Output {
 public:
  Output();

  void line(std::string_view text);
  /// What stands before the user's own words; on a terminal only.
  void prompt(std::string_view text);
  /// False when nobody reads any more or the disk is full: the command should end.
  bool flush();
  /// How a command ends that would have ended with `code`: says why the output is not whole.
  int finish(int code);

  enum class Colour : std::uint8_t { none, dim, red, yellow };
  /// `text` in that colour on a terminal (and without NO_COLOR), else as it is.
  std::string paint(Colour colour, std::string_view text) const;

 private:
  bool terminal_ = false;
  bool colourful_ = false;
};

/// One line of talk on standard error: "sockwalk: sentence".
void talk(std::string_view sentence);

/// Talks, and returns kMisuse.
int refuse(std::string_view sentence);

}  // namespace sockwalk
