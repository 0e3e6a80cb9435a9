#include <fmt/format.h>

#include <optional>
#include <utility>

#include "actors/crowd.h"
#include "cli/command_line.h"
#include "cli/output.h"
#include "cli/stop_request.h"
#include "cli/turn_lines.h"
#include "cli/turn_story.h"
#include "event/event_text.h"
#include "log/trace_file.h"
#include "model/agreement.h"
#include "model/explain.h"
#include "model/stream_match.h"
#include "run/assets.h"
#include "run/comparison.h"
#include "run/expectations.h"
#include "run/run.h"
#include "run/schedule.h"
#include "text/command_text.h"
#include "text/run_text.h"
#include "text/wording.h"

namespace sockwalk {
namespace {

using namespace command_text;

/// How often the run looks whether it is to stop, while an actor is on its way.
constexpr int kLookForStop = 50;

/// A run that was saved: what a run with its schedule is compared with.
struct Recording {
  Trace trace;
  Timeline timeline;
};

/// The turns of `path`, and the recording where the file holds a whole one.
Result<std::vector<ScheduledTurn>> read_turns(const std::string& path,
                                        std::optional<Recording>& recording) {
  auto turns = read_schedule(path);
  if (!turns) return turns;
  auto trace = read_trace(path);
  if (!trace || trace->damage) return turns;  // turns alone, as somebody wrote them by hand
  for (const Event& event : trace->events) {
    if (event.kind != EventKind::enter) continue;
    recording.emplace();
    recording->trace = std::move(*trace);
    recording->timeline.append(recording->trace.events);
    break;
  }
  return turns;
}

/// One run from its first call to its end, printed as it goes.
class PrintedRun {
 public:
  PrintedRun(const RunCommand& command, const Scenario& scenario, std::vector<ScheduledTurn> turns,
             std::optional<Recording> recording)
      : command_(command),
        scenario_(scenario),
        turns_(std::move(turns)),
        recording_(std::move(recording)) {
    const bool free = command.free || scenario.free;
    if (turns_.empty() && !free) schedule_ = Schedule(scenario.order);
    if (command.seed) schedule_.seed(*command.seed);
  }

  int play();

 private:
  bool settle();
  void take();
  void check(const Event& event);
  void check_streams();
  bool compare_with_recording(std::uint64_t turn);
  TurnRequest next(const RunStatus& status);
  void tell_held_up(const RunStatus& status, bool last);
  bool stuck(const RunStatus& status);
  void report_ends();
  void report_expectations();
  void summarize();
  int code() const;
  void report(const Sentence& sentence) {
    talk(sentence.words());
    reported_ = true;
  }

