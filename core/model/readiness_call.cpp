#include "model/readiness_call.h"

#include <poll.h>

#include <algorithm>

namespace sockwalk {
namespace {

std::uint32_t readiness_of(const Model& model, ActorId actor, std::int32_t fd) {
  const FileIndex file = model.file_of(actor, fd);
  const bool standard = file == kNoFile && fd >= 0 && fd <= 2;
  return standard ? POLLIN | POLLOUT : model.readiness(file);
}

std::int64_t selected_count(const Model& model, const Event& call) {
  const EventParts& parts = *call.parts;
  const auto ready = [&](std::int32_t fd) { return selected(model, call, fd) != 0; };
  const auto told = std::ranges::count_if(parts.rare->fds, ready);
  if (parts.rare->fds_count <= parts.rare->fds.size()) return told;
  // A larger set was recorded in part. Its other members are among the actor's own descriptors.
  const Actor* actor = model.actor(call.actor);
  if (actor == nullptr || actor->table >= model.tables.size()) return told;
  return std::max(
      told, std::ranges::count_if(model.tables[actor->table].descriptors, ready, &Descriptor::fd));
}

std::int64_t waiting_count(const Model& model, const Event& call) {
  const FileIndex file = model.file_of(call.actor, call.fd());
  if (file == kNoFile) return 0;
  const auto there =
      std::ranges::count_if(model.files[file].interests,
                            [&](const Interest& interest) { return model.ready(interest) != 0; });
  return std::min(there, std::max<std::int64_t>(call.args[1], 1));  // maxevents
}

}  // namespace

std::uint32_t selected(const Model& model, const Event& call, std::int32_t fd) {
  if (fd >= call.args[0]) return 0;
  // HUP counts too, which poll says of a socket that is not connected.
  return readiness_of(model, call.actor, fd) & (POLLIN | POLLHUP | POLLERR | POLLNVAL);
}

std::uint32_t polled(const Model& model, const Event& call, const PollEntry& entry) {
  if (entry.fd < 0) return 0;  // left out (poll(2))
  return readiness_of(model, call.actor, entry.fd) & (entry.events | POLLERR | POLLHUP | POLLNVAL);
}

std::int64_t ready_count(const Model& model, const Event& call) {
  if (call.call == Syscall::epoll_wait) return waiting_count(model, call);
  if (call.parts == nullptr) return 0;
  if (call.call == Syscall::select) return selected_count(model, call);
  return std::ranges::count_if(call.parts->rare->poll, [&](const PollEntry& entry) {
    return polled(model, call, entry) != 0;
  });
}

std::int64_t timeout_of(const Event& call) {
  switch (call.call) {
    case Syscall::select:
    case Syscall::poll:
      return call.args[1];
    case Syscall::epoll_wait:
      return call.args[2];
    default:
      return -1;
  }
}

}  // namespace sockwalk
