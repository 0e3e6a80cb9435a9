#pragma once

#include "app.h"
#include "pane.h"
#include "scene.h"

namespace sockwalk {

/// What a question to a class takes of presenter mode: the place of the twelve steps for its words, the
/// footer for what there is to choose from. The stage keeps its own.
void draw_question(const Scene& scene, const ClassQuestion& question, const Area& words,
                   const Area& cards);

/// The same over the lower edge of the window as usual.
void draw_question_over(const Scene& scene, const ClassQuestion& question, ImVec2 window);

/// Where the cards stand in `area`, one for each row.
std::vector<Area> question_cards(const ClassQuestion& question, const Area& area, float gap);

}  // namespace sockwalk
