#include <fmt/format.h>

#include <exception>
#include <type_traits>

#include "cli/command_line.h"
#include "cli/output.h"
#include "syscalls/standard_descriptors.h"

namespace sockwalk {
namespace {

int print(const PrintCommand& command) {
  Output output;
  std::string_view text = command.text;
  while (text.ends_with('\n')) text.remove_suffix(1);
  output.line(text);
  return output.finish(kFine);
}

int carry_out(const Command& command) {
  return std::visit(
      [](const auto& each) {
        using Each = std::decay_t<decltype(each)>;
        if constexpr (std::is_same_v<Each, StartCommand>) return start(each);
        if constexpr (std::is_same_v<Each, PrintCommand>) return print(each);
        if constexpr (std::is_same_v<Each, ScenariosCommand>) return list_scenarios(each);
        if constexpr (std::is_same_v<Each, RunCommand>) return run(each);
        if constexpr (std::is_same_v<Each, WalkCommand>) return walk(each);
        if constexpr (std::is_same_v<Each, ShowCommand>) return show(each);
        if constexpr (std::is_same_v<Each, ExploreCommand>) return explore(each);
        if constexpr (std::is_same_v<Each, ExplainCommand>) return explain(each);
        if constexpr (std::is_same_v<Each, FactsCommand>) return facts(each);
        if constexpr (std::is_same_v<Each, DoctorCommand>) return doctor(each);
      },
      command);
}

}  // namespace
}  // namespace sockwalk

int main(int argc, char** argv) {
  sockwalk::hold_standard_descriptors();
  const auto command = sockwalk::parse_command_line(argc, argv);
  if (!command) return sockwalk::refuse(command.error().sentence);
  return sockwalk::carry_out(*command);
}
