#include <fmt/format.h>

#include <algorithm>

#include "cli/command_line.h"
#include "cli/output.h"
#include "run/assets.h"
#include "run/facts.h"
#include "text/command_text.h"
#include "text/wording.h"

namespace sockwalk {

using namespace command_text;

int list_scenarios(const ScenariosCommand&) {
  const auto entries = list_scenarios();
  if (entries.empty()) return refuse(say(kNoScenarios, quotable(assets_directory(), 300)).words());
  std::size_t widest = 0;
  for (const auto& entry : entries) widest = std::max(widest, entry.name.size());
  Output output;
  int code = kFine;
  for (const auto& [name, scenario] : entries) {
    if (scenario) {
      output.line(fmt::format("{:<{}}  {}", name, widest, scenario->title));
    } else {
      code = refuse(scenario.error().sentence);
    }
  }
  if (const auto facts = fact_ids(); !facts.empty()) talk(say(kAndFacts, facts.size()).words());
  return output.finish(code);
}

}  // namespace sockwalk
