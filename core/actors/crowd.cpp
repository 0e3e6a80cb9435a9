#include "actors/crowd.h"

#include <fmt/core.h>

#include <algorithm>

#include "actors/toml_document.h"
#include "text/scenario_text.h"
#include "text/wording.h"

namespace sockwalk {
namespace {

using namespace scenario_text;

/// Numbers that an actor has beside those of its clients: 0 to 2, a connection socket, an epoll.
constexpr std::size_t kOtherDescriptors = 8;

const TomlValue* member(const TomlValue& table, std::string_view key) {
  const auto found = std::ranges::find(table.members, key, &TomlMember::key);
  return found == table.members.end() ? nullptr : &found->value;
}

/// The values of all keys `count` in `document`.
std::vector<Place> counts_in(const TomlValue& document) {
  std::vector<Place> places;
  const TomlValue* clients = member(document, "client");
  if (clients == nullptr) return places;
  for (const TomlValue& client : clients->items) {
    if (const TomlValue* count = member(client, "count")) places.push_back(count->place);
  }
  return places;
}

std::size_t made_for_each_client(const std::vector<Step>& steps) {
  std::size_t made = 0;
  for (const Step& step : steps) {
    made += step.makes.size() * static_cast<std::size_t>(repeats_of(step));
  }
  return made;
}

}  // namespace

std::vector<ClientPlan> crowd_of(const ClientPlan& plan, int count, int per_actor) {
  std::vector<ClientPlan> actors;
  for (int first = 0; first < count; first += per_actor) {
    ClientPlan& actor = actors.emplace_back(plan);
    actor.number = plan.number + static_cast<std::uint32_t>(first);
    actor.count = static_cast<std::uint32_t>(std::min(per_actor, count - first));
    actor.name = actor.count == 1
                     ? client_name(actor.number)
                     : fmt::format("clients {}-{}", actor.number, actor.number + actor.count - 1);
  }
  return actors;
}

std::uint32_t client_count(const Scenario& scenario) {
  std::uint32_t count = 0;
  for (const ClientPlan& client : scenario.clients) count += client.count;
  return count;
}

Result<Scenario> with_clients(const Scenario& scenario, std::uint64_t count) {
  const std::string file = scenario.name + ".toml";
  const auto document = parse_toml(scenario.text, file);
  if (!document) return document.error();
  const std::vector<Place> places = counts_in(*document);
  if (places.size() != 1)
    return Error{say(kNoCountToSet, quotable(scenario.name), places.size()).words()};
  std::string text = scenario.text;
  const std::size_t start = offset_of(places.front(), text);
  const std::size_t end = text.find_first_not_of("+_0123456789abcdefABCDEFox", start);
  text.replace(start, std::min(end, text.size()) - start, fmt::format("{}", count));
  return parse_scenario(text, file);
}

std::size_t descriptors_needed(const Scenario& scenario) {
  const bool crowd = std::ranges::any_of(scenario.clients,
                                         [](const ClientPlan& client) { return client.count > 1; });
  if (!crowd) return 0;
  std::size_t most = 0;
  if (scenario.server.kind != ServerKind::script && scenario.server.process.fd_limit == 0) {
    most = std::max<std::size_t>(client_count(scenario),
                                 static_cast<std::size_t>(scenario.server.slots));
  }
  for (const ClientPlan& client : scenario.clients) {
    if (client.process.fd_limit == 0)
      most = std::max(most, client.count * made_for_each_client(client.steps));
  }
  return most + kOtherDescriptors;
}

}  // namespace sockwalk
