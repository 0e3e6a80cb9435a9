#pragma once

#include "pane.h"
#include "scenario_picker.h"
#include "scene.h"

namespace sockwalk {

/// How the cards stand.
struct PickerLayout {
  Area box;              ///< of the picker
  Area cards;
  std::size_t columns = 1;
  std::size_t rows = 1;  ///< that are seen at once
  ImVec2 card;
};
PickerLayout lay_out_picker(ImVec2 window, float scale, float row_height);

/// Over everything: the cards with their pictures. Tells the picker how many stand beside one another.
void draw_scenario_picker(const Scene& scene, ScenarioPicker& picker, ImVec2 window);

/// A small picture of who acts in it: the server, its clients, and what they meet in.
void draw_scenario_sketch(const Scene& scene, const Scenario& scenario, const Area& area);

}  // namespace sockwalk
