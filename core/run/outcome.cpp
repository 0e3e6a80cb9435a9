#include "run/outcome.h"

#include <fmt/format.h>

#include <algorithm>

#include "event/constant_names.h"
#include "event/escape_sequences.h"
#include "event/event_names.h"
#include "run/comparison.h"
#include "run/expectations.h"
#include "run/expected_answers.h"
#include "run/waiting.h"
#include "text/explore_text.h"
#include "text/wording.h"

namespace sockwalk {
namespace {

using namespace explore_text;

std::vector<ActorOutcome> actors_of(std::span<const Event> events, std::span<const Stand> stands,
                                    const ActorNames& names) {
  std::vector<ActorOutcome> actors;
  for (const Stand& stand : stands) {
    ActorOutcome actor;
    actor.name = quotable(names.name(stand.actor));
    if (stand.stance == Stance::asleep) actor.call = row_of(stand.call.call).name;
    if (stand.stance == Stance::joining) actor.call = "pthread_join";
    actors.push_back(std::move(actor));
  }
  for (const Event& event : events) {
    if (event.actor >= actors.size()) continue;
    ActorOutcome& actor = actors[event.actor];
    if (event.failed() && !event.expected) {
      actor.failed.push_back(fmt::format("{} {}", row_of(event.call).name, errno_name(event.error)));
    }
    if (event.kind != EventKind::end) continue;
    actor.end = event.error != 0 ? ActorOutcome::End::killed : ActorOutcome::End::exited;
    actor.status = event.error != 0 ? event.error : event.ret;
  }
  return actors;
}

void judge_end(const ActorOutcome& actor, Outcome& outcome) {
  if (actor.end == ActorOutcome::End::killed) {
    outcome.wrong.push_back(say(kKilled, actor.name, signal_name(static_cast<int>(actor.status))).words());
  }
  if (actor.end == ActorOutcome::End::exited && actor.status != 0) {
    outcome.wrong.push_back(say(kExitStatus, actor.name, actor.status).words());
  }
}

void judge_sum(const Exchange& exchange, const std::string& name, Outcome& outcome) {
  for (std::size_t i = 0; i < exchange.received.size(); ++i) {
    const bool asked = i < exchange.expected.size();
    if (asked && exchange.received[i] == exchange.expected[i]) continue;
    const std::string right = asked ? std::to_string(exchange.expected[i]) : "none";
    outcome.wrong.push_back(say(kWrongAnswer, name, exchange.received[i], right).words());
    return;  // what follows is wrong because this is
  }
  if (exchange.ended && exchange.received.size() < exchange.expected.size()) {
    const auto missing = exchange.expected[exchange.received.size()];
    outcome.wrong.push_back(say(kNoAnswer, name, missing).words());
  }
}

void judge_text(const Exchange& exchange, const std::string& name, Outcome& outcome) {
  const std::string& received = exchange.received_text;
  const std::string& expected = exchange.expected_text;
  if (!expected.starts_with(received)) {
    outcome.wrong.push_back(
        say(kWrongAnswer, name, string_literal(received), string_literal(expected)).words());
  } else if (exchange.ended && received.size() < expected.size()) {
    outcome.wrong.push_back(
        say(kNoAnswer, name, string_literal(expected.substr(received.size()))).words());
  }
}

/// Takes what the client received into its part of the outcome, and judges it.
void take_exchange(ServiceKind service, const Exchange& exchange, Outcome& outcome) {
  ActorOutcome& client = outcome.actors[exchange.actor];
  client.received.insert(client.received.end(), exchange.received.begin(), exchange.received.end());
  client.text += exchange.received_text;
  service == ServiceKind::sum ? judge_sum(exchange, client.name, outcome)
                              : judge_text(exchange, client.name, outcome);
}

}  // namespace

Outcome outcome_of(const Scenario& scenario, std::span<const Event> events, const Model& model,
                   std::span<const Stand> stands, const ActorNames& names,
                   std::string_view directory) {
  Outcome outcome;
  outcome.actors = actors_of(events, stands, names);
  for (const Sentence& sentence : deadlocks(model, stands, names)) {
    outcome.wrong.push_back(sentence.words());
  }
  if (scenario.server.kind != ServerKind::script) {
    const ServiceKind service = scenario.server.service;
    for (const Exchange& exchange : exchanges_of(service, events)) {
      if (exchange.actor < outcome.actors.size()) take_exchange(service, exchange, outcome);
    }
  }
  const std::string own(directory);
  for (const Sentence& missed : unmet_expectations(scenario, events, names, own)) {
    outcome.wrong.push_back(without_directory(missed.words(), own));
  }
  for (const ActorOutcome& actor : outcome.actors) judge_end(actor, outcome);
  for (const FileName& name : model.names) {
    if (!name.exists) continue;
    std::string_view path = name.path;
    if (path.starts_with(directory)) path.remove_prefix(directory.size());
    while (path.starts_with('/')) path.remove_prefix(1);
    outcome.names_left.push_back(quotable(path));
  }
  std::ranges::sort(outcome.names_left);
  return outcome;
}

}  // namespace sockwalk
