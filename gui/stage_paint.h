#pragma once

#include <imgui.h>

#include <optional>
#include <string>
#include <vector>

#include "kept_shapes.h"
#include "look.h"
#include "marks.h"
#include "pane.h"
#include "scene.h"
#include "stage_layout.h"

namespace sockwalk {

/// What the drawing of one frame of the stage shares. Lives for the frame.
struct StagePaint {
  const Scene& scene;
  const Look look;
  const StageLayout& layout;
  ImDrawList* list = nullptr;
  ImVec2 origin;  ///< where (0,0) of the layout is on the screen
  KeptShapes& shapes;

  ImVec2 at(StagePoint point) const { return {origin.x + point.x, origin.y + point.y}; }
  ImVec2 min(const StageRect& rect) const { return {origin.x + rect.left, origin.y + rect.top}; }
  ImVec2 max(const StageRect& rect) const { return {origin.x + rect.right, origin.y + rect.bottom}; }
  const Palette& palette() const { return scene.palette; }
  /// Draws what looks the same all through a motion once only. `draw` may read of the scene what key_of() holds,
  /// and of the layout what is still.
  template <class Draw>
  void part(bool still, Draw draw) const {
    shapes.part(still, draw);
  }
  bool still_within(std::size_t box) const { return box == kNoBox || layout.boxes[box].still_within; }
};

ImFont* font_of(const Fonts& fonts, StageFont font);
/// The shape that says how a call ended.
Mark mark_of(StageOutcome outcome);
/// The sizes of these fonts. `fonts` must outlive the result.
StageMetrics metrics_of(const Fonts& fonts);

/// What the shapes are about, for selection and hover.
Target target_of(const StageBox& box);
Target target_of(const StageJack& jack);
/// The socket or actor whose cell is there.
std::optional<Target> cell_pointed_at(const StageLayout& layout, StagePoint point);

/// What is on its way from one place to another passes in front of what stands.
enum class StageLayer : std::uint8_t { standing, travelling };

/// The picture, from behind to the front.
void paint_bands(const StagePaint& paint);
void paint_wires(const StagePaint& paint);
void paint_boxes(const StagePaint& paint, StageLayer layer);
/// What connect() has made, in front of the boxes: it begins at sockets inside the connection socket.
void paint_requests(const StagePaint& paint);
void paint_contents(const StagePaint& paint, StageLayer layer);
/// The cells of many (stage_crowd_paint.cpp).
void paint_heats(const StagePaint& paint);
void paint_numbers(const StagePaint& paint);
/// 1, 2 and 3, in front of all else.
void paint_markers(const StagePaint& paint);

/// Something on its way in this frame, and the mouse on it.
struct StageTravelling {
  StageRect rect;
  std::string tip;
};

/// The calls, bytes and connections on their way (stage_tokens.cpp). Returns those that the mouse is on, from behind
/// to the front.
std::vector<StageTravelling> paint_tokens(const StagePaint& paint, const StageLayout& before);

}  // namespace sockwalk
