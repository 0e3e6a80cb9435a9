#pragma once

#include <string>
#include <vector>

#include "event/ids.h"
#include "model/agreement.h"
#include "model/timeline.h"

namespace sockwalk {

/// What one turn did, sentence by sentence: each call and what came of it, with the reason, and who
/// fell asleep for what.
std::vector<std::string> turn_story(const Timeline& timeline, const ActorNames& names,
                                    std::uint64_t turn);

/// A sentence for each place where model and kernel differ. `model` is the state that was compared.
std::vector<std::string> differences_in_words(const Agreement& agreement, const Model& model);

}  // namespace sockwalk
