#include "event/argument_constants.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/sockios.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <array>
#include <charconv>
#include <span>

#include "event/constant_names.h"

namespace sockwalk {
namespace {

struct Constant {
  std::int64_t number;
  std::string_view name;
};

#define CONSTANT(name) Constant{name, #name}
constexpr std::array kMessageFlags{
    CONSTANT(MSG_OOB),      CONSTANT(MSG_PEEK),   CONSTANT(MSG_CTRUNC),       CONSTANT(MSG_TRUNC),
    CONSTANT(MSG_DONTWAIT), CONSTANT(MSG_EOR),    CONSTANT(MSG_WAITALL),      CONSTANT(MSG_NOSIGNAL),
    CONSTANT(MSG_MORE),     CONSTANT(MSG_CMSG_CLOEXEC)};
constexpr std::array kHow{CONSTANT(SHUT_RD), CONSTANT(SHUT_WR), CONSTANT(SHUT_RDWR)};
// The kernel's numbers: the headers choose among two for the time-outs by the size of time_t.
constexpr std::array kOptions{CONSTANT(SO_REUSEADDR), CONSTANT(SO_TYPE),       CONSTANT(SO_ERROR),
                              CONSTANT(SO_SNDBUF),    CONSTANT(SO_RCVBUF),     CONSTANT(SO_REUSEPORT),
                              CONSTANT(SO_PASSCRED),  CONSTANT(SO_PEERCRED),   CONSTANT(SO_RCVTIMEO),
                              CONSTANT(SO_SNDTIMEO),  CONSTANT(SO_ACCEPTCONN), CONSTANT(SO_DOMAIN)};
constexpr std::array kOperations{CONSTANT(EPOLL_CTL_ADD), CONSTANT(EPOLL_CTL_DEL),
                                 CONSTANT(EPOLL_CTL_MOD)};
constexpr std::array kCommands{CONSTANT(F_GETFD), CONSTANT(F_SETFD), CONSTANT(F_GETFL),
                               CONSTANT(F_SETFL)};
constexpr std::array kStatusFlags{CONSTANT(O_WRONLY),   CONSTANT(O_RDWR),   CONSTANT(O_CREAT),
                                  CONSTANT(O_EXCL),     CONSTANT(O_NONBLOCK), CONSTANT(O_DIRECTORY),
                                  CONSTANT(O_CLOEXEC)};
constexpr std::array kRequests{Constant{FIONREAD, "FIONREAD"}, CONSTANT(SIOCOUTQ)};
constexpr std::array kPollEvents{CONSTANT(POLLIN),  CONSTANT(POLLPRI), CONSTANT(POLLOUT),
                                 CONSTANT(POLLERR), CONSTANT(POLLHUP), CONSTANT(POLLNVAL),
                                 Constant{0x2000, "POLLRDHUP"}};
constexpr std::array kEpollEvents{
    Constant{EPOLLIN, "EPOLLIN"},   Constant{EPOLLPRI, "EPOLLPRI"}, Constant{EPOLLOUT, "EPOLLOUT"},
    Constant{EPOLLERR, "EPOLLERR"}, Constant{EPOLLHUP, "EPOLLHUP"}, Constant{EPOLLRDHUP, "EPOLLRDHUP"},
    Constant{std::int64_t{1} << 28, "EPOLLEXCLUSIVE"},
    Constant{std::int64_t{1} << 30, "EPOLLONESHOT"},
    Constant{std::int64_t{1} << 31, "EPOLLET"}};
#undef CONSTANT

std::string flags_text(std::span<const Constant> names, std::int64_t number) {
  std::string text;
  for (const Constant& one : names) {
    if ((number & one.number) == 0) continue;
    number &= ~one.number;
    if (!text.empty()) text += '|';
    text += one.name;
  }
  if (number == 0) return text.empty() ? "0" : text;
  return fmt::format("{}{}{:#x}", text, text.empty() ? "" : "|", static_cast<std::uint64_t>(number));
}

std::string name_text(std::span<const Constant> names, std::int64_t number) {
  for (const Constant& one : names) {
    if (one.number == number) return std::string(one.name);
  }
  return fmt::format("{}", number);
}

std::optional<std::int64_t> number_in(std::string_view text, int base = 10) {
  if (text.starts_with("0x")) {
    text.remove_prefix(2);
    base = 16;
  }
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, base);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<std::int64_t> named(std::span<const Constant> names, std::string_view text) {
  for (const Constant& one : names) {
    if (one.name == text) return one.number;
  }
  return number_in(text);
}

std::optional<std::int64_t> flags_named(std::span<const Constant> names, std::string_view text) {
  std::int64_t flags = 0;
  for (;;) {
    const std::size_t bar = text.find('|');
    const auto one = named(names, text.substr(0, bar));
    if (!one) return std::nullopt;
    flags |= *one;
    if (bar == std::string_view::npos) return flags;
    text.remove_prefix(bar + 1);
  }
}

/// The flags that accept4() takes, which are those of a socket's type.
std::string type_flags_text(std::int64_t flags) {
  constexpr std::array kNames{Constant{SOCK_CLOEXEC, "SOCK_CLOEXEC"},
                              Constant{SOCK_NONBLOCK, "SOCK_NONBLOCK"}};
  return flags_text(kNames, flags);
}

/// The names of a kind; `flags`: several may be joined. Empty for kinds without names.
std::span<const Constant> names_of(ArgumentKind kind, bool& flags) {
  flags = false;
  switch (kind) {
    case ArgumentKind::message_flags:
      flags = true;
      return kMessageFlags;
    case ArgumentKind::status_flags:
      flags = true;
      return kStatusFlags;
    case ArgumentKind::how: return kHow;
    case ArgumentKind::option: return kOptions;
    case ArgumentKind::operation: return kOperations;
    case ArgumentKind::command: return kCommands;
    case ArgumentKind::request: return kRequests;
    default: return {};
  }
}

}  // namespace

std::string constant_text(ArgumentKind kind, std::int64_t number) {
  if (kind == ArgumentKind::mode) return fmt::format("{:#04o}", static_cast<std::uint64_t>(number));
  if (kind == ArgumentKind::domain) return domain_name(static_cast<int>(number));
  if (kind == ArgumentKind::type) {
    constexpr std::int64_t kFlags = SOCK_CLOEXEC | SOCK_NONBLOCK;
    if ((number & ~kFlags) == 0) return type_flags_text(number);
    return socket_type_name(static_cast<int>(number));
  }
  if (kind == ArgumentKind::status_flags && number == 0) return "O_RDONLY";
  bool flags = false;
  const auto names = names_of(kind, flags);
  if (names.empty()) return fmt::format("{}", number);
  return flags ? flags_text(names, number) : name_text(names, number);
}

std::optional<std::int64_t> constant_named(ArgumentKind kind, std::string_view text) {
  switch (kind) {
    case ArgumentKind::mode: return number_in(text, 8);
    case ArgumentKind::domain:
      if (const auto domain = domain_named(text)) return *domain;
      return number_in(text);
    case ArgumentKind::type: {
      if (const auto type = socket_type_named(text)) return *type;
      constexpr std::array kFlags{Constant{SOCK_CLOEXEC, "SOCK_CLOEXEC"},
                                  Constant{SOCK_NONBLOCK, "SOCK_NONBLOCK"}};
      return flags_named(kFlags, text);
    }
    case ArgumentKind::status_flags:
      if (text == "O_RDONLY") return 0;
      break;
    default: break;
  }
  bool flags = false;
  const auto names = names_of(kind, flags);
  return flags ? flags_named(names, text) : named(names, text);
}

std::string poll_events_text(std::uint32_t events) { return flags_text(kPollEvents, events); }
std::string epoll_events_text(std::uint32_t events) { return flags_text(kEpollEvents, events); }

std::optional<std::uint32_t> poll_events_named(std::string_view text) {
  const auto events = flags_named(kPollEvents, text);
  return events ? std::optional(static_cast<std::uint32_t>(*events)) : std::nullopt;
}

std::optional<std::uint32_t> epoll_events_named(std::string_view text) {
  const auto events = flags_named(kEpollEvents, text);
  return events ? std::optional(static_cast<std::uint32_t>(*events)) : std::nullopt;
}

}  // namespace sockwalk
