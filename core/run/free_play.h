#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "actors/step.h"
#include "event/result.h"
#include "run/walk.h"
#include "text/text.h"

namespace sockwalk {

/// Free play: what a person may ask for between two turns, in the words that hold in the terminal and
/// in the window alike:
///
///     client 1: send 7            a step of the scenario language, in place of its next call
///     client 1                    its next call
///     crash client 1
///     interrupt client 1          with restart: by a signal whose handler has SA_RESTART
///     time                        the first deadline comes
///     add client                  with the steps of the last one, or: add client socket, connect
///
/// An actor is called by its name or its number; the server is 0. Pure functions of the walk; they
/// belong to its thread.

/// The turn that `words` ask for, which can be given now: Walk::give_turn() takes it. Else a
/// sentence that says what is wrong and what is possible: of words that ask for nothing first, then
/// why nothing can be asked for now. `others`: commands that are known besides where the words are typed.
Result<TurnRequest> read_play(const Walk& walk, std::string_view words,
                              std::span<const std::string_view> others = {});

/// Why the turn cannot be given now; empty when it can.
Sentence hindrance(const Walk& walk, const TurnRequest& request);

/// The actor at the beginning of `words`, and how many bytes name it; nothing when nobody is named.
struct NamedActor {
  ActorId actor = kNoActor;
  std::size_t bytes = 0;
};
std::optional<NamedActor> actor_at_start(const Walk& walk, std::string_view words);

/// The variables that a step of `actor` may name: those of its script, and those that it was asked to
/// make since. They hold −1 until they are made.
StepVariables known_variables(const Walk& walk, ActorId actor);

/// The steps of a client that is added without any, with commas between them.
std::string usual_steps(const Walk& walk);

/// How many actors free play takes.
inline constexpr std::size_t kMostActors = 1000;

}  // namespace sockwalk
