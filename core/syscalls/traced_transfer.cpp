#include <sys/un.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "event/parts_draft.h"
#include "event/unix_address.h"
#include "syscalls/call_address.h"
#include "syscalls/traced_calls.h"

namespace sockwalk {
namespace {

/// As many descriptors as one message can carry (unix(7), SCM_MAX_FD).
constexpr std::size_t kMostRights = 253;

EventParts* with_data(Arena& arena, std::span<const std::byte> data) {
  EventParts* parts = arena.make<EventParts>();
  parts->data = arena.copy(data.first(std::min(data.size(), kRecordedBytes)));
  parts->data_bytes = data.size();
  return parts;
}

/// The part of `buffer` that was filled; with MSG_TRUNC a call tells more than it gave.
std::span<const std::byte> filled(std::span<std::byte> buffer, long returned) {
  return buffer.first(std::min(buffer.size(), static_cast<std::size_t>(std::max(0L, returned))));
}

/// The control part of a message: room for descriptors and credentials.
struct ControlBuffer {
  alignas(cmsghdr) std::array<char, CMSG_SPACE(kMostRights * sizeof(int)) + CMSG_SPACE(sizeof(ucred))>
      bytes{};
};

void put_control(ControlBuffer& buffer, msghdr& message, const SentControl& control) {
  message.msg_control = buffer.bytes.data();
  message.msg_controllen = buffer.bytes.size();
  cmsghdr* header = CMSG_FIRSTHDR(&message);
  std::size_t used = 0;
  if (!control.rights.empty()) {
    const std::size_t size = std::min(control.rights.size(), kMostRights) * sizeof(int);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(size);
    std::memcpy(CMSG_DATA(header), control.rights.data(), size);
    used += CMSG_SPACE(size);
    header = reinterpret_cast<cmsghdr*>(buffer.bytes.data() + used);
  }
  if (control.credentials != nullptr) {
    const ucred who{control.credentials->pid, control.credentials->uid, control.credentials->gid};
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_CREDENTIALS;
    header->cmsg_len = CMSG_LEN(sizeof who);
    std::memcpy(CMSG_DATA(header), &who, sizeof who);
    used += CMSG_SPACE(sizeof who);
  }
  message.msg_controllen = used;
  if (used == 0) message.msg_control = nullptr;
}

void take_control(msghdr& message, ReceivedControl& control) {
  control.flags = message.msg_flags;
  for (cmsghdr* header = CMSG_FIRSTHDR(&message); header != nullptr;
       header = CMSG_NXTHDR(&message, header)) {
    if (header->cmsg_level != SOL_SOCKET) continue;
    if (header->cmsg_type == SCM_RIGHTS) {
      control.rights.resize((header->cmsg_len - CMSG_LEN(0)) / sizeof(int));
      std::memcpy(control.rights.data(), CMSG_DATA(header), control.rights.size() * sizeof(int));
    } else if (header->cmsg_type == SCM_CREDENTIALS && header->cmsg_len >= CMSG_LEN(sizeof(ucred))) {
      // Where the room was too small only a part of them came, and MSG_CTRUNC says so (unix(7)).
      ucred who{};
      std::memcpy(&who, CMSG_DATA(header), sizeof who);
      control.credentials = {who.pid, who.uid, who.gid};
      control.has_credentials = true;
    }
  }
}

}  // namespace

CallResult TracedCalls::read(SourcePlace at, int fd, std::span<std::byte> buffer) {
  Event& event = begin(Syscall::read, at, {fd, static_cast<std::int64_t>(buffer.size())});
  if (!enter(event, time_limit(fd, SO_RCVTIMEO))) return {};
  const long returned = until_limit(
      fd, SO_RCVTIMEO, [&] { return calls_.read(fd, buffer.data(), buffer.size()); });
  ends_.received(fd, returned);
  if (returned <= 0) return leave(returned);
  return leave(returned, with_data(events_.arena(), filled(buffer, returned)));
}

CallResult TracedCalls::write(SourcePlace at, int fd, std::span<const std::byte> data) {
  Event& event = begin(Syscall::write, at, {fd, static_cast<std::int64_t>(data.size())});
  event.parts = with_data(events_.arena(), data);
  if (!enter(event, time_limit(fd, SO_SNDTIMEO))) return {};
  const long returned =
      until_limit(fd, SO_SNDTIMEO, [&] { return calls_.write(fd, data.data(), data.size()); });
  ends_.sent(fd, data, returned);
  return leave(returned);
}

CallResult TracedCalls::sendto(SourcePlace at, int fd, std::span<const std::byte> data, int flags,
                               const UnixAddress& address) {
  Event& event = begin(Syscall::sendto, at, {fd, static_cast<std::int64_t>(data.size()), flags});
  EventParts* parts = with_data(events_.arena(), data);
  add_rare_parts(events_.arena(), *parts).address = kept(address);
  event.parts = parts;
  const bool addressed = address.kind != UnixAddress::Kind::none;
  const CallAddress name(address);
  const sockaddr* to = addressed ? name.get() : nullptr;
  if (!enter(event, time_limit(fd, SO_SNDTIMEO))) return {};
  const long returned = until_limit(fd, SO_SNDTIMEO, [&] {
    return calls_.sendto(fd, data.data(), data.size(), flags, to, addressed ? name.length() : 0);
  });
  ends_.sent(fd, data, returned);
  return leave(returned);
}

CallResult TracedCalls::recvfrom(SourcePlace at, int fd, std::span<std::byte> buffer, int flags,
                                 UnixAddress* from) {
  Event& event =
      begin(Syscall::recvfrom, at, {fd, static_cast<std::int64_t>(buffer.size()), flags});
  if (!enter(event, time_limit(fd, SO_RCVTIMEO))) return {};
  sockaddr_un sender{};
  unsigned length = 0;
  const long returned = until_limit(fd, SO_RCVTIMEO, [&] {
    length = sizeof sender;
    return calls_.recvfrom(fd, buffer.data(), buffer.size(), flags,
                           reinterpret_cast<sockaddr*>(&sender), &length);
  });
  ends_.received(fd, returned);
  if (returned < 0) return leave(returned);
  EventParts* parts = with_data(events_.arena(), filled(buffer, returned));
  UnixAddress& kept = add_rare_parts(events_.arena(), *parts).address;
  kept = from_sockaddr(sender, length);
  kept.name = events_.arena().copy(kept.name);
  if (from != nullptr) *from = kept;
  return leave(returned, parts);
}

CallResult TracedCalls::sendmsg(SourcePlace at, int fd, std::span<const std::byte> data, int flags,
                                const SentControl& control) {
  Event& event = begin(Syscall::sendmsg, at, {fd, static_cast<std::int64_t>(data.size()), flags});
  EventParts* parts = with_data(events_.arena(), data);
  RareParts& rare = add_rare_parts(events_.arena(), *parts);
  rare.fds =
      events_.arena().copy(control.rights.first(std::min(control.rights.size(), kRecordedEntries)));
  rare.fds_count = static_cast<std::uint32_t>(control.rights.size());
  if (control.credentials != nullptr) {
    rare.has_credentials = true;
    rare.credentials = *control.credentials;
  }
  event.parts = parts;
  iovec piece{const_cast<std::byte*>(data.data()), data.size()};
  msghdr message{};
  message.msg_iov = &piece;
  message.msg_iovlen = 1;
  ControlBuffer buffer;
  put_control(buffer, message, control);
  ends_.passing(control.rights);
  if (!enter(event, time_limit(fd, SO_SNDTIMEO))) return {};
  const long returned =
      until_limit(fd, SO_SNDTIMEO, [&] { return calls_.sendmsg(fd, &message, flags); });
  ends_.sent(fd, data, returned);
  return leave(returned);
}

CallResult TracedCalls::recvmsg(SourcePlace at, int fd, std::span<std::byte> buffer, int flags,
                                int room, ReceivedControl& control) {
  Event& event = begin(Syscall::recvmsg, at, {fd, static_cast<std::int64_t>(buffer.size()), flags});
  EventParts* asked = events_.arena().make<EventParts>();
  const auto places =
      static_cast<std::uint32_t>(std::clamp(room, 0, static_cast<int>(kMostRights)));
  add_rare_parts(events_.arena(), *asked).fds_count = places;
  event.parts = asked;
  if (!enter(event, time_limit(fd, SO_RCVTIMEO))) return {};
  iovec piece{buffer.data(), buffer.size()};
  ControlBuffer kept;
  msghdr message{};
  const long returned = until_limit(fd, SO_RCVTIMEO, [&] {
    message = {};
    message.msg_iov = &piece;
    message.msg_iovlen = 1;
    message.msg_control = kept.bytes.data();
    message.msg_controllen = room < 0    ? CMSG_SPACE(sizeof(ucred))
                             : room == 0 ? 0
                                         : CMSG_LEN(places * sizeof(int));
    return calls_.recvmsg(fd, &message, flags);
  });
  ends_.received(fd, returned);
  if (returned < 0) return leave(returned);
  take_control(message, control);
  ends_.passing(control.rights);
  EventParts* parts = with_data(events_.arena(), filled(buffer, returned));
  std::vector<OpenedFd> opened;
  for (const std::int32_t number : control.rights) opened.push_back(learn(number, false));
  parts->opened = events_.arena().copy(opened);
  RareParts& rare = add_rare_parts(events_.arena(), *parts);
  rare.has_credentials = control.has_credentials;
  rare.credentials = control.credentials;
  rare.message_flags = static_cast<std::uint32_t>(control.flags);
  return leave(returned, parts);
}

}  // namespace sockwalk
