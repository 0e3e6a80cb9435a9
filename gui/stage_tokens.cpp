#include <algorithm>
#include <cmath>

#include "event/constant_names.h"
#include "event/event_names.h"
#include "event/event_text.h"
#include "label.h"
#include "model/call_family.h"
#include "model/explain.h"
#include "motion.h"
#include "phase_hue.h"
#include "shapes.h"
#include "stage_journey.h"
#include "stage_paint.h"
#include "text/stage_text.h"
#include "text/term_text.h"

namespace sockwalk {
namespace {

namespace texts = stage_text;

PillStyle calling(const StagePaint& paint) {
  const Palette& palette = paint.palette();
  PillStyle style{palette.accent_fill, palette.accent_line, palette.accent_text};
  style.thickness = std::max(1.0F, std::round(paint.look.px(2.0F)));
  style.padding = paint.look.px(11.0F);
  style.has_mark = true;
  style.mark = Mark::triangle_down;
  return style;
}

PillStyle returned(const StagePaint& paint, StageOutcome outcome) {
  const Palette& palette = paint.palette();
  PillStyle style{palette.raised, palette.raised_border, palette.text};
  style.thickness = std::max(1.0F, std::round(paint.look.px(1.0F)));
  style.padding = paint.look.px(11.0F);
  style.has_mark = true;
  style.mark = mark_of(outcome);
  if (is_failure(outcome)) {
    style.fill = palette.failed_fill;
    style.border = style.text = palette.failed;
  }
  return style;
}

/// A pill in the middle of `rect`, which was measured for it.
void paint_pill(const StagePaint& paint, const StageRect& rect, PillStyle style, ImFont* font,
                std::string_view text) {
  const float width = pill_width(style, font, text);
  // The layout leaves a little more room than the pill needs.
  style.padding += std::max(0.0F, (rect.width() - width) / 2);
  draw_pill(paint.list, paint.min(rect), rect.height(), style, font, text);
}

/// A pill around a point of a way, kept on the stage. Returns where it is.
StageRect paint_travelling(const StagePaint& paint, StagePoint point, const PillStyle& style,
                      ImFont* font, std::string_view text, float height) {
  const float width = pill_width(style, font, text);
  const float left =
      std::clamp(point.x - width / 2, 2.0F, std::max(2.0F, paint.layout.width - width - 2.0F));
  const float top = std::clamp(point.y - height / 2, 0.0F, paint.layout.height - height);
  draw_pill(paint.list, paint.at({std::round(left), std::round(top)}), height, style, font, text);
  return {left, top, left + width, top + height};
}

/// Adds what is there to what is on its way, if that is of interest: the mouse is on it. `tip` composes what there is
/// to say about it.
template <class Tip>
void add(const StagePaint& paint, std::vector<StageTravelling>& all, const StageRect& rect, Tip tip) {
  if (ImGui::IsMouseHoveringRect(paint.min(rect), paint.max(rect))) all.push_back({rect, tip()});
}

void add_call(const StagePaint& paint, std::vector<StageTravelling>& all, const StageRect& rect, const Text& meaning,
              Syscall call) {
  add(paint, all, rect, [&] { return say(meaning, manual_page(call)).words(); });
}

/// What sleeps: neutral and hatched, as everywhere.
void paint_asleep(const StagePaint& paint, const StageToken& token, StageRect rect) {
  const Palette& palette = paint.palette();
  const float line = std::max(1.0F, std::round(paint.look.px(1.0F)));
  draw_box(paint.list, paint.min(rect), paint.max(rect), rect.height() / 2, palette.chip, 0);
  const float in = rect.height() / 3;
  draw_hatch(paint.list, paint.min({rect.left + in, rect.top, rect.right - in, rect.bottom}),
             paint.max({rect.left + in, rect.top, rect.right - in, rect.bottom}),
             paint.look.px(7.0F), paint.look.px(2.0F), palette.hatch);
  // The hatch must not run through the letters.
  const float half = text_width(paint.scene.fonts.small, token.text) / 2 + paint.look.px(4.0F);
  const float middle = rect.centre().x;
  draw_box(paint.list, paint.min({middle - half, rect.top, 0, 0}), paint.max({0, 0, middle + half, rect.bottom}), 0,
           palette.chip, 0);
  draw_box(paint.list, paint.min(rect), paint.max(rect), rect.height() / 2, 0, palette.chip_border,
           line);
  draw_text_centred(paint.list, paint.scene.fonts.small, paint.at(rect.centre()), palette.text,
                    token.text);
}

float token_height(const StagePaint& paint) {
  return std::round(text_height(paint.scene.fonts.result) + paint.look.px(8.0F));
}

/// A call's pill stands above what it is about.
StagePoint lifted(StagePoint point, float height) { return {point.x, point.y - height * 0.5F}; }

/// What a call has made, once it is there.
StageMade made_by(const Model& model, const Event& exit) {
  const auto opened = parts_of(exit).opened;
  if (opened.empty()) return {};
  return {model.socket_of(exit.actor, opened[0].fd), opened[0].fd};
}

/// The mover's call on its way down, at the object, and back.
void paint_call(const StagePaint& paint, const StageLayout& before, std::vector<StageTravelling>& all) {
  const Scene& scene = paint.scene;
  if (scene.enter == nullptr) return;
  const StageWay down = way_of_call(before, *scene.enter);
  if (down.points.empty()) return;
  const float height = token_height(paint);
  const std::string call = stage_call_forms(*scene.enter).front();
  const float progress = scene.reveal.progress;
  if (scene.reveal.beat != Beat::result) {
    const StagePoint point = scene.reveal.beat == Beat::call ? down.at(progress) : down.points.back();
    const StageRect rect =
        paint_travelling(paint, lifted(point, height), calling(paint), scene.fonts.mono, call, height);
    add_call(paint, all, rect, term_text::kCallPassing, scene.enter->call);
    return;
  }
  if (scene.exit == nullptr) {
    // It stays down there, asleep.
    for (const StageToken& token : paint.layout.asleep) {
      if (token.actor == scene.mover) paint_asleep(paint, token, token.rect);
    }
    return;
  }
  const StageWay up = way_of_call(paint.layout, *scene.enter, made_by(scene.model, *scene.exit));
  const StageWay& way = up.points.empty() ? down : up;
  const StageRect rect = paint_travelling(paint, lifted(way.at(1.0F - progress), height),
                                          returned(paint, outcome_of(*scene.enter, *scene.exit)), scene.fonts.result,
                                          stage_result_forms(*scene.enter, *scene.exit).front(), height);
  add_call(paint, all, rect, term_text::kResult, scene.enter->call);
}

/// Where it is drawn.
StageRect paint_moving_chip(const StagePaint& paint, const StageChip& chip, StagePoint centre) {
  const Palette& palette = paint.palette();
  const StageRect rect{centre.x - chip.rect.width() / 2, centre.y - chip.rect.height() / 2,
                       centre.x + chip.rect.width() / 2, centre.y + chip.rect.height() / 2};
  draw_box(paint.list, paint.min(rect), paint.max(rect), paint.look.px(3.0F), palette.token,
           palette.card_border, std::max(1.0F, std::round(paint.look.px(1.0F))));
  draw_text_centred(paint.list, paint.scene.fonts.bytes, paint.at(centre), palette.on_token, chip.text);
  return rect;
}

/// Bytes from the writer's socket into its peer's buffer.
void paint_bytes(const StagePaint& paint, std::vector<StageTravelling>& all) {
  const Scene& scene = paint.scene;
  const SocketIndex from = scene.model.socket_of(scene.mover, scene.enter->fd());
  if (from == kNoSocket) return;
  const Palette& palette = paint.palette();
  for (const StageChip& chip : paint.layout.chips) {
    if (chip.written_by != scene.enter->seq) continue;
    StageWay way = way_between(paint.layout, from, chip.socket);
    if (way.points.empty()) return;
    way.points.push_back(chip.rect.centre());
    const StagePoint centre = way.at(scene.reveal.progress);
    const StageRect rect = paint_moving_chip(paint, chip, centre);
    const std::string name = words(scene.mover == kServer ? texts::kReply : texts::kRequest);
    const PillStyle style{palette.raised, palette.raised_border, palette.text, 1.0F,
                          paint.look.px(6.0F)};
    const float height = text_height(scene.fonts.small) + paint.look.px(2.0F);
    const float width = pill_width(style, scene.fonts.small, name);
    const float top = rect.top - height - paint.look.px(3.0F);
    draw_pill(paint.list, paint.at({centre.x - width / 2, top}), height, style, scene.fonts.small, name);
    add(paint, all, rect, [] { return words(term_text::kBytesPassing); });
    add(paint, all, {centre.x - width / 2, top, centre.x + width / 2, top + height},
        [&] { return words(scene.mover == kServer ? term_text::kReply : term_text::kSrm); });
  }
}

/// The request for a connection, from the client's socket into the accept queue.
void paint_request(const StagePaint& paint, std::vector<StageTravelling>& all) {
  const Scene& scene = paint.scene;
  const SocketIndex from = scene.model.socket_of(scene.mover, scene.enter->fd());
  if (from == kNoSocket || scene.exit == nullptr || scene.exit->failed()) return;
  const StageWay way = way_between(paint.layout, from, scene.model.sockets[from].peer);
  if (way.points.empty()) return;
  const HueColours& hue = paint.palette().of(Hue::in_accept_queue);
  const std::string name = words(texts::kCir);
  PillStyle style{hue.fill, hue.line, hue.text, std::max(1.0F, paint.look.px(1.5F)),
                  paint.look.px(9.0F)};
  const float height = text_height(scene.fonts.small_bold) + paint.look.px(6.0F);
  const float width = pill_width(style, scene.fonts.small_bold, name);
  const StagePoint centre = way.at(scene.reveal.progress);
  const StageRect rect{centre.x - width / 2, centre.y - height / 2, centre.x + width / 2, centre.y + height / 2};
  draw_pill(paint.list, paint.min(rect), height, style, scene.fonts.small_bold, name);
  add(paint, all, rect, [] { return words(term_text::kCir); });
}

/// Bytes that a read takes out of a receive buffer go to the call, which then carries them up.
void paint_taken(const StagePaint& paint, const StageLayout& before, std::vector<StageTravelling>& all) {
  const Scene& scene = paint.scene;
  const SocketIndex socket = scene.before.socket_of(scene.mover, scene.enter->fd());
  const StageWay down = way_of_call(before, *scene.enter);
  if (socket == kNoSocket || down.points.empty()) return;
  const StagePoint call = lifted(down.points.back(), token_height(paint));
  for (const StageChip& chip : before.chips) {
    const bool stays = std::ranges::any_of(paint.layout.chips,
                                           [&](const StageChip& other) { return other.is_same(chip); });
    if (chip.socket != socket || stays) continue;
    const StageWay way{{chip.rect.centre(), call}};
    const StageRect rect = paint_moving_chip(paint, chip, way.at(scene.reveal.progress));
    add(paint, all, rect, [] { return words(term_text::kBytesTaken); });
  }
}

/// The calls of others that this turn has woken come back up.
void paint_woken(const StagePaint& paint, const StageLayout& before, std::vector<StageTravelling>& all) {
  const Scene& scene = paint.scene;
  for (const StageToken& token : before.asleep) {
    if (token.actor == scene.mover || token.actor >= scene.model.actors.size()) continue;
    const Actor& actor = scene.model.actors[token.actor];
    if (actor.state == ActorState::in_call || actor.last_exit.kind != EventKind::exit) continue;
    const StageWay way = way_of_call(paint.layout, actor.call, made_by(scene.model, actor.last_exit));
    if (way.points.empty()) continue;
    const StageRect rect = paint_travelling(
        paint, way.at(1.0F - scene.reveal.progress), returned(paint, outcome_of(actor.call, actor.last_exit)),
        scene.fonts.result, stage_result_forms(actor.call, actor.last_exit).front(), token_height(paint));
    add_call(paint, all, rect, term_text::kResult, actor.call.call);
  }
}

}  // namespace

std::vector<StageTravelling> paint_tokens(const StagePaint& paint, const StageLayout& before) {
  const Scene& scene = paint.scene;
  const bool parking = scene.reveal.beat == Beat::result && scene.exit == nullptr;
  for (const StageToken& token : paint.layout.asleep) {
    if (!(parking && token.actor == scene.mover)) paint.part(true, [&] { paint_asleep(paint, token, token.rect); });
  }
  if (paint.layout.next_call) {
    const StageToken& token = *paint.layout.next_call;
    paint.part(true, [&] { paint_pill(paint, token.rect, calling(paint), scene.fonts.mono, token.text); });
  }
  if (paint.layout.result) {
    const StageResult& result = *paint.layout.result;
    paint.part(true, [&] {
      paint_pill(paint, result.token.rect, returned(paint, result.outcome), scene.fonts.result, result.token.text);
    });
  }
  std::vector<StageTravelling> all;
  if (scene.reveal.beat == Beat::settled || scene.enter == nullptr) return all;
  paint.part(false, [&] {
    if (scene.reveal.beat == Beat::kernel) {
      if (family_of(scene.enter->call) == Syscall::write) paint_bytes(paint, all);
      if (scene.enter->call == Syscall::connect) paint_request(paint, all);
      if (family_of(scene.enter->call) == Syscall::read) paint_taken(paint, before, all);
    }
    if (scene.reveal.beat == Beat::wake) paint_woken(paint, before, all);
    paint_call(paint, before, all);
  });
  return all;
}

}  // namespace sockwalk
