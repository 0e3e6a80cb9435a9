#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "crowd_name.h"
#include "event/constant_names.h"
#include "event/event_names.h"
#include "event/event_text.h"
#include "model/call_family.h"
#include "model/explain.h"
#include "stage_plan.h"
#include "text/presenter_text.h"
#include "text/stage_text.h"

namespace sockwalk {
namespace {

namespace texts = stage_text;

std::string number(std::int64_t value) {
  return value < 0 ? fmt::format("−{}", -value) : fmt::format("{}", value);
}

StageBar::Kind bar_kind(const StagePlan& plan, ActorId actor) {
  if (plan.model.actors[actor].state == ActorState::gone) return StageBar::Kind::gone;
  if (plan.asleep(actor) || plan.model.actors[actor].joining) return StageBar::Kind::asleep;
  if (!plan.input.settled && actor == plan.input.mover) return StageBar::Kind::calling;
  if (actor == plan.input.next) return StageBar::Kind::next;
  const bool can = std::ranges::find(plan.input.can_move, actor) != plan.input.can_move.end();
  return can ? StageBar::Kind::can_move : StageBar::Kind::waits;
}

/// How many turns have begun since it fell asleep.
std::uint64_t turns_asleep(const StagePlan& plan, const Actor& actor) {
  const Timeline* timeline = plan.input.timeline;
  const std::uint64_t since = actor.joining ? actor.last_exit.seq : actor.call.seq;
  if (timeline == nullptr || since == 0 || since > timeline->last_seq()) return 0;
  const std::uint64_t turn = timeline->turn_of(since);
  return plan.model.turn > turn ? plan.model.turn - turn : 0;
}

std::vector<std::string> bar_forms(const StagePlan& plan, ActorId actor, StageBar::Kind kind) {
  const int key = actor + 1;
  switch (kind) {
    case StageBar::Kind::next:
      return {say(texts::kTakesThisTurn, key).words(), say(texts::kTakesThisTurnShort, key).words(),
              say(texts::kGiveTurnKey, key).words()};
    case StageBar::Kind::can_move:
      return {say(texts::kGiveTurn, key).words(), say(texts::kGiveTurnShort, key).words(),
              say(texts::kGiveTurnKey, key).words()};
    case StageBar::Kind::asleep: {
      const Actor& subject = plan.model.actors[actor];
      const std::string call =
          subject.joining ? words(texts::kJoin) : std::string(row_of(subject.call.call).name);
      const std::uint64_t turns = turns_asleep(plan, subject);
      std::vector<std::string> forms{say(texts::kAsleepIn, call).words(), words(texts::kAsleep)};
      if (turns > 0) {
        const Text& longest = turns == 1 ? texts::kAsleepOneTurn : texts::kAsleepTurns;
        forms.insert(forms.begin(), {say(longest, call, turns).words(),
                                     say(texts::kAsleepTurnsShort, turns).words()});
      }
      return forms;
    }
    case StageBar::Kind::calling: return {words(texts::kCalling), words(texts::kCallingShort)};
    case StageBar::Kind::gone: return {words(texts::kExited)};
    case StageBar::Kind::waits: break;
  }
  return {words(texts::kWaits)};
}

std::string first_that_fits(const StagePiece& piece, StageFont font,
                            const std::vector<std::string>& forms, float width) {
  for (const std::string& form : forms) {
    if (piece.measure(font, form) <= width) return form;
  }
  return shortened(piece.metrics(), font, forms.back(), width);
}

/// What "needs()" says behind the colon: the actor's bar says what stands before it.
std::string needed(const Sentence& sentence) {
  const std::string all = sentence.words();
  const std::size_t colon = all.find(": ");
  return colon == std::string::npos ? all : all.substr(colon + 2);
}

void add_handles(StagePiece& piece, const Model& model) {
  const std::vector<Slot>& slots = model.handles.slots;
  if (slots.size() < 2) return;  // a place for handles is none
  std::vector<std::string> handles;
  std::vector<std::string> sums;
  std::int32_t only = -1;
  for (std::size_t i = 1; i < slots.size() && i <= kMostNumbers; ++i) {
    handles.push_back(number(slots[i].fd));
    if (slots[i].fd < 0) continue;
    only = slots[i].fd;
    sums.push_back(fmt::format("{}: {}", slots[i].fd, number(slots[i].result)));
  }
  if (slots.size() > kMostNumbers + 1) handles.emplace_back("…");
  const std::string list = fmt::format("{}", fmt::join(handles, ", "));
  const std::string all = say(texts::kHandles, list).words();
  const std::string master = say(texts::kMaster, number(slots[0].fd)).words();
  constexpr std::size_t kMostListed = 8;
  // Of many, one line says enough: the table has them all.
  if (piece.density().tight || slots.size() > kMostListed + 1) {
    const std::string short_sums = fmt::format("{}", fmt::join(sums, " · "));
    const std::string all_sums = say(texts::kSums, short_sums).words();
    if (sums.empty()) return piece.line(StageFont::small, StageInk::normal, {all, list}, {}, 1);
    return piece.line(StageFont::small, StageInk::normal, {all_sums, short_sums}, {}, 1);
  }
  piece.line(StageFont::small, StageInk::normal,
             {master + " · " + all, all, say(texts::kHandlesShort, list).words()});
  if (sums.size() == 1) {
    const std::string sum = sums[0].substr(sums[0].find(": ") + 2);
    piece.line(StageFont::small, StageInk::normal, {say(texts::kSum, only, sum).words()});
  } else if (!sums.empty()) {
    piece.line(StageFont::small, StageInk::normal,
               {say(texts::kSums, fmt::format("{}", fmt::join(sums, " · "))).words()});
  }
}

/// The call of an actor that failed last: it stays until the actor has made another one.
bool add_failure(StagePiece& piece, const Actor& actor) {
  const Event& last = actor.last_exit;
  if (last.kind != EventKind::exit || !last.failed() || last.expected) return false;
  const std::string error = errno_name(last.error);
  piece.outcome(outcome_of(actor.call, last),
                {say(texts::kMessageFailed, row_of(last.call).name, error).words(), error});
  return true;
}

/// The last message of a client.
void add_message(StagePiece& piece, const StagePlan& plan, SocketIndex socket) {
  const Timeline* timeline = plan.input.timeline;
  if (timeline == nullptr || socket == kNoSocket) return;
  const std::uint64_t seq = plan.model.sockets[socket].last_message;
  if (seq == 0 || seq > timeline->last_seq()) return;
  const Event& exit = timeline->event(seq);
  if (exit.failed() || exit.enter == 0 || exit.enter > timeline->last_seq()) return;
  const Event& enter = timeline->event(exit.enter);
  std::string text;
  if (family_of(exit.call) == Syscall::write) {
    const EventParts& parts = parts_of(enter);
    text = say(texts::kSent, data_text(parts.data, parts.data_bytes)).words();
  } else if (exit.ret == 0 && !plan.model.sockets[socket].is_datagram()) {
    text = words(texts::kReceivedEnd);
  } else {
    text = say(texts::kReceived, short_result_text(exit, enter)).words();
  }
  piece.line(StageFont::small, StageInk::normal, {text});
}

/// Which process an actor plays; a thread that shares a table plays none of its own.
std::vector<std::string> plays_forms(const StagePlan& plan, ActorId actor) {
  const ActorId owner = plan.table_owner(actor);
  const char process = static_cast<char>('A' + std::min<int>(owner, 25));
  if (owner != actor) {
    return {say(texts::kThreadOf, process).words(), words(texts::kThread)};
  }
  return {say(texts::kPlays, process).words(), say(texts::kProcess, process).words()};
}

void add_head(StagePiece& piece, const StagePlan& plan, ActorId actor) {
  const float scale = plan.density.scale;
  const float pad = plan.density.pad;
  const bool two_lines = plan.density.two_line_head;
  const float title = plan.metrics.height_of(StageFont::name);
  const float small = plan.metrics.height_of(StageFont::small);
  const float disc = std::round((two_lines ? 24 : 20) * scale);
  const float height = std::max(disc, two_lines ? title + small : title);
  const float y = piece.y();
  const std::string name = actor_title(plan.model, actor);
  const std::vector<std::string> plays = plays_forms(plan, actor);
  const float x = pad + disc + (plan.density.tight && !plan.density.presenter ? 5 : 8) * scale;
  const float room = piece.width() - pad - x;
  const float disc_top = y + (height - disc) / 2;
  piece.shapes().discs.push_back({{pad, disc_top, pad + disc, disc_top + disc},
                                  actor,
                                  actor_letter(plan.model.actors[actor].name),
                                  0});
  // The letter tells them apart where there is too little room for the name: "Handler".
  std::string shown = name;
  // As wide as the widest of its kind: "Handler 1" is no larger than "Handler 2".
  std::string widest = name;
  std::ranges::replace_if(widest, [](char letter) { return letter >= '0' && letter <= '9'; }, '0');
  StageFont font = piece.measure(StageFont::name, widest) <= room ? StageFont::name : StageFont::title;
  const std::size_t space = name.rfind(' ');
  if (piece.measure(font, widest) > room && space != std::string::npos) {
    shown = is_crowd(name) ? numbers_of_crowd(name) : name.substr(0, space);
    const bool large = plan.density.presenter || piece.measure(StageFont::name, shown) <= room;
    font = large ? StageFont::name : StageFont::title;
  }
  shown = shortened(plan.metrics, font, shown, room);
  if (two_lines) {
    const float lower = title - plan.metrics.height_of(font);
    piece.put(font, StageInk::bright, x, y + (height - title - small) / 2 + lower, shown);
    piece.put(StageFont::small, StageInk::dim, x, y + (height - title - small) / 2 + title,
              first_that_fits(piece, StageFont::small, plays, room));
  } else {
    piece.put(font, StageInk::bright, x, y + (height - plan.metrics.height_of(font)) / 2, shown);
    const float used = piece.measure(font, shown) + 10 * scale;
    const bool fits = used + piece.measure(StageFont::small, plays.front()) <= room;
    if (fits && !plan.density.presenter) {
      piece.put(StageFont::small, StageInk::dim, x + used, y + (height - small) / 2 + scale,
                plays.front());
    }
  }
  piece.skip(height + 2 * scale);
}

void add_call(StagePiece& piece, const StagePlan& plan, ActorId actor, StageBar::Kind kind) {
  const Event* call = kind == StageBar::Kind::gone ? nullptr : plan.next_call(actor);
  const bool inside = plan.model.actors[actor].state == ActorState::in_call;
  if (inside) call = &plan.model.actors[actor].call;
  if (call == nullptr || call->call == Syscall::none) {
    piece.skip(plan.density.line_gap + plan.metrics.height_of(StageFont::mono));
    return;
  }
  std::vector<std::string> forms;
  for (const std::string& form : stage_call_forms(*call)) {
    forms.push_back(say(inside ? texts::kInCall : texts::kNextCall, form).words());
  }
  forms.push_back(short_call_text(*call));
  forms = {first_that_fits(piece, StageFont::mono, forms, piece.inner())};
  const StageInk ink = kind == StageBar::Kind::next ? StageInk::accent
                       : inside                     ? StageInk::normal
                                                    : StageInk::bright;
  piece.line(StageFont::mono, ink, forms, {}, 1);
}

float bar_height(const StagePlan& plan) {
  return plan.metrics.height_of(StageFont::small) + (plan.density.tight ? 2 : 5) * plan.density.scale;
}

/// What presenter mode says of an actor below its name: its call, or why it makes none.
void add_large_bar(StagePiece& piece, const StagePlan& plan, ActorId actor, StageBar::Kind kind,
                   const StageRect& rect) {
  const Actor& subject = plan.model.actors[actor];
  const Event* call =
      subject.state == ActorState::in_call ? &subject.call : plan.next_call(actor);
  // Its next call is known already, but this one is not over on the screen.
  const bool calling = kind == StageBar::Kind::calling && plan.input.enter != nullptr;
  if (calling) call = plan.input.enter;
  StageFont font = StageFont::mono;
  std::vector<std::string> forms;
  if (kind == StageBar::Kind::asleep || kind == StageBar::Kind::gone) {
    font = StageFont::small;
    forms = bar_forms(plan, actor, kind);
  } else if (call != nullptr && call->call != Syscall::none) {
    forms = {say(texts::kNextCall, short_call_text(*call)).words(), short_call_text(*call),
             say(presenter_text::kOtherArguments, row_of(call->call).name).words()};
    if (calling || subject.state == ActorState::in_call) forms.erase(forms.begin());
  }
  const float inset = 5 * plan.density.scale;
  std::string text;
  if (!forms.empty()) text = first_that_fits(piece, font, forms, rect.width() - 2 * inset);
  piece.shapes().bars.push_back({kind, rect, actor, text});
  if (text.empty()) return;
  const float y = std::round((rect.top + rect.bottom - plan.metrics.height_of(font)) / 2);
  piece.put(font, kind == StageBar::Kind::next ? StageInk::on_accent : StageInk::bright,
            rect.left + inset, y, text);
}

StageLayout large_actor_piece(const StagePlan& plan, ActorId actor, float width, float height) {
  StagePiece piece(plan.metrics, plan.density, width);
  add_head(piece, plan, actor);
  const float scale = plan.density.scale;
  const float side = plan.density.pad * 0.6F;
  const float top = piece.y() + 2 * scale;
  const float bar = plan.metrics.height_of(StageFont::mono) + (plan.density.tight ? 2 : 5) * scale;
  add_large_bar(piece, plan, actor, bar_kind(plan, actor), {side, top, width - side, top + bar});
  StageBox box;
  box.kind = StageBox::Kind::actor;
  box.actor = actor;
  StageLayout done = piece.finish(box);
  done.boxes[0].rect.bottom = std::max(height, top + bar + side);
  return done;
}

/// The button that asks an actor for more stands where no word of its bar gives way to it; elsewhere a
/// right click and a key do the same. What the bar says now does not matter: buttons do not come and go.
bool leaves_room(const StagePiece& piece, const StagePlan& plan, ActorId actor, float bar, float button) {
  const std::vector<std::string> forms = bar_forms(plan, actor, StageBar::Kind::can_move);
  const auto words_in = [&](float width) {
    return first_that_fits(piece, StageFont::small, forms, width - 8 * plan.density.scale);
  };
  return words_in(bar) == words_in(bar - button - 4 * plan.density.scale);
}

StageLayout actor_piece(const StagePlan& plan, ActorId actor, float width, SocketIndex socket,
                        float height) {
  if (plan.density.presenter) return large_actor_piece(plan, actor, width, height);
  const Actor& subject = plan.model.actors[actor];
  StagePiece piece(plan.metrics, plan.density, width);
  const StageBar::Kind kind = bar_kind(plan, actor);
  add_head(piece, plan, actor);
  // Where lines are scarce, what a sleeper needs says more than the call that its bar names.
  if (kind != StageBar::Kind::asleep || !plan.density.tight) add_call(piece, plan, actor, kind);
  if (kind == StageBar::Kind::asleep) {
    const std::string need = subject.joining ? words(texts::kNeedsThreadEnd)
                                             : needed(needs(plan.model, subject.call));
    piece.line(StageFont::small, StageInk::normal, {need}, {},
               plan.density.two_line_head ? 3 : 2);
  } else {
    const bool gone = kind == StageBar::Kind::gone;
    const bool failed = !gone && add_failure(piece, subject);
    const bool room = !failed || plan.density.two_line_head;
    if (!gone && room && actor == plan.model.handles.actor) add_handles(piece, plan.model);
    if (!failed && actor != kServer) add_message(piece, plan, socket);
  }
  const float bar = bar_height(plan);
  const float least = piece.y() + (plan.density.tight ? 3 : 5) * plan.density.scale + bar + plan.density.pad;
  const float bottom = std::max(height, least) - plan.density.pad * 0.8F;
  StageRect rect{plan.density.pad, bottom - bar, width - plan.density.pad, bottom};
  const float button = std::round(bar * 1.3F);
  if (kind != StageBar::Kind::gone && leaves_room(piece, plan, actor, rect.width(), button)) {
    piece.shapes().controls.push_back({StageControl::Kind::ask,
                                       {rect.right - button, rect.top, rect.right, rect.bottom},
                                       actor,
                                       words(texts::kAsk)});
    rect.right -= button + 4 * plan.density.scale;
  }
  const float room = rect.width() - 8 * plan.density.scale;
  const std::string text =
      first_that_fits(piece, StageFont::small, bar_forms(plan, actor, kind), room);
  piece.shapes().bars.push_back({kind, rect, actor, text});
  const float text_x = std::round((rect.left + rect.right - piece.measure(StageFont::small, text)) / 2);
  piece.put(StageFont::small, kind == StageBar::Kind::next ? StageInk::accent : StageInk::normal,
            text_x, rect.top + (bar - plan.metrics.height_of(StageFont::small)) / 2, text);
  StageBox box;
  box.kind = StageBox::Kind::actor;
  box.actor = actor;
  StageLayout done = piece.finish(box, std::max(height, least));
  done.boxes[0].rect.bottom = std::max(height, least);
  return done;
}

}  // namespace

float actors_height(const StagePlan& plan) {
  const StageMetrics& metrics = plan.metrics;
  const StageDensity& density = plan.density;
  const float small = metrics.height_of(StageFont::small);
  const float head = density.two_line_head
                         ? std::max(metrics.height_of(StageFont::name) + small, 24 * density.scale)
                         : std::max(metrics.height_of(StageFont::name), 20 * density.scale);
  const float lines = density.two_line_head ? 2.0F : 1.0F;
  float height = density.presenter ? 0.0F
                                   : density.pad * 1.8F + head + 7 * density.scale + density.line_gap +
                 metrics.height_of(StageFont::mono) + lines * (small + density.line_gap) +
                 bar_height(plan);
  for (const StageStand& stand : stands_of(plan)) {
    const StageLayout piece =
        actor_piece(plan, stand.actor, stand.right - stand.left, stand.socket, 0.0F);
    height = std::max(height, piece.boxes[0].rect.height());
  }
  return std::ceil(height);
}

void lay_actors(StageLayout& out, const StagePlan& plan, float top, float height) {
  for (const StageStand& stand : stands_of(plan)) {
    append(out, actor_piece(plan, stand.actor, stand.right - stand.left, stand.socket, height),
           stand.left, top);
  }
}

}  // namespace sockwalk
