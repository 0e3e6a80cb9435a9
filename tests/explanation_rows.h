#pragma once

#include <poll.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include <string_view>
#include <vector>

#include "explanation.h"

/// What the tables of explained calls share: how a row looks, and how its story begins.
namespace sockwalk::explanation_rows {

using Story = void (*)(EventScript& s);

/// A call as it was observed, told as a story that ends with it.
struct Row {
  std::string_view source;  ///< the facts that show it ("A2, A3"), or the manual page
  std::string_view id;      ///< of the sentence that explains it
  Story story;
};
using Rows = std::vector<Row>;

// The tables, each in the file of its test.
const Rows& naming_refusals();  ///< explain_refusal_test.cpp
const Rows& losses();           ///< explain_loss_test.cpp
const Rows& message_losses();   ///< explain_message_loss_test.cpp
const Rows& other_refusals();   ///< explain_other_refusal_test.cpp
const Rows& course_calls();     ///< explain_course_test.cpp
const Rows& transfers();        ///< explain_transfer_test.cpp
const Rows& readiness();        ///< explain_readiness_test.cpp
const Rows& options();          ///< explain_option_test.cpp
const Rows& descriptors();      ///< explain_descriptor_test.cpp
const Rows& urgent_bytes();     ///< explain_urgent_test.cpp
const Rows& unreachable();      ///< explain_unreachable_test.cpp

inline constexpr int kRecord = SOCK_SEQPACKET;
inline constexpr int kDatagram = SOCK_DGRAM;
inline constexpr std::uint32_t kRdHup = 0x2000;  // POLLRDHUP, which needs _GNU_SOURCE
inline constexpr std::uint32_t kAsked = POLLIN | POLLOUT | kRdHup;

inline EventScript& bound(EventScript& s, int type = SOCK_STREAM) {
  return s.as("server").socket(3, 0, type).bind(3, kDemo);
}
inline EventScript& client(EventScript& s, int type = SOCK_STREAM) {
  return s.as("client 1").socket(3, 0, type);
}
/// Client 1 acts; the server has handle 4.
inline EventScript& connected(EventScript& s, int type = SOCK_STREAM) {
  return served_client(s, type).as("client 1");
}
/// Client 1 acts; the server has closed its end.
inline EventScript& left_by_server(EventScript& s, int type = SOCK_STREAM) {
  return served_client(s, type).close(4).as("client 1");
}
/// The server's datagram socket 3 has the name; client 1 acts with its own 3.
inline EventScript& datagrams(EventScript& s) {
  bound(s, kDatagram);
  return client(s, kDatagram);
}
/// Client 1 acts, before an accept queue with room for nobody.
inline EventScript& full_queue(EventScript& s) {
  listening_server(s, 0).as("client 2").socket(3).connect(3, kDemo);
  return client(s);
}
/// An epoll instance 5 that watches 4.
inline EventScript& watching(EventScript& s, std::uint32_t events = EPOLLIN) {
  return served_client(s).epoll_create(5).epoll_ctl(5, EPOLL_CTL_ADD, 4, events);
}
inline EventScript& arrives(EventScript& s) {
  return s.as("client 1").write(3, "abc").as("server");
}
inline EventScript& fails(EventScript& s, Syscall call, std::initializer_list<std::int64_t> args,
                          int error, std::string_view path = {}) {
  return s.enter(call, args, path.empty() ? PartsDraft{} : s.with_address(path)).exit(0, error);
}
inline EventScript& fails_asleep(EventScript& s, Syscall call,
                                 std::initializer_list<std::int64_t> args, int error,
                                 const PartsDraft& parts = {}) {
  s.enter(call, args, parts);
  exit_slept(s, -1, error);
  return s;
}
/// A call that succeeds and tells a number.
inline EventScript& told(EventScript& s, Syscall call, std::initializer_list<std::int64_t> args,
                         std::int64_t value) {
  PartsDraft parts;
  parts.has_value = true;
  parts.value = value;
  return s.enter(call, args).exit(0, 0, parts);
}
inline EventScript& name_told(EventScript& s, Syscall call, int fd, UnixAddress address) {
  PartsDraft parts;
  parts.address = address;
  return s.enter(call, {fd}).exit(0, 0, parts);
}
/// The server's poll of handle 4 (or what `fd` says), which tells `revents`.
inline EventScript& polls(EventScript& s, std::uint32_t revents, std::int32_t fd = 4) {
  return s.as("server").enter_poll({{fd, kAsked, 0}}).exit_poll({{fd, kAsked, revents}});
}
/// The server's recvmsg() on handle 4, with room for `room` descriptors.
inline EventScript& received(EventScript& s, std::string_view bytes,
                             std::initializer_list<OpenedFd> opened, std::uint32_t flags,
                             std::uint32_t room = 1) {
  PartsDraft asked;
  asked.fds_count = room;
  PartsDraft parts = s.with_data(bytes);
  parts.opened = s.arena().copy(std::span(opened.begin(), opened.size()));
  parts.message_flags = flags;
  return s.as("server")
      .enter(Syscall::recvmsg, {4, 128, 0}, asked)
      .exit(static_cast<std::int64_t>(bytes.size()), 0, parts);
}

/// Tells each story, and checks that its end is explained by the sentence of its row.
inline void check(const Rows& rows) {
  for (const Row& row : rows) {
    CAPTURE(row.source);
    CAPTURE(row.id);
    EventScript script;
    row.story(script);
    const Sentence sentence = explain_last(script);
    CAPTURE(sentence.words());
    CHECK(sentence.text->id == row.id);
  }
}

}  // namespace sockwalk::explanation_rows
