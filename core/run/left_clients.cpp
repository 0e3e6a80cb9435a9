#include "run/left_clients.h"

#include <algorithm>
#include <iterator>
#include <unordered_set>

namespace sockwalk {

void LeftClients::note(const KernelSocket& listener, std::span<const std::uint32_t> leaving) {
  const std::unordered_set<std::uint32_t> wanted(leaving.begin(), leaving.end());
  const auto concerned = [&](std::uint32_t client) { return wanted.contains(client); };
  if (std::ranges::none_of(listener.pending, concerned)) return;
  std::deque<std::uint32_t>& queue = queues_[listener.inode];
  // From the youngest on, since the oldest may have been accepted already.
  std::size_t place = queue.size();
  for (auto client = listener.pending.rbegin(); client != listener.pending.rend(); ++client) {
    const bool noted = *client == 0 || holds(*client);
    if (noted && place > 0) --place;
    if (noted || !concerned(*client)) continue;
    queue.insert(queue.begin() + static_cast<std::ptrdiff_t>(place), *client);
    listeners_[*client] = listener.inode;
  }
}

std::uint32_t LeftClients::take_oldest(std::uint32_t listener) {
  const auto queue = queues_.find(listener);
  if (queue == queues_.end() || queue->second.empty()) return 0;
  const std::uint32_t oldest = queue->second.front();
  queue->second.pop_front();
  listeners_.erase(oldest);
  return oldest;
}

void LeftClients::forget(std::uint32_t client) {
  const auto listener = listeners_.find(client);
  if (listener == listeners_.end()) return;
  std::erase(queues_[listener->second], client);
  listeners_.erase(listener);
}

}  // namespace sockwalk
