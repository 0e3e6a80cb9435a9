#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "actors/scenario.h"
#include "event/result.h"
#include "run/outcome.h"

namespace sockwalk {

inline constexpr std::size_t kOrdersUnlessSaid = 2000;
/// An order that is longer than this is left: it may never end.
inline constexpr std::size_t kLongestOrder = 2000;

/// An outcome, and how it comes about.
struct OutcomeFound {
  Outcome outcome;
  std::size_t orders = 0;               ///< how many of the orders played have led to it
  std::vector<ScheduledTurn> schedule;  ///< the shortest of them
};

/// What playing a scenario under different orders of turns has shown.
struct Exploration {
  std::vector<OutcomeFound> outcomes;  ///< in the order in which they were found
  std::size_t played = 0;    ///< orders played
  std::size_t ended = 0;     ///< of these: to their end
  std::size_t met = 0;       ///< of these: left where a state was reached that another has gone on from
  std::size_t too_long = 0;  ///< of these: left after kLongestOrder turns
  std::size_t diverged = 0;  ///< of these: the kernel chose otherwise than before
  std::size_t waiting = 0;   ///< branches that nobody has gone yet: 0 = every order was tried
  bool stopped = false;      ///< on_order asked for it

  bool fine() const;
};

struct ExploreOptions {
  std::string base_directory;             ///< as in RunOptions
  std::size_t limit = kOrdersUnlessSaid;  ///< so many orders at most
  /// Also orders in which somebody moves before the server listens; else its turns come first, as if
  /// the clients were started when it is up.
  bool from_start = false;
  /// False: also orders that differ only in calls that cannot matter to each other (Independence).
  bool reduce = true;
  /// Called after every order, in the caller's thread. False ends the exploration.
  std::function<bool(const Exploration& so_far)> on_order;
};

/// Plays the scenario again and again, for real, under all orders of turns: each time a beginning
/// that was played before, then one turn given to somebody else, then on to the end by the default
/// rule. Those that differ least from the default order come first, so that a short way to a
/// mistake is found soon. Not gone twice is a state that was reached before: what the model says, and
/// for each actor what its calls have returned, on which alone a program's next call depends. Calls
/// that cannot matter to anybody else (Independence) are not put off. Takes a few milliseconds an
/// order; call it from one thread, and it returns when all runs have ended.
Result<Exploration> explore(const Scenario& scenario, const ExploreOptions& options);

}  // namespace sockwalk
