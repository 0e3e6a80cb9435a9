#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <system_error>
#include <vector>

#include "cli/command_line.h"
#include "cli/line_input.h"
#include "cli/output.h"
#include "cli/state_text.h"
#include "cli/stop_request.h"
#include "cli/turn_story.h"
#include "event/escape_sequences.h"
#include "event/event_text.h"
#include "model/explain.h"
#include "run/assets.h"
#include "run/free_play.h"
#include "run/play_offers.h"
#include "run/waiting.h"
#include "run/walk.h"
#include "text/command_text.h"
#include "text/wording.h"

namespace sockwalk {
namespace {

using namespace command_text;

constexpr int kLookForStop = 50;

/// What may be written in full.
struct LongKey {
  std::string_view words;
  std::string_view key;
};
constexpr std::array kLongKeys{LongKey{"help", "?"},
                               LongKey{"step", "n"},
                               LongKey{"back", "b"},
                               LongKey{"start", "h"},
                               LongKey{"end", "e"},
                               LongKey{"list", "l"},
                               LongKey{"continue", "c"},
                               LongKey{"continue from here", "c"},
                               LongKey{"restart", "r"},
                               LongKey{"quit", "q"},
                               LongKey{"exit", "q"}};

std::string_view trimmed(std::string_view line) {
  constexpr std::string_view kSpace = " \t\r";
  const std::size_t start = line.find_first_not_of(kSpace);
  if (start == std::string_view::npos) return {};
  return line.substr(start, line.find_last_not_of(kSpace) - start + 1);
}

/// A conversation in plain lines, with no tricks of the cursor: fit for a screen reader and a pipe.
class TerminalWalk {
 public:
  explicit TerminalWalk(Walk& walk, StopRequest& stop) : walk_(walk), stop_(stop) {}

  int talk_to_the_end();

 private:
  bool obey(const std::string& line);
  bool settle();
  void step();
  void give_turn(std::string_view number);
  void play(std::string_view words);
  void offer(const std::vector<PlayOffer>& offers);
  void offer_for(std::string_view words);
  void back();
  void jump(std::uint64_t turn);
  void again(const Done& begun);
  void save(const std::string& path);
  void tell_turn();
  void tell_next();
  void tell_nobody_can();
  void tell(const Sentence& sentence) { output_.line(sentence.words()); }
  void prompt();

