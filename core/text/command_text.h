#pragma once

#include "text/text.h"

namespace sockwalk::command_text {

// Finding scenarios, listings and schedules.

inline constexpr Text kNoSuchScenario{"assets.no_such_scenario",
                                      "there is no scenario \"{0}\"; there are: {1}"};
inline constexpr Text kNoSuchScenarioNear{
    "assets.no_such_scenario_near",
    "there is no scenario \"{0}\"; did you mean {1}? \"sockwalk scenarios\" lists them all"};
inline constexpr Text kFileNoScenario{
    "assets.file_no_scenario",
    "there is no scenario \"{0}\", but a file: write ./{0} to play a scenario file; a trace is for sockwalk walk, "
    "sockwalk show and sockwalk-gui --open"};
inline constexpr Text kNoSuchFile{"assets.no_such_file",
                                  "there is no file \"{0}\" here, and no scenario of that name; "
                                  "\"sockwalk scenarios\" lists them all"};
inline constexpr Text kNoScenarios{
    "assets.no_scenarios",
    "there are no scenarios in {0}; install sockwalk wholly, or set SOCKWALK_ASSETS to the folder "
    "that has \"scenarios\" and \"code\" in it"};
inline constexpr Text kNoSuchListing{
    "assets.no_such_listing",
    "there is no C listing \"{0}\" in {1}; is sockwalk wholly installed?"};
inline constexpr Text kScheduleEmpty{
    "schedule.empty", "{0} has no turn in it; save a run with --save and give that file"};

// The command line.

inline constexpr Text kUnknownCommand{
    "command.unknown", "there is no command \"{0}\"; there are: {1} ({2} says more)"};
inline constexpr Text kUnknownCommandNear{
    "command.unknown_near", "there is no command \"{0}\"; did you mean {1}? {2} lists them all"};
inline constexpr Text kUnknownOption{"command.unknown_option",
                                     "there is no option {0} here; there are: {1} ({2} says more)"};
inline constexpr Text kUnknownOptionNear{
    "command.unknown_option_near", "there is no option {0} here; did you mean {1}? {2} lists them"};
inline constexpr Text kOneTooMany{
    "command.one_too_many",
    "\"{0}\" is one word too many for sockwalk {1}; {2} shows what it takes"};
inline constexpr Text kWrongUsage{
    "command.wrong_usage",
    "{0}; sockwalk --help and sockwalk COMMAND --help show what is possible"};
inline constexpr Text kValueMissing{
    "command.value_missing", "{0} needs a value after it; {1} --help shows which"};
inline constexpr Text kNoValueTaken{
    "command.no_value_taken", "{0} takes no value; give it alone, or leave it out ({1} --help)"};
inline constexpr Text kGivenTwice{"command.given_twice",
                                  "{0} is given twice, as \"{1}\" and \"{2}\"; leave one of them out"};
inline constexpr Text kNotANumber{"command.not_a_number",
                                  "{0} needs a whole number from 0 on, and \"{1}\" is none"};
inline constexpr Text kNumberTooLarge{"command.number_too_large",
                                      "{0} takes a whole number up to {1}, and {2} is larger"};
inline constexpr Text kEmptyValue{
    "command.empty_value", "{0} is empty; give it a value, or leave it out (sockwalk {1} --help)"};
inline constexpr Text kNotTogether{"command.not_together",
                                   "{0} and {1} exclude each other; leave one of them out"};
inline constexpr Text kNameMissing{"command.name_missing",
                                   "sockwalk {0} needs the name of a scenario, like one-client; "
                                   "\"sockwalk scenarios\" lists them"};
inline constexpr Text kTraceMissing{
    "command.trace_missing",
    "sockwalk show needs a trace; \"sockwalk run one-client --save my.trace\" writes one"};
inline constexpr Text kNoWindow{"command.no_window",
                                "sockwalk-gui is neither beside this program nor in PATH; these "
                                "commands work in the terminal:"};
inline constexpr Text kOutputFailed{"command.output_failed",
                                    "the output could not be written: {0}; give it another place"};

// sockwalk scenarios.

inline constexpr Text kAndFacts{"scenarios.and_facts", "and {0} facts: sockwalk facts"};

// sockwalk run.

inline constexpr Text kAsleepLine{"run.asleep", "{0} … asleep"};
inline constexpr Text kWoken{"run.woken", "  (woken)"};
inline constexpr Text kWokenBy{"run.woken_by", "  (woken by {1} of {0})"};
inline constexpr Text kInterrupted{"run.interrupted", "stopped; nothing of the run is left behind"};
inline constexpr Text kNobodyCanMove{"run.nobody_can_move",
                                     "nobody can move any more, and whoever is left sleeps: {0}"};
inline constexpr Text kEndedBadly{"run.ended_badly", "not as it should be: {0}"};
inline constexpr Text kExpectationsMet{"run.expectations_met", "every step led to what was expected"};
inline constexpr Text kRunSummary{"run.summary", "turns: {0}, events: {1}, sockets: {2}"};
inline constexpr Text kReplaySame{"run.replay_same",
                                  "calls, results and states were those of the recording, turn by turn"};
inline constexpr Text kOtherRecording{
    "run.other_recording",
    "{0} is a recording of {1}: its turns are given to {2}, and the two are compared"};
inline constexpr Text kReplayNotCompared{
    "run.replay_not_compared",
    "not compared with the recording: in this scenario the kernel chooses who comes first"};
inline constexpr Text kCheckAgrees{"run.check_agrees",
                                   "model and kernel agreed in every comparison ({0})"};
inline constexpr Text kCheckDiffers{"run.check_differs",
                                    "model and kernel differed in {0} of {1} comparisons"};
inline constexpr Text kCheckCannotAsk{
    "run.check_cannot_ask", "cannot ask the kernel, so {0} comparisons were not made: {1}"};
inline constexpr Text kMisread{
    "run.misread",
    "event {0}: what came out of \"{1}\" is not what {2} sent: the model has the wrong client there"};
inline constexpr Text kDifference{"run.difference",
                                  "turn {0}: {1}, {2}: the model says \"{3}\", the kernel \"{4}\""};
inline constexpr Text kTheName{"run.the_name", "The name in the file system"};
inline constexpr Text kAboutClient{"run.about_client", "  ({0})"};
inline constexpr Text kClientsOutOfRange{
    "run.clients_out_of_range", "--clients {0} cannot be played; give a number from 1 to {1}"};
inline constexpr Text kFreeScenario{
    "run.free_scenario", "the scenario {0} runs without turns; leave out --schedule and --seed"};

// sockwalk show.

inline constexpr Text kAtBeyondEnd{"show.at_beyond_end",
                                   "there is no event {0} in {1}; its last is {2} (--at {2})"};
inline constexpr Text kTurnBeyondEnd{"show.turn_beyond_end",
                                     "there is no turn {0} in {1}; its last is {2} (--turn {2})"};
inline constexpr Text kStateHeading{"show.state", "After event {0}, in turn {1}"};
inline constexpr Text kActorsHeading{"show.actors", "Actors:"};
inline constexpr Text kSocketsHeading{"show.sockets", "Sockets:"};
inline constexpr Text kHandlesHeading{"show.handles", "Client handles, the server's own array:"};
inline constexpr Text kActorAbsent{"show.actor_absent", "not started"};
inline constexpr Text kActorReady{"show.actor_ready", "between two calls"};
inline constexpr Text kActorInCall{"show.actor_in_call", "in {0}"};
inline constexpr Text kActorGone{"show.actor_gone", "gone"};
inline constexpr Text kNoHolder{"show.no_holder", "no handle"};
inline constexpr Text kQueueDetail{"show.queue", "accept queue {0} (backlog {1})"};
inline constexpr Text kUnreadDetail{"show.unread", "{0} unread bytes"};
inline constexpr Text kPeerDetail{"show.peer", "peer: {0}"};
inline constexpr Text kSlotFree{"show.slot_free", "  slot {0}: free"};
inline constexpr Text kSlotTaken{"show.slot_taken", "  slot {0}: handle {1}, {2}, result {3}"};
inline constexpr Text kNoSocketThere{"show.no_socket", "no socket"};

// sockwalk explain.

inline constexpr Text kErrnoHeading{"explain.errno", "{0} ({1}): {2}"};
inline constexpr Text kErrnoFrom{"explain.errno_from", "  {0}, socket {1}: {2}"};
inline constexpr Text kCallHeading{"explain.call", "{0}: {1}"};
inline constexpr Text kCallPurpose{"explain.purpose", "{0} {1}."};
inline constexpr Text kCallMayBlock{
    "explain.may_block", "It may fall asleep in the kernel until another actor wakes it."};
inline constexpr Text kCallNeverBlocks{"explain.never_blocks", "It never falls asleep."};
inline constexpr Text kNoSocketYet{"explain.no_socket_yet", "none yet"};
inline constexpr Text kOutcomeSucceeds{"explain.succeeds", "succeeds"};
inline constexpr Text kOutcomeSleeps{"explain.sleeps", "falls asleep"};
inline constexpr Text kOutcomeFails{"explain.fails", "fails"};
inline constexpr Text kOutcomeFailsWith{"explain.fails_with", "fails with {0}"};
inline constexpr Text kTransitionLine{"explain.transition", "  {0} → {1} → {2}: {3}"};
inline constexpr Text kTransitionLineByPeer{"explain.transition_by_peer",
                                            "  {0} → {1} at the other end → {2}: {3}"};
inline constexpr Text kLibraryFunction{
    "explain.library_function",
    "{0}() is a library function. The system call beneath it, which sockwalk shows, is {1}():"};
inline constexpr Text kNothingToExplain{
    "explain.unknown",
    "\"{0}\" is no call, error, constant or other word known here; \"sockwalk explain\" alone lists them all"};
inline constexpr Text kNothingToExplainNear{
    "explain.unknown_near",
    "\"{0}\" is no call, error, constant or other word known here; did you mean {1}? \"sockwalk explain\" alone "
    "lists them all"};
inline constexpr Text kExplainedCalls{"explain.calls", "System calls and library functions:"};
inline constexpr Text kExplainedErrors{"explain.errors", "Errors, by name or number:"};
inline constexpr Text kExplainedConstants{"explain.constants", "Signals, flags and other constants:"};
inline constexpr Text kExplainedTerms{"explain.terms", "Words of the glossary:"};

// sockwalk walk.

inline constexpr Text kWalkKeysShort{
    "walk.keys_short", "Enter = step, b = back, a number = that actor, help = all keys, q = quit."};
inline constexpr Text kWalkKeys{
    "walk.keys",
    "Enter or n: step, the next turn\n"
    "0 or s: give the turn to the server; 1 to 9: to that client\n"
    "b: back one turn (only looking); h: back to the start; e: to the end\n"
    "l: list actors, sockets and handles as they are now\n"
    "c: continue live from the turn you look at; r: restart\n"
    "w FILE: save everything so far as a trace\n"
    "q: quit\n"
    "Between two turns anything else may be asked for (an actor by its name or number):\n"
    "client 1: send 7: it makes this call now, then stands where it stood; steps are written as in scenarios\n"
    "client 1: ?: all that it can be asked for; client 1: send ?: how that step is written\n"
    "crash client 1: it ends, and the kernel closes its descriptors\n"
    "interrupt client 1: a signal whose handler has no SA_RESTART; with restart: one that has\n"
    "time: time passes until the first deadline\n"
    "add client: one more, with the steps of the last; or: add client socket, connect, send 7, ask, receive, close"};
inline constexpr Text kWalkOffer{"walk.offer", "{0} – {1}"};
inline constexpr Text kWalkForm{"walk.form", "Write it so: {0}"};
inline constexpr Text kWalkPrompt{"walk.prompt", "[turn {0} of {1}] > "};
inline constexpr Text kWalkTurn{"walk.turn", "Turn {0}: {1}."};
inline constexpr Text kWalkClock{
    "walk.clock",
    "Next: the Clock. Everybody sleeps, and time is held: Enter lets it pass until the first deadline."};
inline constexpr Text kWalkNext{"walk.next", "Next: {0}, {1}. {2}"};
inline constexpr Text kWalkOthers{"walk.others", "Or give the turn to: {0}."};
inline constexpr Text kFellAsleep{"walk.fell_asleep", "{0} calls {1}: {2}."};
inline constexpr Text kWalkSleeps{"walk.sleeps", "{0}: {1}."};
inline constexpr Text kWalkNobodyCan{
    "walk.nobody_can", "Nobody can move: whoever is left sleeps. b goes back, r restarts. Or write:"};
inline constexpr Text kWalkEnd{
    "walk.end", "This is the end. b goes back, r restarts, \"add client\" plays on, q quits."};
inline constexpr Text kWalkRecordingEnd{
    "walk.recording_end", "This is the end. b goes back, r restarts, c continues live, q quits."};
inline constexpr Text kWalkAtStart{"walk.at_start",
                                   "This is the start; there is nothing before it."};
inline constexpr Text kWalkNobody{
    "walk.nobody", "There is no actor {0}; give a number from 0, the server, to {1}."};
inline constexpr Text kWalkRecorded{
    "walk.recorded", "This is a recording: {0} can only repeat. c continues live from here."};
inline constexpr Text kWalkLookingBack{
    "walk.looking_back",
    "You are looking back: {0} can only repeat. e goes to the end, c continues live from here."};
inline constexpr Text kWalkGone{"walk.gone", "{0} has ended; give the turn to somebody else."};
inline constexpr Text kWalkAsleep{"walk.asleep", "{0} cannot move: {1}."};
inline constexpr Text kWalkLive{"walk.live", "Live, after turn {0}."};
inline constexpr Text kWalkSaved{"walk.saved", "Saved to {0}."};
inline constexpr Text kWalkWhere{"walk.where", "Write w and a file's name, like: w my.trace"};
inline constexpr Text kWalkScheduleOfTrace{
    "walk.schedule_of_trace",
    "{0} is a trace and has turns of its own; leave --schedule out, or give it with a scenario"};
inline constexpr Text kWalkUnknownKey{"walk.unknown_key",
                                      "\"{0}\" means nothing here; ? lists what does."};

}  // namespace sockwalk::command_text
