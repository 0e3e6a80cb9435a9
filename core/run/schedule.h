#pragma once

#include <cstdint>
#include <optional>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "event/result.h"
#include "model/model.h"

namespace sockwalk {

/// Where an actor stands between two turns.
enum class Stance : std::uint8_t { at_gate, asleep, gone };

struct Stand {
  ActorId actor = kNoActor;
  Stance stance = Stance::gone;
  /// at_gate: the call it will make; asleep: the call it sleeps in. An enter event that may not be
  /// committed; its parts lie in the run's arenas.
  Event call;
};

/// Who makes the next call where nobody chose: the next entry of an order whose actor stands at the
/// gate; after that the lowest-numbered actor whose call would not block, else the lowest at the
/// gate. With a seed there is no order: it picks at random among those whose call would not block,
/// else among those at the gate; the same on every machine. A plain value.
class Schedule {
 public:
  Schedule() = default;
  explicit Schedule(std::vector<ActorId> order) : order_(std::move(order)) {}

  void seed(std::uint64_t value) { random_.emplace(value); }

  /// kNoActor when nobody can move. Asked again before taken(), it answers the same.
  ActorId next(const Model& model, std::span<const Stand> stands);
  /// Tells that `actor` has been given a turn, by whomever: its next entry of the order is used up.
  void taken(ActorId actor);
  bool exhausted() const { return order_.empty(); }

 private:
  std::vector<ActorId> order_;
  std::optional<std::mt19937_64> random_;
  std::optional<std::uint64_t> drawn_;  ///< for the turn that is next
};

/// The turns of a trace or schedule file, in order: only `turn` lines count.
Result<std::vector<ActorId>> read_schedule(const std::string& path);

}  // namespace sockwalk
