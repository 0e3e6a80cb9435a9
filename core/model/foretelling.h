#pragma once

#include <string>
#include <vector>

#include "model/circumstance.h"
#include "text/text.h"

namespace sockwalk {

// The parts of foretell(), by subject.

/// A call that fails because of what its number stands for, or does not; empty where it may work.
Sentence foretell_number(const Circumstance& met);
/// `plain`, which tells what comes of a path, with the condition that permissions allow it, once
/// somebody has changed them: the model knows neither modes nor users.
Sentence if_permitted(const Circumstance& met, const Sentence& plain);
/// The calls of the read and the write family.
Sentence foretell_receive(const Circumstance& met);
Sentence foretell_send(const Circumstance& met);
/// select, poll and epoll_wait.
Sentence foretell_waiting(const Circumstance& met);
/// The calls beside the usual ones: on descriptors, options, names and modes.
Sentence foretell_other(const Circumstance& met);

/// What a call that waits for readiness watches, and what of it is ready.
struct Watched {
  std::vector<std::string> all;
  std::vector<std::string> ready;
  std::vector<std::string> listeners;
  std::vector<std::string> others;
  std::vector<std::string> beyond;  ///< select: not below nfds, the kernel does not look at them
  bool stranded = false;            ///< epoll: something that was reported before lies there
};
Watched watched_by(const Circumstance& met);

}  // namespace sockwalk
