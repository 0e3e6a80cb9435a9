#pragma once

#include "model/model.h"
#include "text/text.h"

namespace sockwalk {

/// Why `exit` returned what it did, from the state just before the call (`before`), in one or two
/// sentences a student understands. `enter` is its enter event. Succeeded calls are explained too:
/// what they changed. For exit(), which never returns, `exit` is the `end` event. Never empty for a
/// call of our table.
Sentence explain(const Model& before, const Event& enter, const Event& exit);

/// seq of the event after which the state is the one that explain() wants: just before the call, or,
/// where the call slept, just before its return, when what ended the sleep has happened.
inline std::uint64_t explained_from(const Event& enter, const Event& exit) {
  return (exit.slept ? exit.seq : enter.seq) - 1;
}

/// What the call `enter` is about to do in the state `now`, before it is made: the text of "What
/// happens here". Says when it would sleep and what would wake it. Never tells a result that only
/// the kernel knows.
Sentence foretell(const Model& now, const Event& enter);

/// What an actor that sleeps in `enter` needs: "asleep in accept: needs a connect".
Sentence needs(const Model& now, const Event& enter);

/// The manual page of a call and where to look: "accept(2)".
std::string manual_page(Syscall call);

}  // namespace sockwalk
