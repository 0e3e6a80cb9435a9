#include "run/free_play.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>
#include <vector>

#include "event/escape_sequences.h"
#include "model/explain.h"
#include "text/play_text.h"
#include "text/wording.h"

namespace sockwalk {
namespace {

using namespace play_text;
using Kind = TurnRequest::Kind;

constexpr std::string_view kSpace = " \t\r\n";
constexpr std::size_t kLongest = 4096;
constexpr std::size_t kMostSteps = 1000;
constexpr std::string_view kCourseSteps = "socket, connect, send 7, ask, receive, close";

/// The commands beside an actor and a step. Those with an actor have it behind them.
struct CommandForm {
  std::string_view words;
  Kind kind;
};
constexpr std::array kCommands{CommandForm{"crash", Kind::crash},
                               CommandForm{"interrupt", Kind::interrupt},
                               CommandForm{"let time pass", Kind::time},
                               CommandForm{"time", Kind::time},
                               CommandForm{"add a client", Kind::add_client},
                               CommandForm{"add client", Kind::add_client}};
constexpr std::array<std::string_view, 4> kCommandNames{"crash", "interrupt", "time", "add client"};
constexpr std::array<std::string_view, 2> kWithRestart{" with restart", " with SA_RESTART"};

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

char lower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

bool same_letters(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, lower, lower);
}

/// True when `words` begin with `start`, as whole words.
bool starts_with_words(std::string_view words, std::string_view start) {
  if (words.size() < start.size() || !same_letters(words.substr(0, start.size()), start)) return false;
  const std::string_view rest = words.substr(start.size());
  return rest.empty() || rest.front() == ':' || kSpace.find(rest.front()) != std::string_view::npos;
}

std::string_view first_word(std::string_view words) {
  return words.substr(0, std::min(words.find_first_of(" \t\r\n:"), words.size()));
}

/// The names of all actors. They live as long as the walk shows this recording.
std::vector<std::string_view> names_of(const Walk& walk) {
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < walk.names().size(); ++i) {
    names.push_back(walk.names().name(static_cast<ActorId>(i)));
  }
  return names;
}

std::string title_of(const Walk& walk, ActorId actor) {
  return capitalised(escaped(walk.names().name(actor)));
}

/// The sentence of the step's language, as a sentence of its own.
Error refused(const WordProblem& problem) {
  std::string words = capitalised(problem.why.words());
  if (!words.ends_with('.')) words += '.';
  return Error{std::move(words)};
}

Error refused(const Sentence& why) { return Error{why.words()}; }

/// What the turn whose event is `turn` was given for, if that was more than the next call.
std::optional<TurnRequest> command_of(const Timeline& timeline, const Turn& turn) {
  if (turn.first == 0 || turn.first >= turn.last) return {};
  const Event& event = timeline.event(turn.first + 1);
  if (event.kind != EventKind::command || event.parts == nullptr) return {};
  auto command = read_command(event.parts->text, event.actor);
  if (!command.ok()) return {};
  return *std::move(command);
}

Error nobody_called(const Walk& walk, std::string_view name) {
  const std::vector<std::string_view> names = names_of(walk);
  const auto near = nearest(name, names);
  if (near.empty()) return refused(say(kNobodyCalled, quotable(name), listed(names)));
  return refused(say(kNobodyCalledNear, quotable(name), near.front(), listed(names)));
}

Result<TurnRequest> read_call(const Walk& walk, ActorId actor, std::string_view words) {
  const std::string name(walk.names().name(actor));
  if (words.empty()) {
    std::vector<std::string_view> verbs;
    for (const VerbRow& row : all_verbs()) verbs.push_back(row.name);
    return refused(say(kStepMissing, name, listed(verbs)));
  }
  Step step;
  const WordProblem problem = read_step(words, known_variables(walk, actor), step);
  if (problem.refused()) return refused(problem);
  return TurnRequest{actor, Kind::perform, std::string(words)};
}

