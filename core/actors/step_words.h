#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "text/text.h"

namespace sockwalk {

/// Why a string of a scenario is refused, and at which of its bytes.
struct WordProblem {
  std::size_t offset = 0;
  Sentence why;  ///< empty: nothing is wrong

  bool refused() const { return !why.empty(); }
};

/// A piece of a string of a scenario, and where it begins.
struct Word {
  std::string_view text;
  std::size_t offset = 0;
};

/// The words of `text`, by white space; what stands between two quotation marks is one word. A
/// `separator` other than a space is a word of its own.
std::vector<Word> split_words(std::string_view text, char separator = ' ');

/// The steps of `text`, which semicolons separate, or commas with white space behind them; what
/// stands between quotation marks is one piece. Without the white space around them; what is behind the
/// last separator counts only if there is something.
std::vector<Word> split_steps(std::string_view text);

/// A number of a step: a constant, or one that this machine's kernel is asked for.
struct StepNumber {
  enum class Base : std::uint8_t { none, somaxconn, max_dgram_qlen, pid, uid };

  std::int64_t plus = 0;
  Base base = Base::none;

  bool operator==(const StepNumber&) const = default;
};

/// "-7", "{somaxconn}+1". `error` tells "none" from "too large".
std::optional<StepNumber> number_of(std::string_view text, std::errc& error);
/// What `number` is here. Reads the kernel's numbers once, at the first call that needs one: not
/// for the thread of an actor, but after read_kernel_numbers().
std::int64_t value_of(const StepNumber& number);
/// Reads the kernel's numbers, so that value_of() opens no file any more.
void read_kernel_numbers();
/// "7", "{somaxconn}+1"
std::string to_text(const StepNumber& number);

/// The bytes of "\"A\\n\"", without its marks; nothing when it is no such text.
std::optional<std::string> unquoted(std::string_view word);

/// A word that may name a variable.
bool is_identifier(std::string_view word);

}  // namespace sockwalk
