#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "command.h"
#include "look.h"
#include "model/agreement.h"
#include "model/difference.h"
#include "model/model.h"
#include "selection.h"
#include "shown_walk.h"
#include "spotlight.h"

namespace sockwalk {

/// The beats in which a finished turn is revealed; each pane changes in its beat, not before.
enum class Beat : std::uint8_t {
  call,     ///< the call goes down, from its actor through the interface
  kernel,   ///< the kernel object changes
  wake,     ///< others wake, their calls return
  result,   ///< the result comes back
  settled,  ///< nothing moves
};

/// How far the reveal of the shown turn is.
struct Reveal {
  Beat beat = Beat::settled;
  float progress = 1.0F;  ///< 0 to 1 within the beat, eased
  float elapsed = 1.0F;   ///< the same as a share of the beat's time
};

/// Everything a view may read in one frame. Lives for the frame. Views draw from it and from
/// nothing else: they never call a run, a log or the kernel, and they ask for changes by requests.
struct Scene {
  ShownWalk walk;                ///< nothing later than now, while a class is asked
  const Model& model;            ///< the state to show: within the turn while it is revealed
  const Model& before;           ///< the state before the shown turn
  std::span<const Change> changes;  ///< what the shown turn has changed so far
  std::uint64_t turn = 0;        ///< the shown turn
  std::uint64_t seq = 0;         ///< of the last event shown
  Reveal reveal;
  ActorId mover = kNoActor;      ///< of the shown turn; kNoActor at turn 0
  const Event* enter = nullptr;  ///< the mover's call of the shown turn, if it made one
  const Event* exit = nullptr;   ///< its exit, if that is in the shown turn and already revealed
  ActorId next = kNoActor;       ///< who moves next; kNoActor when nobody can, or while revealing
  std::span<const std::optional<Event>> next_calls;  ///< by actor: the call each would make
  bool live = false;             ///< at the live end
  bool playing = false;

  const Palette& palette;
  const Fonts& fonts;
  float scale = 1.0F;            ///< pixels per design pixel: zoom times the screen's factor
  double time = 0.0;             ///< seconds, for marks that move; constant when motion is reduced
  bool reduced_motion = false;

  Selection& selection;
  std::vector<Request>& requests;
  Spotlight& spotlight;          ///< the stage draws it; the mouse takes it back from the keyboard
  /// What the next call is about to do; empty when none is known. While a class is asked about it, that
  /// one shall think: views foretell by this and by foretold_call(), and never by themselves.
  std::string foretold = {};
  bool question_open = false;
  std::optional<std::uint64_t> marked_turn = {};  ///< the one beside which others are laid
  bool presenter = false;        ///< shown in presenter mode: few things, and those large
  /// Another one when next_calls, or who can be given a turn, is another; 0: not told.
  std::uint64_t calls_version = 0;
  const Model* left = nullptr;   ///< while a turn is revealed: the state that the beat before has left

  /// The call that comes next; null when none is known, as in a turn of the Clock.
  const Event* next_call() const {
    return next < next_calls.size() && next_calls[next] ? &*next_calls[next] : nullptr;
  }
  /// The same for what shows where the call will lead: null while a class is asked.
  const Event* foretold_call() const { return question_open ? nullptr : next_call(); }
  Look look() const { return {palette, fonts, scale}; }
  float px(float design) const { return design * scale; }
  void request(Command command) const { requests.push_back({command, kNoActor, 0, {}}); }
};

}  // namespace sockwalk
