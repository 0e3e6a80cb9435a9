#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/phase.h"
#include "model/timeline.h"

namespace sockwalk {

/// How a call ended; each has a shape of its own.
enum class CallOutcome : std::uint8_t { succeeded, expected, failed, unfinished };

/// One call on an actor's lane of the timeline: from the column of the turn in which it was made to
/// the column of the turn in which it returned. Or what else a turn was given for.
struct TimelineCell {
  enum class Kind : std::uint8_t {
    call,
    library,  ///< a library call that waits: pthread_join(3)
    command,  ///< what the user asked for: "crash", "interrupt"; `call` holds the words
    time,     ///< a turn of the Clock: time passes
  };
  Kind kind = Kind::call;
  ActorId actor = kNoActor;
  std::uint64_t enter = 0;        ///< seq
  std::uint64_t exit = 0;         ///< seq; 0 = has not returned
  std::uint64_t from = 0;         ///< turn of the enter
  std::uint64_t to = 0;           ///< turn of the exit, or the last turn shown
  std::string call;               ///< "accept"
  std::string result;             ///< "4", "7", "ENOENT"; empty for a plain 0 and while asleep
  CallOutcome outcome = CallOutcome::unfinished;
  bool plain_zero = false;        ///< it returned 0: a tick says it all
  std::uint64_t woken_by_turn = 0;  ///< turn of the call that ended its sleep; 0 = none
  ActorId woken_by = kNoActor;      ///< kClock: the time that passed did
  /// The last turn in whose column its words may stand: a command came while it slept.
  std::uint64_t words_to = 0;
  std::string command;            ///< call: the user asked for it, with these words
  /// Of the socket that the call was about, or that it made: after the call, or while it sleeps.
  std::optional<Phase> phase;

  bool slept() const {
    return (kind == Kind::call || kind == Kind::library) && (to > from || exit == 0);
  }
};

/// The cells of turns `first` to `last`, both included, as the log stood after turn `last`: a call
/// that returned later is shown asleep. In the order of their enters. Turns beyond the end have none.
std::vector<TimelineCell> timeline_cells(const Timeline& timeline, std::uint64_t first,
                                         std::uint64_t last);

/// The cells of what is in sight, kept from frame to frame: made anew only when other turns come into
/// sight or the recording has grown, and then from those turns alone.
class CellsInSight {
 public:
  /// Of these turns, and of some around them. `generation`: another one is another recording (ShownWalk::generation()).
  const std::vector<TimelineCell>& of(const Timeline& timeline, std::uint64_t generation, std::uint64_t first,
                                      std::uint64_t last);

 private:
  std::vector<TimelineCell> cells_;
  Model before_;                  ///< a state of the recording near what is in sight
  std::uint64_t generation_ = 0;
  std::uint64_t seen_ = 0;        ///< events of the recording when they were made; 0: not yet
  std::uint64_t first_ = 0;
  std::uint64_t last_ = 0;
};

}  // namespace sockwalk
