#pragma once

#include <optional>
#include <span>
#include <vector>

#include "run/walk.h"

namespace sockwalk {

/// What views may read of a walk: its const side. While a class is asked about a call, `hidden` is where
/// everything later than now is kept from them, in this one place: the recording ends at the playhead,
/// nothing is known of its end, and the only call that is still to come is the one that is asked about.
/// Refers to the walk; lives for a frame.
class ShownWalk {
 public:
  /// What is kept back. Refers to a recording that ends at the playhead.
  struct Hidden {
    const Timeline& until_now;
    ActorId asked = kNoActor;  ///< whose next call the question is about
  };

  ShownWalk(const Walk& walk) : walk_(walk) {}  // NOLINT: a walk may stand for itself
  ShownWalk(const Walk& walk, const Hidden& hidden) : walk_(walk), hidden_(hidden) {}

  const Timeline& timeline() const { return hidden_ ? hidden_->until_now : walk_.timeline(); }
  /// Another one while something is hidden: what views keep about the recording must go.
  std::uint64_t generation() const { return hidden_ ? ~walk_.generation() : walk_.generation(); }
  const ActorNames& names() const { return walk_.names(); }
  const TraceHeader& header() const { return walk_.header(); }
  const std::optional<Scenario>& scenario() const { return walk_.scenario(); }

  const Model& model() const { return walk_.model(); }
  std::uint64_t turn() const { return walk_.turn(); }
  std::uint64_t last_turn() const { return hidden_ ? walk_.turn() : walk_.last_turn(); }
  bool at_end() const { return hidden_ || walk_.at_end(); }
  bool live() const { return walk_.live(); }
  bool busy() const { return walk_.busy(); }
  bool finished() const { return !hidden_ && walk_.finished(); }

  std::optional<Event> next_call(ActorId actor) const {
    return is_told(actor) ? walk_.next_call(actor) : std::nullopt;
  }
  std::span<const Stand> stands() const { return walk_.stands(); }
  ActorId next_actor() const { return walk_.next_actor(); }
  std::vector<ActorId> can_move() const {
    std::vector<ActorId> actors = walk_.can_move();
    std::erase_if(actors, [this](ActorId actor) { return !is_told(actor); });
    return actors;
  }

  const Agreement& agreement() const { return walk_.agreement(); }
  const KernelSnapshot* kernel() const { return walk_.kernel(); }
  std::span<const Walk::Past> past() const {
    return hidden_ ? std::span<const Walk::Past>() : walk_.past();
  }

 private:
  /// At the live end all that stand at the gate are known; a recording knows of calls to come.
  bool is_told(ActorId actor) const { return !hidden_ || walk_.at_end() || actor == hidden_->asked; }

  const Walk& walk_;
  std::optional<Hidden> hidden_;
};

}  // namespace sockwalk
