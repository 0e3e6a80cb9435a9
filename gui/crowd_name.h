#pragma once

#include <string>
#include <string_view>

namespace sockwalk {

/// Whether a title is that of an actor that plays many clients: "Clients 101-200".
inline bool is_crowd(std::string_view title) { return title.starts_with("Clients "); }

/// Its numbers alone, "101-200", which tell it from the others where there is little room.
inline std::string numbers_of_crowd(std::string_view title) {
  return std::string(title.substr(title.find(' ') + 1));
}

}  // namespace sockwalk
