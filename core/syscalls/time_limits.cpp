#include "syscalls/time_limits.h"

#include <sys/socket.h>

namespace sockwalk {
namespace {

std::uint64_t key_of(std::uint32_t inode, int option) {
  return std::uint64_t{inode} * 2 + (option == SO_SNDTIMEO ? 1 : 0);
}

}  // namespace

std::int64_t TimeLimits::of(std::uint32_t inode, int option) const {
  if (inode == 0) return -1;
  MutexLock lock(mutex_);
  const auto limit = limits_.find(key_of(inode, option));
  return limit == limits_.end() ? -1 : limit->second;
}

void TimeLimits::set(std::uint32_t inode, int option, std::int64_t milliseconds) {
  if (inode == 0) return;
  MutexLock lock(mutex_);
  limits_.erase(key_of(inode, option));
  if (milliseconds > 0) limits_.emplace(key_of(inode, option), milliseconds);
  any_.store(!limits_.empty());
}

void TimeLimits::made(std::uint32_t inode) {
  if (!any()) return;
  set(inode, SO_RCVTIMEO, 0);
  set(inode, SO_SNDTIMEO, 0);
}

}  // namespace sockwalk
