#pragma once

#include "model/model.h"
#include "text/text.h"

namespace sockwalk {

/// Why `exit` returned what it did, from the state just before the call (`before`), in one or two
/// sentences a student understands. `enter` is its enter event. Succeeded calls are explained too:
/// what they changed. For exit(), which never returns, `exit` is the `end` event. Where the call
/// slept, the state just before its return says more: who ended the sleep. Never empty for a call of
/// our table.
Sentence explain(const Model& before, const Event& enter, const Event& exit);

/// What the call `enter` is about to do in the state `now`, before it is made: the text of "What
/// happens here". Says when it would sleep and what would wake it. Never tells a result that only
/// the kernel knows.
Sentence foretell(const Model& now, const Event& enter);

/// What an actor that sleeps in `enter` needs: "asleep in accept: needs a connect".
Sentence needs(const Model& now, const Event& enter);

/// The manual page of a call and where to look: "accept(2)".
std::string manual_page(Syscall call);

}  // namespace sockwalk
