#include <fcntl.h>
#include <sys/un.h>

#include <algorithm>
#include <cerrno>

#include "event/parts_draft.h"
#include "event/unix_address.h"
#include "syscalls/traced_calls.h"
#include "text/step_text.h"

namespace sockwalk {
namespace {

/// Longer than anybody steps through a lab: with a limit of this length the kernel treats the call
/// as one that has a limit (it then returns EINTR even with SA_RESTART, signal(7)), but never ends it.
constexpr std::int64_t kHeldSeconds = 1'000'000;

bool is_time_limit(int option) { return option == SO_RCVTIMEO || option == SO_SNDTIMEO; }

}  // namespace

std::int64_t TracedCalls::time_limit(int fd, int option) const {
  return limits_.any() ? limits_.of(inode_of(fd), option) : -1;
}

/// `milliseconds` 0: as little as can be, negative: no limit.
long TracedCalls::set_kernel_limit(int fd, int option, std::int64_t milliseconds) {
  timeval limit{milliseconds / 1000, milliseconds % 1000 * 1000};
  if (milliseconds < 0) limit = {0, 0};
  if (milliseconds == 0) limit = {0, 1};
  if (milliseconds > 0 && held()) limit = {kHeldSeconds, 0};
  return calls_.setsockopt(fd, option, &limit, sizeof limit);
}

CallResult TracedCalls::setsockopt(SourcePlace at, int fd, int option, std::int64_t value) {
  Event& event = begin(Syscall::setsockopt, at, {fd, option, value});
  if (!enter(event)) return {};
  if (!is_time_limit(option)) {
    const int number = static_cast<int>(value);
    return leave(calls_.setsockopt(fd, option, &number, sizeof number));
  }
  const long returned = set_kernel_limit(fd, option, value == 0 ? -1 : value);
  if (returned >= 0) limits_.set(inode_of(fd), option, value);
  return leave(returned);
}

CallResult TracedCalls::getsockopt(SourcePlace at, int fd, int option, std::int64_t& value) {
  Event& event = begin(Syscall::getsockopt, at, {fd, option});
  if (!enter(event)) return {};
  if (is_time_limit(option)) return get_time_limit(fd, option, value);
  int number = 0;
  ucred who{};
  const bool asks_who = option == SO_PEERCRED;
  unsigned length = asks_who ? sizeof who : sizeof number;
  const long returned =
      calls_.getsockopt(fd, option, asks_who ? static_cast<void*>(&who) : &number, &length);
  if (returned < 0) return leave(returned);
  EventParts* parts = events_.arena().make<EventParts>();
  RareParts& rare = add_rare_parts(events_.arena(), *parts);
  if (asks_who) {
    rare.has_credentials = true;
    rare.credentials = {who.pid, who.uid, who.gid};
    value = who.pid;
  } else {
    rare.has_value = true;
    rare.value = value = number;
  }
  return leave(returned, parts);
}

/// What the program has set, also while the kernel has been told to hold it.
CallResult TracedCalls::get_time_limit(int fd, int option, std::int64_t& value) {
  timeval limit{};
  unsigned length = sizeof limit;
  const long returned = calls_.getsockopt(fd, option, &limit, &length);
  if (returned < 0) return leave(returned);
  const std::int64_t own = time_limit(fd, option);
  const bool is_held = limit.tv_sec == kHeldSeconds && own >= 0;
  EventParts* parts = events_.arena().make<EventParts>();
  RareParts& rare = add_rare_parts(events_.arena(), *parts);
  rare.has_value = true;
  rare.value = value = is_held ? own : std::int64_t{limit.tv_sec} * 1000 + limit.tv_usec / 1000;
  return leave(returned, parts);
}

CallResult TracedCalls::fcntl(SourcePlace at, int fd, int command, std::int64_t flags) {
  Event& event = begin(Syscall::fcntl, at, {fd, command, flags});
  if (!enter(event)) return {};
  return leave(calls_.fcntl(fd, command, flags));
}

CallResult TracedCalls::ioctl(SourcePlace at, int fd, unsigned long request, std::int64_t& value) {
  Event& event = begin(Syscall::ioctl, at, {fd, static_cast<std::int64_t>(request)});
  if (!enter(event)) return {};
  int number = 0;
  const long returned = calls_.ioctl(fd, request, &number);
  if (returned < 0) return leave(returned);
  EventParts* parts = events_.arena().make<EventParts>();
  RareParts& rare = add_rare_parts(events_.arena(), *parts);
  rare.has_value = true;
  rare.value = value = number;
  return leave(returned, parts);
}

CallResult TracedCalls::named(Syscall call, SourcePlace at, int fd, std::string& name,
                              long (*ask)(int, sockaddr*, unsigned*)) {
  name.clear();
  Event& event = begin(call, at, {fd});
  if (!enter(event)) return {};
  // One byte more than the structure: a name of 108 bytes is told with a NUL behind it (unix(7)).
  struct {
    sockaddr_un address{};
    char more = 0;
  } answer;
  unsigned length = sizeof answer.address;
  const long returned = ask(fd, reinterpret_cast<sockaddr*>(&answer.address), &length);
  if (returned < 0) return leave(returned);
  const UnixAddress address = from_sockaddr(answer.address, length);
  name = to_text(address);
  return leave(returned, with_address(address));
}

CallResult TracedCalls::getsockname(SourcePlace at, int fd, std::string& name) {
  return named(Syscall::getsockname, at, fd, name, calls_.getsockname);
}

CallResult TracedCalls::getpeername(SourcePlace at, int fd, std::string& name) {
  return named(Syscall::getpeername, at, fd, name, calls_.getpeername);
}

CallResult TracedCalls::unlink(SourcePlace at, const UnixAddress& path) {
  Event& event = begin(Syscall::unlink, at, {});
  const EventParts* parts = with_address(path);
  event.parts = parts;
  if (!enter(event)) return {};
  return leave(calls_.unlink(parts->rare->address.name.data()));
}

CallResult TracedCalls::open(SourcePlace at, const UnixAddress& path, int flags) {
  Event& event = begin(Syscall::open, at, {flags});
  const EventParts* parts = with_address(path);
  event.parts = parts;
  if (!enter(event)) return {};
  const long returned = calls_.open(parts->rare->address.name.data(), flags, 0666);
  return leave(returned, opened(returned, false));
}

CallResult TracedCalls::chmod(SourcePlace at, const UnixAddress& path, unsigned mode) {
  Event& event = begin(Syscall::chmod, at, {mode});
  const EventParts* parts = with_address(path);
  event.parts = parts;
  if (!enter(event)) return {};
  return leave(calls_.chmod(parts->rare->address.name.data(), mode));
}

CallResult TracedCalls::fchmod(SourcePlace at, int fd, unsigned mode) {
  Event& event = begin(Syscall::fchmod, at, {fd, mode});
  if (!enter(event)) return {};
  return leave(calls_.fchmod(fd, mode));
}

CallResult TracedCalls::umask(SourcePlace at, unsigned mode) {
  Event& event = begin(Syscall::umask, at, {mode});
  if (!enter(event)) return {};
  return leave(calls_.umask(mode));
}

CallResult TracedCalls::mkdir(SourcePlace at, const UnixAddress& path, unsigned mode) {
  Event& event = begin(Syscall::mkdir, at, {mode});
  const EventParts* parts = with_address(path);
  event.parts = parts;
  if (!enter(event)) return {};
  return leave(calls_.mkdir(parts->rare->address.name.data(), mode));
}

CallResult TracedCalls::chdir(SourcePlace at, const UnixAddress& path) {
  Event& event = begin(Syscall::chdir, at, {});
  const EventParts* parts = with_address(path);
  event.parts = parts;
  if (!enter(event)) return {};
  const long returned = calls_.chdir(parts->rare->address.name.data());
  if (returned >= 0 && path.name.starts_with('/')) {
    directory_ = path.name;
  } else if (returned >= 0 && !directory_.empty()) {
    directory_.append("/").append(path.name);
  }
  return leave(returned);
}

CallResult TracedCalls::setresuid(SourcePlace at, unsigned user) {
  Event& event = begin(Syscall::setresuid, at, {user, user, user});
  if (!enter(event)) return {};
  const bool left = user != 0 && calls_.leave_groups(user) >= 0;
  const CallResult result = leave(calls_.setresuid(user, user, user));
  if (left) note_text(say(step_text::kSaysGroups, user).words());
  return result;
}

}  // namespace sockwalk
