#include "run/left_clients.h"

#include <algorithm>
#include <iterator>

namespace sockwalk {

void LeftClients::note(const KernelSocket& listener, std::span<const LeavingClient> leaving) {
  std::unordered_map<std::uint32_t, const LeavingClient*> wanted;
  for (const LeavingClient& client : leaving) wanted[client.inode] = &client;
  const auto concerned = [&](std::uint32_t client) { return wanted.contains(client); };
  if (std::ranges::none_of(listener.pending, concerned)) return;
  std::deque<LeavingClient>& queue = queues_[listener.inode];
  // From the youngest on, since the oldest may have been accepted already.
  std::size_t place = queue.size();
  for (auto client = listener.pending.rbegin(); client != listener.pending.rend(); ++client) {
    const bool held = holds(*client);
    const bool noted = *client == 0 || held;
    if (noted && place > 0) --place;
    // It has closed another of its numbers for this socket since, and perhaps written more.
    if (held && concerned(*client)) written(*client) = wanted.at(*client)->sent;
    if (noted || !concerned(*client)) continue;
    queue.insert(queue.begin() + static_cast<std::ptrdiff_t>(place), *wanted.at(*client));
    listeners_[*client] = listener.inode;
  }
}

ConnectionBytes& LeftClients::written(std::uint32_t client) {
  return std::ranges::find(queues_[listeners_[client]], client, &LeavingClient::inode)->sent;
}

std::uint32_t LeftClients::take(std::uint32_t listener, const ConnectionBytes& waiting) {
  const auto queue = queues_.find(listener);
  if (queue == queues_.end() || queue->second.empty()) return 0;
  std::deque<LeavingClient>& left = queue->second;
  if (!waiting.known()) return take(left, left.begin());
  const auto oldest = [&](auto&& fits) {
    return std::ranges::find_if(left, fits, &LeavingClient::sent);
  };
  auto met = oldest([&](const ConnectionBytes& sent) { return sent.matches(waiting); });
  if (met == left.end()) {
    met =
        oldest([&](const ConnectionBytes& sent) { return !sent.known() && sent.starts(waiting); });
  }
  if (met == left.end()) met = oldest([](const ConnectionBytes& sent) { return !sent.known(); });
  return met == left.end() ? 0 : take(left, met);
}

std::uint32_t LeftClients::take(std::deque<LeavingClient>& queue,
                                std::deque<LeavingClient>::iterator met) {
  const std::uint32_t client = met->inode;
  queue.erase(met);
  listeners_.erase(client);
  return client;
}

void LeftClients::forget(std::uint32_t client) {
  const auto listener = listeners_.find(client);
  if (listener == listeners_.end()) return;
  std::erase_if(queues_[listener->second],
                [&](const LeavingClient& one) { return one.inode == client; });
  listeners_.erase(listener);
}

}  // namespace sockwalk
