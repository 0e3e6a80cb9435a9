#include "event/ids.h"

namespace sockwalk {

ActorId ActorNames::id_of(std::string_view name) {
  if (name == "setup") return kSetup;
  if (const ActorId known = find(name); known != kNoActor) return known;
  return add(name);
}

ActorId ActorNames::add(std::string_view name) {
  names_.emplace_back(name);
  return static_cast<ActorId>(names_.size() - 1);
}

ActorId ActorNames::find(std::string_view name) const {
  for (std::size_t i = 0; i < names_.size(); ++i) {
    if (names_[i] == name) return static_cast<ActorId>(i);
  }
  return name == "setup" ? kSetup : kNoActor;
}

std::string_view ActorNames::name(ActorId actor) const {
  if (actor < names_.size()) return names_[actor];
  return actor == kSetup ? "setup" : "nobody";
}

}  // namespace sockwalk
