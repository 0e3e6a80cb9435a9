#include "run/expected_answers.h"

#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <map>

#include "actors/service.h"

namespace sockwalk {
namespace {

/// One descriptor of one client, from the connect() or socket() that made it to its close().
struct Line {
  Exchange exchange;
  SumService sum;            ///< a server without mistakes, fed with what the client sent
  IncomingInteger incoming;
  bool judged = true;
};

template <class Taker>
void feed(Taker& taker, std::span<const std::byte> bytes, auto whole) {
  while (!bytes.empty()) {
    const auto place = taker.missing();
    const std::size_t count = std::min(place.size(), bytes.size());
    std::copy_n(bytes.begin(), count, place.begin());
    bytes = bytes.subspan(count);
    if (taker.took(count)) whole();
  }
}

/// `bytes` of what `event` carries; false when not so many were recorded.
bool carried(const Event& event, std::int64_t bytes, std::span<const std::byte>& data) {
  if (event.parts == nullptr || bytes < 0) return false;
  if (event.parts->data.size() < static_cast<std::size_t>(bytes)) return false;
  data = event.parts->data.first(static_cast<std::size_t>(bytes));
  return true;
}

void add_sums(Line& line, std::span<const std::byte> data) {
  while (!data.empty()) {
    const auto place = line.sum.missing();
    const std::size_t count = std::min(place.size(), data.size());
    std::copy_n(data.begin(), count, place.begin());
    data = data.subspan(count);
    line.sum.took(count);
    const auto answer = line.sum.answer();
    if (answer.empty()) continue;
    line.exchange.expected.push_back(line.sum.result());
    line.sum.sent(answer.size());
  }
}

/// What the service makes of `data`, in pieces as it reads them.
void add_text(ServiceKind service, std::span<const std::byte> data, std::string& text) {
  EchoService echo(service == ServiceKind::upper);
  while (!data.empty()) {
    const auto place = echo.missing();
    const std::size_t count = std::min(place.size(), data.size());
    std::copy_n(data.begin(), count, place.begin());
    data = data.subspan(count);
    echo.took(count);
    const auto answer = echo.answer();
    text.append(reinterpret_cast<const char*>(answer.data()), answer.size());
    echo.sent(answer.size());
  }
}

void take_sent(ServiceKind service, Line& line, const Event& enter, const Event& exit) {
  std::span<const std::byte> data;
  if (exit.error != 0) return;
  if (!carried(enter, exit.ret, data)) {
    line.judged = false;
  } else if (service == ServiceKind::sum) {
    add_sums(line, data);
  } else {
    add_text(service, data, line.exchange.expected_text);
  }
}

void take_received(ServiceKind service, Line& line, const Event& exit) {
  std::span<const std::byte> data;
  if (exit.error == EAGAIN || exit.error == EINTR) return;  // it may still come
  if (exit.error != 0 || exit.ret == 0) {
    line.exchange.ended = true;
  } else if (!carried(exit, exit.ret, data)) {
    line.judged = false;
  } else if (service == ServiceKind::sum) {
    feed(line.incoming, data, [&] { line.exchange.received.push_back(line.incoming.value()); });
  } else {
    line.exchange.received_text.append(reinterpret_cast<const char*>(data.data()), data.size());
  }
}

bool sends(Syscall call) {
  return call == Syscall::write || call == Syscall::sendto || call == Syscall::sendmsg;
}

bool receives(const Event& enter) {
  if (enter.call == Syscall::read) return true;
  const bool message = enter.call == Syscall::recvfrom || enter.call == Syscall::recvmsg;
  return message && (enter.args[2] & MSG_PEEK) == 0;  // what was peeked at comes again
}

}  // namespace

std::vector<Exchange> exchanges_of(ServiceKind service, std::span<const Event> events) {
  std::map<std::pair<ActorId, std::int32_t>, Line> open;
  std::map<ActorId, const Event*> enters;
  std::vector<Exchange> all;
  for (const Event& event : events) {
    if (event.actor == kServer || event.actor >= kFirstSpecialActor) continue;
    if (event.kind == EventKind::enter) enters[event.actor] = &event;
    if (event.kind != EventKind::exit || enters[event.actor] == nullptr) continue;
    const Event& enter = *enters[event.actor];
    const auto key = std::pair(event.actor, enter.fd());
    if (event.call == Syscall::connect && event.error == 0) {
      open[key].exchange.actor = event.actor;
      open[key].exchange.fd = enter.fd();
    }
    const auto found = open.find(key);
    if (found == open.end()) continue;  // never connected: whoever writes there is told so
    if (sends(event.call)) take_sent(service, found->second, enter, event);
    if (receives(enter)) take_received(service, found->second, event);
    if (event.call != Syscall::close) continue;
    if (found->second.judged) all.push_back(found->second.exchange);
    open.erase(found);
  }
  for (const auto& [key, line] : open) {
    if (line.judged) all.push_back(line.exchange);
  }
  return all;
}

}  // namespace sockwalk
