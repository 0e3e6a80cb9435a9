#pragma once

#include <string>
#include <string_view>

#include "handle_structure.h"

namespace sockwalk {

/// What a word of the tables means, with its manual page: "accept queue", "unread bytes", "descriptor 4", "slot 1".
/// The words are those of difference() and of Comparison::property. Empty for one that is no term.
std::string term_tip(std::string_view word);
/// The same of what a server keeps besides its array. Empty for Kind::none.
std::string term_tip(HandleStructure::Kind kind);

}  // namespace sockwalk
