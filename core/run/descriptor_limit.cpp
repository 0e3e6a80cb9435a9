#include "run/descriptor_limit.h"

#include <sys/resource.h>

#include <cerrno>
#include <cstring>
#include <mutex>

#include "text/run_text.h"

namespace sockwalk {

Done allow_descriptors(std::size_t needed) {
  static std::mutex one_at_a_time;  // between the look and the change
  const std::lock_guard lock(one_at_a_time);
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return done();  // then the calls will tell
  if (limit.rlim_cur >= needed) return done();
  if (limit.rlim_max < needed) {
    return Error{say(text::kTooFewDescriptors, needed, limit.rlim_max).words()};
  }
  limit.rlim_cur = needed;
  if (::setrlimit(RLIMIT_NOFILE, &limit) == 0) return done();
  return Error{say(text::kDescriptorsRefused, needed, std::strerror(errno)).words()};
}

}  // namespace sockwalk
