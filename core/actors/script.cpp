#include "actors/script.h"

namespace sockwalk {

Listing script_listing(const std::string& actor, const std::vector<Step>& steps) {
  Listing listing;
  listing.file = actor;
  listing.is_script = true;
  std::uint16_t number = 0;
  for (const Step& step : steps) listing.add({++number, c_text(step), {}, 0});
  if (steps.empty() || steps.back().verb != Verb::exit) {
    listing.add({++number, "exit(0);", "exit", 0});
  }
  return listing;
}

}  // namespace sockwalk
