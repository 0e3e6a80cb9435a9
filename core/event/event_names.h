#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "event/event.h"

namespace sockwalk {

/// The words of traces for what the enumerators say, in their order.
std::span<const std::string_view> kind_names();
std::string_view kind_name(EventKind kind);
std::optional<EventKind> kind_named(std::string_view name);

/// "step", "slots", …; empty for NoteKind::none.
std::string_view note_name(NoteKind note);
std::optional<NoteKind> note_named(std::string_view name);

/// "SIGPIPE"; "signal 99" for a number without a name.
std::string signal_name(int number);
std::optional<int> signal_named(std::string_view name);

/// The parts of an event, or empty ones.
const EventParts& parts_of(const Event& event);

}  // namespace sockwalk
