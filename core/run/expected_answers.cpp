#include "run/expected_answers.h"

#include <algorithm>
#include <map>

#include "actors/service.h"

namespace sockwalk {
namespace {

/// One descriptor of one client, from the connect() or socket() that made it to its close().
struct Line {
  Exchange exchange;
  SumService service;         ///< a server without mistakes, fed with what the client wrote
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

void take_write(Line& line, const Event& enter, const Event& exit) {
  std::span<const std::byte> data;
  if (exit.error != 0) return;
  if (!carried(enter, exit.ret, data)) {
    line.judged = false;
    return;
  }
  while (!data.empty()) {
    const auto place = line.service.missing();
    const std::size_t count = std::min(place.size(), data.size());
    std::copy_n(data.begin(), count, place.begin());
    data = data.subspan(count);
    line.service.took(count);
    const auto answer = line.service.answer();
    if (answer.empty()) continue;
    line.exchange.expected.push_back(line.service.result());
    line.service.sent(answer.size());
  }
}

void take_read(Line& line, const Event& exit) {
  std::span<const std::byte> data;
  if (exit.error != 0 || exit.ret == 0) {
    line.exchange.ended = true;
    return;
  }
  if (!carried(exit, exit.ret, data)) {
    line.judged = false;
    return;
  }
  feed(line.incoming, data, [&] { line.exchange.received.push_back(line.incoming.value()); });
}

}  // namespace

std::vector<Exchange> sum_exchanges(std::span<const Event> events) {
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
    if (event.call == Syscall::write) take_write(found->second, enter, event);
    if (event.call == Syscall::read) take_read(found->second, event);
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
