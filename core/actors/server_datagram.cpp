#include <algorithm>

#include "actors/part.h"
#include "actors/service.h"

namespace sockwalk {
namespace {

constexpr std::size_t kSenders = 64;  ///< whoever comes when so many are known shares the last sum

/// A sender, who is known by name only: with datagrams there is no connection.
struct Sender {
  UnixAddress name;
  SumService service;
};

Sender& sender_of(std::vector<Sender>& senders, const UnixAddress& name) {
  const auto known = std::ranges::find(senders, name, &Sender::name);
  if (known != senders.end()) return *known;
  if (senders.size() == kSenders) return senders.back();
  return senders.emplace_back(Sender{name, {}});
}

}  // namespace

void play_datagram_server(TracedCalls& calls, const ServerPlan& plan, const Part& part) {
  calls.note_slots(1);
  const int socket = boot_server(calls, plan, part);
  if (socket < 0) return;
  std::vector<Sender> senders;
  for (int answers = 0; answers < plan.serve && !calls.ended();) {
    std::int32_t value = 0;
    UnixAddress from;
    const CallResult got = calls.recvfrom(
        part.at("read"), socket, std::as_writable_bytes(std::span(&value, 1)), 0, &from);
    if (!got.ok()) return calls.exit(part.at("exit"), 1);
    if (got.value < static_cast<std::int64_t>(sizeof value)) continue;
    SumService& service = sender_of(senders, from).service;
    service.add(value);
    if (service.answer().empty()) continue;
    calls.sendto(part.at("write"), socket, service.answer(), 0, from);
    service.sent(service.answer().size());
    ++answers;
  }
  shut_server(calls, plan, socket, part);
}

}  // namespace sockwalk
