#include "text/text.h"

#include <fmt/args.h>
#include <fmt/format.h>

namespace sockwalk {

std::string words(const Text& text, const std::vector<std::string>& arguments) {
  fmt::dynamic_format_arg_store<fmt::format_context> store;
  for (const std::string& argument : arguments) store.push_back(argument);
  try {
    return fmt::vformat(text.english, store);
  } catch (const fmt::format_error&) {
    return std::string{text.english};
  }
}

}  // namespace sockwalk
