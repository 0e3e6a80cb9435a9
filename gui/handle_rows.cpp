#include "handle_rows.h"

#include <algorithm>

#include "text/pane_text.h"

namespace sockwalk {

std::vector<HandleRow> handle_rows(const Model& model) {
  std::vector<HandleRow> rows;
  for (std::size_t i = 0; i < model.handles.slots.size(); ++i) {
    const Slot& slot = model.handles.slots[i];
    HandleRow row;
    row.slot = i;
    row.fd = slot.fd;
    row.result = slot.result;
    row.changed = slot.changed;
    if (slot.fd >= 0) row.socket = model.socket_of(model.handles.actor, slot.fd);
    if (row.socket != kNoSocket) {
      const Socket& socket = model.sockets[row.socket];
      row.connection = socket.role() == SocketRole::connection;
      row.phase = phase_of(socket);
      row.unread_bytes = socket.unread_bytes;
      const ActorId client = client_of(model, row.socket);
      if (row.connection) {
        row.whose = text::kMaster.english;
      } else if (client != kNoActor && client < model.actors.size()) {
        row.whose = capitalised(model.actors[client].name);
      }
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

std::size_t handles_used(const std::vector<HandleRow>& rows) {
  return static_cast<std::size_t>(std::ranges::count_if(
      rows, [](const HandleRow& row) { return row.fd >= 0 && !row.connection; }));
}

}  // namespace sockwalk
