#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <system_error>

#include "cli/command_line.h"
#include "cli/output.h"
#include "cli/stop_request.h"
#include "event/escape_sequences.h"
#include "event/event_names.h"
#include "event/json_object.h"
#include "run/assets.h"
#include "run/exploration.h"
#include "run/run.h"
#include "text/command_text.h"
#include "text/explore_text.h"
#include "text/wording.h"

namespace sockwalk {
namespace {

using namespace explore_text;
using End = ActorOutcome::End;

/// How often the line of progress on a terminal changes.
constexpr std::chrono::milliseconds kProgressEvery{200};

std::string end_in_words(const ActorOutcome& actor) {
  std::string words;
  switch (actor.end) {
    case End::exited: words = say(kEndExit, actor.status).words(); break;
    case End::killed: words = say(kEndSignal, signal_name(static_cast<int>(actor.status))).words(); break;
    case End::asleep: words = say(kEndAsleep, actor.call).words(); break;
  }
  if (actor.failed.empty()) return words;
  return words + say(kFailed, fmt::format("{}", fmt::join(actor.failed, ", "))).words();
}

/// The search for all outcomes of a scenario, told as it goes and written down at its end.
class PrintedExploration {
 public:
  PrintedExploration(const ExploreCommand& command, const Scenario& scenario)
      : command_(command), scenario_(scenario), directory_(command.out) {
    if (directory_.empty()) directory_ = scenario.name + "-orders";
  }

  int explore_and_tell();

 private:
  Done make_directory();
  bool go_on(const Exploration& so_far);
  Done tell(const Exploration& found);
  void tell_outcome(const OutcomeFound& found, std::size_t number, const std::string& file);
  void tell_outcome_as_json(const OutcomeFound& found, std::size_t number, const std::string& file);
  void tell_sum(const Exploration& found);
  /// Plays the turns once more, with the kernel asked, and keeps the run. False: they led elsewhere.
  Result<bool> keep(const OutcomeFound& found, const std::string& file);
  std::size_t limit() const { return command_.limit.value_or(kOrdersUnlessSaid); }

