#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "command.h"
#include "key_press.h"
#include "typed_line.h"

namespace sockwalk {

/// The commands that a person may mean by `words`, best first: each word stands in the title, in the
/// name, in the key or in the sentence of the command. Those whose title begins so come first. No
/// words: all of them. Commands that need an argument which cannot be asked for are left out.
std::vector<const CommandRow*> commands_matching(std::string_view words);

/// Ctrl+K: one types what one wants, and Enter does it. Edits its line itself, from the same strokes
/// as everything else, so that none is lost on the way. Knows no ImGui. Belongs to the window's thread.
class CommandPalette {
 public:
  bool is_open() const { return open_; }
  /// Opens with nothing typed.
  void open();
  void close() { open_ = false; }

  /// Takes a stroke: those of the line, and Up, Down, Home, End, Page keys, Enter, Esc or Ctrl+K. What Enter
  /// chose is returned, and the palette is closed. REQUIRES: is_open()
  std::optional<Request> press(const KeyPress& press);

  const TypedLine& typed() const { return typed_; }
  const std::vector<const CommandRow*>& matches() const { return matches_; }
  std::size_t chosen() const { return chosen_; }  ///< index in matches(); 0 when there are none

 private:
  void find();
  void move(std::ptrdiff_t by);

  bool open_ = false;
  TypedLine typed_{80};
  std::vector<const CommandRow*> matches_;
  std::size_t chosen_ = 0;
};

}  // namespace sockwalk
