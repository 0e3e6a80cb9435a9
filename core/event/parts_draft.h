#pragma once

#include "event/arena.h"
#include "event/event.h"

namespace sockwalk {

/// Gives `parts` rare parts of their own, which lie in `arena`.
inline RareParts& add_rare_parts(Arena& arena, EventParts& parts) {
  RareParts* rare = arena.make<RareParts>();
  parts.rare = rare;
  return *rare;
}

/// The parts of an event while they are being collected from several places: all of them side by
/// side, the rare ones too.
class PartsDraft : private EventParts, private RareParts {
 public:
  using EventParts::data;
  using EventParts::data_bytes;
  using EventParts::opened;
  using EventParts::text;
  using RareParts::address;
  using RareParts::credentials;
  using RareParts::fds;
  using RareParts::fds_count;
  using RareParts::has_credentials;
  using RareParts::has_value;
  using RareParts::kernel;
  using RareParts::message_flags;
  using RareParts::poll;
  using RareParts::poll_count;
  using RareParts::value;

  PartsDraft() = default;
  explicit PartsDraft(const EventParts& parts) : EventParts(parts), RareParts(*parts.rare) {}

  /// As an event refers to them. What they refer to is not copied.
  const EventParts* stored(Arena& arena) const {
    EventParts* parts = arena.make<EventParts>(*this);
    parts->rare = has_rare_parts() ? arena.make<RareParts>(*this) : &kNoRareParts;
    return parts;
  }

 private:
  bool has_rare_parts() const {
    return address.kind != UnixAddress::Kind::none || fds_count != 0 || !fds.empty() ||
           poll_count != 0 || !poll.empty() || message_flags != 0 || has_value || has_credentials ||
           kernel != nullptr;
  }
};

}  // namespace sockwalk
