#include "event/ids.h"

namespace sockwalk {
namespace {

constexpr std::string_view kSetupName = "setup";
constexpr std::string_view kClockName = "clock";

}  // namespace

std::string client_name(std::uint32_t number) { return "client " + std::to_string(number); }

ActorId ActorNames::id_of(std::string_view name) {
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
  if (name == kSetupName) return kSetup;
  return name == kClockName ? kClock : kNoActor;
}

std::string_view ActorNames::name(ActorId actor) const {
  if (actor < names_.size()) return names_[actor];
  if (actor == kSetup) return kSetupName;
  return actor == kClock ? kClockName : "nobody";
}

}  // namespace sockwalk
