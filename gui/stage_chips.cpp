#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "event/event_text.h"
#include "stage_piece.h"
#include "text/stage_text.h"

namespace sockwalk {
namespace {

constexpr std::size_t kInteger = sizeof(std::int32_t);
/// More pieces than this do not fit into any buffer on the stage.
constexpr std::size_t kMostChips = 24;

/// Worth being shown as it is, instead of as a count.
bool is_short_text(const Unread& unread) {
  return unread.bytes <= 8 && unread.data.size() == unread.bytes && is_printable(unread.data);
}

void add_integers(std::vector<StageChip>& chips, const Unread& unread, SocketIndex socket) {
  std::uint64_t shown = 0;
  for (std::size_t at = 0; at + kInteger <= unread.data.size() && chips.size() < kMostChips;
       at += kInteger) {
    std::int32_t number = 0;
    std::memcpy(&number, unread.data.data() + at, kInteger);
    chips.push_back({{}, socket, kInteger, fmt::format("{}", number), unread.written_by, false});
    shown += kInteger;
  }
  if (shown < unread.bytes) {
    const std::uint64_t rest = unread.bytes - shown;
    chips.push_back({{}, socket, rest, fmt::format("{} B", rest), unread.written_by, false});
  }
}

/// One message, with its boundaries and what travels with it.
StageChip message_chip(const Unread& unread, SocketIndex socket) {
  constexpr std::uint64_t kMostIntegers = 3 * kInteger;
  const bool integers = carries_integers(unread.data, unread.bytes) && unread.bytes <= kMostIntegers;
  std::string text = unread.bytes > 0 && (integers || is_short_text(unread))
                         ? data_text(unread.data, unread.bytes)
                         : fmt::format("{} B", unread.bytes);
  return {{}, socket, unread.bytes, std::move(text), unread.written_by, true};
}

}  // namespace

std::vector<StageChip> chips_of(const Socket& socket, SocketIndex index) {
  std::vector<StageChip> chips;
  std::uint64_t total = 0;
  for (const Unread& unread : socket.unread) {
    if (chips.size() >= kMostChips) break;
    if (socket.keeps_messages()) {
      chips.push_back(message_chip(unread, index));
    } else if (carries_integers(unread.data, unread.bytes)) {
      add_integers(chips, unread, index);
    } else if (is_short_text(unread)) {
      chips.push_back({{}, index, unread.bytes, data_text(unread.data, unread.bytes), unread.written_by, false});
    } else {
      chips.push_back({{}, index, unread.bytes, fmt::format("{} B", unread.bytes), unread.written_by, false});
    }
    if (!unread.rights.empty() && !chips.empty()) {
      chips.back().text = say(stage_text::kWithDescriptors, chips.back().text, unread.rights.size()).words();
    }
    total += unread.bytes;
  }
  if (total < socket.unread_bytes) {
    const std::uint64_t rest = socket.unread_bytes - total;
    chips.push_back({{}, index, rest, fmt::format("{} B", rest), 0, false});
  }
  return chips;
}

}  // namespace sockwalk
