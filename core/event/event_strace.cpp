// The form of strace(1) 6.1, as its users know it; compared with the real one byte by byte.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "event/constant_names.h"
#include "event/event_names.h"
#include "event/event_text.h"
#include "event/quoted.h"

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
      return fmt::format("{{sa_family=AF_UNIX, sun_path={}}}", quoted(address.name));
    case UnixAddress::Kind::abstract:
      return fmt::format("{{sa_family=AF_UNIX, sun_path=@{}}}", quoted(address.name));
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
  const std::string text = quoted(parts.data.first(std::min(parts.data.size(), kShownBytes)));
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
                         address_argument(parts.address), length_argument(parts.address));
    case Syscall::listen: return fmt::format("listen({}, {})", enter.args[0], enter.args[1]);
    case Syscall::accept: return fmt::format("accept({}, NULL, NULL)", enter.args[0]);
    case Syscall::read: {
      // strace shows the pointer where nothing was read; the name of the argument says more.
      const bool got = exit != nullptr && !exit->failed();
      return fmt::format("read({}, {}, {})", enter.args[0],
                         got ? data_argument(parts_of(*exit)) : "buffer", enter.args[1]);
    }
    case Syscall::write:
      return fmt::format("write({}, {}, {})", enter.args[0], data_argument(parts), enter.args[1]);
    case Syscall::select:
      return fmt::format("select({}, {}, NULL, NULL, NULL)", enter.args[0],
                         fd_list(parts.fds, parts.fds_count));
    case Syscall::close: return fmt::format("close({})", enter.args[0]);
    case Syscall::unlink: return fmt::format("unlink({})", quoted(parts.address.name));
    case Syscall::exit: return fmt::format("exit({})", enter.args[0]);
  }
  return "?";
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
      return fmt::format("--- left over: {} ---", quoted(parts.address.name));
    case NoteKind::none:
    case NoteKind::text: break;
  }
  return fmt::format("--- {} ---", escaped(parts.text));
}

std::string kernel_line(const EventParts& parts) {
  if (parts.kernel == nullptr || !parts.kernel->can_ask) return "--- kernel: cannot ask ---";
  const auto found = std::ranges::count_if(parts.kernel->sockets, &KernelSocket::found);
  return fmt::format("--- kernel: {} of {} sockets found ---", found, parts.kernel->sockets.size());
}

}  // namespace

std::string call_text(const Event& enter) { return call_with(enter, nullptr); }

std::string result_text(const Event& exit) {
  if (exit.failed()) {
    const ErrnoRow* row = errno_row(exit.error);
    return row != nullptr ? fmt::format("-1 {} ({})", row->name, row->says)
                          : fmt::format("-1 ({})", errno_name(exit.error));
  }
  if (exit.call == Syscall::select) {
    const EventParts& parts = parts_of(exit);
    if (exit.ret == 0) return "0 (Timeout)";
    return fmt::format("{} (in {})", exit.ret, fd_list(parts.fds, parts.fds_count));
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
