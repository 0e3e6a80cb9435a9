// The form of strace(1) 6.1, as its users know it; compared with the real one byte by byte.
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/epoll.h>

#include <algorithm>
#include <iterator>
#include <vector>

#include "event/argument_constants.h"
#include "event/constant_names.h"
#include "event/escape_sequences.h"
#include "event/event_names.h"
#include "event/event_text.h"

namespace sockwalk {
namespace {

/// How many bytes of a buffer strace shows without -s.
constexpr std::size_t kShownBytes = 32;

std::string fd_list(std::span<const std::int32_t> fds, std::uint32_t count) {
  std::vector<std::int32_t> sorted(fds.begin(), fds.end());
  std::ranges::sort(sorted);
  return fmt::format("[{}{}]", fmt::join(sorted, " "), count > sorted.size() ? " ..." : "");
}

std::string address_argument(const UnixAddress& address) {
  switch (address.kind) {
    case UnixAddress::Kind::none: return "NULL";
    case UnixAddress::Kind::unnamed: return "{sa_family=AF_UNIX}";
    case UnixAddress::Kind::path:
      return fmt::format("{{sa_family=AF_UNIX, sun_path={}}}", string_literal(address.name));
    case UnixAddress::Kind::abstract:
      return fmt::format("{{sa_family=AF_UNIX, sun_path=@{}}}", string_literal(address.name));
  }
  return "NULL";
}

/// The length of calls that do not say one: what the name needs.
std::uint32_t length_argument(const UnixAddress& address) {
  if (address.length != 0) return address.length;
  const auto name = static_cast<std::uint32_t>(address.name.size());
  switch (address.kind) {
    case UnixAddress::Kind::none: return 0;
    case UnixAddress::Kind::unnamed: return 2;
    case UnixAddress::Kind::path:
    case UnixAddress::Kind::abstract: break;
  }
  return 2 + name + 1;
}

std::string data_argument(const EventParts& parts) {
  const bool whole = parts.data.size() >= parts.data_bytes && parts.data.size() <= kShownBytes;
  const std::string text =
      string_literal(parts.data.first(std::min(parts.data.size(), kShownBytes)));
  return whole ? text : text + "...";
}

std::string domain_argument(std::int64_t domain) {
  const int number = static_cast<int>(domain);
  if (domain_named(domain_name(number))) return domain_name(number);
  return fmt::format("{:#x} /* AF_??? */", static_cast<unsigned>(number));
}

std::string type_argument(std::int64_t type) {
  const int number = static_cast<int>(type);
  if (number == 0) return "0";
  if (socket_type_named(socket_type_name(number))) return socket_type_name(number);
  return fmt::format("{:#x} /* SOCK_??? */", static_cast<unsigned>(number));
}

std::string poll_list(const EventParts& parts, bool came) {
  std::string list;
  for (const PollEntry& entry : parts.rare->poll) {
    fmt::format_to(std::back_inserter(list), "{}{{fd={}, {}={}}}", list.empty() ? "" : ", ", entry.fd,
                   came ? "revents" : "events", poll_events_text(came ? entry.revents : entry.events));
  }
  return fmt::format("[{}{}]", list,
                     parts.rare->poll_count > parts.rare->poll.size() ? ", ..." : "");
}

std::string epoll_list(const EventParts& parts) {
  std::string list;
  for (const PollEntry& entry : parts.rare->poll) {
    fmt::format_to(std::back_inserter(list), "{}{{events={}, data={}}}", list.empty() ? "" : ", ",
                   epoll_events_text(entry.revents), entry.fd);
  }
  return fmt::format("[{}{}]", list,
                     parts.rare->poll_count > parts.rare->poll.size() ? ", ..." : "");
}

std::string select_timeout(std::int64_t milliseconds) {
  if (milliseconds < 0) return "NULL";
  return fmt::format("{{tv_sec={}, tv_usec={}}}", milliseconds / 1000, milliseconds % 1000 * 1000);
}

/// What a call received; the name of the argument where nothing has come: strace shows a pointer.
std::string received(const Event* exit) {
  const bool got = exit != nullptr && !exit->failed();
  return got ? data_argument(parts_of(*exit)) : "buffer";
}

std::string sent_message(const Event& enter) {
  const EventParts& parts = parts_of(enter);
  std::string control;
  if (!parts.rare->fds.empty())
    control += fmt::format(", SCM_RIGHTS={}", fd_list(parts.rare->fds, parts.rare->fds_count));
  if (parts.rare->has_credentials) {
    control +=
        fmt::format(", SCM_CREDENTIALS={{pid={}, uid={}, gid={}}}", parts.rare->credentials.pid,
                    parts.rare->credentials.uid, parts.rare->credentials.gid);
  }
  return fmt::format("sendmsg({}, {{{}, {}{}}}, {})", enter.args[0], data_argument(parts), enter.args[1],
                     control, constant_text(ArgumentKind::message_flags, enter.args[2]));
}

std::string received_message(const Event& enter, const Event* exit) {
  std::string rest;
  if (exit != nullptr && !exit->failed()) {
    const EventParts& parts = parts_of(*exit);
    std::vector<std::int32_t> fds;
    for (const OpenedFd& opened : parts.opened) fds.push_back(opened.fd);
    if (!fds.empty()) rest += fmt::format(", SCM_RIGHTS=[{}]", fmt::join(fds, " "));
    if (parts.rare->has_credentials) {
      rest +=
          fmt::format(", SCM_CREDENTIALS={{pid={}, uid={}, gid={}}}", parts.rare->credentials.pid,
                      parts.rare->credentials.uid, parts.rare->credentials.gid);
    }
    if (parts.rare->message_flags != 0) {
      rest +=
          ", msg_flags=" + constant_text(ArgumentKind::message_flags, parts.rare->message_flags);
    }
  }
  return fmt::format("recvmsg({}, {{{}, {}{}}}, {})", enter.args[0], received(exit), enter.args[1], rest,
                     constant_text(ArgumentKind::message_flags, enter.args[2]));
}

/// Calls that are printed argument by argument as their row in the table says.
std::string plain_call(const Event& enter) {
  std::string text;
  std::size_t next = 0;
  for (const ArgumentRow& argument : row_of(enter.call).arguments) {
    if (argument.kind == ArgumentKind::none) continue;
    if (!text.empty()) text += ", ";
    if (is_number(argument.kind)) {
      if (argument.kind == ArgumentKind::option) text += "SOL_SOCKET, ";
      text += constant_text(argument.kind, enter.args[next++]);
    } else if (argument.kind == ArgumentKind::path) {
      text += string_literal(parts_of(enter).rare->address.name);
    }
  }
  return fmt::format("{}({})", row_of(enter.call).name, text);
}

std::string fcntl_call(const Event& enter) {
  const std::string command = constant_text(ArgumentKind::command, enter.args[1]);
  if (enter.args[1] == F_GETFD || enter.args[1] == F_GETFL) {
    return fmt::format("fcntl({}, {})", enter.args[0], command);
  }
  const bool closes = enter.args[1] == F_SETFD && enter.args[2] == FD_CLOEXEC;
  const auto kind = enter.args[1] == F_SETFL ? ArgumentKind::status_flags : ArgumentKind::number;
  return fmt::format("fcntl({}, {}, {})", enter.args[0], command,
                     closes ? "FD_CLOEXEC" : constant_text(kind, enter.args[2]));
}

/// What a call gave back through a pointer: an option's value, an address, two descriptors.
std::string given_back(const Event* exit, std::string_view otherwise) {
  if (exit == nullptr || exit->failed()) return std::string(otherwise);
  const EventParts& parts = parts_of(*exit);
  if (parts.rare->has_credentials) {
    return fmt::format("{{pid={}, uid={}, gid={}}}", parts.rare->credentials.pid,
                       parts.rare->credentials.uid, parts.rare->credentials.gid);
  }
  if (parts.rare->has_value) return fmt::format("[{}]", parts.rare->value);
  if (parts.opened.size() == 2) {
    return fmt::format("[{}, {}]", parts.opened[0].fd, parts.opened[1].fd);
  }
  return fmt::format("{}, [{}]", address_argument(parts.rare->address),
                     length_argument(parts.rare->address));
}

/// `exit` is nullptr while the call has not returned: what it will bring is unknown then.
std::string call_with(const Event& enter, const Event* exit) {
  const EventParts& parts = parts_of(enter);
  switch (enter.call) {
    case Syscall::none: return "?";
    case Syscall::socket:
      return fmt::format("socket({}, {}, {})", domain_argument(enter.args[0]),
                         type_argument(enter.args[1]), static_cast<std::uint32_t>(enter.args[2]));
    case Syscall::bind:
    case Syscall::connect:
      return fmt::format("{}({}, {}, {})", row_of(enter.call).name, enter.args[0],
                         address_argument(parts.rare->address),
                         length_argument(parts.rare->address));
    case Syscall::listen: return fmt::format("listen({}, {})", enter.args[0], enter.args[1]);
    case Syscall::accept: return fmt::format("accept({}, NULL, NULL)", enter.args[0]);
    case Syscall::accept4:
      return fmt::format("accept4({}, NULL, NULL, {})", enter.args[0],
                         constant_text(ArgumentKind::type, enter.args[1]));
    case Syscall::socketpair:
      return fmt::format("socketpair({}, {}, {}, {})", domain_argument(enter.args[0]),
                         type_argument(enter.args[1]), static_cast<std::uint32_t>(enter.args[2]),
                         given_back(exit, "fds"));
    case Syscall::read:
      return fmt::format("read({}, {}, {})", enter.args[0], received(exit), enter.args[1]);
    case Syscall::sendto:
      return fmt::format("sendto({}, {}, {}, {}, {}, {})", enter.args[0], data_argument(parts),
                         enter.args[1], constant_text(ArgumentKind::message_flags, enter.args[2]),
                         address_argument(parts.rare->address),
                         length_argument(parts.rare->address));
    case Syscall::recvfrom:
      return fmt::format("recvfrom({}, {}, {}, {}, NULL, NULL)", enter.args[0], received(exit),
                         enter.args[1], constant_text(ArgumentKind::message_flags, enter.args[2]));
    case Syscall::sendmsg: return sent_message(enter);
    case Syscall::recvmsg: return received_message(enter, exit);
    case Syscall::poll:
      return fmt::format("poll({}, {}, {})", poll_list(parts, false), enter.args[0], enter.args[1]);
    case Syscall::fcntl: return fcntl_call(enter);
    case Syscall::epoll_create1:
      return fmt::format("epoll_create1({})", enter.args[0] == EPOLL_CLOEXEC
                                                  ? "EPOLL_CLOEXEC"
                                                  : constant_text(ArgumentKind::number, enter.args[0]));
    case Syscall::epoll_ctl:
      return fmt::format(
          "epoll_ctl({}, {}, {}, {{events={}, data={}}})", enter.args[0],
          constant_text(ArgumentKind::operation, enter.args[1]), enter.args[2],
          epoll_events_text(parts.rare->poll.empty() ? 0 : parts.rare->poll[0].events),
          enter.args[2]);
    case Syscall::epoll_wait:
      return fmt::format("epoll_wait({}, {}, {}, {})", enter.args[0],
                         exit != nullptr && !exit->failed() ? epoll_list(parts_of(*exit)) : "events",
                         enter.args[1], enter.args[2]);
    case Syscall::getsockopt:
      return fmt::format("getsockopt({}, SOL_SOCKET, {}, {})", enter.args[0],
                         constant_text(ArgumentKind::option, enter.args[1]), given_back(exit, "value"));
    case Syscall::getsockname:
    case Syscall::getpeername:
      return fmt::format("{}({}, {})", row_of(enter.call).name, enter.args[0],
                         given_back(exit, "address"));
    case Syscall::ioctl:
      return fmt::format("ioctl({}, {}, {})", enter.args[0],
                         constant_text(ArgumentKind::request, enter.args[1]), given_back(exit, "value"));
    case Syscall::write:
      return fmt::format("write({}, {}, {})", enter.args[0], data_argument(parts), enter.args[1]);
    case Syscall::select:
      return fmt::format("select({}, {}, NULL, NULL, {})", enter.args[0],
                         fd_list(parts.rare->fds, parts.rare->fds_count),
                         select_timeout(enter.args[1]));
    default: return plain_call(enter);
  }
}

std::string note_line(const Event& event) {
  const EventParts& parts = parts_of(event);
  switch (event.note) {
    case NoteKind::step: return fmt::format("--- step {} of 12 ---", event.args[0]);
    case NoteKind::slots: return fmt::format("--- {} slots, all free ---", event.args[0]);
    case NoteKind::slot:
      return fmt::format("--- slot {} = {}, result {} ---", event.args[0], event.args[1],
                         event.args[2]);
    case NoteKind::leftover:
      return fmt::format("--- left over: {} ---", string_literal(parts.rare->address.name));
    case NoteKind::none:
    case NoteKind::text: break;
  }
  return fmt::format("--- {} ---", escaped(parts.text));
}

std::string kernel_line(const EventParts& parts) {
  if (parts.rare->kernel == nullptr || !parts.rare->kernel->can_ask)
    return "--- kernel: cannot ask ---";
  const auto found = std::ranges::count_if(parts.rare->kernel->sockets, &KernelSocket::found);
  return fmt::format("--- kernel: {} of {} sockets found ---", found,
                     parts.rare->kernel->sockets.size());
}

}  // namespace

std::string call_text(const Event& enter) { return call_with(enter, nullptr); }

std::string result_text(const Event& exit) {
  if (exit.failed()) {
    const ErrnoRow* row = errno_row(exit.error);
    return row != nullptr ? fmt::format("-1 {} ({})", row->name, row->says)
                          : fmt::format("-1 ({})", errno_name(exit.error));
  }
  const EventParts& parts = parts_of(exit);
  const bool waits = exit.call == Syscall::select || exit.call == Syscall::poll;
  if (waits && exit.ret == 0) return "0 (Timeout)";
  if (exit.call == Syscall::select) {
    return fmt::format("{} (in {})", exit.ret, fd_list(parts.rare->fds, parts.rare->fds_count));
  }
  if (exit.call == Syscall::poll) {
    return fmt::format("{} ({})", exit.ret, poll_list(parts, true));
  }
  if (exit.call == Syscall::umask) return constant_text(ArgumentKind::mode, exit.ret);
  if (exit.call == Syscall::fcntl && exit.args[1] == F_GETFL) {
    return fmt::format("{:#x} (flags {})", exit.ret, constant_text(ArgumentKind::status_flags, exit.ret));
  }
  if (exit.call == Syscall::fcntl && exit.args[1] == F_GETFD && exit.ret == FD_CLOEXEC) {
    return "0x1 (flags FD_CLOEXEC)";
  }
  return fmt::format("{}", exit.ret);
}

std::string strace_line(const Event& event, const Event* enter) {
  const EventParts& parts = parts_of(event);
  switch (event.kind) {
    case EventKind::enter:
      // It is the whole call already: nothing comes back.
      return event.call == Syscall::exit ? call_text(event) + " = ?" : call_text(event);
    case EventKind::exit:
      if (enter != nullptr) {
        return fmt::format("{} = {}", call_with(*enter, &event), result_text(event));
      }
      return fmt::format("<... {} resumed>) = {}", row_of(event.call).name, result_text(event));
    case EventKind::start:
      return fmt::format("+++ thread {} of process {} starts +++", event.args[1], event.args[0]);
    case EventKind::command: return fmt::format("--- command: {} ---", escaped(parts.text));
    case EventKind::turn: return fmt::format("--- turn {} ---", event.ret);
    case EventKind::signal:
      return fmt::format("--- {} ---", signal_name(static_cast<int>(event.args[0])));
    case EventKind::library:
    case EventKind::fork:
    case EventKind::exec:
      return fmt::format("--- {} {} = {} ---", kind_name(event.kind), escaped(parts.text),
                         event.ret);
    case EventKind::kernel: return kernel_line(parts);
    case EventKind::note: return note_line(event);
    case EventKind::end:
      if (event.error != 0) return fmt::format("+++ killed by {} +++", signal_name(event.error));
      return fmt::format("+++ exited with {} +++", event.ret);
  }
  return {};
}

}  // namespace sockwalk
