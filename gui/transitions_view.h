#pragma once

#include <optional>

#include "kept_shapes.h"
#include "machine_picture.h"
#include "pane.h"
#include "scene.h"
#include "socket_paths.h"

namespace sockwalk {

/// An arrow of the pictured machines that somebody wants explained; without `to`: all that leave that phase.
struct ChosenArrow {
  Machine machine = Machine::connection_socket;
  std::optional<Phase> from;
  std::optional<Phase> to;

  bool covers(const Transition& row) const {
    return row.machine == machine && row.from == from && (!to || row.to == *to);
  }
};

/// What the views of the state machines keep between frames.
struct StatesState {
  SocketPaths paths;
  ShownMachines machines;
  KeptShapes shapes;  ///< of the machines
  std::optional<ChosenArrow> chosen;
  SocketIndex chosen_socket = kNoSocket;
  std::uint64_t chosen_turn = 0;  ///< the choice is about what was shown then
  bool scroll = false;  ///< to the chosen rows, in the next frame
};

/// The transition table for the kind of socket that is selected, else that the next call is about: every row, with
/// its sentence and manual page, how often the socket has made it, and which of them are possible now. Rows that an
/// arrow was clicked for are lit.
void draw_transitions(const Scene& scene, StatesState& state, const Area& area);

}  // namespace sockwalk
