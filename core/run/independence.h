#pragma once

#include <span>

#include "actors/scenario.h"
#include "model/model.h"
#include "run/schedule.h"

namespace sockwalk {

/// Which calls need no alternatives: those that lead to the same state whatever all others do before
/// them. In the words of partial order reduction such a call alone is a persistent set, and because
/// no run comes back to a state (every call is counted), taking it first loses no final state.
///
/// The argument, call by call; the caller is the only one who uses its fd table, and the sockets have
/// one descriptor each, so that nobody else can reach them:
///  - socket(2): a new number in a private table, seen by nobody else.
///  - exit with no descriptor left: there is nothing that the kernel would close.
///  - accept(2) while somebody is queued and the queue cannot become full: others only append to it.
///  - read(2) that finds all it asks for: the bytes at the head of a stream do not change, and a
///    reset is met behind them only (unix(7)). That room becomes free is nobody's business while
///    buffers are far from full.
///  - write(2), close(2) while the other end's owner sleeps in read(2) there, or is about to call it,
///    and nothing lies there to be read: it can do nothing else before something comes, and it gets
///    the same whether it fell asleep before or not.
/// Time-outs, epoll (which counts wake-ups), full buffers and small ones break the argument: where a
/// scenario speaks of these, only the first two hold.
class Independence {
 public:
  explicit Independence(const Scenario& scenario);
  /// True when the call that `stand` is at needs no alternatives in the state `model`.
  bool of(const Model& model, const Stand& stand, std::span<const Stand> stands) const;

 private:
  bool plain_ = false;  ///< nothing in the scenario breaks the argument
};

}  // namespace sockwalk