Result<TurnRequest> read_added_client(const Walk& walk, std::string_view words) {
  if (words.starts_with(':')) words = trimmed(words.substr(1));
  const std::vector<Word> pieces = split_steps(words);
  if (pieces.empty() && (!walk.scenario() || walk.scenario()->clients.empty())) {
    return refused(say(kNoSteps, kCourseSteps));
  }
  if (pieces.size() > kMostSteps) return refused(say(kTooManySteps, pieces.size(), kMostSteps));
  TurnRequest request{kNoActor, Kind::add_client, {}};
  StepVariables variables;
  for (const Word& piece : pieces) {
    Step step;
    const WordProblem problem = read_step(piece.text, variables, step);
    if (problem.refused()) return refused(problem);
    variables.after(step);
    if (!request.words.empty()) request.words += "; ";
    request.words += piece.text;
  }
  return request;
}

/// What stands behind "crash" and "interrupt".
Result<TurnRequest> read_victim(const Walk& walk, const CommandForm& form, std::string_view words) {
  if (words.starts_with(':')) words = trimmed(words.substr(1));
  TurnRequest request{kNoActor, form.kind, {}};
  if (words.empty()) return refused(say(kActorMissing, form.words, listed(names_of(walk))));
  for (const std::string_view ending : kWithRestart) {
    if (form.kind != Kind::interrupt || words.size() < ending.size()) continue;
    if (!same_letters(words.substr(words.size() - ending.size()), ending)) continue;
    request.kind = Kind::interrupt_restart;
    words = trimmed(words.substr(0, words.size() - ending.size()));
    break;
  }
  const auto named = actor_at_start(walk, words);
  if (!named) return nobody_called(walk, words);
  const std::string_view rest = trimmed(words.substr(named->bytes));
  if (!rest.empty()) {
    const std::string before = fmt::format("{} {}", form.words, words.substr(0, named->bytes));
    return refused(say(kWordsTooMany, quotable(rest), quotable(before)));
  }
  request.actor = named->actor;
  return request;
}

Result<TurnRequest> read_form(const Walk& walk, const CommandForm& form, std::string_view rest) {
  switch (form.kind) {
    case Kind::add_client: return read_added_client(walk, rest);
    case Kind::time:
      if (rest.empty()) return TurnRequest{kClock, Kind::time, {}};
      return refused(say(kWordsTooMany, quotable(rest), form.words));
    default: return read_victim(walk, form, rest);
  }
}

/// Nobody and nothing that is known begins these words.
Error unknown(const Walk& walk, std::string_view words, std::span<const std::string_view> others) {
  const std::string example(walk.names().size() > 1 ? walk.names().name(1) : "server");
  const std::size_t colon = words.find(':');
  const std::string_view first = first_word(words);
  for (const VerbRow& row : all_verbs()) {
    if (row.name == first) return refused(say(kWhoIsTo, example, quotable(words)));
  }
  if (colon != std::string_view::npos && colon < 40) return nobody_called(walk, words.substr(0, colon));
  std::vector<std::string_view> commands(kCommandNames.begin(), kCommandNames.end());
  commands.insert(commands.end(), others.begin(), others.end());
  std::vector<std::string_view> known = names_of(walk);
  known.insert(known.end(), commands.begin(), commands.end());
  auto near = nearest(words, known);
  if (near.empty()) near = nearest(first, known);
  if (near.empty()) return refused(say(kUnknown, quotable(words), example, listed(commands)));
  return refused(say(kUnknownNear, quotable(words), near.front(), example, listed(commands)));
}

Result<TurnRequest> read_words(const Walk& walk, std::string_view words,
                               std::span<const std::string_view> others) {
  if (words.empty()) return refused(say(kNothingAsked));
  if (words.size() > kLongest) return refused(say(kTooLong, words.size(), kLongest));
  // A name goes before a command: somebody may be called "crash".
  if (const auto named = actor_at_start(walk, words)) {
    std::string_view rest = trimmed(words.substr(named->bytes));
    if (rest.empty()) return TurnRequest{named->actor, Kind::proceed, {}};
    if (rest.front() == ':') rest = trimmed(rest.substr(1));
    return read_call(walk, named->actor, rest);
  }
  for (const CommandForm& form : kCommands) {
    if (!starts_with_words(words, form.words)) continue;
    return read_form(walk, form, trimmed(words.substr(form.words.size())));
  }
  return unknown(walk, words, others);
}

