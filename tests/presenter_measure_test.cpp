#include <doctest/doctest.h>

#include <algorithm>
#include <memory>

#include "label.h"
#include "offscreen.h"
#include "phase_hue.h"
#include "presenter_view.h"
#include "screen.h"
#include "shown_app.h"
#include "skipped.h"
#include "stage_state.h"

namespace sockwalk {
namespace {

constexpr int kWidth = 1920;
constexpr int kHeight = 1080;

/// Presenter mode as a projector of 1080 lines gets it, pixel for pixel.
struct Projector {
  explicit Projector(ShownApp& shown_app) : shown(shown_app), screen(shown_app.app) {
    auto made = Offscreen::create(kWidth, kHeight);
    if (made.ok()) offscreen = *std::move(made);
  }
  void draw() {
    for (int frame = 0; frame < 4; ++frame) {
      screen.prepare(offscreen->painter(), {kWidth, kHeight}, 1.0F);
      offscreen->begin_frame(frame);
      screen.draw(frame);
      offscreen->end_frame(screen.palette().background);
    }
    image = offscreen->image();
  }
  Colour at(int x, int y) const {
    const std::size_t pixel = 4 * (static_cast<std::size_t>(y) * kWidth + static_cast<std::size_t>(x));
    Colour colour = 0xFF000000U;
    for (unsigned i = 0; i < 3; ++i) colour |= static_cast<Colour>(image.rgba[pixel + i]) << (8 * i);
    return colour;
  }
  /// How many pixels of `colour` lie side by side across a line through (x, y).
  int thickness(int x, int y, bool upright, Colour colour) const {
    int count = 0;
    int most = 0;
    for (int off = -16; off <= 16; ++off) {
      const bool is = at(upright ? x + off : x, upright ? y : y + off) == colour;
      count = is ? count + 1 : 0;
      most = std::max(most, count);
    }
    return most;
  }

  ShownApp& shown;
  std::unique_ptr<Offscreen> offscreen;
  Screen screen;
  Image image;
};

}  // namespace

TEST_SUITE_BEGIN("presenter_measure");

TEST_CASE("at 1080 lines every wire is at least four pixels thick") {
  ShownApp shown("sum-select");
  shown.perform(Command::presenter);
  Projector projector(shown);
  if (projector.offscreen == nullptr) {
    skipped("no picture can be drawn here");
    return;
  }
  int measured = 0;
  while (shown.can_step() && shown.turn() < 16) {
    shown.step();
    shown.perform(Command::step);
  }
  projector.draw();
  const Typefaces typefaces;
  ImFontAtlas atlas;
  const Fonts fonts = typefaces.set_into(atlas, 2.0F, kPresenterFonts);
  atlas.Build();
  const Palette& palette = palette_for(shown.app.settings());
  const Scene scene = shown.app.scene(palette, fonts, 2.0F, shown.now);
  const Area stage = lay_out_presenter({kWidth, kHeight}, 2.0F).stage;
  StageState laid_out;
  laid_out.lay_out(scene, stage);
  for (const StageWire& wire : laid_out.layout().wires) {
    if (wire.kind == StageWire::Kind::request) continue;  // dots
    const StagePoint a = wire.points.front();
    const StagePoint b = wire.points.back();
    const bool upright = a.x == b.x;
    const int x = static_cast<int>(stage.min.x + (a.x + b.x) / 2);
    const int y = static_cast<int>(stage.min.y + (a.y + b.y) / 2);
    CAPTURE(x);
    CAPTURE(y);
    CHECK(projector.thickness(x, y, upright, palette.of(hue_of(wire.phase)).line) >= 4);
    ++measured;
  }
  CHECK(measured >= 4);
}

TEST_SUITE_END();

}  // namespace sockwalk
