#include <cstddef>
#include <cstdint>
#include <string_view>

#include "actors/scenario.h"

/// A scenario file, and the steps of a client that is added.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto scenario = sockwalk::parse_scenario(text, "hostile.toml");
  if (scenario.ok()) static_cast<void>(sockwalk::added_client(*scenario, text));
  return 0;
}
