#pragma once

#include <imgui.h>

#include <string>

#include "app.h"
#include "label.h"
#include "pane.h"
#include "scene.h"
#include "stage_state.h"

namespace sockwalk {

/// Where things stand in presenter mode, in pixels: strip, stage, sentence and button, nothing else.
struct PresenterLayout {
  ImVec2 size;    ///< of everything; larger than a window in which it cannot be read
  Area strip;
  Area stage;
  Area footer;    ///< sentence and button stand on it
  Area words;     ///< both, without the footer's margins
};

/// Pixels per design pixel in a window of this size. It sizes everything, so that a projector's
/// resolution does not matter: two where the window is 1920 by 1080.
float presenter_scale(ImVec2 window);
PresenterLayout lay_out_presenter(ImVec2 window, float scale);

/// What is said, and how, so that it takes two lines at most and none of it is cut.
struct PresenterSentence {
  std::string words;
  ParagraphStyle style;
  float height = 0.0F;
  bool alarm = false;  ///< model and kernel differ
};
/// At rest: what the next call is about to do, or why the last one failed. During a reveal: the
/// shown call. What would take more than two lines ends with the last sentence that fits.
PresenterSentence presenter_sentence(const Scene& scene, float width);

/// The button that gives the next turn: its words and its size.
struct PresenterButton {
  std::string label;
  std::string keys;
  ImFont* font = nullptr;
  Area area;
  Command command = Command::step;
  bool accent = true;
};
PresenterButton presenter_button(const Scene& scene, const PresenterLayout& layout);

/// Presenter mode, the whole window.
void draw_presenter(const Scene& scene, const App& app, StageState& stage, ImVec2 window);

}  // namespace sockwalk
