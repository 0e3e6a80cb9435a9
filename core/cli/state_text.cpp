#include "cli/state_text.h"

#include <fmt/format.h>

#include <vector>

#include "event/escape_sequences.h"
#include "event/event_text.h"
#include "text/command_text.h"

namespace sockwalk {
namespace {

using namespace command_text;

std::string actor_words(const Actor& actor) {
  switch (actor.state) {
    case ActorState::absent:
      return say(kActorAbsent).words();
    case ActorState::ready:
      return say(kActorReady).words();
    case ActorState::in_call:
      return say(kActorInCall, short_call_text(actor.call)).words();
    case ActorState::gone:
      return say(kActorGone).words();
  }
  return {};
}

std::string holders_text(const Model& model, const Socket& socket, const ActorNames& names) {
  std::vector<std::string> holders;
  for (const Holder& holder : socket.holders) {
    ActorId owner = kNoActor;
    for (std::size_t id = 0; id < model.actors.size(); ++id) {
      if (model.actors[id].table == holder.table && owner == kNoActor) {
        owner = static_cast<ActorId>(id);
      }
    }
    holders.push_back(fmt::format("{} {}", escaped(names.name(owner)), holder.fd));
  }
  return holders.empty() ? say(kNoHolder).words() : fmt::format("{}", fmt::join(holders, ", "));
}

std::string socket_details(const Model& model, const Socket& socket) {
  std::vector<std::string> details;
  if (socket.address.kind != UnixAddress::Kind::none) details.push_back(to_text(socket.address));
  if (socket.listening && !socket.closed) {
    details.push_back(say(kQueueDetail, socket.accept_queue.size(), socket.backlog).words());
  }
  if (socket.unread_bytes != 0) {
    details.push_back(say(kUnreadDetail, socket.unread_bytes).words());
  }
  if (socket.peer < model.sockets.size() && !socket.closed) {
    details.push_back(say(kPeerDetail, socket_title(model, socket.peer)).words());
  }
  return fmt::format("{}", fmt::join(details, ", "));
}

void print_handles(Output& output, const Model& model) {
  if (model.handles.slots.empty()) return;
  output.line(say(kHandlesHeading).words());
  for (std::size_t number = 0; number < model.handles.slots.size(); ++number) {
    const Slot& slot = model.handles.slots[number];
    if (slot.fd < 0) {
      output.line(say(kSlotFree, number).words());
      continue;
    }
    const SocketIndex index = model.socket_of(model.handles.actor, slot.fd);
    const std::string title =
        index < model.sockets.size() ? socket_title(model, index) : say(kNoSocketThere).words();
    output.line(say(kSlotTaken, number, slot.fd, title, slot.result).words());
  }
}

}  // namespace

void print_state(Output& output, const Model& model, const ActorNames& names) {
  output.line(say(kStateHeading, model.seq, model.turn).words());
  output.line(say(kActorsHeading).words());
  for (std::size_t id = 0; id < model.actors.size(); ++id) {
    output.line(fmt::format("  {:<10} {}", escaped(names.name(static_cast<ActorId>(id))),
                            actor_words(model.actors[id])));
  }
  output.line(say(kSocketsHeading).words());
  for (std::size_t i = 0; i < model.sockets.size(); ++i) {
    const Socket& socket = model.sockets[i];
    std::string line =
        fmt::format("  {}: {}, {}", socket_title(model, static_cast<SocketIndex>(i)),
                    phase_name(phase_of(socket)), holders_text(model, socket, names));
    if (const auto details = socket_details(model, socket); !details.empty()) {
      line += ", " + details;
    }
    output.line(line);
  }
  print_handles(output, model);
}

}  // namespace sockwalk
