#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "key_press.h"
#include "typed_line.h"

namespace sockwalk {

/// What somebody types to find events: words that must all occur, in any order and in capitals or not. A
/// number belongs to the word before it, so that "client 1 read" means client 1.
class EventFilter {
 public:
  EventFilter() = default;
  explicit EventFilter(std::string_view typed);

  bool empty() const { return terms_.empty(); }
  /// True when each word occurs in one of the two.
  bool passes(std::string_view doer, std::string_view line) const;
  /// Where they occur in `text`: first byte and the one behind the last, in order, apart from each other.
  std::vector<std::pair<std::size_t, std::size_t>> places_in(std::string_view text) const;

 private:
  std::vector<std::string> terms_;  ///< in small letters
};

/// The line in which the words are typed: by the same strokes as everything else, so that none is lost on
/// the way. Knows no ImGui. Belongs to the window's thread.
class FilterLine {
 public:
  bool is_typing() const { return typing_; }
  void begin() { typing_ = true; }
  void end() { typing_ = false; }  ///< the words stay
  void clear() { typed_.set({}); }

  /// Takes a stroke: Esc clears and ends, Enter and Tab end. False: it is for somebody else, and typing is over.
  /// REQUIRES: is_typing()
  bool press(const KeyPress& press);

  const TypedLine& typed() const { return typed_; }
  const std::string& words() const { return typed_.text(); }

 private:
  bool typing_ = false;
  TypedLine typed_{80};
};

}  // namespace sockwalk
