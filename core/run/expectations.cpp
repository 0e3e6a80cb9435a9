#include "run/expectations.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <map>
#include <string_view>
#include <utility>

#include "event/event_text.h"
#include "text/run_text.h"
#include "text/wording.h"

namespace sockwalk {
namespace {

using Kind = ExpectedFact::Kind;

/// One time that a step was made: its call, and its return if it came back.
struct Made {
  const Event* enter = nullptr;
  const Event* exit = nullptr;
  bool holds = false;  ///< what was expected
};

const EventParts& parts_of(const Event& event) {
  static const EventParts kNone;
  return event.parts != nullptr ? *event.parts : kNone;
}

std::string bytes_of(const StepData& data, std::uint32_t client) {
  if (data.kind != StepData::Kind::integers) return data.text;
  const std::vector<std::int32_t> integers = integers_of(data, client);
  return {reinterpret_cast<const char*>(integers.data()), integers.size() * 4};
}

bool is_data(const StepData& data, const EventParts& parts, std::uint32_t client) {
  const std::string bytes = bytes_of(data, client);
  const auto* seen = reinterpret_cast<const char*>(parts.data.data());
  return parts.data_bytes == bytes.size() && std::string_view(seen, parts.data.size()) ==
                                                 std::string_view(bytes).substr(0, kRecordedBytes);
}

bool is_name(const StepName& name, const UnixAddress& seen, const std::string& directory) {
  if (name.form == StepName::Form::none) {
    return seen.kind == UnixAddress::Kind::unnamed || seen.kind == UnixAddress::Kind::none;
  }
  const std::string text = resolved(name, directory);
  const UnixAddress meant = address_of(name, text);
  return seen.kind == meant.kind && seen.name == meant.name;
}

/// Follows one actor, or one of the clients that it plays, through the log: its variables, and how
/// often each of its steps was made.
class ActorCheck {
 public:
  /// `name`: the actor's, which is that of its listing; `client`: the number of the client.
  ActorCheck(const std::vector<Step>& steps, std::string_view name, std::string_view directory,
             std::uint32_t client)
      : steps_(steps), name_(name), directory_(directory), client_(client), made_(steps.size()) {}

  void take(const Event& event);
  bool met(std::size_t step) const;
  Sentence observed(std::size_t step) const;

 private:
  void make(const Step& step, const Event& exit);
  bool holds(const ExpectedFact& fact, const Event& exit) const;
  bool is_ready(const std::vector<StepWatch>& ready, const Event& exit) const;
  /// What holds of a call that never returned: it sleeps, or has ended the actor.
  bool holds_without_return(const Step& step) const;

