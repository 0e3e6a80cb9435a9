#include "text/text.h"

#include <fmt/args.h>
#include <fmt/format.h>

#include "text/locale.h"

namespace sockwalk {

std::string words(const Text& text, const std::vector<std::string>& arguments) {
  fmt::dynamic_format_arg_store<fmt::format_context> store;
  for (const std::string& argument : arguments) store.push_back(argument);
  const bool pseudo = locale() == Locale::pseudo;
  const std::string translated = pseudo ? in_pseudo_locale(text.english) : std::string();
  try {
    return fmt::vformat(pseudo ? std::string_view(translated) : text.english, store);
  } catch (const fmt::format_error&) {
    return std::string{text.english};
  }
}

}  // namespace sockwalk
