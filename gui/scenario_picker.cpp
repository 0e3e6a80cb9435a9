#include "scenario_picker.h"

#include <algorithm>
#include <utility>

#include "run/assets.h"

namespace sockwalk {
namespace {

constexpr std::size_t kLongest = 80;

std::string lower_case(std::string_view text) {
  std::string result(text);
  for (char& letter : result) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  return result;
}

ScenarioCard card_of(const std::string& name, Result<Scenario> scenario) {
  ScenarioCard card;
  card.name = name;
  card.playable = scenario.ok();
  card.title = card.playable ? scenario->title : name;
  card.about = card.playable ? scenario->about : scenario.error().sentence;
  if (card.playable) card.scenario = *std::move(scenario);
  return card;
}

}  // namespace

void ScenarioPicker::open(const std::vector<std::string>& recent) {
  open_ = true;
  typed_.clear();
  cards_.clear();
  for (const std::string& name : recent) {
    cards_.push_back(card_of(name, find_scenario(name)));
    cards_.back().recent = true;
  }
  for (ScenarioEntry& entry : list_scenarios()) {
    if (std::find(recent.begin(), recent.end(), entry.name) != recent.end()) continue;
    cards_.push_back(card_of(entry.name, std::move(entry.scenario)));
  }
  find();
}

std::optional<Request> ScenarioPicker::press(const KeyPress& press) {
  const auto columns = static_cast<std::ptrdiff_t>(columns_);
  switch (press.key) {
    case Key::escape:
    case Key::f2: close(); return {};
    case Key::enter:
    case Key::keypad_enter:
      if (matches_.empty()) return {};
      close();
      return Request{Command::open_scenario, kNoActor, 0, cards_[matches_[chosen_]].name};
    case Key::backspace:
      if (!typed_.empty()) typed_.pop_back();
      find();
      return {};
    case Key::left: move(-1); return {};
    case Key::right:
    case Key::tab: move(+1); return {};
    case Key::up: move(-columns); return {};
    case Key::down: move(+columns); return {};
    case Key::page_up: move(-2 * columns); return {};
    case Key::page_down: move(+2 * columns); return {};
    case Key::home: chosen_ = 0; return {};
    case Key::end: move(std::ssize(matches_)); return {};
    default: break;
  }
  // The names of scenarios are plain letters.
  if (!press.control && !press.alt && press.character >= 0x20 && press.character < 0x7f &&
      typed_.size() < kLongest) {
    typed_ += static_cast<char>(press.character);
    find();
  }
  return {};
}

void ScenarioPicker::find() {
  matches_.clear();
  const std::string wanted = lower_case(typed_);
  for (std::size_t i = 0; i < cards_.size(); ++i) {
    const ScenarioCard& card = cards_[i];
    const std::string text = lower_case(card.name + "\n" + card.title + "\n" + card.about);
    if (text.find(wanted) != std::string::npos) matches_.push_back(i);
  }
  chosen_ = 0;
}

void ScenarioPicker::move(std::ptrdiff_t by) {
  if (matches_.empty()) return;
  const auto next = static_cast<std::ptrdiff_t>(chosen_) + by;
  chosen_ = static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(next, 0, std::ssize(matches_) - 1));
}

}  // namespace sockwalk