  Walk& walk_;
  StopRequest& stop_;
  LineInput input_;
  Output output_;
};

int TerminalWalk::talk_to_the_end() {
  if (!walk_.damage().empty()) talk(walk_.damage());
  if (walk_.scenario()) {
    output_.line(walk_.scenario()->title);
    output_.line(walk_.scenario()->about);
  }
  tell(say(kWalkKeysShort));
  if (settle()) {
    if (!walk_.replay_difference().empty()) output_.line(walk_.replay_difference());
    tell_next();
  }
  for (;;) {
    if (!output_.flush() || stop_.signal() != 0) break;
    prompt();
    const auto line = input_.next(stop_);
    if (!line || !obey(*line)) break;
  }
  if (const int signal = stop_.signal(); signal != 0) return 128 + signal;
  return output_.finish(kFine);
}

void TerminalWalk::prompt() {
  output_.flush();
  output_.prompt(say(kWalkPrompt, walk_.turn(), walk_.last_turn()).words());
}

/// Waits until nothing moves. False when the user wants to stop.
bool TerminalWalk::settle() {
  do {
    if (stop_.signal() != 0) return false;
  } while (!walk_.settle(kLookForStop) || walk_.busy() || walk_.replaying());
  return true;
}

/// Carries out one line. False when it ends the walk.
bool TerminalWalk::obey(const std::string& line) {
  std::string word(trimmed(line));
  // A terminal's key words are known in capitals, too; what may be a file's name stays as it is.
  std::string plain = word;
  for (char& letter : plain) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  for (const LongKey& row : kLongKeys) {
    if (plain == row.words || plain == row.key) word = row.key;
  }
  if (word.empty() || word == "n") {
    step();
  } else if (word == "q") {
    return false;
  } else if (word == "b") {
    back();
  } else if (word == "h") {
    jump(0);
  } else if (word == "e") {
    jump(walk_.last_turn());
  } else if (word == "?") {
    tell(say(kWalkKeys));
  } else if (word == "l") {
    print_state(output_, walk_.model(), walk_.names());
  } else if (word == "r") {
    again(walk_.restart());
  } else if (word == "c") {
    again(walk_.continue_from_here());
  } else if (word == "s") {
    give_turn("0");
  } else if (plain == "w") {
    tell(say(kWalkWhere));
  } else if (word.starts_with("w ")) {
    save(std::string{trimmed(std::string_view{word}.substr(2))});
  } else if (word.find_first_not_of("0123456789") == std::string::npos) {
    give_turn(word);
  } else if (word.size() == 1) {
    tell(say(kWalkUnknownKey, quotable(word)));
  } else if (word.ends_with('?')) {
    offer_for(std::string_view{word}.substr(0, word.size() - 1));
  } else {
    play(word);
  }
  return true;
}

/// Whatever else may be asked for between two turns.
void TerminalWalk::play(std::string_view words) {
  std::array<std::string_view, kLongKeys.size()> own;
  std::ranges::transform(kLongKeys, own.begin(), &LongKey::words);
  const auto request = read_play(walk_, words, own);
  if (!request) return output_.line(request.error().sentence);
  if (!walk_.give_turn(*request) || !settle()) return;
  tell_turn();
  tell_next();
}

void TerminalWalk::offer(const std::vector<PlayOffer>& offers) {
  for (const PlayOffer& each : offers) {
    if (!each.possible()) continue;
    // The beginning of a call is told by how it is written.
    const bool beginning = each.words.ends_with(' ');
    output_.line(beginning ? each.title.words()
                           : say(kWalkOffer, escaped(each.words), each.title.words()).words());
  }
}

/// What `words` may become.
void TerminalWalk::offer_for(std::string_view words) {
  const std::vector<PlayOffer> offers = play_offers(walk_, words);
  const bool some = std::ranges::any_of(offers, &PlayOffer::possible);
  if (some) return offer(offers);
  if (!offers.empty()) return tell(offers.front().hindrance);
  if (const std::string_view form = step_form(walk_, words); !form.empty()) {
    return tell(say(kWalkForm, form));
  }
  play(words);
}

void TerminalWalk::step() {
  if (!walk_.step()) return tell_next();
  if (!settle()) return;
  tell_turn();
  tell_next();
}

void TerminalWalk::give_turn(std::string_view number) {
  unsigned id = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), id);
  if (error != std::errc{} || id >= walk_.names().size()) {
    return tell(say(kWalkNobody, quotable(number), walk_.names().size() - 1));
  }
  const auto actor = static_cast<ActorId>(id);
  const std::string name = capitalised(escaped(walk_.names().name(actor)));
  if (!walk_.live()) return tell(say(kWalkRecorded, name));
  if (!walk_.at_end()) return tell(say(kWalkLookingBack, name));
  if (!walk_.give_turn(actor)) {
    const Actor* state = walk_.model().actor(actor);
    const bool asleep = state != nullptr && state->state == ActorState::in_call;
    if (!asleep) return tell(say(kWalkGone, name));
    return tell(say(kWalkAsleep, name, needs(walk_.model(), state->call).words()));
  }
  if (!settle()) return;
  tell_turn();
  tell_next();
}

void TerminalWalk::back() {
  if (!walk_.back()) return tell(say(kWalkAtStart));
  tell_turn();
  tell_next();
}

void TerminalWalk::jump(std::uint64_t turn) {
  walk_.seek(turn);
  tell_turn();
  tell_next();
}

void TerminalWalk::again(const Done& begun) {
  if (!begun) return output_.line(begun.error().sentence);
  if (!settle()) return;
  if (!walk_.replay_difference().empty()) output_.line(walk_.replay_difference());
  tell(say(kWalkLive, walk_.turn()));
  tell_next();
}

