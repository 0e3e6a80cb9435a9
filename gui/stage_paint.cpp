#include "stage_paint.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "label.h"
#include "phase_hue.h"
#include "shapes.h"
#include "wires.h"

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

/// Around what is pointed at or selected, and around what the shown turn has changed.
void paint_marks_around(const StagePaint& paint, const StageRect& rect, const Target& target,
                        bool changed, Colour hue, float rounding) {
  const float line = line_of(paint);
  if (paint.scene.selection.lights(target)) {
    paint_ring(paint, rect, 3 * line, rounding, paint.palette().focus, 1.5F * line);
  } else if (changed) {
    paint_ring(paint, rect, 3 * line, rounding, faded(hue, 0.45F), 3 * line);
  }
}

/// A wire of level and upright pieces with rounded corners, in dots.
void paint_dotted(const StagePaint& paint, const StageWire& wire, Colour colour) {
  const float radius = paint.look.px(9.0F);
  const float dot = paint.look.px(1.6F);
  const float period = paint.look.px(7.0F);
  std::vector<ImVec2> line;
  const auto& points = wire.points;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const ImVec2 here = paint.at(points[i]);
    if (i == 0 || i + 1 == points.size()) {
      line.push_back(here);
      continue;
    }
    const ImVec2 from = paint.at(points[i - 1]);
    const ImVec2 to = paint.at(points[i + 1]);
    const float in = std::hypot(here.x - from.x, here.y - from.y);
    const float out = std::hypot(to.x - here.x, to.y - here.y);
    const float round = std::min({radius, in / 2, out / 2});
    if (!(round > 0.5F)) {
      line.push_back(here);
      continue;
    }
    const ImVec2 a{here.x + (from.x - here.x) * round / in, here.y + (from.y - here.y) * round / in};
    const ImVec2 b{here.x + (to.x - here.x) * round / out, here.y + (to.y - here.y) * round / out};
    for (int step = 0; step <= 6; ++step) {
      const float t = static_cast<float>(step) / 6.0F;
      const float u = 1.0F - t;
      line.push_back({u * u * a.x + 2 * u * t * here.x + t * t * b.x,
                      u * u * a.y + 2 * u * t * here.y + t * t * b.y});
    }
  }
  float next = period / 2;
  float behind = 0.0F;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const float length = std::hypot(line[i].x - line[i - 1].x, line[i].y - line[i - 1].y);
    for (; next <= behind + length && length > 0.0F; next += period) {
      const float part = (next - behind) / length;
      paint.list->AddCircleFilled({line[i - 1].x + (line[i].x - line[i - 1].x) * part,
                                   line[i - 1].y + (line[i].y - line[i - 1].y) * part},
                                  dot, colour, 10);
    }
    behind += length;
  }
}

bool lit(const StagePaint& paint, const StageWire& wire) {
  if (wire.jack != kNoBox) {
    return paint.scene.selection.lights(target_of(paint.layout.jacks[wire.jack]));
  }
  const auto lights = [&](std::size_t box) {
    return box != kNoBox && paint.scene.selection.lights(target_of(paint.layout.boxes[box]));
  };
  return lights(wire.from) || lights(wire.to);
}

void paint_wire(const StagePaint& paint, const StageWire& wire) {
  const HueColours& hue = paint.palette().of(hue_of(wire.phase));
  const ImVec2 from = paint.at(wire.points.front());
  const ImVec2 to = paint.at(wire.points.back());
  const float more = lit(paint, wire) ? 1.0F : 0.0F;
  switch (wire.kind) {
    case StageWire::Kind::descriptor:
      draw_wire(paint.list, from, to, {hue.line, paint.look.px(3.5F + more)});
      break;
    case StageWire::Kind::name:
      draw_wire(paint.list, from, to, {hue.line, paint.look.px(2.5F + more)});
      break;
    case StageWire::Kind::peer: {
      // Two lines: what goes there does not meet what comes back.
      const float apart = paint.look.px(2.5F);
      const bool upright = from.x == to.x;
      for (const float side : {-apart, apart}) {
        const bool shut = side < 0 ? wire.shut_there : wire.shut_back;
        const float dx = upright ? side : 0.0F;
        const float dy = upright ? 0.0F : side;
        WireStyle style{shut ? paint.palette().text_dimmed : hue.line, paint.look.px(2.0F + more)};
        if (shut) style.dash = WireStyle::Dash::dotted;
        draw_wire(paint.list, {from.x + dx, from.y + dy}, {to.x + dx, to.y + dy}, style);
      }
      break;
    }
    case StageWire::Kind::request: paint_dotted(paint, wire, hue.line); break;
  }
}

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
  const HueColours& hue = paint.palette().of(hue_of(box.phase));
  const float line = line_of(paint);
  const float rounding = paint.look.px(kRounding);
  const bool thin = box.kind == StageBox::Kind::file_name || box.kind == StageBox::Kind::abstract_name;
  draw_box(paint.list, paint.min(box.rect), paint.max(box.rect), rounding, hue.fill, hue.line,
           thin ? 1.5F * line : 2 * line);
  paint_marks_around(paint, box.rect, target_of(box), box.changed, hue.line, rounding);
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

