#pragma once

#include <string>
#include <vector>

#include "model/model.h"

namespace sockwalk {

/// One fact that differs between two states of the same recording.
struct Change {
  SocketIndex socket = kNoSocket;
  ActorId actor = kNoActor;
  /// Of a socket: "socket", "phase", "address", "backlog", "peer", "accept queue", "unread bytes", "O_NONBLOCK".
  /// Of an actor: "state", "handle", "interest list", "slot 1", "sum of slot 1". Of neither: "file name".
  std::string property;
  std::string before;  ///< empty: was not there
  std::string after;   ///< empty: is not there any more
};

/// What changed from `before` to `after`, causes before effects: objects made, phases, queues,
/// buffers, descriptors, slots, names. For "queue 1 → 0" on the stage and for comparing steps.
std::vector<Change> difference(const Model& before, const Model& after);

}  // namespace sockwalk
