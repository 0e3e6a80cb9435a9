#include "run/play_offers.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "text/play_text.h"

namespace sockwalk {
namespace {

using namespace play_text;
using Kind = TurnRequest::Kind;

constexpr std::string_view kSpace = " \t\r\n";

std::string_view without_front_space(std::string_view text) {
  return text.substr(std::min(text.find_first_not_of(kSpace), text.size()));
}

bool begins_so(std::string_view words, std::string_view start) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return words.size() >= start.size() &&
         std::ranges::equal(words.substr(0, start.size()), start, {}, lower, lower);
}

/// Gathers offers, and leaves out those that do not begin as what is typed.
class Offers {
 public:
  Offers(const Walk& walk, std::string start) : walk_(walk), start_(std::move(start)) {}

  void add(const Text& title, Kind kind, ActorId actor, std::string words, bool unfinished = false) {
    add(say(title), kind, actor, std::move(words), unfinished);
  }
  void add(Sentence title, Kind kind, ActorId actor, std::string words, bool unfinished) {
    if (!begins_so(words, start_)) return;
    offers_.push_back({std::move(title), std::move(words), unfinished, hindrance(walk_, {actor, kind, {}})});
  }
  void add_general() {
    const TurnRequest time{kClock, Kind::time, {}};
    if (hindrance(walk_, time).empty()) add(kLetTimePass, Kind::time, kClock, "time");
    add(kAddClient, Kind::add_client, kNoActor, "add client " + usual_steps(walk_), true);
  }
  void add_signals(ActorId actor) {
    const std::string_view name = walk_.names().name(actor);
    add(kInterrupt, Kind::interrupt, actor, fmt::format("interrupt {}", name));
    add(kInterruptRestart, Kind::interrupt_restart, actor, fmt::format("interrupt {} with restart", name));
  }
  void add_crash(ActorId actor) {
    add(kCrash, Kind::crash, actor, fmt::format("crash {}", walk_.names().name(actor)));
  }
  std::vector<PlayOffer> take() { return std::move(offers_); }

 private:
  const Walk& walk_;
  const std::string start_;
  std::vector<PlayOffer> offers_;
};

/// How a step of `actor` names the descriptor that is probably meant, with a space behind it; empty
/// where none needs to be named.
std::string usual_descriptor(const Walk& walk, ActorId actor) {
  if (!known_variables(walk, actor).socket.empty()) return {};
  const Model& model = walk.model();
  const Actor* subject = model.actor(actor);
  if (subject == nullptr || subject->table >= model.tables.size()) return "#3 ";
  std::int32_t fd = 3;
  for (const Descriptor& one : model.tables[subject->table].descriptors) {
    const SocketIndex socket = model.socket_of(actor, one.fd);
    if (socket != kNoSocket && phase_of(model.sockets[socket]) != Phase::listening) fd = one.fd;
  }
  return fmt::format("#{} ", fd);
}

/// All that `actor` can be asked for; the verbs of the language come last. `typed`: of the step.
std::vector<PlayOffer> offers_of(const Walk& walk, ActorId actor, std::string_view typed) {
  const std::string before = fmt::format("{}: ", walk.names().name(actor));
  const std::string d = usual_descriptor(walk, actor);
  const std::string start = before + std::string(typed);
  Offers calls(walk, start);
  const auto call = [&](const Text& title, const std::string& words, bool unfinished) {
    calls.add(title, Kind::perform, actor, before + words, unfinished);
  };
  call(kSendNumbers, "send " + d + "7", true);
  call(kSendText, "send " + d + "\"AB\"", true);
  call(kRead, "read " + d + "4", true);
  call(kShutDown, "shutdown " + d + "write", false);
  call(kClose, d.empty() ? "close" : "close " + d.substr(0, d.size() - 1), false);
  std::vector<PlayOffer> offers = calls.take();
  if (typed.empty()) {
    Offers others(walk, {});
    others.add_signals(actor);
    others.add_crash(actor);
    for (PlayOffer& offer : others.take()) offers.push_back(std::move(offer));
  }
  Offers verbs(walk, start);
  for (const VerbRow& row : all_verbs()) {
    verbs.add(say(kForm, row.form), Kind::perform, actor, fmt::format("{}{} ", before, row.name), true);
  }
  for (PlayOffer& offer : verbs.take()) offers.push_back(std::move(offer));
  return offers;
}

constexpr std::string_view kAddWords = "add client";

/// The verbs that the last step of "add client …" may begin with.
std::vector<PlayOffer> verbs_of_added(const Walk& walk, std::string_view words) {
  const std::size_t separator = words.find_last_of(",;");
  std::size_t last = separator == std::string_view::npos ? kAddWords.size() : separator + 1;
  last += words.substr(last).size() - without_front_space(words.substr(last)).size();
  std::string before(words.substr(0, last));
  if (!before.ends_with(' ')) before += ' ';
  const std::string_view typed = words.substr(last);
  Offers offers(walk, before + std::string(typed));
  for (const VerbRow& row : all_verbs()) {
    offers.add(say(kForm, row.form), Kind::add_client, kNoActor, fmt::format("{}{} ", before, row.name), true);
  }
  return offers.take();
}

}  // namespace

std::vector<PlayOffer> play_offers(const Walk& walk, std::string_view words) {
  const std::string_view typed = without_front_space(words);
  if (const auto named = actor_at_start(walk, typed)) {
    const std::string_view rest = without_front_space(typed.substr(named->bytes));
    if (rest.starts_with(':')) {
      return offers_of(walk, named->actor, without_front_space(rest.substr(1)));
    }
  }
  Offers offers(walk, std::string(typed));
  offers.add_general();
  for (std::size_t i = 0; i < walk.names().size(); ++i) {
    const auto actor = static_cast<ActorId>(i);
    const std::string_view name = walk.names().name(actor);
    // It may be asleep: there is more to ask for than a call.
    offers.add(say(kAskActor, name), Kind::crash, actor, fmt::format("{}: ", name), true);
    if (typed.empty()) continue;
    offers.add_signals(actor);
    offers.add_crash(actor);
  }
  std::vector<PlayOffer> found = offers.take();
  if (begins_so(typed, kAddWords)) {
    for (PlayOffer& offer : verbs_of_added(walk, typed)) found.push_back(std::move(offer));
  }
  return found;
}

std::string_view step_form(const Walk& walk, std::string_view words) {
  std::string_view step = without_front_space(words);
  const auto named = actor_at_start(walk, step);
  if (named) {
    step = without_front_space(step.substr(named->bytes));
    if (step.starts_with(':')) step.remove_prefix(1);
  } else if (begins_so(step, kAddWords)) {
    step.remove_prefix(std::max(kAddWords.size(), step.find_last_of(",;") + 1));
  } else {
    return {};
  }
  for (const Word& word : split_words(step)) {
    if (word.text == "=") continue;
    for (const VerbRow& row : all_verbs()) {
      if (row.name == word.text) return row.form;
    }
  }
  return {};
}

std::vector<PlayOffer> ways_out(const Walk& walk) {
  Offers offers(walk, {});
  offers.add_general();
  for (const Stand& stand : walk.stands()) {
    if (stand.stance == Stance::asleep || stand.stance == Stance::joining) offers.add_signals(stand.actor);
  }
  return offers.take();
}

}  // namespace sockwalk
