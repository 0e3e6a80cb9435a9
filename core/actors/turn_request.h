#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "event/ids.h"
#include "event/result.h"

namespace sockwalk {

/// What one turn is given for. All but the plain turn stand in a trace as a `command` line behind the
/// `turn` line of their actor, so that a schedule replays them.
struct TurnRequest {
  enum class Kind : std::uint8_t {
    proceed,            ///< the actor makes the call that it stands at
    perform,            ///< it makes the call of `words` instead; then it stands where it stood
    crash,              ///< it ends, wherever it is; the kernel closes its descriptors
    interrupt,          ///< SIGUSR1, whose handler has no SA_RESTART, reaches it
    interrupt_restart,  ///< SIGUSR2, whose handler has SA_RESTART
    time,               ///< of kClock: the earliest deadline comes
    add_client,         ///< `actor` is new, and does the steps in `words`
  };

  ActorId actor = kNoActor;
  Kind kind = Kind::proceed;
  /// perform: one step, as in a scenario; add_client: steps separated by semicolons, or empty for
  /// those of the scenario's last client.
  std::string words;

  bool operator==(const TurnRequest&) const = default;
};

/// The words of a command line: "crash", "do send 7", "add client: socket; connect". Empty for a
/// plain turn.
std::string command_words(const TurnRequest& request);
/// The other way round, for `actor`. Refused with a sentence that names what is possible.
Result<TurnRequest> read_command(std::string_view words, ActorId actor);

}  // namespace sockwalk
