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
    const bool noted = *client == 0 || holds(*client);
    if (noted && place > 0) --place;
    if (noted || !concerned(*client)) continue;
    queue.insert(queue.begin() + static_cast<std::ptrdiff_t>(place), *wanted.at(*client));
    listeners_[*client] = listener.inode;
  }
}

std::uint32_t LeftClients::take(std::uint32_t listener, const ConnectionBytes& waiting) {
  const auto queue = queues_.find(listener);
  if (queue == queues_.end() || queue->second.empty()) return 0;
  std::deque<LeavingClient>& left = queue->second;
  auto met = std::ranges::find_if(
      left, [&](const LeavingClient& client) { return client.sent.matches(waiting); });
  const auto doubtful = [](const LeavingClient& client) { return !client.sent.known(); };
  if (met == left.end()) met = std::ranges::find_if(left, doubtful);
  if (met == left.end()) met = left.begin();
  const std::uint32_t client = met->inode;
  left.erase(met);
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
