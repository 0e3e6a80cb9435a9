#include "log/trace_values.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <vector>

#include "event/argument_constants.h"
#include "event/constant_names.h"
#include "event/event_names.h"
#include "text/trace_text.h"
#include "text/utf8.h"
#include "text/wording.h"

namespace sockwalk {
namespace {

/// Keeps a hostile trace from costing much more than its size: every actor has a lane of its own.
constexpr std::size_t kMostActors = 16'384;
constexpr std::size_t kLongestWord = 64;
constexpr std::int64_t kIntMin = std::numeric_limits<std::int32_t>::min();
constexpr std::int64_t kIntMax = std::numeric_limits<std::int32_t>::max();
constexpr std::int64_t kErrnoMax = 4095;  // of the kernel: MAX_ERRNO

std::vector<std::string_view> call_names() {
  std::vector<std::string_view> names;
  for (const SyscallRow& row : all_syscalls()) names.push_back(row.name);
  return names;
}

/// Where a name is remembered.
std::size_t recent_place(std::string_view name) {
  std::size_t place = name.size();
  const std::string_view end = name.substr(name.size() - std::min<std::size_t>(name.size(), 4));
  for (const char letter : end) place = place * 10 + static_cast<unsigned char>(letter);
  return place % TraceValues::kRecentActors;
}

}  // namespace

TraceValues::TraceValues(Trace& trace)
    : names_(trace.names), arena_(*trace.arena), calls_(call_names()) {}

bool TraceValues::integer(const TraceValue& value, std::string_view name, std::int64_t low,
                          std::int64_t high, std::int64_t& out) {
  const simdjson::error_code error = value.get(out);
  if (error == simdjson::SUCCESS && out >= low && out <= high) return true;
  if (error == simdjson::INCORRECT_TYPE) return refuse(kLineNoInteger, name);
  return refuse(kLineRange, name, low, high);
}

bool TraceValues::flag(const TraceValue& value, std::string_view name, bool& out) {
  return value.get(out) == simdjson::SUCCESS || refuse(kLineNoFlag, name);
}

bool TraceValues::text(const TraceValue& value, std::string_view name, std::string_view& out) {
  return value.get(out) == simdjson::SUCCESS || refuse(kLineNoText, name);
}

bool TraceValues::word(const TraceValue& value, std::string_view name, std::string_view& out) {
  if (!text(value, name, out)) return false;
  if (out.size() > kLongestWord) return refuse(kLineTextLong, name, kLongestWord);
  bool shows = !out.empty();
  for (std::string_view rest = out; shows && !rest.empty();) {
    const Utf8Character character = first_character(rest);
    shows = character.bytes != 0 && !is_control(character.code_point);
    rest.remove_prefix(character.bytes);
  }
  return shows || refuse(kLineBadName, name);
}

bool TraceValues::kept_text(const TraceValue& value, std::string_view name, std::string_view& out) {
  if (!text(value, name, out)) return false;
  out = arena_.copy(out);
  return true;
}

bool TraceValues::bytes(const TraceValue& value, std::string_view name, std::size_t most,
                        std::string_view& out) {
  std::string_view encoded;
  if (!text(value, name, encoded)) return false;
  bytes_.clear();
  for (std::size_t i = 0; i < encoded.size(); ++i) {
    auto byte = static_cast<unsigned char>(encoded[i]);
    if (byte >= 0x80) {
      // simdjson has checked the UTF-8, so that a second byte follows.
      if (byte > 0xc3) return refuse(kLineNoBytes, name);
      byte = static_cast<unsigned char>((byte << 6) | (encoded[++i] & 0x3f));
    }
    if (bytes_.size() == most) return refuse(kLineTextLong, name, most);
    bytes_ += static_cast<char>(byte);
  }
  out = arena_.copy(std::string_view{bytes_});
  return true;
}

bool TraceValues::named(const TraceValue& value, std::string_view& out) {
  return value.get(out) == simdjson::SUCCESS;
}

bool TraceValues::constant(const TraceValue& value, std::string_view name, ArgumentKind kind,
                           std::int64_t& out) {
  const bool narrow = kind == ArgumentKind::domain || kind == ArgumentKind::type;
  std::string_view known;
  if (!named(value, known)) {
    if (narrow) return integer(value, name, kIntMin, kIntMax, out);
    return integer(value, name, std::numeric_limits<std::int64_t>::min(),
                   std::numeric_limits<std::int64_t>::max(), out);
  }
  const auto number = constant_named(kind, known);
  if (!number) return refuse(kLineUnknown, name, quotable(known));
  out = *number;
  return true;
}

bool TraceValues::error(const TraceValue& value, std::string_view name, std::int32_t& out) {
  std::string_view known;
  if (!named(value, known)) return number(value, name, out, 1, std::int32_t{kErrnoMax});
  const ErrnoRow* row = errno_row(known);
  if (row == nullptr) return refuse(kLineUnknown, name, quotable(known));
  out = row->number;
  return true;
}

bool TraceValues::signal(const TraceValue& value, std::string_view name, std::int64_t& out) {
  std::string_view known;
  if (!named(value, known)) return integer(value, name, 1, kIntMax, out);
  const auto number = signal_named(known);
  if (!number) return refuse(kLineUnknown, name, quotable(known));
  out = *number;
  return true;
}

bool TraceValues::call(const TraceValue& value, std::string_view name, Syscall& out) {
  std::string_view known;
  if (!text(value, name, known)) return false;
  const std::size_t place = calls_.find(known);
  if (place == NameTable::kUnknown) return refuse(kLineUnknown, name, quotable(known));
  out = all_syscalls()[place].id;
  return true;
}

bool TraceValues::actor(const TraceValue& value, std::string_view name, ActorId& out) {
  std::string_view who;
  if (!text(value, name, who)) return false;
  // Most lines name one of a few actors; a thousand of them still differ in their last digits.
  Known& recent = recent_[recent_place(who)];
  if (recent.id != kNoActor && recent.name == who) {
    last_ = recent;
    out = recent.id;
    return true;
  }
  auto known = actors_.find(who);
  if (known == actors_.end()) {
    if (!word(value, name, who)) return false;
    if (actors_.size() == kMostActors) return refuse(kLineActors, kMostActors);
    const ActorId special = who == names_.name(kSetup)   ? kSetup
                            : who == names_.name(kClock) ? kClock
                                                         : kNoActor;
    const ActorId id = special != kNoActor ? special : names_.add(who);
    known = actors_.emplace(arena_.copy(who), id).first;
  }
  last_ = recent = {known->first, known->second};
  out = known->second;
  return true;
}

bool TraceValues::place(const TraceValue& value, std::string_view name, Event& out) {
  simdjson::dom::object at;
  if (value.get(at) != simdjson::SUCCESS) return refuse(kLineNoPart, name);
  for (const auto [key, inner] : at) {
    if (key == "line" && !number(inner, key, out.line)) return false;
    if (key != "file") continue;
    std::string_view file;
    if (!word(inner, key, file)) return false;
    auto known = files_.find(file);
    if (known == files_.end()) {
      const std::string_view kept = arena_.copy(file);
      known = files_.emplace(kept, kept.data()).first;
    }
    out.file = known->second;
  }
  return out.file != nullptr || refuse(kLineMissing, "file");
}

bool TraceValues::address(const TraceValue& value, std::string_view name, UnixAddress& out) {
  simdjson::dom::object object;
  if (value.get(object) != simdjson::SUCCESS) return refuse(kLineNoPart, name);
  for (const auto [key, inner] : object) {
    if (key == "length") {
      if (!number(inner, key, out.length)) return false;
    } else if (key == "unnamed") {
      out.kind = UnixAddress::Kind::unnamed;
    } else if (key == "path" || key == "abstract") {
      out.kind = key == "path" ? UnixAddress::Kind::path : UnixAddress::Kind::abstract;
      if (!bytes(inner, key, kLongestName, out.name)) return false;
    } else if (key == "directory") {
      if (!bytes(inner, key, kLongestName, out.directory)) return false;
    }
  }
  return out.kind != UnixAddress::Kind::none || refuse(kLineNoAddress, name);
}

bool TraceValues::data(const TraceValue& value, std::string_view name, PartsDraft& out) {
  std::string_view kept;
  if (!bytes(value, name, kRecordedBytes, kept)) return false;
  out.data = std::as_bytes(std::span{kept});
  return true;
}

bool TraceValues::fds(const TraceValue& value, std::string_view name, PartsDraft& out) {
  return fds_from(0, value, name, out);
}

bool TraceValues::rights(const TraceValue& value, std::string_view name, PartsDraft& out) {
  return fds_from(std::numeric_limits<std::int32_t>::min(), value, name, out);
}

bool TraceValues::fds_from(std::int32_t lowest, const TraceValue& value, std::string_view name,
                           PartsDraft& out) {
  simdjson::dom::array array;
  if (value.get(array) != simdjson::SUCCESS) return refuse(kLineNoList, name);
  std::array<std::int32_t, kRecordedEntries> numbers;
  std::size_t count = 0;
  for (const TraceValue each : array) {
    if (count == numbers.size()) return refuse(kLineTooMuch, name, numbers.size());
    if (!number(each, name, numbers[count++], lowest)) return false;
  }
  out.fds = arena_.copy(std::span<const std::int32_t>{numbers.data(), count});
  return true;
}

bool TraceValues::polled(const TraceValue& value, std::string_view name, bool epoll,
                         PartsDraft& out) {
  const auto events_named = epoll ? epoll_events_named : poll_events_named;
  simdjson::dom::array array;
  if (value.get(array) != simdjson::SUCCESS) return refuse(kLineNoList, name);
  std::array<PollEntry, kRecordedEntries> entries;
  std::size_t count = 0;
  for (const TraceValue each : array) {
    simdjson::dom::object object;
    if (count == entries.size()) return refuse(kLineTooMuch, name, entries.size());
    if (each.get(object) != simdjson::SUCCESS) return refuse(kLineNoPart, name);
    PollEntry& entry = entries[count++];
    for (const auto [key, inner] : object) {
      std::string_view words;
      if (key == "fd" && !number(inner, key, entry.fd, std::int32_t{kIntMin})) return false;
      if (key != "events" && key != "revents") continue;
      if (!text(inner, key, words)) return false;
      const auto events = events_named(words);
      if (!events) return refuse(kLineUnknown, key, quotable(words));
      (key == "events" ? entry.events : entry.revents) = *events;
    }
  }
  out.poll = arena_.copy(std::span<const PollEntry>{entries.data(), count});
  return true;
}

bool TraceValues::credentials(const TraceValue& value, std::string_view name, PartsDraft& out) {
  simdjson::dom::object object;
  if (value.get(object) != simdjson::SUCCESS) return refuse(kLineNoPart, name);
  for (const auto [key, inner] : object) {
    Credentials& who = out.credentials;
    if (key == "pid" && !number(inner, key, who.pid)) return false;
    if (key == "uid" && !number(inner, key, who.uid)) return false;
    if (key == "gid" && !number(inner, key, who.gid)) return false;
  }
  out.has_credentials = true;
  return true;
}

bool TraceValues::opened(const TraceValue& value, std::string_view name, PartsDraft& out) {
  simdjson::dom::array array;
  if (value.get(array) != simdjson::SUCCESS) return refuse(kLineNoList, name);
  std::array<OpenedFd, kRecordedEntries> all;
  std::size_t count = 0;
  for (const TraceValue each : array) {
    simdjson::dom::object object;
    if (count == all.size()) return refuse(kLineTooMuch, name, all.size());
    if (each.get(object) != simdjson::SUCCESS) return refuse(kLineNoPart, name);
    OpenedFd& one = all[count++];
    for (const auto [key, inner] : object) {
      if (key == "fd" && !number(inner, key, one.fd)) return false;
      if (key == "inode" && !number(inner, key, one.inode)) return false;
      if (key == "peer" && !number(inner, key, one.peer)) return false;
    }
    if (one.fd < 0) return refuse(kLineMissing, "fd");
  }
  out.opened = arena_.copy(std::span<const OpenedFd>{all.data(), count});
  return true;
}

bool TraceValues::complete(PartsDraft& parts) {
  if (parts.data_bytes == 0) parts.data_bytes = parts.data.size();
  if (parts.fds_count == 0) parts.fds_count = static_cast<std::uint32_t>(parts.fds.size());
  if (parts.poll_count == 0) parts.poll_count = static_cast<std::uint32_t>(parts.poll.size());
  if (parts.poll_count < parts.poll.size()) return refuse(kLineFew, "count", parts.poll_count);
  if (parts.data_bytes < parts.data.size()) return refuse(kLineFew, "data_bytes", parts.data_bytes);
  return parts.fds_count >= parts.fds.size() || refuse(kLineFew, "count", parts.fds_count);
}

}  // namespace sockwalk
