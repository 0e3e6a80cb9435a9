#include "phase_hue.h"

namespace sockwalk {

Hue hue_of(Phase phase) {
  switch (phase) {
    case Phase::created: return Hue::created;
    case Phase::bound: return Hue::bound;
    case Phase::listening: return Hue::listening;
    case Phase::connecting: return Hue::connecting;
    case Phase::in_accept_queue: return Hue::in_accept_queue;
    case Phase::connected: return Hue::connected;
    case Phase::half_closed_sent:
    case Phase::half_closed_received:
    case Phase::shut_down: return Hue::half_closed;
    case Phase::peer_closed: return Hue::peer_closed;
    case Phase::closed: break;
  }
  return Hue::closed;
}

}  // namespace sockwalk
