#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sockwalk {

/// What an error needs to say of a word that somebody typed. Pure functions, any thread.

/// Those of `known` that `word` was probably meant to be, best first, at most three: by edit
/// distance without regard to case, or because one begins with the other. Empty when none is near.
std::vector<std::string_view> nearest(std::string_view word,
                                      std::span<const std::string_view> known);

/// Those of `known` that are fewest edits away, best first, at most three, however far that is: for a word
/// of which its form tells what it was meant to be.
std::vector<std::string_view> closest(std::string_view word, std::span<const std::string_view> known);

/// `word` as it may stand inside a sentence of one line: bytes that could steer a terminal, or are
/// no UTF-8, are written as \xNN, and what is longer than `longest` bytes is cut.
std::string quotable(std::string_view word, std::size_t longest = 80);

/// "a, b, c"
std::string listed(std::span<const std::string_view> words);

}  // namespace sockwalk