void TerminalWalk::save(const std::string& path) {
  const Done saved = walk_.save(path);
  if (!saved) return output_.line(saved.error().sentence);
  tell(say(kWalkSaved, quotable(path, 300)));
}

/// What the turn at the playhead did, and what the kernel says.
void TerminalWalk::tell_turn() {
  if (walk_.turn() != 0) {
    const ActorId mover = walk_.timeline().turns()[walk_.turn()].actor;
    tell(say(kWalkTurn, walk_.turn(), capitalised(escaped(walk_.names().name(mover)))));
  }
  for (const std::string& sentence : turn_story(walk_.timeline(), walk_.names(), walk_.turn())) {
    output_.line(sentence);
  }
  tell(badge(walk_.agreement()));
  for (const std::string& sentence : differences_in_words(walk_.agreement(), walk_.model())) {
    output_.line(sentence);
  }
}

void TerminalWalk::tell_next() {
  if (walk_.at_end() && !walk_.order_note().empty()) output_.line(capitalised(walk_.order_note()));
  const ActorId next = walk_.next_actor();
  if (next == kNoActor) {
    return tell_nobody_can();
  }
  if (next == kClock) return tell(say(kWalkClock));
  const auto call = walk_.next_call(next);
  if (!call) return;
  tell(say(kWalkNext, capitalised(escaped(walk_.names().name(next))), short_call_text(*call),
           foretell(walk_.model(), *call).words()));
  if (!walk_.live() || !walk_.at_end()) return;
  std::vector<std::string> others;
  for (const ActorId actor : walk_.can_move()) {
    if (actor != next) {
      others.push_back(
          fmt::format("{} = {}", actor, capitalised(escaped(walk_.names().name(actor)))));
    }
  }
  if (!others.empty()) tell(say(kWalkOthers, fmt::format("{}", fmt::join(others, ", "))));
}

/// Nobody can make a call: why, and what can be done.
void TerminalWalk::tell_nobody_can() {
  for (const Actor& actor : walk_.model().actors) {
    if (actor.state != ActorState::in_call) continue;
    tell(say(kWalkSleeps, capitalised(escaped(actor.name)),
             needs(walk_.model(), actor.call).words()));
  }
  if (walk_.finished()) {
    tell(say(walk_.live() ? kWalkEnd : kWalkRecordingEnd));
    if (walk_.scenario()) output_.line(walk_.scenario()->what_next);
    return;
  }
  for (const Sentence& circle : deadlocks(walk_.model(), walk_.stands(), walk_.names())) {
    std::string words = capitalised(circle.words());
    if (!words.ends_with('.')) words += '.';
    output_.line(words);
  }
  tell(say(kWalkNobodyCan));
  offer(ways_out(walk_));
}

/// A trace is opened where `name` is a file and no scenario; the rest is a scenario's name or path.
bool means_trace(const std::string& name) {
  std::error_code error;
  if (name.ends_with(".toml") || !std::filesystem::exists(name, error)) return false;
  return name.find('/') != std::string::npos || !find_scenario(name);
}

Result<std::unique_ptr<Walk>> begin(const WalkCommand& command) {
  WalkOptions options;
  options.run.base_directory = command.run_dir;
  if (!command.schedule.empty()) {
    auto turns = read_schedule(command.schedule);
    if (!turns) return turns.error();
    options.schedule = *std::move(turns);
  }
  if (means_trace(command.name)) {
    if (command.schedule.empty()) return Walk::open(command.name, options);
    return Error{say(kWalkScheduleOfTrace, quotable(command.name)).words()};
  }
  const auto scenario = find_scenario(command.name);
  if (!scenario) return scenario.error();
  return Walk::start(*scenario, options);
}

}  // namespace

int walk(const WalkCommand& command) {
  StopRequest stop;  // before any thread
  const auto walk = begin(command);
  if (!walk) return refuse(walk.error().sentence);
  return TerminalWalk(**walk, stop).talk_to_the_end();
}

}  // namespace sockwalk
