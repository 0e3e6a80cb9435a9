#include "play_prompt.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "text/play_prompt_text.h"

namespace sockwalk {
namespace {

namespace texts = play_prompt_text;
using Kind = TurnRequest::Kind;

constexpr std::ptrdiff_t kPage = 8;

/// What Enter will do with `request`.
std::string promise(const Walk& walk, const TurnRequest& request) {
  const std::string name = capitalised(walk.names().name(request.actor));
  switch (request.kind) {
    case Kind::proceed: return say(texts::kGivesTurn, name).words();
    case Kind::perform: return say(texts::kGivesCall, name).words();
    case Kind::crash: return say(texts::kGivesCrash, name).words();
    case Kind::interrupt: return say(texts::kGivesInterrupt, name).words();
    case Kind::interrupt_restart: return say(texts::kGivesRestart, name).words();
    case Kind::time: return words(texts::kGivesTime);
    case Kind::add_client: return words(texts::kGivesClient);
  }
  return {};
}

std::string_view without_space_behind(std::string_view text) {
  return text.substr(0, text.find_last_not_of(' ') + 1);
}

PromptRow command_row(Command command) {
  PromptRow row;
  row.title = row_of(command).title;
  row.command = command;
  return row;
}

}  // namespace

void PlayPrompt::open(const Walk& walk, std::string words) {
  open_ = true;
  line_.set(std::move(words));
  look(walk);
}

void PlayPrompt::update(const Walk& walk) {
  const bool same = seen_seq_ == walk.timeline().last_seq() && seen_turn_ == walk.turn() &&
                    seen_busy_ == (walk.busy() || walk.replaying());
  if (open_ && !same) look(walk);
}

std::optional<Request> PlayPrompt::press(const KeyPress& press, const Walk& walk) {
  switch (press.key) {
    case Key::escape: close(); return {};
    case Key::up: move(-1, walk); return {};
    case Key::down: move(+1, walk); return {};
    case Key::page_up: move(-kPage, walk); return {};
    case Key::page_down: move(+kPage, walk); return {};
    case Key::tab:
      if (rows_.empty()) return {};
      if (const PromptRow& row = rows_[chosen_.value_or(0)]; row.command == Command::none) {
        line_.set(row.words);
        look(walk);
      }
      return {};
    case Key::enter:
    case Key::keypad_enter:
      if (chosen_) return take(*chosen_, walk);
      return give(walk);
    default: break;
  }
  if (line_.press(press)) look(walk);
  return {};
}

std::optional<Request> PlayPrompt::take(std::size_t index, const Walk& walk) {
  if (index >= rows_.size()) return {};
  const PromptRow row = rows_[index];
  chosen_ = index;
  judge(walk);
  if (!row.hindrance.empty()) return {};
  if (row.command != Command::none) {
    close();
    return Request{row.command, kNoActor, 0, {}};
  }
  line_.set(row.words);
  look(walk);
  if (row.unfinished) return {};
  return give(walk);
}

std::optional<Request> PlayPrompt::give(const Walk& walk) {
  look(walk);
  if (!sound_) {
    // Enter is a question, too: what is wrong with it as it stands?
    chosen_.reset();
    judge(walk);
    return {};
  }
  close();
  return Request{Command::play, kNoActor, 0, line_.text()};
}

/// The rows and the verdict for what is typed.
void PlayPrompt::look(const Walk& walk) {
  seen_seq_ = walk.timeline().last_seq();
  seen_turn_ = walk.turn();
  seen_busy_ = walk.busy() || walk.replaying();
  rows_.clear();
  chosen_.reset();
  const bool past = !walk.at_end() || !walk.live();
  if (past && walk.scenario()) rows_.push_back(command_row(Command::continue_from_here));
  sound_ = read_play(walk, line_.text()).ok();
  const std::string_view typed = without_space_behind(line_.text());
  for (PlayOffer& offer : play_offers(walk, line_.text())) {
    // What is in the line already, and can be given, is no offer.
    if (sound_ && without_space_behind(offer.words) == typed) continue;
    rows_.push_back({std::move(offer.words), offer.title.words(), offer.unfinished,
                     offer.hindrance.words(), Command::none});
  }
  const bool stuck = walk.at_end() && !walk.busy() && walk.next_actor() == kNoActor;
  if (stuck && walk.scenario()) rows_.push_back(command_row(Command::restart));
  const auto possible = std::ranges::find_if(rows_, [](const PromptRow& row) { return row.hindrance.empty(); });
  if (!sound_ && possible != rows_.end()) chosen_ = static_cast<std::size_t>(possible - rows_.begin());
  judge(walk);
}

void PlayPrompt::judge(const Walk& walk) {
  refused_ = false;
  if (chosen_) {
    const PromptRow& row = rows_[*chosen_];
    refused_ = !row.hindrance.empty();
    if (refused_) {
      verdict_ = row.hindrance;
    } else if (row.command != Command::none) {
      verdict_ = row_of(row.command).what;
    } else {
      const std::string_view form = step_form(walk, line_.text());
      verdict_ = form.empty() ? words(texts::kChoose) : say(texts::kForm, form).words();
    }
    return;
  }
  const auto request = read_play(walk, line_.text());
  refused_ = !request.ok();
  verdict_ = request.ok() ? promise(walk, *request) : request.error().sentence;
}

void PlayPrompt::move(std::ptrdiff_t by, const Walk& walk) {
  if (rows_.empty()) return;
  const std::ptrdiff_t last = std::ssize(rows_) - 1;
  const std::ptrdiff_t from = chosen_ ? static_cast<std::ptrdiff_t>(*chosen_) : by > 0 ? -1 : 0;
  chosen_ = static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(from + by, 0, last));
  judge(walk);
}

}  // namespace sockwalk