/// Why nothing can be asked for at the playhead, whatever it is.
Sentence no_free_play(const Walk& walk) {
  if (!walk.live()) return say(kRecording);
  if (!walk.at_end()) return say(kLookingBack, walk.turn(), walk.last_turn());
  if (walk.busy() || walk.replaying()) return say(kUnderWay);
  return {};
}

}  // namespace

std::optional<NamedActor> actor_at_start(const Walk& walk, std::string_view words) {
  std::optional<NamedActor> found;
  for (std::size_t i = 0; i < walk.names().size(); ++i) {
    const auto actor = static_cast<ActorId>(i);
    const std::string_view name = walk.names().name(actor);
    if (!starts_with_words(words, name)) continue;
    if (!found || name.size() > found->bytes) found = NamedActor{actor, name.size()};
  }
  if (found) return found;
  const std::string_view number = first_word(words);
  std::size_t id = 0;
  const char* const end = number.data() + number.size();
  const auto [stopped, error] = std::from_chars(number.data(), end, id);
  if (number.empty() || stopped != end || error != std::errc{} || id >= walk.names().size()) return {};
  return NamedActor{static_cast<ActorId>(id), number.size()};
}

Result<TurnRequest> read_play(const Walk& walk, std::string_view words,
                              std::span<const std::string_view> others) {
  const std::string_view typed = trimmed(words);
  auto request = read_words(walk, typed, others);
  if (!request.ok()) {
    // Without its scenario a recording does not say which variables a step may name.
    const bool readable = !typed.empty() && (walk.scenario() || !actor_at_start(walk, typed));
    const Sentence why = readable ? Sentence{} : no_free_play(walk);
    return why.empty() ? request : refused(why);
  }
  if (Sentence why = hindrance(walk, *request); !why.empty()) return refused(why);
  return request;
}

Sentence hindrance(const Walk& walk, const TurnRequest& request) {
  if (Sentence why = no_free_play(walk); !why.empty()) return why;
  if (request.kind == Kind::add_client && walk.names().size() >= kMostActors) {
    return say(kTooManyActors, walk.names().size());
  }
  if (can_be_given(request, walk.stands())) return {};
  if (request.kind == Kind::time) return say(kNoDeadline);
  const std::string name = title_of(walk, request.actor);
  const auto stands = walk.stands();
  const auto stand = std::ranges::find(stands, request.actor, &Stand::actor);
  if (stand == stands.end() || stand->stance == Stance::gone) return say(kGone, name);
  if (stand->stance == Stance::joining) return say(kJoining, name);
  return say(kAsleep, name, needs(walk.model(), stand->call).words());
}

StepVariables known_variables(const Walk& walk, ActorId actor) {
  StepVariables variables;
  if (!walk.scenario()) return variables;
  variables = variables_of(*walk.scenario(), actor);
  for (const Turn& turn : walk.timeline().turns()) {
    const auto command = command_of(walk.timeline(), turn);
    if (!command || command->actor != actor) continue;
    Step step;
    if (command->kind == Kind::add_client) {
      for (const Step& one : added_client(*walk.scenario(), command->words).steps) variables.after(one);
    } else if (command->kind == Kind::perform && !read_step(command->words, variables, step).refused()) {
      variables.after(step);
    }
  }
  return variables;
}

std::string usual_steps(const Walk& walk) {
  if (!walk.scenario() || walk.scenario()->clients.empty()) return std::string(kCourseSteps);
  std::string steps;
  for (const Step& step : walk.scenario()->clients.back().steps) {
    if (!steps.empty()) steps += ", ";
    steps += trimmed(step.words);
  }
  return steps;
}

}  // namespace sockwalk
