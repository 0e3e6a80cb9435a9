#include <algorithm>

#include "phase_hue.h"
#include "shapes.h"
#include "stage_crowd.h"
#include "stage_paint.h"

namespace sockwalk {
namespace {

/// Smaller cells touch each other: neighbours of one colour are then drawn as one.
constexpr float kCellWithGap = 5.0F;

Colour colour_of(const Palette& palette, const StageCell& cell) {
  if (cell.socket != kNoSocket) return palette.of(hue_of(cell.phase)).line;
  switch (cell.state) {
    case ActorState::in_call:
      return palette.chip;
    case ActorState::gone:
    case ActorState::absent:
      return palette.rule;
    case ActorState::ready:
      break;
  }
  return palette.text_secondary;
}

Target target_of(const StageCell& cell) {
  Target target;
  target.kind = cell.socket == kNoSocket ? Target::Kind::actor : Target::Kind::socket;
  target.actor = cell.socket == kNoSocket ? cell.actor : kNoActor;
  target.socket = cell.socket;
  return target;
}

/// The cells from `first` on that look the same and stand side by side, as one rectangle.
std::size_t end_of_run(const StagePaint& paint, const StageHeat& heat, std::size_t first) {
  std::size_t end = first + 1;
  const Colour colour = colour_of(paint.palette(), heat.cells[first]);
  while (end < heat.cells.size() && end % heat.columns != 0 &&
         colour_of(paint.palette(), heat.cells[end]) == colour) {
    ++end;
  }
  return end;
}

void paint_heat(const StagePaint& paint, const StageHeat& heat) {
  const bool apart = heat.cell >= kCellWithGap;
  const float gap = apart ? std::max(1.0F, std::round(heat.cell * 0.15F)) : 0.0F;
  for (std::size_t i = 0; i < heat.cells.size();) {
    const std::size_t end = apart ? i + 1 : end_of_run(paint, heat, i);
    StageRect rect = rect_of_cell(heat, i);
    rect.right = rect_of_cell(heat, end - 1).right - gap;
    rect.bottom -= gap;
    paint.list->AddRectFilled(paint.min(rect), paint.max(rect),
                              colour_of(paint.palette(), heat.cells[i]));
    i = end;
  }
  const float line = std::max(1.0F, paint.look.px(1.0F));
  for (std::size_t i = 0; i < heat.cells.size(); ++i) {
    const bool lit = paint.scene.selection.lights(target_of(heat.cells[i]));
    if (!lit && !heat.cells[i].changed) continue;
    StageRect rect = rect_of_cell(heat, i);
    rect.right -= gap;
    rect.bottom -= gap;
    const Colour colour = lit ? paint.palette().focus : paint.palette().text;
    draw_box(paint.list, paint.min(rect.grown(line)), paint.max(rect.grown(line)), 0, 0, colour,
             line);
  }
}

}  // namespace

void paint_heats(const StagePaint& paint) {
  for (const StageHeat& heat : paint.layout.heats) {
    paint.part(paint.still_within(heat.box), [&] { paint_heat(paint, heat); });
  }
}

std::optional<Target> cell_pointed_at(const StageLayout& layout, StagePoint point) {
  for (const StageHeat& heat : layout.heats) {
    if (const StageCell* cell = cell_at(heat, point)) return target_of(*cell);
  }
  return std::nullopt;
}

}  // namespace sockwalk
