#include "model/model.h"

namespace sockwalk {
namespace {

/// More slots than this no server has: a larger count comes from a damaged trace, and is ignored.
constexpr std::int64_t kMaxSlots = 65536;

}  // namespace

void Model::apply_note(const Event& event) {
  switch (event.note) {
    case NoteKind::step:
      if (cast(event.actor) != nullptr) count_step(event.actor, event.args[0]);
      break;
    case NoteKind::slots:
      if (event.args[0] < 0 || event.args[0] > kMaxSlots) break;
      handles.actor = event.actor;
      handles.slots.assign(static_cast<std::size_t>(event.args[0]), Slot{-1, 0, seq});
      break;
    case NoteKind::slot: {
      const auto slot = static_cast<std::uint64_t>(event.args[0]);
      if (event.actor != handles.actor || slot >= handles.slots.size()) break;
      handles.slots[slot] = {static_cast<std::int32_t>(event.args[1]), event.args[2], seq};
      break;
    }
    case NoteKind::leftover: {
      if (event.parts == nullptr || event.parts->rare->address.kind != UnixAddress::Kind::path)
        break;
      FileName& name = name_entry(event.parts->rare->address);
      name.exists = true;
      name.socket = kNoSocket;
      name.leads_to = event.parts->text;
      name.changed = seq;
      break;
    }
    case NoteKind::none:
    case NoteKind::text:
      break;
  }
}

/// The name is gone; who is bound to it goes on working (unix(7)).
void Model::apply_unlink(const Event& enter) {
  if (enter.parts == nullptr || file_name(enter.parts->rare->address) == nullptr) return;
  FileName& name = name_entry(enter.parts->rare->address);
  name.exists = false;
  name.changed = seq;
}

void Model::count_step(ActorId actor, std::int64_t step) {
  if (step < 1 || step > 12) return;
  Actor& subject = actors[actor];
  subject.steps_done = static_cast<std::uint16_t>(subject.steps_done | (1U << (step - 1)));
  ++subject.step_counts[static_cast<std::size_t>(step - 1)];
}

/// The entry of that path, which is added when it is new.
FileName& Model::name_entry(const UnixAddress& address) {
  Place& place = places_[address];
  if (place.name == kNoName) {
    place.name = names.size();
    FileName& name = names.emplace_back();
    name.path = address.name;
    name.directory = address.directory;
  }
  return names[place.name];
}

}  // namespace sockwalk
