#include <algorithm>
#include <string>

#include "label.h"
#include "shapes.h"
#include "stage_paint.h"

namespace sockwalk {
namespace {

/// Square, so that nobody takes one for the letter of an actor.
void paint_marker(const StagePaint& paint, const StageMarker& marker) {
  const Palette& palette = paint.palette();
  draw_box(paint.list, paint.min(marker.rect), paint.max(marker.rect), paint.look.px(2.0F), palette.well,
           palette.focus, std::max(1.0F, paint.look.px(1.5F)));
  ImFont* font = paint.layout.presenter ? paint.scene.fonts.bold : paint.scene.fonts.mono_small;
  draw_text_centred(paint.list, font, paint.at(marker.rect.centre()), palette.text, std::to_string(marker.number));
}

}  // namespace

void paint_markers(const StagePaint& paint) {
  for (const StageMarker& marker : paint.layout.markers) {
    paint.part(true, [&] { paint_marker(paint, marker); });
  }
}

}  // namespace sockwalk
