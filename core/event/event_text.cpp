#include "event/event_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <iterator>

#include "event/argument_constants.h"
#include "event/constant_names.h"
#include "event/escape_sequences.h"
#include "event/event_names.h"

namespace sockwalk {
namespace {

constexpr std::size_t kShownIntegers = 8;
constexpr std::size_t kShownBytes = 16;
constexpr std::size_t kShownFds = 4;

std::string short_address(const UnixAddress& address) {
  if (address.kind != UnixAddress::Kind::path) return to_text(address);
  const std::size_t slash = address.name.rfind('/');
  return slash == std::string_view::npos ? escaped(address.name)
                                         : escaped(address.name.substr(slash + 1));
}

std::string short_set(const EventParts& parts) {
  const auto shown = parts.rare->fds.first(std::min(parts.rare->fds.size(), kShownFds));
  const bool cut = parts.rare->fds.size() > shown.size() || parts.rare->fds_count > shown.size();
  return fmt::format("{{{}{}}}", fmt::join(shown, " "), cut ? " …" : "");
}

std::string short_poll(const EventParts& parts) {
  std::string fds;
  for (std::size_t i = 0; i < std::min(parts.rare->poll.size(), kShownFds); ++i) {
    fmt::format_to(std::back_inserter(fds), "{}{}", i == 0 ? "" : " ", parts.rare->poll[i].fd);
  }
  return fmt::format("[{}{}]", fds, parts.rare->poll_count > kShownFds ? " …" : "");
}

bool receives(Syscall call) {
  return call == Syscall::read || call == Syscall::recvfrom || call == Syscall::recvmsg;
}

}  // namespace

std::string doer_of(const Event& event, const ActorNames& names) {
  return event.client != 0 ? client_name(event.client) : std::string(names.name(event.actor));
}

std::string short_call_text(const Event& enter) {
  const EventParts& parts = parts_of(enter);
  const std::string_view name = row_of(enter.call).name;
  switch (enter.call) {
    case Syscall::none: return "?";
    case Syscall::socket: return "socket()";
    case Syscall::bind:
    case Syscall::connect:
      return fmt::format("{}({}, {})", name, enter.args[0], short_address(parts.rare->address));
    case Syscall::listen: return fmt::format("listen({}, {})", enter.args[0], enter.args[1]);
    case Syscall::write:
      return fmt::format("write({}, {})", enter.args[0], data_text(parts.data, parts.data_bytes));
    case Syscall::select: return fmt::format("select({})", short_set(parts));
    case Syscall::sendto:
    case Syscall::sendmsg:
      return fmt::format("{}({}, {})", name, enter.args[0], data_text(parts.data, parts.data_bytes));
    case Syscall::poll: return fmt::format("poll({})", short_poll(parts));
    case Syscall::epoll_ctl:
      return fmt::format("epoll_ctl({}, {}, {})", enter.args[0],
                         constant_text(ArgumentKind::operation, enter.args[1]).substr(10),
                         enter.args[2]);
    case Syscall::shutdown:
      return fmt::format("shutdown({}, {})", enter.args[0],
                         constant_text(ArgumentKind::how, enter.args[1]));
    case Syscall::setsockopt:
      return fmt::format("setsockopt({}, {}, {})", enter.args[0],
                         constant_text(ArgumentKind::option, enter.args[1]), enter.args[2]);
    case Syscall::getsockopt:
      return fmt::format("getsockopt({}, {})", enter.args[0],
                         constant_text(ArgumentKind::option, enter.args[1]));
    case Syscall::fcntl:
      return fmt::format("fcntl({}, {})", enter.args[0],
                         constant_text(ArgumentKind::command, enter.args[1]));
    case Syscall::ioctl:
      return fmt::format("ioctl({}, {})", enter.args[0],
                         constant_text(ArgumentKind::request, enter.args[1]));
    case Syscall::socketpair:
    case Syscall::epoll_create1: return fmt::format("{}()", name);
    case Syscall::unlink:
    case Syscall::open:
    case Syscall::chmod:
    case Syscall::mkdir:
    case Syscall::chdir:
      return fmt::format("{}({})", name, short_address(parts.rare->address));
    case Syscall::umask:
      return fmt::format("umask({})", constant_text(ArgumentKind::mode, enter.args[0]));
    default: return fmt::format("{}({})", name, enter.args[0]);
  }
}

std::string short_result_text(const Event& exit, const Event& enter) {
  if (exit.failed()) return errno_name(exit.error);
  if (parts_of(exit).rare->has_value) return fmt::format("{}", parts_of(exit).rare->value);
  if (!receives(exit.call)) return fmt::format("{}", exit.ret);
  const bool asked_for_something = enter.args[1] != 0;
  if (exit.ret == 0) return asked_for_something ? "end" : "0";
  const EventParts& parts = parts_of(exit);
  if (carries_integers(parts.data, parts.data_bytes)) return data_text(parts.data, parts.data_bytes);
  if (is_printable(parts.data) && !parts.data.empty()) return data_text(parts.data, parts.data_bytes);
  return fmt::format("{} B", exit.ret);
}

bool is_printable(std::span<const std::byte> data) {
  return std::ranges::all_of(
      data, [](std::byte byte) { return byte >= std::byte{0x20} && byte < std::byte{0x7f}; });
}

bool carries_integers(std::span<const std::byte> data, std::uint64_t data_bytes) {
  constexpr std::size_t size = sizeof(std::int32_t);
  return !data.empty() && data.size() % size == 0 && data_bytes % size == 0 && !is_printable(data);
}

std::string data_text(std::span<const std::byte> data, std::uint64_t data_bytes) {
  if (!carries_integers(data, data_bytes)) {
    const auto shown = data.first(std::min(data.size(), kShownBytes));
    return data_bytes > shown.size() ? string_literal(shown) + "..." : string_literal(shown);
  }
  std::string out;
  const std::size_t count = std::min(data.size() / sizeof(std::int32_t), kShownIntegers);
  for (std::size_t i = 0; i < count; ++i) {
    std::int32_t number = 0;
    std::memcpy(&number, data.data() + i * sizeof number, sizeof number);
    fmt::format_to(std::back_inserter(out), "{}{}", i == 0 ? "" : " ", number);
  }
  if (data_bytes > count * sizeof(std::int32_t)) out += " …";
  return out;
}

}  // namespace sockwalk
