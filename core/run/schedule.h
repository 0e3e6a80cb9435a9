#pragma once

#include <cstdint>
#include <optional>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "actors/turn_request.h"
#include "event/result.h"
#include "model/model.h"
#include "text/text.h"

namespace sockwalk {

/// Where an actor stands between two turns.
enum class Stance : std::uint8_t {
  at_gate,
  asleep,   ///< in a call, in the kernel
  joining,  ///< waits in pthread_join(3) for threads that it has made
  gone,
};

struct Stand {
  ActorId actor = kNoActor;
  Stance stance = Stance::gone;
  /// at_gate: the call it will make; asleep: the call it sleeps in. An enter event that may not be
  /// committed; its parts lie in the run's arenas.
  Event call;
  /// asleep: the call returns by itself when the Clock has been given its turn; −1 = never.
  std::int64_t timeout_ms = -1;
};

/// Whether the turn can be given where the actors stand so.
bool can_be_given(const TurnRequest& request, std::span<const Stand> stands);

/// Why `request` cannot be given where the actors stand so: of `entry` ("turn 7 of the schedule"),
/// for the actor called `name`. REQUIRES: !can_be_given(request, stands)
Sentence why_not_given(const TurnRequest& request, const Sentence& entry, std::string_view name,
                       std::span<const Stand> stands, const Model& now);

/// Who makes the next call where nobody chose: the next entry of an order that can be given; after
/// that the lowest-numbered actor whose call would not block, else the lowest at the gate, else the
/// Clock where somebody's deadline is held. With a seed there is no order: it picks at random among
/// those whose call would not block, else among those at the gate; the same on every machine. A
/// plain value.
class Schedule {
 public:
  Schedule() = default;
  explicit Schedule(const std::vector<TurnRequest>& order);

  void seed(std::uint64_t value) { random_.emplace(value); }

  /// Its actor is kNoActor when nobody can move. Asked again before taken(), it answers the same.
  TurnRequest next(const Model& model, std::span<const Stand> stands);
  /// Tells that a turn has been given, by whomever: its next entry of the order is used up.
  void taken(const TurnRequest& request);
  bool exhausted() const { return order_.empty(); }

  /// An entry of the order, with its number in it from 1.
  struct Entry {
    std::size_t number = 0;
    TurnRequest request;
  };
  /// The entry that is due and cannot be given where the actors stand so; nullptr when there is none,
  /// or when turns have been given that are not in the order: then it cannot be kept anyway.
  const Entry* held_up(std::span<const Stand> stands) const;

 private:
  std::vector<Entry> order_;
  bool left_ = false;  ///< a turn was given that was not due
  std::optional<std::mt19937_64> random_;
  std::optional<std::uint64_t> drawn_;  ///< for the turn that is next
};

/// A turn of a schedule, whose actor is called by its name: numbers differ from file to file.
struct ScheduledTurn {
  std::string actor;
  TurnRequest::Kind kind = TurnRequest::Kind::proceed;
  std::string words;

  bool operator==(const ScheduledTurn&) const = default;
};

/// With the number that the actor has in a run; kNoActor when there is no such actor. A client that
/// is to be added need not be there yet.
TurnRequest resolve(const ScheduledTurn& turn, const ActorNames& names);

/// The turns of a trace or schedule file, in order: only `turn` and `command` lines count.
Result<std::vector<ScheduledTurn>> read_schedule(const std::string& path);
/// The same of events that have been read. Refused where a command is none.
Result<std::vector<ScheduledTurn>> schedule_of(std::span<const Event> events,
                                               const ActorNames& names);

}  // namespace sockwalk
