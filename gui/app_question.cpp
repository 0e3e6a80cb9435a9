#include "app.h"
#include "event/event_text.h"
#include "model/explain.h"
#include "text/question_text.h"

namespace sockwalk {
namespace {

namespace texts = question_text;

}  // namespace

void App::ask_class(const std::string& words) {
  playing_ = false;
  if (!reveal_.settled()) {
    reveal_.complete();
    refresh();
  }
  const ActorId actor = walk_->next_actor();
  const auto call = walk_->next_call(actor);
  const std::vector<Answer> offer = call ? alternatives(shown_, *call) : std::vector<Answer>{};
  if (offer.empty()) {
    notice_ = texts::kNothingToAsk.english;
    return;
  }
  const std::string name = capitalised(walk_->names().name(actor));
  question_.ask(words.empty() ? say(texts::kAsked, name, short_call_text(*call)).words() : words,
                actor, shown_turn_, offer);
  until_now_ = Timeline();
  if (!walk_->at_end()) {
    const Timeline& whole = walk_->timeline();
    until_now_.append(whole.events().first(whole.end_of_turn(walk_->turn())));
  }
  // What was selected may say more than the present.
  selection_.clear();
}

bool App::question_takes(const Request& request, double now) {
  if (!question_.is_shown()) return false;
  const bool steps = request.command == Command::step || request.command == Command::beat;
  switch (question_.stage()) {
    case ClassQuestion::Stage::open:
      if (steps) {
        question_.await();
        step(now);
        return true;
      }
      break;
    case ClassQuestion::Stage::answered:
      if (steps) {
        question_.close();
        return true;
      }
      break;
    case ClassQuestion::Stage::awaited:
    case ClassQuestion::Stage::closed: break;
  }
  if (request.command == Command::dismiss && !typing() && !help_.is_open()) {
    question_.close();
    return true;
  }
  if (moves_on(request.command)) question_.close();
  return false;
}

void App::settle_question() {
  if (question_.stage() != ClassQuestion::Stage::awaited || walk_->busy() || !reveal_.settled()) return;
  if (shown_turn_ != question_.turn() + 1) {
    // The turn could not be given.
    if (shown_turn_ != question_.turn() || walk_->next_actor() == kNoActor) question_.close();
    return;
  }
  const Turn& turn = walk_->timeline().turns()[shown_turn_];
  const Actor* mover = shown_.actor(question_.actor());
  if (mover == nullptr || mover->call.seq < turn.first) return question_.close();
  const bool returned = mover->last_exit.kind == EventKind::exit && mover->last_exit.seq >= turn.first;
  const Answer real = answer_of(returned ? &mover->last_exit : nullptr);
  const std::string came = say(texts::kCameBack, capitalised(mover->name), short_call_text(mover->call),
                               in_words(real).words())
                               .words();
  question_.settle(real, came);
}

ShownWalk App::shown_walk() const {
  if (!question_.is_open()) return ShownWalk(*walk_);
  const Timeline& now = walk_->at_end() ? walk_->timeline() : until_now_;
  return ShownWalk(*walk_, {now, question_.actor()});
}

std::string App::foretold(const Event* next) const {
  if (question_.is_open()) return words(texts::kForetold);
  return next == nullptr ? std::string{} : foretell(shown_, *next).words();
}

}  // namespace sockwalk
