#pragma once

#include <array>
#include <cstdint>
#include <optional>
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
  Machine machine = Machine::connection_socket;
  std::vector<Phase> phases;
  std::vector<MachineArrow> arrows;  ///< arrows[i] leads from phases[i] to phases[i + 1]
};

/// The machine of sockets with that role. A phase that only some go through has a place where `socket`
/// stands in it or `next` leads there: bound (a client's), connecting, half-closed, a datagram
/// socket's destination. `socket` may be null: a machine nobody is in.
MachinePicture picture_of(SocketRole role, const Socket* socket, const Event* next);

/// Index in `picture.phases` of where `socket` stands; −1: nowhere.
int place_in(const MachinePicture& picture, const Socket& socket);

/// The arrow that `call` takes in the machine of `socket`, seen before it is made; −1: none.
int arrow_of(const MachinePicture& picture, const Model& model, SocketIndex socket, const Event& call);

/// The socket whose life the left or the right machine shows: what `next` is about, else the newest.
SocketIndex connection_shown(const Model& model);
SocketIndex data_shown(const Model& model, const Event* next, SocketIndex selected);

/// Which machines stand side by side. Sockets without a listener, those of a pair and those of
/// datagrams, are shown by themselves, beside the far end.
struct MachinesShown {
  SocketRole left_role = SocketRole::connection;
  SocketRole right_role = SocketRole::server_data;
  SocketIndex left = kNoSocket;
  SocketIndex right = kNoSocket;
  bool linked = true;  ///< accept() on the left moves the right one on
};
MachinesShown machines_shown(const Model& model, const Event* next, SocketIndex selected);

/// The same from frame to frame: among ten thousand sockets it takes long to find which. Main thread.
class ShownMachines {
 public:
  /// `state`: which state `model` is, of which recording; the same for the same state only.
  const MachinesShown& of(const Model& model, std::array<std::uint64_t, 2> state, const Event* next,
                          SocketIndex selected);

 private:
  std::optional<std::array<std::uint64_t, 8>> found_by_;
  MachinesShown shown_;
};

}  // namespace sockwalk
