#include <algorithm>
#include <utility>

#include "actors/crowd.h"
#include "actors/scenario.h"

namespace sockwalk {

std::string actor_name(const Scenario& scenario, ActorId actor) {
  return actor == kServer ? "server" : scenario.clients[actor - 1U].name;
}

const std::vector<Step>& steps_of(const Scenario& scenario, ActorId actor) {
  return actor == kServer ? scenario.server.steps : scenario.clients[actor - 1U].steps;
}

StepVariables variables_of(const Scenario& scenario, ActorId actor) {
  StepVariables variables;
  if (actor > scenario.clients.size()) return variables;
  for (const Step& step : steps_of(scenario, actor)) variables.after(step);
  return variables;
}

bool has_other_users(const Scenario& scenario) {
  const auto becomes = [](const Step& step) { return step.verb == Verb::become; };
  for (ActorId actor = 0; actor <= scenario.clients.size(); ++actor) {
    const ProcessSetting& process =
        actor == kServer ? scenario.server.process : scenario.clients[actor - 1U].process;
    if (!process.user.empty() || std::ranges::any_of(steps_of(scenario, actor), becomes))
      return true;
  }
  return false;
}

ClientPlan added_client(const Scenario& scenario, std::string_view words) {
  ClientPlan plan;
  StepVariables variables;
  for (const Word& piece : split_steps(words)) {
    Step step;
    if (read_step(piece.text, variables, step).refused()) {
      plan.steps.clear();
      break;
    }
    variables.after(step);
    plan.steps.push_back(std::move(step));
  }
  const std::uint32_t number = client_count(scenario) + 1;
  if (plan.steps.empty() && !scenario.clients.empty()) {
    plan = scenario.clients.back();
    if (plan.count > 1) plan.name = client_name(number);
    plan.number = number;
    plan.count = 1;
    return plan;
  }
  plan.number = number;
  if (std::ranges::all_of(plan.steps, is_course_step)) plan.listing = "client_sum.c";
  return plan;
}

}  // namespace sockwalk
