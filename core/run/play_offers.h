#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "run/free_play.h"

namespace sockwalk {

/// Something that can be asked for, in the words of free play.
struct PlayOffer {
  Sentence title;           ///< "Send numbers"
  std::string words;        ///< "client 1: send 7"
  bool unfinished = false;  ///< a beginning, or an example to be changed; else it can be given as it is
  Sentence hindrance{};     ///< why it cannot be given now; empty: it can

  bool possible() const { return hindrance.empty(); }
};

/// What `words`, which somebody is typing, may become: for an actor all that it can be asked for,
/// else the commands and the actors that begin so. Nothing typed: where one may begin.
std::vector<PlayOffer> play_offers(const Walk& walk, std::string_view words);

/// How the step is written that `words` are about: "send [d] 7 8, …". Empty when there is none.
std::string_view step_form(const Walk& walk, std::string_view words);

/// What can be done where nobody can make a call: let time pass, add a client, interrupt those who sleep.
std::vector<PlayOffer> ways_out(const Walk& walk);

}  // namespace sockwalk
