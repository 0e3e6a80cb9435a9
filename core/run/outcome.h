#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "actors/scenario.h"
#include "event/event.h"
#include "model/model.h"
#include "run/schedule.h"
#include "text/text.h"

namespace sockwalk {

/// How it ended for one actor.
struct ActorOutcome {
  enum class End : std::uint8_t { exited, killed, asleep };

  std::string name;
  std::vector<std::int32_t> received;  ///< a client's answers, of the sum
  std::string text;                    ///< and of echo and upper: the bytes that came
  std::vector<std::string> failed;     ///< "connect ENOENT": calls that failed, in order
  End end = End::asleep;
  std::int64_t status = 0;             ///< exited: its status; killed: the signal
  std::string call;                    ///< asleep: in this call, for ever

  bool operator==(const ActorOutcome&) const = default;
};

/// What an order of turns has led to. Two orders with equal outcomes differ in nothing that matters
/// to whoever wrote the programs: not in who slept when, nor in what select told in between.
struct Outcome {
  std::vector<ActorOutcome> actors;
  std::vector<std::string> names_left;  ///< in the run's directory, once all are gone or asleep
  /// Sentences: deadlocks, wrong answers, bad ends, steps that led elsewhere than expected.
  std::vector<std::string> wrong;

  bool fine() const { return wrong.empty(); }
  bool operator==(const Outcome&) const = default;
};

/// The outcome of a run in which nobody can move any more. Pure.
Outcome outcome_of(const Scenario& scenario, std::span<const Event> events, const Model& model,
                   std::span<const Stand> stands, const ActorNames& names,
                   std::string_view directory);

}  // namespace sockwalk
