#include <utility>

#include "app.h"
#include "run/free_play.h"

namespace sockwalk {

/// What is being revealed is shown first: what can be asked for follows from it.
void App::open_prompt(std::string words) {
  playing_ = false;
  reveal_.complete();
  refresh();
  play_prompt_.open(*walk_, std::move(words));
}

/// Whoever is named, else selected, else next; all of them where that is nobody.
void App::ask(const Request& request) {
  if (!request.text.empty()) return open_prompt(request.text);
  const Target& selected = selection_.selected();
  ActorId actor = request.actor;
  if (actor == kNoActor && selected.kind == Target::Kind::actor) actor = selected.actor;
  if (actor == kNoActor) actor = walk_->next_actor();
  if (actor >= walk_->names().size()) return open_prompt({});
  open_prompt(std::string(walk_->names().name(actor)) + ": ");
}

void App::play(const std::string& words) {
  playing_ = false;
  reveal_.complete();
  refresh();
  const auto request = read_play(*walk_, words);
  if (!request.ok()) {
    notice_ = request.error().sentence;
    return;
  }
  notice_.clear();
  walk_->give_turn(*request);
}

}  // namespace sockwalk