  const RunCommand& command_;
  const Scenario& scenario_;
  const std::vector<ScheduledTurn> turns_;
  const std::optional<Recording> recording_;
  Model recorded_state_;  ///< of the recording
  Schedule schedule_;
  StopRequest stop_;
  Output output_;
  std::unique_ptr<Run> run_;
  Timeline timeline_;
  std::uint64_t printed_ = 0;  ///< the next turn to print
  std::size_t given_ = 0;      ///< entries of turns_ that have been given
  std::size_t agreed_ = 0;     ///< looks at the kernel that agreed
  std::size_t differed_ = 0;
  std::size_t unasked_ = 0;  ///< looks at which the kernel could not be asked
  std::string why_unasked_;
  const bool judged_ = has_expectations(scenario_);  ///< by what its steps should lead to
  bool refused_ = false;   ///< the schedule asks for what is not possible
  bool reported_ = false;  ///< something was found that the exit code tells
};

int PrintedRun::play() {
  RunOptions options;
  options.base_directory = command_.run_dir;
  options.free = command_.free || scenario_.free;
  options.save = command_.save;
  auto started = Run::start(scenario_, options);
  if (!started) return refuse(started.error().sentence);
  run_ = std::move(*started);
  if (command_.json) {
    std::string line;
    append_json(line, run_->header());
    output_.line(line);
  }
  while (settle()) {
    take();
    const RunStatus status = run_->status();
    if (reported_ || !output_.flush()) break;
    const TurnRequest turn = next(status);
    if (turn.actor == kNoActor && turn.kind != TurnRequest::Kind::add_client) break;
    run_->give_turn(turn);
    schedule_.taken(turn);
  }
  run_->stop();
  if (const int signal = stop_.signal(); signal != 0) {
    talk(say(kInterrupted).words());
    return 128 + signal;
  }
  if (output_.flush()) {
    if (!refused_) report_ends();
    if (!refused_) report_expectations();
    check_streams();
    summarize();
  }
  if (const auto error = run_->save_error(); !error.empty()) return refuse(error);
  return output_.finish(code());
}

/// Waits until nothing moves. False when the user wants to stop.
bool PrintedRun::settle() {
  for (;;) {
    run_->wait_idle(kLookForStop);
    if (stop_.signal() != 0) return false;
    if (run_->status().idle) return true;
  }
}

/// Prints what has happened since, and compares it where that was asked for.
void PrintedRun::take() {
  std::vector<Event> fresh;
  run_->take(timeline_.last_seq(), fresh);
  timeline_.append(fresh);
  const ActorNames names = run_->names();
  std::string line;
  for (const Event& event : fresh) {
    if (command_.json) {
      line.clear();
      append_json(line, event, names);
      output_.line(line);
    }
    if (command_.check && event.kind == EventKind::kernel) check(event);
  }
  for (; printed_ < timeline_.turns().size(); ++printed_) {
    if (!command_.json) print_turn(output_, timeline_, names, printed_, false);
    if (recording_ && !compare_with_recording(printed_)) return;
  }
}

void PrintedRun::check(const Event& event) {
  if (event.parts == nullptr || event.parts->rare->kernel == nullptr) return;
  const Model model = timeline_.state_at(event.seq);
  const Agreement agreement = compare(model, *event.parts->rare->kernel);
  if (!agreement.asked) {
    ++unasked_;
    why_unasked_ = agreement.why_not.words();
    return;
  }
  agreement.agrees() ? ++agreed_ : ++differed_;
  for (const auto& sentence : differences_in_words(agreement, model)) talk(sentence);
}

/// Without turns the kernel is asked at the end alone, when most sockets are closed: what went over
/// them tells then who they were. Where the kernel cannot be asked the model may guess.
void PrintedRun::check_streams() {
  if (!command_.check || agreed_ + differed_ == 0) return;
  const std::vector<StreamMismatch> misread = stream_mismatches(timeline_);
  const Model& model = timeline_.now();
  for (const StreamMismatch& one : misread) {
    talk(say(kMisread, one.seq, socket_title(model, one.reader), party_of(model, one.writer))
             .words());
  }
  differed_ += misread.size();
}

/// False, and said so, at the first turn that went otherwise than in the recording.
bool PrintedRun::compare_with_recording(std::uint64_t turn) {
  if (scenario_.kernel_chooses || turn >= recording_->timeline.turns().size()) return true;
  const std::string difference =
      turn_difference(recording_->timeline, recording_->trace.header.directory, recorded_state_,
                      timeline_, run_->header().directory, turn, run_->names());
  if (difference.empty()) return true;
  talk(difference);
  reported_ = true;
  return false;
}

/// The turn that is given next; of nobody when there is none, and said so where one was asked for.
TurnRequest PrintedRun::next(const RunStatus& status) {
  if (given_ == turns_.size()) {
    const TurnRequest turn = status.finished || stuck(status)
                                 ? TurnRequest{}
                                 : schedule_.next(timeline_.now(), status.stands);
    tell_held_up(status, turn.actor == kNoActor);
    return turn;
  }
  const ScheduledTurn& scheduled = turns_[given_++];
  const TurnRequest turn = resolve(scheduled, run_->names());
  if (can_be_given(turn, status.stands)) return turn;
  talk(why_not_given(turn, say(text::kScheduleTurn, given_), scheduled.actor, status.stands,
                     timeline_.now())
           .words());
  refused_ = true;
  return {};
}

/// The entry of the scenario's order that is due and cannot be given. The run goes on without it.
void PrintedRun::tell_held_up(const RunStatus& status, bool last) {
  const Schedule::Entry* entry = schedule_.held_up(status.stands);
  if (entry == nullptr) return;
  const ActorId actor = entry->request.actor;
  const Sentence why =
      why_not_given(entry->request, say(text::kOrderEntry, entry->number),
                    actor == kClock ? std::string{} : actor_name(scenario_, actor), status.stands,
                    timeline_.now());
  talk(say(last ? text::kOrderNever : text::kOrderWaits, why.words()).words());
}

/// True when everybody who is left sleeps, and no crash or interruption is still to come: then nobody
/// can ever wake anybody.
bool PrintedRun::stuck(const RunStatus& status) {
  if (schedule_.next(timeline_.now(), status.stands).actor != kNoActor) return false;
  std::vector<std::string> sleepers;
  for (const Stand& stand : status.stands) {
    if (stand.stance == Stance::at_gate || stand.timeout_ms >= 0) return false;
    if (stand.stance != Stance::asleep) continue;
    sleepers.push_back(fmt::format("{}: {}", capitalised(run_->names().name(stand.actor)),
                                   needs(timeline_.now(), stand.call).words()));
  }
  const Sentence nobody = say(kNobodyCanMove, fmt::format("{}", fmt::join(sleepers, "; ")));
  judged_ ? talk(nobody.words()) : report(nobody);
  return true;
}

void PrintedRun::report_ends() {
  if (judged_) return;
  for (const Event& event : timeline_.events()) {
    if (event.kind != EventKind::end || (event.ret == 0 && event.error == 0)) continue;
    report(say(kEndedBadly, plain_sentence(event, nullptr, run_->names())));
  }
}

/// What did not happen although the scenario says that it should.
void PrintedRun::report_expectations() {
  if (!judged_) return;
  const auto unmet =
      unmet_expectations(scenario_, timeline_.events(), run_->names(), run_->header().directory);
  for (const Sentence& sentence : unmet) report(sentence);
  if (unmet.empty()) talk(say(kExpectationsMet).words());
}

void PrintedRun::summarize() {
  talk(say(kRunSummary, timeline_.turns().size() - 1, timeline_.last_seq(),
           timeline_.now().sockets.size())
           .words());
  if (recording_ && !reported_ && !refused_) {
    talk(say(scenario_.kernel_chooses ? kReplayNotCompared : kReplaySame).words());
  }
  if (!command_.check) return;
  if (differed_ != 0) {
    talk(say(kCheckDiffers, differed_, agreed_ + differed_).words());
  } else if (agreed_ != 0) {
    talk(say(kCheckAgrees, agreed_).words());
  }
  if (unasked_ != 0) talk(say(kCheckCannotAsk, unasked_, why_unasked_).words());
}

int PrintedRun::code() const {
  if (differed_ != 0) return kDiffers;
  if (refused_) return kMisuse;
  return reported_ ? kReported : kFine;
}

}  // namespace

int run(const RunCommand& command) {
  const std::uint64_t clients = command.clients.value_or(1);
  if (clients < 1 || clients > kMostClientsInAll) {
    return refuse(say(kClientsOutOfRange, clients, kMostClientsInAll).words());
  }
  auto scenario = find_scenario(command.name);
  if (scenario && command.clients) scenario = with_clients(*scenario, *command.clients);
  if (!scenario) return refuse(scenario.error().sentence);
  const bool turns_wanted = !command.schedule.empty() || command.seed.has_value();
  if (scenario->free && turns_wanted) return refuse(say(kFreeScenario, scenario->name).words());
  std::vector<ScheduledTurn> turns;
  std::optional<Recording> recording;
  if (!command.schedule.empty()) {
    auto read = read_turns(command.schedule, recording);
    if (!read) return refuse(read.error().sentence);
    turns = std::move(*read);
    const std::string recorded = recording ? recording->trace.header.scenario : std::string{};
    if (!recorded.empty() && recorded != scenario->name) {
      talk(say(kOtherRecording, quotable(command.schedule, 300), quotable(recorded), scenario->name)
               .words());
    }
  }
  return PrintedRun(command, *scenario, std::move(turns), std::move(recording)).play();
}

}  // namespace sockwalk
