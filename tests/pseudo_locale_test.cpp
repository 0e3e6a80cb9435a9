#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>

#include "blank_screen.h"
#include "frame.h"
#include "looked_at.h"
#include "presenter_view.h"
#include "shown_app.h"
#include "stage_picture.h"
#include "stage_state.h"
#include "text/locale.h"

namespace sockwalk {
namespace {

struct Pseudo {
  Pseudo() { set_locale(Locale::pseudo); }
  ~Pseudo() { set_locale(Locale::english); }
  Pseudo(const Pseudo&) = delete;
  Pseudo& operator=(const Pseudo&) = delete;
};

bool is_cut(const std::string& text) {
  const bool arguments = text.ends_with("(…)") || text.find(" …}") != std::string::npos ||
                         text.find(" …]") != std::string::npos;
  return text.find("…") != std::string::npos && !arguments;
}

}  // namespace

TEST_SUITE_BEGIN("pseudo_locale");

TEST_CASE("with words two fifths longer nothing on the stage overlaps or leaves its box; presenter mode shortens nothing") {
  const Pseudo pseudo;
  std::set<std::string> cut;
  std::set<std::string> faults;
  for (const bool presenter : {false, true}) {
    for (const ImVec2 window : {ImVec2{1280, 720}, ImVec2{1920, 1080}}) {
      const float scale = presenter ? presenter_scale(window) : 1.0F;
      const BlankScreen screen(window.x, window.y, scale, presenter ? kPresenterFonts : kWindowFonts);
      const Area stage = presenter ? lay_out_presenter(window, scale).stage : lay_out_frame(window, scale).stage;
      const Area inside = presenter ? stage : Area{{stage.min.x + 1, stage.min.y + 1}, {stage.max.x - 1, stage.max.y - 1}};
      for (const char* name : kScenarioNames) {
        ShownApp shown(name);
        if (presenter) shown.perform(Command::presenter);
        for (;;) {
          if (is_looked_at(shown.turn())) {
            const Scene scene = shown.app.scene(palette_of(Theme::dark), screen.fonts(), scale, shown.now);
            StageState laid_out;
            laid_out.lay_out(scene, inside);
            const StageLayout& layout = laid_out.layout();
            const StagePicture picture(layout, scene.model);
            faults.insert(picture.faults().begin(), picture.faults().end());
            // In the window as usual a long call or result ends with "…", in English too.
            for (const StageText& text : layout.texts) {
              if (presenter && text.box != kNoBox && is_cut(text.text)) cut.insert(text.text);
            }
          }
          if (!shown.can_step()) break;
          shown.step();
          shown.perform(Command::step);
        }
      }
    }
  }
  for (const std::string& text : cut) MESSAGE("cut: ", text);
  for (const std::string& fault : faults) MESSAGE(fault);
  CHECK(cut.empty());
  CHECK(faults.empty());
}

TEST_SUITE_END();

}  // namespace sockwalk
