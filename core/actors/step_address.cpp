#include <string>
#include <string_view>
#include <utility>

#include "actors/step_player.h"

namespace sockwalk {

UnixAddress StepPlayer::address_of_step(const Step& step) {
  const bool lost = step.name.form == StepName::Form::relative && !stand_in_directory();
  name_ = resolved(step.name, part_.directory);
  if (lost) name_ = whole(name_);
  return address_of(step.name, name_);
}

UnixAddress StepPlayer::server_name() {
  UnixAddress name = part_.name;
  if (part_.has_relative_name() && !stand_in_directory()) {
    name_ = whole(name.name);
    name.name = name_;
  }
  return name;
}

std::string StepPlayer::whole(std::string_view relative) const {
  return part_.directory + "/" + std::string(relative);
}

bool StepPlayer::stand_in_directory() {
  if (!std::exchange(in_directory_, true)) has_directory_ = enter_directory(calls_, part_);
  return has_directory_;
}

}  // namespace sockwalk
