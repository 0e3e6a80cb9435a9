#pragma once

#include <fmt/core.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sockwalk {

/// One sentence shown to people, in English, under an id that a translation can refer to.
/// `english` is a fmt format string with positional arguments ("{0} waits for {1}").
/// Instances are `inline constexpr` in the headers of this folder, one header an area.
struct Text {
  std::string_view id;
  std::string_view english;
};

/// The English words of `text` with `arguments` filled in. A wrong number of arguments is a
/// mistake of ours: the bare format string comes back rather than an exception.
std::string words(const Text& text, const std::vector<std::string>& arguments = {});

/// A sentence that is not yet put into words: what explain, errors, phases and findings return.
/// JSON carries the id and the arguments, a view calls words(). An empty Sentence has no text.
struct Sentence {
  const Text* text = nullptr;
  std::vector<std::string> arguments;

  bool empty() const { return text == nullptr; }
  std::string words() const { return empty() ? std::string{} : sockwalk::words(*text, arguments); }
};

/// Builds a Sentence from anything that fmt can print.
template <class... Arguments>
Sentence say(const Text& text, const Arguments&... arguments) {
  return Sentence{&text, {fmt::format("{}", arguments)...}};
}

}  // namespace sockwalk
