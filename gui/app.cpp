#include "app.h"

#include <algorithm>
#include <utility>

#include "keys.h"
#include "run/assets.h"
#include "text/pane_text.h"

namespace sockwalk {
namespace {

constexpr int kZoomStep = 25;

}  // namespace

const Palette& palette_for(const Settings& settings) {
  return settings.presenter ? presenter_palette_of(settings.presenter_theme)
                            : palette_of(settings.theme);
}

App::App(WalkOptions options) : options_(std::move(options)) {}

Done App::open_scenario(const std::string& name) {
  Result<Scenario> scenario = find_scenario(name);
  if (!scenario.ok()) {
    notice_ = scenario.error().sentence;
    return scenario.error();
  }
  auto walk = Walk::start(*scenario, options_);
  if (!walk.ok()) {
    notice_ = walk.error().sentence;
    return walk.error();
  }
  adopt(*std::move(walk));
  scenario_name_ = name;
  remember(name);
  return done();
}

Done App::open_trace(const std::string& path) {
  auto walk = Walk::open(path, options_);
  if (!walk.ok()) {
    notice_ = walk.error().sentence;
    return walk.error();
  }
  adopt(*std::move(walk));
  notice_ = walk_->damage();
  return done();
}

void App::remember(const std::string& name) {
  std::erase(recent_, name);
  recent_.insert(recent_.begin(), name);
  if (recent_.size() > kMostRecent) recent_.resize(kMostRecent);
}

void App::adopt(std::unique_ptr<Walk> walk) {
  walk_ = std::move(walk);
  selection_ = {};
  question_.close();
  timeline_window_ = {};
  filter_.end();
  playing_ = false;
  play_prompt_.close();
  run_to_.reset();
  reveal_ = {};
  shown_turn_ = 0;
  notice_.clear();
  refresh();
}

void App::say_notice(const Done& done) {
  if (!done.ok()) notice_ = done.error().sentence;
}

void App::set_speed(double speed) { speed_ = std::clamp(speed, kSpeeds[0], std::end(kSpeeds)[-1]); }

void App::change_speed(int direction) {
  const auto* at = std::lower_bound(std::begin(kSpeeds), std::end(kSpeeds), speed_);
  const auto next = at - std::begin(kSpeeds) + direction;
  speed_ = kSpeeds[std::clamp<std::ptrdiff_t>(next, 0, std::ssize(kSpeeds) - 1)];
}

void App::perform(const Request& request, double now) {
  now_ = now;
  if (settings_.blank) {
    settings_.blank = false;
    if (request.command == Command::blank) return;
  }
  if (request.command == Command::onward) return onward(now);
  if (request.command == Command::backward) return backward(now);
  if (question_takes(request, now)) return;
  if (moves_on(request.command) || request.command == Command::step) travelling_ = false;
  switch (request.command) {
    case Command::none:
    case Command::onward:
    case Command::backward: break;
    case Command::step:
      playing_ = false;
      if (tour_.is_on() && reveal_.settled()) tour_.go_on();
      step(now);
      break;
    case Command::beat:
      if (reveal_.next_beat(now)) {
        refresh();
      } else if (!playing_) {
        step(now);
      }
      break;
    case Command::back: playing_ = false; back(now); break;
    case Command::forward:
      playing_ = false;
      if (walk_->forward()) show_turn(now, true);
      break;
    case Command::home: playing_ = false; seek(0); break;
    case Command::end: playing_ = false; seek(walk_->last_turn()); break;
    case Command::seek_turn: playing_ = false; seek(request.number); break;
    case Command::restart: playing_ = false; say_notice(walk_->restart()); seek(0); break;
    case Command::continue_from_here:
      playing_ = false;
      continue_from_here();
      seek(walk_->last_turn());
      break;
    case Command::play_pause:
      playing_ = !playing_;
      run_to_.reset();
      rest_until_ = now;
      break;
    case Command::run_to: {
      RunTo target;
      if (request.number != 0) target.turn = request.number;
      target.call = syscall_named(request.text);
      target.sleep = request.text == "sleep";
      run_to_ = target;
      playing_ = true;
      rest_until_ = now;
      break;
    }
    case Command::give_turn:
      playing_ = false;
      reveal_.complete();
      refresh();
      if (!walk_->at_end()) {
        notice_ = text::kGiveTurnInThePast.english;
      } else {
        walk_->give_turn(request.actor);
      }
      break;
    case Command::ask: ask(request); break;
    case Command::add_client: open_prompt("add client " + usual_steps(*walk_)); break;
    case Command::let_time_pass: play("time"); break;
    case Command::play: play(request.text); break;
    case Command::take_offer:
      if (const auto taken = play_prompt_.take(request.number, *walk_)) perform(*taken, now);
      break;
    case Command::slower: change_speed(-1); break;
    case Command::faster: change_speed(+1); break;
    case Command::blank: settings_.blank = true; break;
    case Command::open_scenario: static_cast<void>(open_scenario(request.text)); break;
    case Command::open_trace:
      if (!request.text.empty()) static_cast<void>(open_trace(request.text));
      break;
    case Command::save_trace:
      if (!request.text.empty()) {
        const Done saved = walk_->save(request.text);
        say_notice(saved);
        if (saved.ok()) notice_ = say(text::kSaved, request.text).words();
      }
      break;
    case Command::show_past:
      playing_ = false;
      walk_->show_past(request.number);
      seek(0);
      break;
    case Command::theme:
      (settings_.presenter ? settings_.presenter_theme : settings_.theme) =
          theme_after(settings_.presenter ? settings_.presenter_theme : settings_.theme);
      break;
    case Command::zoom_in: zoom_to(settings_.zoom + kZoomStep); break;
    case Command::zoom_out: zoom_to(settings_.zoom - kZoomStep); break;
    case Command::zoom_reset: zoom_to(100); break;
    case Command::full_screen: full_screen_wish_ = true; break;
    case Command::reduce_motion: settings_.reduced_motion = !settings_.reduced_motion; break;
    case Command::widen_turns:
    case Command::narrow_turns:
    case Command::usual_turns:
    case Command::whole_run:
    case Command::earlier:
    case Command::later:
    case Command::lanes_up:
    case Command::lanes_down:
    case Command::fold_lane:
    case Command::fold_lanes: move_timeline(request); break;
    case Command::filter_events:
      show_lower(LowerPane::events);
      settings_.presenter = false;
      filter_.begin();
      break;
    case Command::events_form:
      // What is not in sight is shown first.
      if (lower_pane_ == LowerPane::events && !settings_.panes.is_hidden(PaneName::lower)) {
        settings_.sentences = !settings_.sentences;
      }
      show_lower(LowerPane::events);
      break;
    case Command::toggle_code:
    case Command::toggle_explanation:
    case Command::toggle_handles:
    case Command::toggle_states:
    case Command::toggle_lower:
    case Command::resize_panes:
    case Command::resize_pane:
    case Command::reset_panes: arrange_panes(request); break;
    case Command::show_timeline: show_lower(LowerPane::timeline); break;
    case Command::show_events: show_lower(LowerPane::events); break;
    case Command::show_difference: show_lower(LowerPane::difference); break;
    case Command::compare_here: compare_here(); break;
    case Command::show_transitions: show_lower(LowerPane::transitions); break;
    case Command::sort_handles: sort_handles(request.number); break;
    case Command::show_agreement: show_lower(LowerPane::kernel); break;
    case Command::presenter: settings_.presenter = !settings_.presenter; break;
    case Command::dismiss: dismiss(); break;
    case Command::command_palette:
      if (command_palette_.is_open()) command_palette_.close();
      else command_palette_.open();
      break;
    case Command::help: help_.toggle(); break;
    case Command::ask_class: ask_class(request.text); break;
    case Command::spotlight: spotlight_.toggle(); break;
    case Command::point_previous: spotlight_.move(-1); break;
    case Command::point_next: spotlight_.move(+1); break;
    case Command::scenarios:
      if (picker_.is_open()) picker_.close();
      else picker_.open(recent_);
      break;
    case Command::tour:
      settings_.presenter = false;
      settings_.panes.hidden = {};  // it speaks of each of them
      tour_.begin();
      break;
    case Command::choose_answer: question_.choose(request.number); break;
    case Command::quit: quitting_ = true; break;
  }
}

/// Presenter mode is sized by the window alone.
void App::zoom_to(int percent) {
  if (!settings_.presenter) settings_.zoom = std::clamp(percent, kLeastZoom, kMostZoom);
}

/// What is open goes first. A clicker's second button is F5 and Esc in turn.
void App::dismiss() {
  if (command_palette_.is_open()) return command_palette_.close();
  if (play_prompt_.is_open()) return play_prompt_.close();
  if (picker_.is_open()) return picker_.close();
  if (pane_resizing_.is_on()) return pane_resizing_.end();
  if (tour_.is_on()) return tour_.end();
  if (spotlight_.on) return spotlight_.toggle();
  const bool open = help_.is_open() || !notice_.empty() ||
                    selection_.selected().kind != Target::Kind::none;
  if (!open) settings_.presenter = false;
  selection_.clear();
  help_.close();
  notice_.clear();
}

std::optional<Request> App::type(const KeyPress& press) {
  if (command_palette_.is_open()) return command_palette_.press(press);
  if (play_prompt_.is_open()) return play_prompt_.press(press, *walk_);
  return filter_.press(press) ? std::nullopt : request_of(press, KeyFocus::typing);
}

void App::step(double now) {
  if (!reveal_.settled()) {
    reveal_.complete();
    refresh();
    return;
  }
  const bool past = !walk_->at_end();
  if (walk_->step() && past) show_turn(now, true);
}

void App::back(double now) {
  static_cast<void>(now);
  if (!reveal_.settled()) reveal_.complete();
  walk_->back();
  seek(walk_->turn());
}

void App::seek(std::uint64_t turn) {
  walk_->seek(turn);
  reveal_ = {};
  shown_turn_ = walk_->turn();
  refresh();
}

void App::give_turns(std::uint64_t turns) {
  walk_->settle();
  for (std::uint64_t i = 0; i < turns && walk_->step(); ++i) walk_->settle();
  seek(walk_->turn());
}

}  // namespace sockwalk
