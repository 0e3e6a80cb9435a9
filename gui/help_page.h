#pragma once

#include <cstdint>
#include <vector>

#include "key_press.h"

namespace sockwalk {

/// Whether the page of keys and words is open, and how it was moved by keys; the wheel moves it
/// without this. Knows no ImGui. Belongs to the window's thread.
class HelpPage {
 public:
  enum class Move : std::uint8_t { up, down, page_up, page_down, top, bottom };

  bool is_open() const { return open_; }
  /// Opens it at its top, or closes it.
  void toggle();
  void close() { open_ = false; }

  /// Takes a stroke of Up, Down, a Page key, Home or End. False: it is for somebody else.
  /// REQUIRES: is_open()
  bool press(const KeyPress& press);

  /// How often it was opened: another number is another page, at its top.
  std::uint64_t opened() const { return opened_; }
  /// Since it was opened, oldest first.
  const std::vector<Move>& moves() const { return moves_; }

 private:
  bool open_ = false;
  std::uint64_t opened_ = 0;
  std::vector<Move> moves_;
};

}  // namespace sockwalk
