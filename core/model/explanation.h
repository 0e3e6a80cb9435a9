#pragma once

#include "model/circumstance.h"
#include "text/text.h"

namespace sockwalk {

// The parts of explain(), by subject. Each takes the call with the state that it met, and how it
// ended, and never returns an empty Sentence for the calls that it names.

/// socket, bind, listen and unlink that succeeded.
Sentence explain_naming(const Circumstance& met, const Event& exit);
/// accept and connect that succeeded.
Sentence explain_connection(const Circumstance& met, const Event& exit);
/// read, write and select that succeeded.
Sentence explain_transfer(const Circumstance& met, const Event& exit);
/// close that succeeded.
Sentence explain_close(const Circumstance& met);

// The parts for failed calls. They return an empty Sentence for an errno that is not special to
// the call: explain() then says what the errno means in general.

/// socket, bind, listen and unlink.
Sentence explain_naming_refusal(const Circumstance& met, const Event& exit);
/// accept and connect.
Sentence explain_connection_refusal(const Circumstance& met, const Event& exit);
/// read, write and select.
Sentence explain_loss(const Circumstance& met, const Event& exit);
Sentence explain_close_refusal(const Circumstance& met, const Event& exit);

}  // namespace sockwalk
