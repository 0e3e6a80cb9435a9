#include "syscalls/connection_ends.h"

#include <sys/ioctl.h>
#include <sys/socket.h>

#include <algorithm>
#include <utility>

namespace sockwalk {

ConnectionEnds::End& ConnectionEnds::end_of(int fd) {
  const auto place = static_cast<std::size_t>(fd);
  if (ends_.size() <= place) ends_.resize(place + 1);
  return ends_[place];
}

void ConnectionEnds::accepted(int listener, int fd, std::uint32_t inode) {
  if (watch_ == nullptr) return;
  std::uint32_t from = 0;
  ConnectionBytes there;
  if (watch_->anybody_left()) {
    from = calls_.inode(listener);
    there = waiting(fd);
  }
  end_of(fd) = {Knowledge::counted, watch_->accepted(inode, from, there), {}};
}

/// Looks without taking anything (recv(2), MSG_PEEK): nobody else knows the new descriptor yet.
ConnectionBytes ConnectionEnds::waiting(int fd) const {
  ConnectionBytes bytes;
  int count = 0;
  long got = calls_.ioctl(fd, FIONREAD, &count);
  std::vector<std::byte> seen(static_cast<std::size_t>(std::max(count, 0)));
  if (got >= 0 && count > 0) {
    got = calls_.recvfrom(fd, seen.data(), seen.size(), MSG_PEEK | MSG_DONTWAIT, nullptr, nullptr);
  }
  if (got < 0) {
    bytes.doubt();
    return bytes;
  }
  // Of several messages a look shows the first alone (recv(2), SOCK_SEQPACKET).
  const std::size_t shown = std::min(seen.size(), static_cast<std::size_t>(got));
  bytes.add(std::span(seen).first(shown));
  bytes.add_unseen(seen.size() - shown);
  return bytes;
}

void ConnectionEnds::connected(int fd, long returned) {
  if (watch_ == nullptr || returned < 0) return;
  end_of(fd) = {Knowledge::connected, 0, std::make_shared<ConnectionBytes>()};
}

void ConnectionEnds::received(int fd, long returned) {
  // The end of the stream is no sign: the client may have shut its own half down.
  if (watch_ == nullptr || returned <= 0) return;
  End& end = end_of(fd);
  if (end.knowledge == Knowledge::connected)
    end = {Knowledge::served, watch_->accepted_so_far(), {}};
}

void ConnectionEnds::sent(int fd, std::span<const std::byte> data, long returned) {
  if (watch_ == nullptr || returned <= 0) return;
  End& end = end_of(fd);
  if (end.knowledge != Knowledge::connected) return;
  end.sent->add(data.first(std::min(data.size(), static_cast<std::size_t>(returned))));
}

void ConnectionEnds::share_table() {
  alone_ = false;
  shares_table_ = true;
}

void ConnectionEnds::passing(std::span<const std::int32_t> fds) {
  if (watch_ == nullptr || fds.empty()) return;
  alone_ = false;
  for (const std::int32_t fd : fds) {
    if (fd < 0 || static_cast<std::size_t>(fd) >= ends_.size()) continue;
    if (const auto& sent = end_of(fd).sent; sent != nullptr) sent->doubt();
  }
}

void ConnectionEnds::copied(int fd, long returned) {
  if (watch_ == nullptr || returned < 0) return;
  const End end = end_of(fd);
  end_of(static_cast<int>(returned)) = end;
}

bool ConnectionEnds::is_datagram(int fd) const {
  int type = 0;
  unsigned length = sizeof type;
  return calls_.getsockopt(fd, SO_TYPE, &type, &length) >= 0 && type == SOCK_DGRAM;
}

LeavingClient ConnectionEnds::leaver(int fd, const End& end) const {
  LeavingClient client{calls_.inode(fd), *end.sent};
  if (shares_table_) client.sent.doubt();
  return client;
}

void ConnectionEnds::before_close(int fd) {
  if (watch_ == nullptr || fd < 0) return;
  const bool known = static_cast<std::size_t>(fd) < ends_.size();
  const End end = known ? std::exchange(end_of(fd), {}) : End{};
  switch (end.knowledge) {
    case Knowledge::served:
      wait_for(end.count, fd);
      break;
    case Knowledge::counted:
      wait_for(end.count);
      break;
    case Knowledge::connected: {
      const LeavingClient client = leaver(fd, end);
      // connect() on a datagram socket only notes whom it sends to (connect(2)).
      if (client.inode != 0 && !is_datagram(fd)) watch_->leaving({&client, 1});
      break;
    }
    case Knowledge::nothing:
      if (!alone_) wait_for(watch_->accepted_so_far());
      break;
  }
}

void ConnectionEnds::wait_for(std::uint64_t count, int client) {
  if (watch_->knows(count)) return;
  watch_->closing(count, client < 0 ? 0 : calls_.inode(client));
}

void ConnectionEnds::before_end() {
  if (watch_ == nullptr) return;
  std::vector<LeavingClient> leaving;
  std::uint64_t count = alone_ ? 0 : watch_->accepted_so_far();
  for (std::size_t place = 0; place < ends_.size(); ++place) {
    const int fd = static_cast<int>(place);
    count = std::max(count, ends_[place].count);
    if (ends_[place].knowledge != Knowledge::connected || is_datagram(fd)) continue;
    const LeavingClient client = leaver(fd, ends_[place]);
    if (client.inode != 0) leaving.push_back(client);
  }
  ends_.clear();
  if (!leaving.empty()) watch_->leaving(leaving);
  wait_for(count);
}

}  // namespace sockwalk
