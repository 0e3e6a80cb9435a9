#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "model/model.h"
#include "model/transition.h"

namespace sockwalk {

/// One arrow of a pictured machine: down from one phase to the next below it.
struct MachineArrow {
  Syscall call = Syscall::none;
  bool by_peer = false;   ///< the peer makes the call
};

/// A state machine as a column of phases, top to bottom, with the arrow into each but the first.
struct MachinePicture {
  Machine machine;
  std::span<const Phase> phases;
  std::span<const MachineArrow> arrows;  ///< arrows[i] leads from phases[i] to phases[i + 1]
};

MachinePicture picture_of(Machine machine);

/// Index in `picture.phases` of where `socket` stands; half-closed counts as connected. −1: nowhere.
int place_in(const MachinePicture& picture, const Socket& socket);

/// The arrow that `call` takes in the machine of `socket`, seen before it is made; −1: none.
int arrow_of(const MachinePicture& picture, const Model& model, SocketIndex socket, const Event& call);

/// The socket whose life the left or the right machine shows: what `next` is about, else the newest.
SocketIndex connection_shown(const Model& model);
SocketIndex data_shown(const Model& model, const Event* next, SocketIndex selected);

}  // namespace sockwalk
