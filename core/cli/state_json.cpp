#include <fmt/format.h>

#include "cli/state_text.h"
#include "event/constant_names.h"
#include "event/json_object.h"
#include "event/syscall.h"

namespace sockwalk {
namespace {

void put_null(JsonObject& object, std::string_view key) { object.key(key) += "null"; }

/// Appends `[`, what `put` appends for each value, and `]`.
template <class Values, class Put>
void put_list(std::string& out, const Values& values, Put put) {
  out += '[';
  bool first = true;
  for (const auto& value : values) {
    if (!first) out += ',';
    first = false;
    put(value);
  }
  out += ']';
}

std::string_view state_name(ActorState state) {
  switch (state) {
    case ActorState::absent:
      return "absent";
    case ActorState::ready:
      return "ready";
    case ActorState::in_call:
      return "in_call";
    case ActorState::gone:
      return "gone";
  }
  return "absent";
}

std::string_view role_name(SocketRole role) {
  switch (role) {
    case SocketRole::connection:
      return "connection";
    case SocketRole::pair_end:
      return "pair_end";
    case SocketRole::datagram:
      return "datagram";
    case SocketRole::server_data:
    case SocketRole::client:
      break;
  }
  return "data";
}

/// Which call made it: "client 1/2/0" is the first socket of client 1's second call.
std::string id_text(const Socket& socket, const ActorNames& names) {
  return fmt::format("{}/{}/{}", names.name(socket.id.actor), socket.id.call, socket.id.index);
}

void put_socket_id(std::string& out, const Model& model, SocketIndex index,
                   const ActorNames& names) {
  if (index < model.sockets.size()) {
    append_json_text(out, id_text(model.sockets[index], names));
  } else {
    out += "null";
  }
}

void put_actor(std::string& out, const Model& model, ActorId id, const ActorNames& names) {
  const Actor& actor = model.actors[id];
  JsonObject object(out);
  object.text("name", names.name(id));
  object.number("table", actor.table);
  object.text("state", state_name(actor.state));
  if (actor.state == ActorState::in_call) {
    object.text("call", row_of(actor.call.call).name);
  } else {
    put_null(object, "call");
  }
}

void put_address(JsonObject& socket, const UnixAddress& address) {
  if (address.kind == UnixAddress::Kind::none) return put_null(socket, "address");
  JsonObject object(socket.key("address"));
  switch (address.kind) {
    case UnixAddress::Kind::none:
    case UnixAddress::Kind::unnamed:
      object.boolean("unnamed", true);
      break;
    case UnixAddress::Kind::path:
      object.bytes("path", address.name);
      break;
    case UnixAddress::Kind::abstract:
      object.bytes("abstract", address.name);
      break;
  }
  object.number("length", address.length);
}

void put_socket(std::string& out, const Model& model, const Socket& socket,
                const ActorNames& names) {
  JsonObject object(out);
  object.text("id", id_text(socket, names));
  if (socket.inode != 0) {
    object.number("inode", socket.inode);
  } else {
    put_null(object, "inode");
  }
  put_list(object.key("holders"), socket.holders, [&](const Holder& holder) {
    JsonObject inner(out);
    inner.number("table", holder.table);
    inner.number("fd", holder.fd);
  });
  object.number("in_flight", socket.in_flight);
  object.text("type", socket_type_name(socket.type));
  object.text("role", role_name(socket.role()));
  object.text("phase", phase_id(phase_of(socket)));
  put_address(object, socket.address);
  put_socket_id(object.key("peer"), model, socket.peer, names);
  if (socket.listening) {
    object.number("backlog", socket.backlog);
  } else {
    put_null(object, "backlog");
  }
  put_list(object.key("accept_queue"), socket.accept_queue,
           [&](SocketIndex queued) { put_socket_id(out, model, queued, names); });
  object.number("unread_bytes", socket.unread_bytes);
}

void put_handle(std::string& out, const Model& model, std::size_t number, const ActorNames& names) {
  const Slot& slot = model.handles.slots[number];
  const SocketIndex index = model.socket_of(model.handles.actor, slot.fd);
  const bool known = index < model.sockets.size();
  const bool data = known && model.sockets[index].role() == SocketRole::server_data;
  const std::string client = data ? party_of(model, index) : std::string{};
  JsonObject object(out);
  object.text("actor", names.name(model.handles.actor));
  object.number("slot", number);
  object.number("fd", slot.fd);
  if (!client.empty()) {
    object.text("client", client);
  } else {
    put_null(object, "client");
  }
  if (known) {
    object.text("phase", phase_id(phase_of(model.sockets[index])));
    object.number("unread_bytes", model.sockets[index].unread_bytes);
  } else {
    put_null(object, "phase");
    object.number("unread_bytes", 0);
  }
  object.number("result", slot.result);
}

}  // namespace

std::string state_json(const Model& model, const ActorNames& names) {
  std::string out;
  {
    JsonObject state(out);
    state.number("seq", model.seq);
    state.number("turn", model.turn);
    state.key("actors") += '[';
    for (std::size_t id = 0; id < model.actors.size(); ++id) {
      if (id != 0) out += ',';
      put_actor(out, model, static_cast<ActorId>(id), names);
    }
    out += ']';
    put_list(state.key("sockets"), model.sockets,
             [&](const Socket& socket) { put_socket(out, model, socket, names); });
    state.key("handles") += '[';
    for (std::size_t slot = 0; slot < model.handles.slots.size(); ++slot) {
      if (slot != 0) out += ',';
      put_handle(out, model, slot, names);
    }
    out += ']';
  }
  return out;
}

}  // namespace sockwalk
