#include "model/urgent.h"

#include <sys/socket.h>

#include <algorithm>

#include "model/call_family.h"

namespace sockwalk {
namespace {

std::int64_t flags_of(const Event& call) {
  switch (call.call) {
    case Syscall::sendto:
    case Syscall::sendmsg:
    case Syscall::recvfrom:
    case Syscall::recvmsg:
      return call.args[2];
    default:
      return 0;
  }
}

}  // namespace

Reach reach_of(const Socket& reader) {
  Reach reach;
  if (reader.keeps_messages()) {
    reach.bytes = reader.unread_bytes;
    return reach;
  }
  const std::vector<Unread>& unread = reader.unread;
  auto piece = unread.begin();
  while (piece != unread.end() && piece->urgency != Urgency::none) {
    reach.loses_urgent = reach.loses_urgent || piece->urgency == Urgency::urgent;
    ++piece;
  }
  reach.passed = static_cast<std::size_t>(piece - unread.begin());
  // Where one was taken a receive stops, unless another has come since.
  const bool urgent_follows = std::any_of(
      piece, unread.end(), [](const Unread& one) { return one.urgency == Urgency::urgent; });
  for (; piece != unread.end(); ++piece) {
    reach.stops =
        piece->urgency == Urgency::urgent || (piece->urgency == Urgency::taken && !urgent_follows);
    if (reach.stops) break;
    reach.bytes += piece->bytes;
  }
  return reach;
}

bool is_out_of_band(const Event& call) { return (flags_of(call) & MSG_OOB) != 0; }

bool takes_in_order(const Event& call) {
  if (family_of(call.call) != Syscall::read) return false;
  if (call.call == Syscall::read && call.args[1] == 0) return false;
  return (flags_of(call) & (MSG_OOB | MSG_PEEK)) == 0;
}

const Unread* urgent_byte(const Socket& socket) {
  const auto found = std::ranges::find(socket.unread, Urgency::urgent, &Unread::urgency);
  return found == socket.unread.end() ? nullptr : &*found;
}

bool has_urgent_place(const Socket& socket) {
  return std::ranges::any_of(socket.unread,
                             [](const Unread& one) { return one.urgency != Urgency::none; });
}

}  // namespace sockwalk
