#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cmath>

#include "event/constant_names.h"
#include "event/event_text.h"
#include "stage_plan.h"
#include "text/presenter_text.h"
#include "text/stage_text.h"

namespace sockwalk {
namespace {

namespace texts = stage_text;

/// The shown form of a call's pill, and how wide it is.
StageToken token_of(const StagePlan& plan, ActorId actor, const std::string& text, StageFont font,
                    float height) {
  const float scale = plan.density.scale;
  StageToken token;
  token.actor = actor;
  token.text = text;
  // As pill_width() has it: the sleepers' pills alone have no mark before their words.
  const float mark = font == StageFont::small ? 12 * scale : 0.96F * plan.metrics.height_of(font);
  token.rect = {0, 0, std::ceil(plan.metrics.width(font, text) + 22 * scale + mark), height};
  return token;
}

struct Stretch {
  float left = 0.0F;
  float right = 0.0F;
};

/// The widest place beside an actor's wires in the lane below the interface.
Stretch place_beside_wires(const StageLayout& out, const StagePlan& plan, const StageStand& stand) {
  const float clear = 7 * plan.density.scale;
  Stretch all{stand.left, stand.right};
  if (stand.actor == kServer) {
    const std::string name = words(band_text(plan, texts::kKernel));
    all.left = plan.density.margin + plan.metrics.width(band_font(plan), name) + 10 * plan.density.scale;
  }
  const ActorId owner = plan.table_owner(stand.actor);
  std::vector<float> wires;
  for (const StageJack& jack : out.jacks) {
    const float x = jack.centre.x;
    if (jack.actor == owner && x + clear > all.left && x - clear < all.right) wires.push_back(x);
  }
  std::ranges::sort(wires);
  Stretch widest;
  float left = all.left;
  for (std::size_t i = 0; i <= wires.size(); ++i) {
    const float right = i < wires.size() ? wires[i] - clear : all.right;
    // Right of all wires only what has to be there: what sleeps stands before what it waits for.
    const bool behind = i == wires.size() && i > 0;
    const float better = behind ? 2.0F : 1.0F;
    if (right - left > (widest.right - widest.left) * better) widest = {left, right};
    if (i < wires.size()) left = wires[i] + clear;
  }
  return widest;
}

void lay_asleep(StageLayout& out, const StagePlan& plan, const std::vector<StageStand>& stands) {
  const float scale = plan.density.scale;
  const bool low = plan.density.tight || plan.density.presenter;
  const float height = plan.metrics.height_of(StageFont::small) + (low ? 1 : 4) * scale;
  for (const StageStand& stand : stands) {
    if (!plan.asleep(stand.actor)) continue;
    const auto [left, right] = place_beside_wires(out, plan, stand);
    const std::string_view call = row_of(plan.model.actors[stand.actor].call.call).name;
    for (const std::string& form :
         {say(texts::kAsleepIn, call).words(), words(texts::kAsleep), std::string{}}) {
      StageToken token = token_of(plan, stand.actor, form, StageFont::small, height);
      token.rect.right -= 8 * scale;
      if (token.rect.width() > right - left) continue;
      token.rect = token.rect.moved(right - token.rect.width(), plan.kernel_top + 2 * scale);
      out.asleep.push_back(std::move(token));
      break;
    }
  }
}

/// The first form of a pill that takes no more than `room`.
std::optional<StageToken> fitting(const StagePlan& plan, ActorId actor,
                                  const std::vector<std::string>& forms, StageFont font,
                                  float room, float height) {
  for (const std::string& form : forms) {
    StageToken token = token_of(plan, actor, form, font, height);
    if (token.rect.width() <= room) return token;
  }
  return std::nullopt;
}

/// What came back, when it is to be shown at rest: it stays until the next step.
std::vector<std::string> result_forms(const StagePlan& plan) {
  const StageInput& input = plan.input;
  if (input.enter == nullptr || input.exit == nullptr || !input.settled) return {};
  std::vector<std::string> forms = stage_result_forms(*input.enter, *input.exit);
  if (plan.density.presenter && !forms.empty()) {
    // Without a next call beside it, the call itself has room.
    const std::string call = short_call_text(*input.enter);
    forms.insert(forms.begin(), say(presenter_text::kCallResult, call, forms.front()).words());
  }
  return forms;
}

/// The forms in which the next call may be written below its actor. Where the result of the call
/// before is shown beside it, the longest with which that can be read in full.
std::vector<std::string> next_forms(const StagePlan& plan, const StageStand& stand,
                                    const Event& call) {
  std::vector<std::string> forms = stage_call_forms(call);
  const std::vector<std::string> results = result_forms(plan);
  if (stand.actor != plan.input.mover || results.empty()) return forms;
  const float gap = 8 * plan.density.scale;
  const float result = token_of(plan, stand.actor, results.front(), StageFont::result, 0).rect.width();
  const float room = stand.right - stand.left - result - gap;
  while (forms.size() > 1 &&
         token_of(plan, stand.actor, forms.front(), StageFont::mono, 0).rect.width() > room) {
    forms.erase(forms.begin());
  }
  // The whole call stands in the actor's box above.
  const std::string name = say(presenter_text::kOtherArguments, row_of(call.call).name).words();
  const auto fits = [&](const std::string& form) {
    return token_of(plan, stand.actor, form, StageFont::mono, 0).rect.width() <= room;
  };
  if (!fits(forms.front()) && fits(name)) forms = {name};
  return forms;
}

void lay_next(StageLayout& out, const StagePlan& plan, const StageStand& stand, float top,
              float height) {
  const Event* call = plan.next_call(stand.actor);
  if (call == nullptr) return;
  const float margin = plan.density.margin;
  const float room = out.width - 2 * margin;
  const std::vector<std::string> forms = next_forms(plan, stand, *call);
  std::optional<StageToken> token =
      fitting(plan, stand.actor, forms, StageFont::mono,
              std::max(stand.right - stand.left, room * 0.5F), height);
  if (!token) {
    const std::string cut =
        shortened(plan.metrics, StageFont::mono, forms.back(),
                  room - 22 * plan.density.scale - plan.metrics.height_of(StageFont::mono));
    token = token_of(plan, stand.actor, cut, StageFont::mono, height);
  }
  const float width = token->rect.width();
  const bool shares = stand.actor == plan.input.mover && !result_forms(plan).empty();
  const float indent = shares ? 0.0F
                              : std::min(20 * plan.density.scale,
                                         (stand.right - stand.left - width) / 2);
  const float left = std::clamp(stand.left + indent, margin, out.width - margin - width);
  token->rect = token->rect.moved(std::round(left), top);
  out.next_call = std::move(token);
}

/// In what room the next call leaves.
void lay_result(StageLayout& out, const StagePlan& plan, const StageStand& stand, float top,
                float height) {
  const std::vector<std::string> forms = result_forms(plan);
  float left = stand.left;
  float right = stand.right;
  if (out.next_call) {
    const StageRect& next = out.next_call->rect;
    const float gap = 8 * plan.density.scale;
    if (next.left <= left) left = std::max(left, next.right + gap);
    else right = std::min(right, next.left - gap);
  }
  std::optional<StageToken> token =
      fitting(plan, stand.actor, forms, StageFont::result, right - left, height);
  if (!token && plan.density.presenter) {
    // Nothing else is in this lane.
    const float margin = plan.density.margin;
    token = fitting(plan, stand.actor, forms, StageFont::result, out.width - 2 * margin, height);
    if (token) left = std::min(stand.left, out.width - margin - token->rect.width());
    right = left;
  }
  if (!token) return;
  const float spare = std::max(0.0F, right - left - token->rect.width());
  const float indent = left > stand.left ? 0.0F : std::min(20 * plan.density.scale, spare / 2);
  token->rect = token->rect.moved(std::round(left + indent), top);
  out.result = StageResult{std::move(*token), outcome_of(*plan.input.enter, *plan.input.exit)};
}

}  // namespace

std::vector<std::string> stage_call_forms(const Event& enter) {
  switch (enter.call) {
    case Syscall::socket:
    case Syscall::accept:
    case Syscall::listen:
    case Syscall::close:
      return {call_text(enter), short_call_text(enter)};
    default:
      return {short_call_text(enter)};
  }
}

StageOutcome outcome_of(const Event& enter, const Event& exit) {
  if (exit.error == 0) {
    const bool end = exit.call == Syscall::read && exit.ret == 0 && enter.args[1] != 0;
    return end ? StageOutcome::end_of_file : StageOutcome::succeeded;
  }
  if (exit.expected) return StageOutcome::expected;
  switch (exit.error) {
    case ECONNREFUSED: return StageOutcome::refused;
    case ECONNRESET: return StageOutcome::reset;
    case EPIPE: return StageOutcome::broken_pipe;
    default: break;
  }
  return StageOutcome::failed;
}

std::vector<std::string> stage_result_forms(const Event& enter, const Event& exit) {
  if (exit.expected && exit.call == Syscall::unlink) {
    return {words(texts::kNothingToRemove), words(texts::kFine)};
  }
  if (exit.expected) return {say(texts::kExpected, errno_name(exit.error)).words(), errno_name(exit.error)};
  if (exit.error == EPIPE) {
    return {words(texts::kBrokenPipe), say(texts::kFailedWith, errno_name(exit.error)).words(),
            errno_name(exit.error)};
  }
  if (exit.error != 0) return {say(texts::kFailedWith, errno_name(exit.error)).words(), errno_name(exit.error)};
  const std::string value = say(texts::kOutcomeValue, exit.ret).words();
  if (outcome_of(enter, exit) == StageOutcome::end_of_file) return {words(texts::kOutcomeEnd), value};
  if (exit.call != Syscall::read) return {value};
  return {say(texts::kOutcomeRead, exit.ret, short_result_text(exit, enter)).words(), value};
}

void lay_tokens(StageLayout& out, const StagePlan& plan, float token_top, float token_height) {
  const std::vector<StageStand> stands = stands_of(plan);
  lay_asleep(out, plan, stands);
  for (const StageStand& stand : stands) {
    // Presenter mode says it within the actor's box.
    const bool pill = stand.actor == plan.input.next && !plan.density.presenter;
    if (pill) lay_next(out, plan, stand, token_top, token_height);
  }
  for (const StageStand& stand : stands) {
    if (stand.actor == plan.input.mover) lay_result(out, plan, stand, token_top, token_height);
  }
}

}  // namespace sockwalk