  const ExploreCommand& command_;
  const Scenario& scenario_;
  std::string directory_;
  bool made_ = false;
  StopRequest stop_;  // before any thread
  Output output_;
  const bool terminal_ = isatty(STDERR_FILENO) != 0;
  std::chrono::steady_clock::time_point told_{};
  std::size_t played_ = 0;
};

int PrintedExploration::explore_and_tell() {
  if (const Done made = make_directory(); !made.ok()) return refuse(made.error().sentence);
  ExploreOptions options;
  options.base_directory = command_.run_dir;
  options.limit = limit();
  options.from_start = command_.from_start;
  options.on_order = [this](const Exploration& so_far) { return go_on(so_far); };
  const auto found = explore(scenario_, options);
  if (terminal_) fmt::print(stderr, "\r\x1b[K");
  Done told = found.ok() ? tell(*found) : Done(found.error());
  std::error_code ignored;
  if (made_) std::filesystem::remove(directory_, ignored);  // only where nothing has been put in it
  if (!told.ok()) return refuse(told.error().sentence);
  if (stop_.signal() != 0) {
    output_.flush();
    talk(say(kStopped).words());
    return 128 + stop_.signal();
  }
  return output_.finish(found->fine() ? kFine : kReported);
}

/// Before anything is played, so that nobody waits for a result that has no place.
Done PrintedExploration::make_directory() {
  std::error_code error;
  made_ = std::filesystem::create_directories(directory_, error);
  const std::string shown = quotable(directory_, 300);
  if (error) return Error{say(kDirectoryRefused, shown, error.message()).words()};
  if (!made_ && !std::filesystem::is_empty(directory_, error)) {
    return Error{say(kDirectoryTaken, shown).words()};
  }
  return done();
}

bool PrintedExploration::go_on(const Exploration& so_far) {
  const auto now = std::chrono::steady_clock::now();
  if (terminal_ && now - told_ > kProgressEvery) {
    told_ = now;
    fmt::print(stderr, "\r{}\x1b[K", say(kProgress, so_far.played, limit(), so_far.outcomes.size()).words());
    std::fflush(stderr);
  }
  return stop_.signal() == 0;
}

Done PrintedExploration::tell(const Exploration& found) {
  played_ = found.ended;
  std::size_t number = 0;
  for (const OutcomeFound& one : found.outcomes) {
    ++number;
    const std::string file = fmt::format("{}/outcome-{}.trace", directory_, number);
    const Result<bool> same = keep(one, file);
    if (!same.ok()) return same.error();
    command_.json ? tell_outcome_as_json(one, number, file) : tell_outcome(one, number, file);
    if (!*same) talk(say(kNotRepeated, number).words());
  }
  if (command_.json) {
    std::string line;
    {
      JsonObject object(line);
      object.number("orders", found.played);
      object.number("ended", found.ended);
      object.number("met", found.met);
      object.number("too_long", found.too_long);
      object.number("diverged", found.diverged);
      object.number("waiting", found.waiting);
      object.boolean("fine", found.fine());
    }
    output_.line(line);
  }
  tell_sum(found);
  return done();
}

void PrintedExploration::tell_outcome(const OutcomeFound& found, std::size_t number,
                                      const std::string& file) {
  const Outcome& outcome = found.outcome;
  const std::string verdict = say(outcome.fine() ? kFineWord : kWrongWord).words();
  const auto colour = outcome.fine() ? Output::Colour::none : Output::Colour::red;
  output_.line(output_.paint(
      colour, say(kOutcome, number, verdict, found.orders, played_).words()));
  for (const std::string& sentence : outcome.wrong) {
    output_.line(output_.paint(colour, say(kFinding, sentence).words()));
  }
  for (const ActorOutcome& actor : outcome.actors) {
    const std::string end = end_in_words(actor);
    const std::string answers = actor.text.empty()
                                    ? fmt::format("{}", fmt::join(actor.received, ", "))
                                    : string_literal(actor.text);
    const Sentence line = answers.empty()
                              ? say(kActorNoAnswers, actor.name, end)
                              : say(kActorAnswers, actor.name, answers, end);
    output_.line(line.words());
  }
  output_.line(say(kScheduleFile, found.schedule.size(), quotable(file, 300)).words());
}

void PrintedExploration::tell_outcome_as_json(const OutcomeFound& found, std::size_t number,
                                              const std::string& file) {
  std::string line;
  {
    JsonObject object(line);
    object.number("outcome", number);
    object.number("orders", found.orders);
    object.boolean("fine", found.outcome.fine());
    std::string& wrong = object.key("wrong");
    wrong += '[';
    for (const std::string& sentence : found.outcome.wrong) {
      if (wrong.back() != '[') wrong += ',';
      append_json_text(wrong, sentence);
    }
    wrong += ']';
    std::string& actors = object.key("actors");
    actors += '[';
    for (const ActorOutcome& actor : found.outcome.actors) {
      if (actors.back() != '[') actors += ',';
      JsonObject one(actors);
      one.text("name", actor.name);
      one.key("received") += fmt::format("[{}]", fmt::join(actor.received, ","));
      if (!actor.text.empty()) one.text("text", actor.text);
      std::string& failed = one.key("failed");
      failed += '[';
      for (const std::string& call : actor.failed) {
        if (failed.back() != '[') failed += ',';
        append_json_text(failed, call);
      }
      failed += ']';
      one.text("end", actor.end == End::exited ? "exited" : actor.end == End::killed ? "killed" : "asleep");
      if (actor.end == End::asleep) {
        one.text("call", actor.call);
      } else {
        one.number("status", actor.status);
      }
    }
    actors += ']';
    object.number("turns", found.schedule.size());
    object.text("schedule", file);
  }
  output_.line(line);
}

void PrintedExploration::tell_sum(const Exploration& found) {
  output_.flush();
  if (found.waiting == 0) {
    talk(say(kAllOrders, found.played, found.ended, found.met).words());
  } else {
    talk(say(kSomeOrders, found.played, found.ended, found.met, found.waiting).words());
  }
  if (found.too_long != 0) talk(say(kTooLong, found.too_long, kLongestOrder).words());
  if (found.diverged != 0) talk(say(kKernelChose, found.diverged).words());
}

Result<bool> PrintedExploration::keep(const OutcomeFound& found, const std::string& file) {
  RunOptions options;
  options.base_directory = command_.run_dir;
  options.save = file;
  auto run = Run::start(scenario_, options);
  if (!run.ok()) return run.error();
  (*run)->wait_idle();
  for (const ScheduledTurn& scheduled : found.schedule) {
    (*run)->give_turn(resolve(scheduled, (*run)->names()));
    (*run)->wait_idle();
  }
  const RunStatus status = (*run)->status();
  std::vector<Event> events;
  (*run)->take(0, events);
  Model model;
  for (const Event& event : events) model.apply(event);
  const Outcome outcome = outcome_of(scenario_, events, model, status.stands, (*run)->names(),
                                     (*run)->header().directory);
  (*run)->stop();
  if (const auto error = (*run)->save_error(); !error.empty()) return Error{error};
  return outcome == found.outcome;
}

}  // namespace

int explore(const ExploreCommand& command) {
  const auto scenario = find_scenario(command.name);
  if (!scenario) return refuse(scenario.error().sentence);
  if (scenario->free) return refuse(say(kExploreFree, scenario->name).words());
  return PrintedExploration(command, *scenario).explore_and_tell();
}

}  // namespace sockwalk
