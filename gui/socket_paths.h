#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "model/timeline.h"
#include "model/transition.h"

namespace sockwalk {

/// A step that a socket has made through its state machine, or a call that has left it where it was.
struct PathStep {
  std::uint64_t seq = 0;  ///< of the event that made it
  SocketIndex socket = kNoSocket;
  const Transition* row = nullptr;  ///< of the transition table
};

/// The paths of all sockets of a recording through their state machines, followed event by event as it grows.
/// Belongs to a view; never reads anything but the recording.
class SocketPaths {
 public:
  /// Goes on to the event `seq` of the recording, which is another one when `generation` is another.
  void follow(const Timeline& timeline, std::uint64_t generation, std::uint64_t seq);

  /// False: the recording is too large to be followed from its beginning while somebody waits for the frame.
  bool complete() const { return !given_up_; }
  /// The steps of one socket up to the event `seq`, in order. None unless complete().
  std::vector<PathStep> of(SocketIndex socket, std::uint64_t seq) const;

 private:
  Model before_;
  Model after_;
  std::vector<PathStep> steps_;
  std::uint64_t generation_ = 0;
  std::uint64_t looked_at_ = 0;  ///< sockets, over all events: what following costs
  bool given_up_ = false;
};

/// One row of the transition table, for a socket of that kind.
struct TransitionRow {
  const Transition* transition = nullptr;
  std::size_t times = 0;  ///< so often that socket has made it
  bool possible = false;  ///< it begins where the socket stands: the call may be made now
  bool next = false;      ///< the call that comes next may lead along it
};

/// All rows of the table for `machine`, those that begin where the socket stands first. `socket` may be
/// kNoSocket: nobody is in it. `path`: the steps that it has made. `next`: the call to come; null: none is known.
std::vector<TransitionRow> transition_rows(Machine machine, const Model& model, SocketIndex socket,
                                           std::span<const PathStep> path, const Event* next);

/// The calls that may be made on a socket in that phase, each once: those that move it on, and those that fail
/// there whatever happens.
struct PossibleCalls {
  std::vector<Syscall> move;
  std::vector<Syscall> stay;
  std::vector<Syscall> refused;
};
PossibleCalls possible_calls(Machine machine, Phase phase);

}  // namespace sockwalk
