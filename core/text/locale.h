#pragma once

#include <string>
#include <string_view>

namespace sockwalk {

/// In which words sentences are said. There is no translation yet; the pseudo-locale shows where one would
/// not fit, and which words are not in this folder: every text becomes longer by two fifths and accented, and can
/// still be read.
enum class Locale { english, pseudo };

/// For the whole process, before other threads put anything into words.
void set_locale(Locale locale);
Locale locale();

/// English as the pseudo-locale writes it: "áàččéèpt qúùéèúùéè". What stands in {} or between ` stays.
std::string in_pseudo_locale(std::string_view english);

}  // namespace sockwalk
