#include "stage_paint.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "fading.h"
#include "label.h"
#include "phase_hue.h"
#include "shapes.h"

namespace sockwalk {
namespace {

constexpr float kRounding = 8.0F;

Colour ink_of(const Palette& palette, const StageText& text) {
  switch (text.ink) {
    case StageInk::bright: return palette.text;
    case StageInk::normal: return palette.text_secondary;
    case StageInk::dim: return palette.text_dimmed;
    case StageInk::accent: return palette.accent_text;
    case StageInk::on_accent: return palette.on_accent;
    case StageInk::failed: return palette.failed;
    case StageInk::phase: return palette.of(hue_of(text.phase)).text;
    case StageInk::chip: break;
  }
  return palette.on_token;
}

float line_of(const StagePaint& paint) { return std::max(1.0F, std::round(paint.look.px(1.0F))); }

void paint_ring(const StagePaint& paint, const StageRect& rect, float out, float rounding,
                Colour colour, float thickness) {
  const StageRect ring = rect.grown(out);
  draw_box(paint.list, paint.min(ring), paint.max(ring), rounding + out, 0, colour, thickness);
}

/// Around what is pointed at or selected, and around what the shown turn has changed. `reach`: lines between the
/// edge and the ring, which is as thick.
void paint_marks_around(const StagePaint& paint, const StageRect& rect, const Target& target,
                        bool changed, Colour hue, float rounding, float reach = 3.0F) {
  const float line = line_of(paint);
  if (paint.scene.selection.lights(target)) {
    paint_ring(paint, rect, reach * line, rounding, paint.palette().focus, 1.5F * line);
  } else if (changed) {
    paint_ring(paint, rect, reach * line, rounding, faded(hue, 0.45F), reach * line);
  }
}

/// The hue of a box that is on its way from one phase to another.
HueColours hue_on_the_way(const Palette& palette, const StageBox& box) {
  const HueColours& to = palette.of(hue_of(box.phase));
  if (box.turned >= 1.0F) return to;
  const HueColours& from = palette.of(hue_of(box.was));
  return {mixed(from.line, to.line, box.turned), mixed(from.text, to.text, box.turned),
          mixed(from.fill, to.fill, box.turned), mixed(from.strong, to.strong, box.turned)};
}

StageLayer layer_of(const StageBox& box) {
  return box.travels ? StageLayer::travelling : StageLayer::standing;
}
StageLayer layer_of(const StagePaint& paint, std::size_t box) {
  return box == kNoBox ? StageLayer::standing : layer_of(paint.layout.boxes[box]);
}

/// Around what is drawn into a box: while that comes or goes, or has not its full size yet, so do its
/// contents.
class Within {
 public:
  Within(const StagePaint& paint, std::size_t box)
      : list_(paint.list), clips_(box != kNoBox && paint.layout.boxes[box].travels),
        fading_(paint.list, box == kNoBox ? 1.0F : paint.layout.boxes[box].shown) {
    if (!clips_) return;
    const StageRect& rect = paint.layout.boxes[box].rect;
    list_->PushClipRect(paint.min(rect), paint.max(rect), true);
  }
  ~Within() {
    if (clips_) list_->PopClipRect();
  }
  Within(const Within&) = delete;
  Within& operator=(const Within&) = delete;

