#include "event/event_names.h"

#include <fmt/format.h>

#include <array>
#include <csignal>
#include <cstring>

namespace sockwalk {
namespace {

/// Both in the order of the enumerators.
constexpr std::array<std::string_view, 12> kKinds{"start", "command", "turn",    "enter",
                                                  "exit",  "signal",  "library", "fork",
                                                  "exec",  "kernel",  "note",    "end"};
constexpr std::array<std::string_view, 6> kNotes{"", "step", "slots", "slot", "leftover", "text"};

static_assert(kKinds.size() == static_cast<std::size_t>(EventKind::end) + 1);
static_assert(kNotes.size() == static_cast<std::size_t>(NoteKind::text) + 1);

}  // namespace

std::span<const std::string_view> kind_names() { return kKinds; }

std::string_view kind_name(EventKind kind) { return kKinds[static_cast<std::size_t>(kind)]; }

std::optional<EventKind> kind_named(std::string_view name) {
  for (std::size_t i = 0; i < kKinds.size(); ++i) {
    if (kKinds[i] == name) return static_cast<EventKind>(i);
  }
  return std::nullopt;
}

std::string_view note_name(NoteKind note) { return kNotes[static_cast<std::size_t>(note)]; }

std::optional<NoteKind> note_named(std::string_view name) {
  for (std::size_t i = 1; i < kNotes.size(); ++i) {
    if (kNotes[i] == name) return static_cast<NoteKind>(i);
  }
  return std::nullopt;
}

std::string signal_name(int number) {
  const char* abbreviation = sigabbrev_np(number);
  return abbreviation != nullptr ? fmt::format("SIG{}", abbreviation)
                                 : fmt::format("signal {}", number);
}

std::optional<int> signal_named(std::string_view name) {
  if (!name.starts_with("SIG")) return std::nullopt;
  for (int number = 1; number < NSIG; ++number) {
    const char* abbreviation = sigabbrev_np(number);
    if (abbreviation != nullptr && name.substr(3) == abbreviation) return number;
  }
  return std::nullopt;
}

const EventParts& parts_of(const Event& event) {
  static const EventParts kNone;
  return event.parts != nullptr ? *event.parts : kNone;
}

}  // namespace sockwalk