  const std::vector<Step>& steps_;
  const std::string_view name_;
  const std::string directory_;
  const std::uint32_t client_;
  std::map<std::string, std::int32_t> variables_;
  std::vector<std::vector<Made>> made_;  ///< by step
  const Event* end_ = nullptr;
  std::size_t last_ = 0;  ///< the step that was made last
};

void ActorCheck::take(const Event& event) {
  if (event.kind == EventKind::end) end_ = &event;
  if (event.file == nullptr || name_ != event.file || event.line == 0 || event.line > steps_.size())
    return;
  const std::size_t index = event.line - 1U;
  if (event.kind == EventKind::enter) {
    made_[index].push_back({&event, nullptr, false});
    last_ = index;
  }
  if (event.kind != EventKind::exit || made_[index].empty()) return;
  Made& made = made_[index].back();
  made.exit = &event;
  const Step& step = steps_[index];
  make(step, event);
  made.holds = std::ranges::all_of(step.expectation.facts,
                                   [&](const ExpectedFact& fact) { return holds(fact, event); });
}

void ActorCheck::make(const Step& step, const Event& exit) {
  const auto& opened = parts_of(exit).opened;
  for (std::size_t i = 0; i < step.makes.size(); ++i) {
    const bool several = step.verb == Verb::pair || step.verb == Verb::recvmsg;
    const auto single = exit.failed() ? -1 : static_cast<std::int32_t>(exit.ret);
    variables_[step.makes[i]] = !several ? single : i < opened.size() ? opened[i].fd : -1;
  }
}

bool ActorCheck::holds(const ExpectedFact& fact, const Event& exit) const {
  const EventParts& parts = parts_of(exit);
  const std::int64_t number = value_of(fact.number);
  const bool done = !exit.failed();
  switch (fact.kind) {
    case Kind::value:
      return done && exit.ret == number;
    case Kind::above:
      return done && exit.ret > number;
    case Kind::below:
      return done && exit.ret < number;
    case Kind::ok:
      return done;
    case Kind::error:
      return exit.error == number;
    case Kind::end:
      return done && exit.ret == 0;
    case Kind::killed:
      return end_ != nullptr && end_->error == number;
    case Kind::data:
      return done && is_data(fact.data, parts, client_);
    case Kind::answer:
      return done && (parts.rare->has_value ? parts.rare->value : exit.ret) == number;
    case Kind::pid:
      return parts.rare->has_credentials && parts.rare->credentials.pid == number;
    case Kind::uid:
      return parts.rare->has_credentials && parts.rare->credentials.uid == number;
    case Kind::rights:
      return done && static_cast<std::int64_t>(parts.opened.size()) == number;
    case Kind::message:
      return done && parts.rare->message_flags == static_cast<std::uint32_t>(number);
    case Kind::name:
      return done && is_name(fact.name, parts.rare->address, directory_);
    case Kind::length:
      return done && parts.rare->address.length == number;
    case Kind::ready:
      return done && is_ready(fact.ready, exit);
    case Kind::sleeps:
      return exit.slept;
  }
  return false;
}

bool ActorCheck::is_ready(const std::vector<StepWatch>& ready, const Event& exit) const {
  std::vector<std::pair<std::int32_t, std::uint32_t>> meant, seen;
  for (const StepWatch& watch : ready) {
    const auto variable = variables_.find(watch.descriptor.variable);
    const std::int32_t fd =
        variable != variables_.end() ? variable->second : watch.descriptor.number;
    meant.emplace_back(fd, watch.events);
  }
  const EventParts& parts = parts_of(exit);
  constexpr std::uint32_t kIn = 1;  // POLLIN, which is EPOLLIN too
  for (const std::int32_t fd : parts.rare->fds) seen.emplace_back(fd, kIn);
  for (const PollEntry& entry : parts.rare->poll) {
    if (entry.revents != 0) seen.emplace_back(entry.fd, entry.revents);
  }
  std::ranges::sort(meant);
  std::ranges::sort(seen);
  return meant == seen;
}

bool ActorCheck::holds_without_return(const Step& step) const {
  return std::ranges::all_of(step.expectation.facts, [&](const ExpectedFact& fact) {
    const std::int64_t number = value_of(fact.number);
    if (fact.kind == Kind::killed) return end_ != nullptr && end_->error == number;
    if (step.verb != Verb::exit) return fact.kind == Kind::sleeps;
    return end_ != nullptr &&
           (fact.kind == Kind::ok || (fact.kind == Kind::value && end_->ret == number));
  });
}

bool ActorCheck::met(std::size_t index) const {
  const Step& step = steps_[index];
  const auto& made = made_[index];
  const auto wanted = static_cast<std::size_t>(repeats_of(step));
  // The answer of a `receive` may come in pieces, in more than one call.
  if (step.verb == Verb::receive ? made.empty() : made.size() != wanted) return false;
  if (made.empty()) return wanted == 0;
  if (made.back().exit == nullptr) {
    const bool before = std::all_of(made.begin(), made.end() - 1,
                                    [](const Made& one) { return one.exit != nullptr; });
    return before && holds_without_return(step);
  }
  if (step.expectation.sleeps_on) return false;
  // Death comes with the last call.
  const auto kills = [](const ExpectedFact& fact) { return fact.kind == Kind::killed; };
  if (std::ranges::any_of(step.expectation.facts, kills)) {
    return last_ == index && holds_without_return(step);
  }
  if (step.verb == Verb::receive) return made.back().holds;
  return std::ranges::all_of(made, &Made::holds);
}

Sentence ActorCheck::observed(std::size_t index) const {
  const Step& step = steps_[index];
  const auto& made = made_[index];
  if (made.empty()) return say(text::kObservedNever);
  const auto wanted = static_cast<std::size_t>(repeats_of(step));
  if (step.verb != Verb::receive && made.size() != wanted) {
    return say(text::kObservedTimes, made.size(), wanted);
  }
  const auto bad = std::ranges::find_if(made, [](const Made& one) { return !one.holds; });
  const Made& told = bad != made.end() ? *bad : made.back();
  if (told.exit == nullptr) {
    const Text& text = step.verb == Verb::exit ? text::kObservedLine : text::kObservedAsleep;
    return say(text, call_text(*told.enter));
  }
  const std::string line = strace_line(*told.exit, told.enter);
  return say(told.exit->slept ? text::kObservedSlept : text::kObservedLine, line);
}

}  // namespace

bool has_expectations(const Scenario& scenario) {
  for (ActorId actor = 0; actor <= scenario.clients.size(); ++actor) {
    for (const Step& step : steps_of(scenario, actor)) {
      if (!step.expectation.empty()) return true;
    }
  }
  return false;
}

std::vector<CheckedExpectation> check_expectations(const Scenario& scenario,
                                                   std::span<const Event> events,
                                                   const ActorNames& names,
                                                   const std::string& directory) {
  std::vector<CheckedExpectation> all;
  std::vector<std::vector<const Event*>> by_actor(names.size());
  for (const Event& event : events) {
    if (event.actor < by_actor.size()) by_actor[event.actor].push_back(&event);
  }
  for (ActorId i = 0; i <= scenario.clients.size(); ++i) {
    const std::vector<Step>& steps = steps_of(scenario, i);
    const std::string name = actor_name(scenario, i);
    const ActorId actor = names.find(name);
    const std::uint32_t first = i == kServer ? 0 : scenario.clients[i - 1U].number;
    const std::uint32_t count = i == kServer ? 1 : scenario.clients[i - 1U].count;
    std::deque<ActorCheck> checks;
    for (std::uint32_t k = 0; k < count; ++k)
      checks.emplace_back(steps, name, directory, first + k);
    if (actor < by_actor.size()) {
      for (const Event* event : by_actor[actor]) {
        if (event->client == 0) {
          for (ActorCheck& check : checks) check.take(*event);
        } else if (event->client - first < count) {
          checks[event->client - first].take(*event);
        }
      }
    }
    for (std::uint32_t k = 0; k < count; ++k) {
      for (std::size_t index = 0; index < steps.size(); ++index) {
        const Step& step = steps[index];
        if (step.expectation.empty()) continue;
        all.push_back({i, count == 1 ? name : client_name(first + k), index + 1, step.words,
                       step.expectation.words, checks[k].met(index), checks[k].observed(index)});
      }
    }
  }
  return all;
}

std::vector<Sentence> unmet_expectations(const Scenario& scenario, std::span<const Event> events,
                                         const ActorNames& names, const std::string& directory) {
  std::vector<Sentence> unmet;
  for (const CheckedExpectation& one : check_expectations(scenario, events, names, directory)) {
    if (one.met) continue;
    unmet.push_back(say(text::kExpectationUnmet, one.who, one.step, quotable(one.words),
                        quotable(one.expected), one.observed.words()));
  }
  return unmet;
}

}  // namespace sockwalk
