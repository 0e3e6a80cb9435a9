#include "handle_rows.h"

#include <algorithm>

#include "text/pane_text.h"

namespace sockwalk {

HandleRow handle_row(const Model& model, std::size_t index) {
  const Slot& slot = model.handles.slots[index];
  HandleRow row;
  row.slot = index;
  row.fd = slot.fd;
  row.result = slot.result;
  row.changed = slot.changed;
  if (slot.fd >= 0) row.socket = model.socket_of(model.handles.actor, slot.fd);
  if (row.socket == kNoSocket) {
    if (slot.fd >= 0) row.whose = text::kGivenBack.english;
    return row;
  }
  const Socket& socket = model.sockets[row.socket];
  row.connection = socket.role() == SocketRole::connection;
  row.phase = phase_of(socket);
  row.unread_bytes = socket.unread_bytes;
  const ActorId client = client_of(model, row.socket);
  if (row.connection) {
    row.whose = text::kMaster.english;
  } else if (client < model.actors.size()) {
    const bool data = socket.role() == SocketRole::server_data;
    row.whose = capitalised(data ? party_of(model, row.socket) : model.actors[client].name);
  } else {
    row.whose = socket.role() == SocketRole::datagram   ? text::kDatagramHandle.english
                : socket.role() == SocketRole::pair_end ? text::kPairHandle.english
                                                        : text::kUnknownClient.english;
  }
  return row;
}

std::vector<HandleRow> handle_rows(const Model& model) {
  std::vector<HandleRow> rows;
  for (std::size_t i = 0; i < model.handles.slots.size(); ++i) rows.push_back(handle_row(model, i));
  return rows;
}

std::size_t handles_used(const Model& model) {
  const std::vector<Slot>& slots = model.handles.slots;
  if (slots.empty()) return 0;
  // Where the connection socket is in the array, it is in the first slot.
  const bool first = slots.front().fd >= 0 && !handle_row(model, 0).connection;
  return (first ? 1U : 0U) +
         static_cast<std::size_t>(std::count_if(slots.begin() + 1, slots.end(),
                                                [](const Slot& slot) { return slot.fd >= 0; }));
}

}  // namespace sockwalk
