#include "kept_shapes.h"

#include <doctest/doctest.h>
#include <imgui.h>

#include <string>
#include <utility>

#include "null_frames.h"

namespace sockwalk {
namespace {

/// Three parts: a still one, one that moves, and another still one.
struct Drawing {
  float moved = 0.0F;
  ImU32 colour = IM_COL32_WHITE;
  bool clips = false;  ///< the last part cuts itself off
  int asked = 0;       ///< how often a still part was drawn

  void draw(KeptShapes& kept, ImDrawList& list, KeptShapes::Key key) {
    kept.begin(list, std::move(key));
    kept.part(true, [&] {
      ++asked;
      list.AddCircleFilled({50.0F, 50.0F}, 20.0F, colour);
    });
    kept.part(false, [&] { list.AddRectFilled({moved, 80.0F}, {moved + 10.0F, 90.0F}, colour); });
    kept.part(true, [&] {
      ++asked;
      if (clips) list.PushClipRect({0.0F, 0.0F}, {40.0F, 40.0F}, true);
      list.AddLine({10.0F, 10.0F}, {90.0F, 10.0F}, colour, 2.0F);
      if (clips) list.PopClipRect();
    });
    kept.end();
  }
};

/// What one frame of `drawing` puts on the screen.
std::string drawn(NullFrames& frames, Drawing& drawing, KeptShapes& kept, KeptShapes::Key key) {
  std::string all;
  frames.frame([&] {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const int vertices = list.VtxBuffer.Size;
    const int indices = list.IdxBuffer.Size;
    drawing.draw(kept, list, std::move(key));
    all.assign(reinterpret_cast<const char*>(list.VtxBuffer.Data + vertices),
               sizeof(ImDrawVert) * static_cast<std::size_t>(list.VtxBuffer.Size - vertices));
    all.append(reinterpret_cast<const char*>(list.IdxBuffer.Data + indices),
               sizeof(ImDrawIdx) * static_cast<std::size_t>(list.IdxBuffer.Size - indices));
  });
  return all;
}

std::string drawn_anew(NullFrames& frames, const Drawing& drawing) {
  Drawing copy = drawing;
  KeptShapes nothing;
  return drawn(frames, copy, nothing, {});
}

}  // namespace

TEST_SUITE_BEGIN("kept_shapes");

TEST_CASE("what is still is drawn once, and what moves in every frame") {
  NullFrames frames;
  Drawing drawing;
  KeptShapes kept;
  for (int frame = 0; frame < 4; ++frame) {
    CAPTURE(frame);
    drawing.moved = static_cast<float>(frame) * 7.0F;
    const std::string now = drawn(frames, drawing, kept, {1});
    CHECK(kept.drawn() == (frame == 0 ? 3 : 1));
    CHECK(now == drawn_anew(frames, drawing));
  }
  CHECK(drawing.asked == 2);
}

TEST_CASE("another key draws everything again") {
  NullFrames frames;
  Drawing drawing;
  KeptShapes kept;
  drawn(frames, drawing, kept, {1});
  drawing.colour = IM_COL32(200, 10, 10, 255);
  const std::string now = drawn(frames, drawing, kept, {2});
  CHECK(drawing.asked == 4);
  CHECK(now == drawn_anew(frames, drawing));
}

TEST_CASE("what cuts itself off cannot be kept, and is drawn in every frame") {
  NullFrames frames;
  Drawing drawing;
  drawing.clips = true;
  KeptShapes kept;
  for (int frame = 0; frame < 3; ++frame) {
    CHECK(drawn(frames, drawing, kept, {1}) == drawn_anew(frames, drawing));
  }
  CHECK(drawing.asked == 4);
  CHECK(kept.drawn() == 2);
}

TEST_SUITE_END();

}  // namespace sockwalk
