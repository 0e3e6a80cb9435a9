#pragma once

#include <string>
#include <vector>

#include "model/circumstance.h"
#include "text/text.h"

namespace sockwalk {

// The parts of foretell(), by subject.

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
