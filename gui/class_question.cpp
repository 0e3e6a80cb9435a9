#include "class_question.h"

#include <algorithm>
#include <utility>

#include "keys.h"

namespace sockwalk {
namespace {

constexpr std::uint32_t kMostHands = 9999;

/// What changes only how things look may go on.
bool is_appearance(Command command) {
  switch (command) {
    case Command::theme:
    case Command::zoom_in:
    case Command::zoom_out:
    case Command::zoom_reset:
    case Command::full_screen:
    case Command::presenter:
    case Command::blank:
    case Command::help:
    case Command::quit: return true;
    default: return false;
  }
}

}  // namespace

void ClassQuestion::ask(std::string words, ActorId actor, std::uint64_t turn,
                        const std::vector<Answer>& offer) {
  stage_ = Stage::open;
  words_ = std::move(words);
  actor_ = actor;
  turn_ = turn;
  rows_.clear();
  for (const Answer& answer : offer) rows_.push_back({answer, 0});
  chosen_ = 0;
  right_.reset();
}

void ClassQuestion::settle(const Answer& real, std::string words) {
  stage_ = Stage::answered;
  words_ = std::move(words);
  const auto found = std::find_if(rows_.begin(), rows_.end(),
                                  [&real](const Row& row) { return row.answer == real; });
  if (found != rows_.end()) right_ = static_cast<std::size_t>(found - rows_.begin());
}

std::optional<Request> ClassQuestion::press(const KeyPress& press) {
  switch (press.key) {
    case Key::space:
    case Key::enter:
    case Key::keypad_enter:
      if (press.repeated) return {};
      return Request{Command::step, kNoActor, 0, {}};
    case Key::page_down:
      if (press.repeated) return {};
      return Request{Command::onward, kNoActor, 0, {}};
    case Key::escape:
    case Key::page_up: return Request{Command::dismiss, kNoActor, 0, {}};
    case Key::left:
    case Key::up: choose(chosen_ == 0 ? rows_.size() - 1 : chosen_ - 1); return {};
    case Key::right:
    case Key::down:
    case Key::tab: choose((chosen_ + 1) % rows_.size()); return {};
    case Key::backspace:
      if (is_open()) rows_[chosen_].hands /= 10;
      return {};
    default: break;
  }
  const char32_t letter = press.character | 0x20U;
  const bool plain = !press.control && !press.alt;
  if (plain && press.character >= U'0' && press.character <= U'9') {
    count(press.character);
    return {};
  }
  if (plain && letter >= U'a' && letter < U'a' + rows_.size()) {
    choose(letter - U'a');
    return {};
  }
  const auto request = request_of(press, KeyFocus::stage);
  return request && is_appearance(request->command) ? request : std::nullopt;
}

void ClassQuestion::choose(std::size_t row) {
  if (row < rows_.size()) chosen_ = row;
}

void ClassQuestion::count(char32_t digit) {
  if (!is_open()) return;
  std::uint32_t& hands = rows_[chosen_].hands;
  const std::uint32_t more = 10 * hands + static_cast<std::uint32_t>(digit - U'0');
  if (more <= kMostHands) hands = more;
}

std::uint64_t ClassQuestion::all_hands() const {
  std::uint64_t sum = 0;
  for (const Row& row : rows_) sum += row.hands;
  return sum;
}

}  // namespace sockwalk