 private:
  ImDrawList* const list_;
  const bool clips_;
  const Fading fading_;
};

void paint_actor(const StagePaint& paint, const StageBox& box) {
  const Palette& palette = paint.palette();
  const float line = line_of(paint);
  const float rounding = paint.look.px(kRounding);
  const bool next = paint.scene.next == box.actor;
  const Colour border = paint.layout.presenter ? palette.text : palette.accent_line;
  draw_box(paint.list, paint.min(box.rect), paint.max(box.rect), rounding, palette.card,
           next ? border : palette.card_border, next ? 2 * line : line);
  paint_marks_around(paint, box.rect, target_of(box), false, 0, rounding);
}

/// A box that stands for one elsewhere, or for what is no socket and so has no phase.
void paint_plain(const StagePaint& paint, const StageBox& box) {
  const Palette& palette = paint.palette();
  const float line = line_of(paint);
  const float rounding = paint.look.px(kRounding);
  if (box.kind == StageBox::Kind::reference) {
    const Colour colour = palette.of(hue_of(box.phase)).line;
    draw_box(paint.list, paint.min(box.rect), paint.max(box.rect), rounding, palette.card, 0);
    draw_dashed_box(paint.list, paint.min(box.rect), paint.max(box.rect), rounding, colour, 1.5F * line,
                    paint.look.px(5.0F));
  } else {
    draw_box(paint.list, paint.min(box.rect), paint.max(box.rect), rounding, palette.card,
             palette.raised_border, 1.5F * line);
  }
  paint_marks_around(paint, box.rect, target_of(box), box.changed, palette.raised_border, rounding);
}

void paint_socket(const StagePaint& paint, const StageBox& box) {
  if (box.kind == StageBox::Kind::reference || box.kind == StageBox::Kind::open_file) {
    return paint_plain(paint, box);
  }
  const HueColours hue = hue_on_the_way(paint.palette(), box);
  const float line = line_of(paint);
  const float rounding = paint.look.px(kRounding);
  const bool thin = box.kind == StageBox::Kind::file_name || box.kind == StageBox::Kind::abstract_name;
  draw_box(paint.list, paint.min(box.rect), paint.max(box.rect), rounding, hue.fill, hue.line,
           thin ? 1.5F * line : 2 * line);
  // A queued socket stands close to the queue's words and to the edge of the connection socket.
  const float reach = box.kind == StageBox::Kind::queued ? 2.0F : 3.0F;
  paint_marks_around(paint, box.rect, target_of(box), box.changed, hue.line, rounding, reach);
}

void paint_bar(const StagePaint& paint, const StageBar& bar) {
  const Palette& palette = paint.palette();
  const ImVec2 min = paint.min(bar.rect);
  const ImVec2 max = paint.max(bar.rect);
  const float rounding = paint.look.px(4.0F);
  if (paint.layout.presenter && bar.kind == StageBar::Kind::next) {
    draw_box(paint.list, min, max, rounding, palette.accent, 0);
  }
  if (bar.kind != StageBar::Kind::asleep) return;
  draw_box(paint.list, min, max, rounding, palette.chip, 0);
  draw_hatch(paint.list, min, max, paint.look.px(7.0F), paint.look.px(2.0F), palette.hatch);
  // The hatch must not run through the letters.
  for (const StageText& text : paint.layout.texts) {
    if (!bar.rect.contains(text.rect)) continue;
    const float side = paint.look.px(4.0F);
    const float edge = line_of(paint);
    draw_box(paint.list, paint.min({text.rect.left - side, bar.rect.top + edge, 0, 0}),
             paint.max({0, 0, text.rect.right + side, bar.rect.bottom - edge}), 0, palette.chip, 0);
  }
}

void paint_chip(const StagePaint& paint, const StageChip& chip) {
  draw_box(paint.list, paint.min(chip.rect), paint.max(chip.rect), paint.look.px(3.0F),
           paint.palette().token, 0);
  draw_text_centred(paint.list, paint.scene.fonts.bytes, paint.at(chip.rect.centre()),
                    paint.palette().on_token, chip.text);
  if (!chip.message) return;
  // The flap of an envelope's upper corners: a message is taken whole.
  const float fold = std::min(paint.look.px(4.0F), chip.rect.width() / 4);
  const ImVec2 min = paint.min(chip.rect);
  const float right = paint.max(chip.rect).x;
  const Colour colour = paint.palette().well;
  paint.list->AddTriangleFilled(min, {min.x + fold, min.y}, {min.x, min.y + fold}, colour);
  paint.list->AddTriangleFilled({right, min.y}, {right, min.y + fold}, {right - fold, min.y}, colour);
}

/// A number on a list: filled when it is ready.
void paint_tag(const StagePaint& paint, const StageTag& tag) {
  const Palette& palette = paint.palette();
  draw_box(paint.list, paint.min(tag.rect), paint.max(tag.rect), paint.look.px(3.0F),
           tag.ready ? palette.token : palette.well, tag.ready ? palette.token : palette.well_border,
           line_of(paint));
  draw_text_centred(paint.list, paint.scene.fonts.small, paint.at(tag.rect.centre()),
                    tag.ready ? palette.on_token : palette.text, tag.text);
}

void paint_box(const StagePaint& paint, const StageBox& box) {
  const Fading fading(paint.list, box.shown);
  if (box.kind == StageBox::Kind::actor) {
    paint_actor(paint, box);
  } else if (box.kind == StageBox::Kind::actors || box.kind == StageBox::Kind::sockets) {
    draw_box(paint.list, paint.min(box.rect), paint.max(box.rect), paint.look.px(kRounding), paint.palette().card,
             paint.palette().card_border, line_of(paint));
  } else {
    paint_socket(paint, box);
  }
}

/// What the shown call carries into a buffer.
bool is_carried(const Scene& scene, const StageChip& chip) {
  return scene.reveal.beat == Beat::kernel && scene.enter != nullptr && chip.written_by == scene.enter->seq &&
         chip.written_by != 0;
}

/// Bytes that are still on their way are drawn by paint_tokens().
bool on_its_way(const Scene& scene, const StageChip& chip) {
  return is_carried(scene, chip) && scene.reveal.progress < 1.0F;
}

bool has_button(const StagePaint& paint, const StageText& text) {
  if (paint.layout.presenter) return false;
  return std::any_of(paint.layout.bars.begin(), paint.layout.bars.end(), [&](const StageBar& bar) {
    const bool pressed = bar.kind == StageBar::Kind::next || bar.kind == StageBar::Kind::can_move;
    return pressed && bar.rect.contains(text.rect);
  });
}

void paint_buffer(const StagePaint& paint, const StageBuffer& buffer) {
  draw_box(paint.list, paint.min(buffer.rect), paint.max(buffer.rect), paint.look.px(3.0F), paint.palette().well,
           paint.palette().well_border, line_of(paint));
}

void paint_disc(const StagePaint& paint, const StageDisc& disc) {
  const float radius = disc.rect.height() / 2;
  ImFont* font = radius > paint.look.px(9.5F) ? paint.scene.fonts.bold : paint.scene.fonts.small_bold;
  draw_disc(paint.list, paint.at(disc.rect.centre()), radius, paint.palette().token, paint.palette().on_token, font,
            disc.letter);
}

void paint_mark(const StagePaint& paint, const StageMark& mark) {
  const Hue hue = hue_of(mark.phase);
  draw_phase_mark(paint.list, paint.at(mark.rect.centre()), mark.rect.height(), shape_of(hue),
                  paint.palette().of(hue).line);
}

void paint_sign(const StagePaint& paint, const StageSign& sign) {
  draw_mark(paint.list, mark_of(sign.outcome), paint.at(sign.rect.centre()), sign.rect.height(),
            is_failure(sign.outcome) ? paint.palette().failed : paint.palette().text_secondary);
}

void paint_text(const StagePaint& paint, const StageText& text) {
  if (has_button(paint, text)) return;
  const Fading fading(paint.list, text.shown);
  draw_text(paint.list, font_of(paint.scene.fonts, text.font), paint.min(text.rect), ink_of(paint.palette(), text),
            text.text);
}

void paint_jack(const StagePaint& paint, const StageJack& jack) {
  const Fading fading(paint.list, jack.shown);
  const Palette& palette = paint.palette();
  const HueColours& hue = palette.of(hue_of(jack.phase));
  const ImVec2 centre = paint.at(jack.centre);
  draw_jack(paint.list, centre, jack.radius, hue.line, palette.well, palette.text, paint.scene.fonts.mono_bold,
            jack.fd, paint.look.px(2.5F));
  const StageRect rect{jack.centre.x - jack.radius, jack.centre.y - jack.radius, jack.centre.x + jack.radius,
                       jack.centre.y + jack.radius};
  if (paint.scene.selection.lights(target_of(jack))) {
    paint_ring(paint, rect, 2 * line_of(paint), jack.radius, palette.focus, 1.5F * line_of(paint));
  }
}

/// The bands and what stands on them in every state.
void paint_ground(const StagePaint& paint) {
  const Palette& palette = paint.palette();
  const auto& bands = paint.layout.bands;
  paint.list->AddRectFilled(paint.min(bands[1]), paint.max(bands[1]), palette.band);
  // The pane's own corners are round.
  paint.list->AddRectFilled(paint.min(bands[3]), paint.max(bands[3]), palette.hardware,
                            paint.look.px(kPaneRounding) - 1.0F, ImDrawFlags_RoundCornersBottom);
  for (const StageStrip& strip : paint.layout.strips) {
    draw_box(paint.list, paint.min(strip.rect), paint.max(strip.rect), paint.look.px(5.0F),
             palette.fence, palette.fence_border, line_of(paint));
  }
}

}  // namespace

ImFont* font_of(const Fonts& fonts, StageFont font) {
  switch (font) {
    case StageFont::name: return fonts.large_bold;
    case StageFont::title: return fonts.bold;
    case StageFont::body: return fonts.body;
    case StageFont::strong: return fonts.small_bold;
    case StageFont::small: return fonts.small;
    case StageFont::label: return fonts.header;
    case StageFont::bytes: return fonts.bytes;
    case StageFont::result: return fonts.result;
    case StageFont::mono: break;
  }
  return fonts.mono;
}

Mark mark_of(StageOutcome outcome) {
  switch (outcome) {
    case StageOutcome::succeeded: return Mark::tick;
    case StageOutcome::end_of_file: return Mark::bar_right;
    case StageOutcome::expected: return Mark::dash;
    case StageOutcome::refused: return Mark::no_entry;
    case StageOutcome::reset: return Mark::zigzag;
    case StageOutcome::broken_pipe: return Mark::broken;
    case StageOutcome::failed: break;
  }
  return Mark::cross;
}

StageMetrics metrics_of(const Fonts& fonts) {
  StageMetrics metrics;
  metrics.width = [&fonts](StageFont font, std::string_view text) {
    return text_width(font_of(fonts, font), text);
  };
  for (std::size_t i = 0; i < kStageFonts; ++i) {
    metrics.height[i] = text_height(font_of(fonts, static_cast<StageFont>(i)));
  }
  return metrics;
}

Target target_of(const StageBox& box) {
  Target target;
  target.socket = box.socket;
  switch (box.kind) {
    case StageBox::Kind::actor:
      target.kind = Target::Kind::actor;
      target.actor = box.actor;
      target.socket = kNoSocket;
      break;
    case StageBox::Kind::file_name:
    case StageBox::Kind::abstract_name: target.kind = Target::Kind::name; break;
    case StageBox::Kind::open_file:
      target.kind = Target::Kind::fd;
      target.actor = box.actor;
      break;
    case StageBox::Kind::actors:
    case StageBox::Kind::sockets:
      break;
    default: target.kind = Target::Kind::socket; break;
  }
  return target;
}

Target target_of(const StageJack& jack) {
  Target target;
  target.kind = Target::Kind::fd;
  target.actor = jack.actor;
  target.fd = jack.fd;
  target.socket = jack.socket;
  return target;
}

void paint_bands(const StagePaint& paint) {
  paint.part(true, [&] { paint_ground(paint); });
}

void paint_boxes(const StagePaint& paint, StageLayer layer) {
  for (const StageBox& box : paint.layout.boxes) {
    if (layer_of(box) == layer) paint.part(box.still, [&] { paint_box(paint, box); });
  }
  const Palette& palette = paint.palette();
  const HueColours& listening = palette.of(Hue::listening);
  for (const StagePlace& place : paint.layout.places) {
    if (layer_of(paint, place.box) != layer) continue;
    paint.part(paint.still_within(place.box), [&] {
      draw_box(paint.list, paint.min(place.rect), paint.max(place.rect), paint.look.px(3.0F), 0,
               faded(listening.line, 0.4F), line_of(paint));
    });
  }
}

void paint_contents(const StagePaint& paint, StageLayer layer) {
  const auto paint_within = [&](std::size_t box, bool still, auto draw) {
    if (layer_of(paint, box) != layer) return;
    paint.part(still && paint.still_within(box), [&] {
      const Within within(paint, box);
      draw();
    });
  };
  const auto paint_all = [&](const auto& parts, auto paint_one) {
    for (const auto& one : parts) paint_within(one.box, true, [&] { paint_one(paint, one); });
  };
  paint_all(paint.layout.buffers, paint_buffer);
  for (const StageChip& chip : paint.layout.chips) {
    // Bytes that are on their way are here once they have arrived.
    const bool still = chip.still && !is_carried(paint.scene, chip);
    paint_within(paint.layout.box_of(chip.socket), still, [&] {
      if (!on_its_way(paint.scene, chip)) paint_chip(paint, chip);
    });
  }
  paint_all(paint.layout.tags, paint_tag);
  paint_all(paint.layout.discs, paint_disc);
  paint_all(paint.layout.marks, paint_mark);
  paint_all(paint.layout.signs, paint_sign);
  for (const StageBar& bar : paint.layout.bars) {
    if (layer != StageLayer::standing) continue;
    paint.part(paint.still_within(paint.layout.box_of_actor(bar.actor)), [&] { paint_bar(paint, bar); });
  }
  for (const StageText& text : paint.layout.texts) {
    paint_within(text.box, text.still, [&] { paint_text(paint, text); });
  }
}

void paint_numbers(const StagePaint& paint) {
  for (const StageJack& jack : paint.layout.jacks) {
    if (jack.shown > 0.0F) paint.part(jack.still, [&] { paint_jack(paint, jack); });
  }
}

}  // namespace sockwalk