/// Bytes that are still on their way are drawn by paint_tokens().
bool on_its_way(const Scene& scene, const StageChip& chip) {
  return scene.reveal.beat == Beat::kernel && scene.reveal.progress < 1.0F &&
         scene.enter != nullptr && chip.written_by == scene.enter->seq && chip.written_by != 0;
}

bool has_button(const StagePaint& paint, const StageText& text) {
  if (paint.layout.presenter) return false;
  return std::any_of(paint.layout.bars.begin(), paint.layout.bars.end(), [&](const StageBar& bar) {
    const bool pressed = bar.kind == StageBar::Kind::next || bar.kind == StageBar::Kind::can_move;
    return pressed && bar.rect.contains(text.rect);
  });
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

void paint_wires(const StagePaint& paint) {
  for (const StageWire& wire : paint.layout.wires) {
    if (wire.kind != StageWire::Kind::request) paint_wire(paint, wire);
  }
}

void paint_boxes(const StagePaint& paint) {
  for (const StageBox& box : paint.layout.boxes) {
    if (box.kind == StageBox::Kind::actor) {
      paint_actor(paint, box);
    } else if (box.kind == StageBox::Kind::actors || box.kind == StageBox::Kind::sockets) {
      draw_box(paint.list, paint.min(box.rect), paint.max(box.rect), paint.look.px(kRounding),
               paint.palette().card, paint.palette().card_border, line_of(paint));
    } else {
      paint_socket(paint, box);
    }
  }
  const Palette& palette = paint.palette();
  const HueColours& listening = palette.of(Hue::listening);
  for (const StagePlace& place : paint.layout.places) {
    draw_box(paint.list, paint.min(place.rect), paint.max(place.rect), paint.look.px(3.0F), 0,
             faded(listening.line, 0.4F), line_of(paint));
  }
  // These begin at sockets inside the connection socket: in front of it.
  for (const StageWire& wire : paint.layout.wires) {
    if (wire.kind == StageWire::Kind::request) paint_wire(paint, wire);
  }
}

void paint_contents(const StagePaint& paint) {
  const Palette& palette = paint.palette();
  for (const StageBuffer& buffer : paint.layout.buffers) {
    draw_box(paint.list, paint.min(buffer.rect), paint.max(buffer.rect), paint.look.px(3.0F),
             palette.well, palette.well_border, line_of(paint));
  }
  for (const StageChip& chip : paint.layout.chips) {
    if (!on_its_way(paint.scene, chip)) paint_chip(paint, chip);
  }
  for (const StageTag& tag : paint.layout.tags) paint_tag(paint, tag);
  for (const StageDisc& disc : paint.layout.discs) {
    const float radius = disc.rect.height() / 2;
    ImFont* font = radius > paint.look.px(9.5F) ? paint.scene.fonts.bold
                                                : paint.scene.fonts.small_bold;
    draw_disc(paint.list, paint.at(disc.rect.centre()), radius, palette.token, palette.on_token,
              font, disc.letter);
  }
  for (const StageMark& mark : paint.layout.marks) {
    const Hue hue = hue_of(mark.phase);
    draw_phase_mark(paint.list, paint.at(mark.rect.centre()), mark.rect.height(), shape_of(hue),
                    palette.of(hue).line);
  }
  for (const StageSign& sign : paint.layout.signs) {
    draw_mark(paint.list, mark_of(sign.outcome), paint.at(sign.rect.centre()), sign.rect.height(),
              is_failure(sign.outcome) ? palette.failed : palette.text_secondary);
  }
  for (const StageBar& bar : paint.layout.bars) paint_bar(paint, bar);
  for (const StageText& text : paint.layout.texts) {
    if (has_button(paint, text)) continue;
    draw_text(paint.list, font_of(paint.scene.fonts, text.font), paint.min(text.rect),
              ink_of(palette, text), text.text);
  }
}

void paint_numbers(const StagePaint& paint) {
  const Palette& palette = paint.palette();
  for (const StageJack& jack : paint.layout.jacks) {
    const HueColours& hue = palette.of(hue_of(jack.phase));
    const ImVec2 centre = paint.at(jack.centre);
    draw_jack(paint.list, centre, jack.radius, hue.line, palette.well, palette.text,
              paint.scene.fonts.mono_bold, jack.fd, paint.look.px(2.5F));
    const StageRect rect{jack.centre.x - jack.radius, jack.centre.y - jack.radius,
                         jack.centre.x + jack.radius, jack.centre.y + jack.radius};
    if (paint.scene.selection.lights(target_of(jack))) {
      paint_ring(paint, rect, 2 * line_of(paint), jack.radius, palette.focus, 1.5F * line_of(paint));
    }
  }
}

}  // namespace sockwalk
