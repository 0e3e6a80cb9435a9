#pragma once

#include <limits>

#include "event/event.h"

namespace sockwalk {

/// What a call opened, as far as it was recorded; fd −1 when it is no number a kernel gives.
inline OpenedFd opened_by(const Event& exit) {
  OpenedFd opened;
  if (exit.parts != nullptr && !exit.parts->opened.empty()) {
    opened = exit.parts->opened.front();
  } else if (exit.ret <= std::numeric_limits<std::int32_t>::max()) {
    opened.fd = static_cast<std::int32_t>(exit.ret);
  }
  return opened;
}

}  // namespace sockwalk
