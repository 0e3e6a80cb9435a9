#include <algorithm>
#include <filesystem>

#include "app.h"
#include "text/lecture_text.h"

namespace sockwalk {
namespace {

namespace texts = lecture_text;

/// As people call it: a file without its folders.
std::string spoken(const std::string& scenario) {
  return std::filesystem::path(scenario).filename().string();
}

}  // namespace

Done App::open_lecture(Lecture lecture) {
  lecture_ = std::move(lecture);
  return go_to_stop(0, now_, true);
}

Done App::go_to_stop(std::size_t index, double now, bool hurried) {
  const LectureStop& stop = lecture_->stops[index];
  if (scenario_name_ != stop.scenario || walk_ == nullptr || !walk_->live()) {
    const Done opened = open_scenario(stop.scenario);
    if (!opened.ok()) return opened;
  }
  question_.close();
  stop_ = index;
  const Text& text = stop.asks ? texts::kStopAsks : texts::kStop;
  notes_ += say(text, index + 1, lecture_->stops.size(), spoken(stop.scenario), stop.turn).words();
  notes_ += "\n" + stop.note + (stop.note.empty() || stop.note.ends_with('\n') ? "" : "\n") + "\n";
  playing_ = false;
  run_to_.reset();
  if (!reveal_.settled()) reveal_.complete();
  // What has been given already is looked at; the rest is given for real.
  const std::uint64_t known = std::min(stop.turn, walk_->last_turn());
  if (known == walk_->turn() + 1) {
    walk_->forward();
    show_turn(now, true);
  } else if (known != walk_->turn()) {
    seek(known);
  } else {
    refresh();
  }
  travelling_ = true;
  hurried_ = hurried;
  if (stop.turn > known || walk_->busy()) {
    RunTo target;
    target.turn = stop.turn;
    run_to_ = target;
    playing_ = true;
    rest_until_ = now;
  }
  return done();
}

void App::onward(double now) {
  if (question_.is_shown() && question_.stage() != ClassQuestion::Stage::answered) {
    perform({Command::step, kNoActor, 0, {}}, now);
    return;
  }
  const bool was_answered = question_.is_shown();
  question_.close();
  if (!lecture_) {
    // As Space does: what was answered goes, and nothing else.
    if (!was_answered) perform({Command::step, kNoActor, 0, {}}, now);
  } else if (travelling_) {
    hurried_ = true;
  } else if (!reveal_.settled()) {
    reveal_.complete();
    refresh();
  } else if (stop_ + 1 < lecture_->stops.size()) {
    say_notice(go_to_stop(stop_ + 1, now, false));
  } else {
    notes_ += words(texts::kEnd) + "\n";
  }
}

void App::backward(double now) {
  if (question_.is_shown()) {
    question_.close();
  } else if (!lecture_) {
    perform({Command::back, kNoActor, 0, {}}, now);
  } else if (stop_ > 0) {
    say_notice(go_to_stop(stop_ - 1, now, true));
  }
}

void App::travel() {
  if (!travelling_) return;
  if (hurried_ && !reveal_.settled()) {
    reveal_.complete();
    refresh();
  }
  if (playing_ || walk_->busy() || !reveal_.settled()) return;
  travelling_ = false;
  hurried_ = false;
  const LectureStop& stop = lecture_->stops[stop_];
  if (shown_turn_ != stop.turn) {
    notice_ = say(texts::kEndsEarlier, lecture_->file, stop.line, spoken(stop.scenario), shown_turn_,
                  stop.turn)
                  .words();
  } else if (stop.asks) {
    ask_class(stop.question);
  }
}

void App::arrive() {
  hurried_ = true;
  while (travelling_) {
    walk_->settle();
    update(now_);
  }
}

}  // namespace sockwalk
