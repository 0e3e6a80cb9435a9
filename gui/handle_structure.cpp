#include "handle_structure.h"

#include <fmt/format.h>

#include <algorithm>

#include "event/argument_constants.h"
#include "event/event_names.h"

namespace sockwalk {
namespace {

/// So far back a call of select() or poll() is looked for: a server that waits calls it often.
constexpr std::uint64_t kReach = 4096;

std::string without(std::string text, std::string_view prefix) {
  for (std::size_t at = text.find(prefix); at != std::string::npos; at = text.find(prefix)) {
    text.erase(at, prefix.size());
  }
  return text;
}

/// The bits 0 to nfds − 1: those that were asked for, and which of these were ready.
void fill_set(HandleStructure& structure, const Event& enter, const Event* exit) {
  constexpr std::int64_t kMostBits = 64;
  const RareParts& asked = *parts_of(enter).rare;
  structure.kind = HandleStructure::Kind::fd_set;
  structure.nfds = enter.args[0];
  structure.hidden = asked.fds_count > asked.fds.size() ? asked.fds_count - asked.fds.size() : 0;
  for (std::int32_t fd = 0; fd < std::min(structure.nfds, kMostBits); ++fd) {
    HandleStructure::Entry entry;
    entry.fd = fd;
    entry.text = fmt::format("{}", fd);
    entry.asked = std::ranges::find(asked.fds, fd) != asked.fds.end();
    if (exit != nullptr && exit->error == 0) {
      entry.ready =
          std::ranges::find(parts_of(*exit).rare->fds, fd) != parts_of(*exit).rare->fds.end();
    }
    structure.entries.push_back(std::move(entry));
  }
}

void fill_poll(HandleStructure& structure, const Event& enter, const Event* exit) {
  const RareParts& asked = *parts_of(enter).rare;
  structure.kind = HandleStructure::Kind::poll_array;
  structure.nfds = static_cast<std::int64_t>(std::max<std::size_t>(asked.poll_count, asked.poll.size()));
  structure.hidden = static_cast<std::uint64_t>(structure.nfds) - asked.poll.size();
  for (const PollEntry& one : asked.poll) {
    HandleStructure::Entry entry;
    entry.fd = one.fd;
    // poll(2) does not look at an element with a negative number.
    entry.asked = one.fd >= 0;
    entry.text = one.fd < 0 ? "−1" : fmt::format("{} {}", one.fd, without(poll_events_text(one.events), "POLL"));
    if (exit != nullptr && exit->error == 0) {
      const auto& told = parts_of(*exit).rare->poll;
      const auto found = std::ranges::find(told, one.fd, &PollEntry::fd);
      entry.ready = found != told.end() && found->revents != 0;
      if (entry.ready) entry.text += " → " + without(poll_events_text(found->revents), "POLL");
    }
    structure.entries.push_back(std::move(entry));
  }
}

/// The instance that the server's table has first.
bool fill_epoll(HandleStructure& structure, const Model& model) {
  for (const Descriptor& descriptor : model.tables[model.actors[kServer].table].descriptors) {
    const OpenFile& file = model.files[descriptor.file];
    if (file.kind != FileKind::epoll) continue;
    structure.kind = HandleStructure::Kind::epoll;
    structure.fd = descriptor.fd;
    for (const Interest& interest : file.interests) {
      const std::uint32_t ready = model.ready(interest);
      const std::string asked = without(epoll_events_text(interest.events), "EPOLL");
      structure.entries.push_back({interest.fd, fmt::format("{} {}", interest.fd, asked), true, ready != 0});
    }
    return true;
  }
  return false;
}

/// Which thread made the last call on each handle: it serves that client.
bool fill_threads(HandleStructure& structure, const Model& model) {
  const std::uint16_t table = model.actors[kServer].table;
  for (std::size_t i = 1; i < model.actors.size(); ++i) {
    const Actor& actor = model.actors[i];
    if (actor.table != table) continue;
    structure.kind = HandleStructure::Kind::threads;
    if (actor.state == ActorState::gone || actor.call.kind != EventKind::enter) continue;
    if (row_of(actor.call.call).arguments[0].kind != ArgumentKind::fd) continue;
    const SocketIndex socket = model.socket_of(static_cast<ActorId>(i), actor.call.fd());
    if (socket == kNoSocket) continue;
    const std::string text = fmt::format("{}: {}", actor.call.fd(), capitalised(actor.name));
    structure.entries.push_back({actor.call.fd(), text, true, actor.state == ActorState::in_call});
  }
  std::ranges::stable_sort(structure.entries, {}, &HandleStructure::Entry::fd);
  return structure.kind == HandleStructure::Kind::threads;
}

}  // namespace

HandleStructure handle_structure(const Model& model, const Timeline& timeline, std::uint64_t seq) {
  HandleStructure structure;
  if (model.actors.empty() || model.actors[kServer].table >= model.tables.size()) return structure;
  const Actor& server = model.actors[kServer];
  structure.asleep = server.state == ActorState::in_call;
  if (fill_epoll(structure, model) || fill_threads(structure, model)) return structure;
  const Event* exit = nullptr;
  seq = std::min(seq, timeline.last_seq());
  for (std::uint64_t at = seq; at > 0 && seq - at < kReach; --at) {
    const Event& event = timeline.event(at);
    if (event.actor != kServer) continue;
    const bool waits = event.call == Syscall::select || event.call == Syscall::poll;
    if (!waits) continue;
    if (event.kind == EventKind::exit && exit == nullptr) exit = &event;
    if (event.kind != EventKind::enter) continue;
    if (event.call == Syscall::select) fill_set(structure, event, exit);
    else fill_poll(structure, event, exit);
    structure.asleep = structure.asleep && exit == nullptr;
    return structure;
  }
  structure.asleep = false;
  return structure;
}

}  // namespace sockwalk
