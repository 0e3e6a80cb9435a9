#include "event/event_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <iterator>

#include "event/constant_names.h"
#include "event/event_names.h"
#include "event/quoted.h"

namespace sockwalk {
namespace {

constexpr std::size_t kShownIntegers = 8;
constexpr std::size_t kShownBytes = 16;
constexpr std::size_t kShownFds = 4;

bool are_integers(std::span<const std::byte> data, std::uint64_t data_bytes) {
  constexpr std::size_t size = sizeof(std::int32_t);
  return !data.empty() && data.size() % size == 0 && data_bytes % size == 0;
}

std::string short_address(const UnixAddress& address) {
  if (address.kind != UnixAddress::Kind::path) return to_text(address);
  const std::size_t slash = address.name.rfind('/');
  return slash == std::string_view::npos ? escaped(address.name)
                                         : escaped(address.name.substr(slash + 1));
}

std::string short_set(const EventParts& parts) {
  const auto shown = parts.fds.first(std::min(parts.fds.size(), kShownFds));
  const bool cut = parts.fds.size() > shown.size() || parts.fds_count > shown.size();
  return fmt::format("{{{}{}}}", fmt::join(shown, " "), cut ? " …" : "");
}

}  // namespace

std::string short_call_text(const Event& enter) {
  const EventParts& parts = parts_of(enter);
  const std::string_view name = row_of(enter.call).name;
  switch (enter.call) {
    case Syscall::none: return "?";
    case Syscall::socket: return "socket()";
    case Syscall::bind:
    case Syscall::connect:
      return fmt::format("{}({}, {})", name, enter.args[0], short_address(parts.address));
    case Syscall::listen: return fmt::format("listen({}, {})", enter.args[0], enter.args[1]);
    case Syscall::write:
      return fmt::format("write({}, {})", enter.args[0], data_text(parts.data, parts.data_bytes));
    case Syscall::select: return fmt::format("select({})", short_set(parts));
    case Syscall::accept:
    case Syscall::read:
    case Syscall::close:
    case Syscall::exit: return fmt::format("{}({})", name, enter.args[0]);
    case Syscall::unlink: return fmt::format("unlink({})", short_address(parts.address));
  }
  return "?";
}

std::string short_result_text(const Event& exit, const Event& enter) {
  if (exit.failed()) return errno_name(exit.error);
  if (exit.call != Syscall::read) return fmt::format("{}", exit.ret);
  const bool asked_for_something = enter.args[1] != 0;
  if (exit.ret == 0) return asked_for_something ? "end" : "0";
  const EventParts& parts = parts_of(exit);
  if (are_integers(parts.data, parts.data_bytes)) return data_text(parts.data, parts.data_bytes);
  const bool is_text = std::ranges::all_of(
      parts.data, [](std::byte byte) { return byte >= std::byte{0x20} && byte < std::byte{0x7f}; });
  if (is_text && !parts.data.empty()) return data_text(parts.data, parts.data_bytes);
  return fmt::format("{} B", exit.ret);
}

std::string data_text(std::span<const std::byte> data, std::uint64_t data_bytes) {
  if (!are_integers(data, data_bytes)) {
    const auto shown = data.first(std::min(data.size(), kShownBytes));
    return data_bytes > shown.size() ? quoted(shown) + "..." : quoted(shown);
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
