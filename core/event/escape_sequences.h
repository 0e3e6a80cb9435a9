#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace sockwalk {

/// Bytes as a C string literal in the manner of strace(1): printable ASCII as it is, \n and its
/// like by letter, everything else in octal, as short as the next character allows.
std::string string_literal(std::string_view bytes);
std::string string_literal(std::span<const std::byte> bytes);

/// Text for one line of a terminal: UTF-8 stays as it is, control characters and broken bytes are
/// written as \xNN.
std::string escaped(std::string_view text);

}  // namespace sockwalk
