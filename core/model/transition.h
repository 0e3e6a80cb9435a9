#pragma once

#include <optional>
#include <span>
#include <vector>

#include "model/model.h"
#include "text/text.h"

namespace sockwalk {

/// Which of the pictured state machines a row belongs to: they are drawn side by side.
enum class Machine : std::uint8_t { connection_socket, data_socket, client_socket };

/// How a call ended, as far as the state machine cares.
enum class Outcome : std::uint8_t { succeeded, failed, slept };

/// A row of the state diagram: in `from`, this call with this outcome leads to `to`.
struct Transition {
  Machine machine;
  std::optional<Phase> from;  ///< nothing: the socket is made here
  Syscall call;
  bool by_peer = false;  ///< the call is made at the other end of the connection
  Outcome outcome;
  int error = 0;  ///< with `failed`: which errno; 0 = any
  Phase to;
  const Text* why;          ///< one sentence
  std::string_view manual;  ///< "accept(2)"
};

/// The state diagram as data.
std::span<const Transition> transition_table();

/// One transition that an event made. `from` equals `to` where a call leaves a socket in its phase
/// and the table has a row that says why.
struct MadeTransition {
  SocketIndex socket = kNoSocket;
  std::optional<Phase> from;
  Phase to = Phase::created;
  const Transition* row = nullptr;  ///< nullptr: not in the table (a defect, tests fail)
};

/// All transitions between two neighbouring states: `after` = `before` with `event` applied. The
/// log may show two steps at once (an accept before the connect that it answers): they come as two.
std::vector<MadeTransition> transitions_made(const Model& before, const Model& after,
                                             const Event& event);

/// Which machine the socket's life is drawn in.
Machine machine_of(const Socket& socket);

}  // namespace sockwalk
