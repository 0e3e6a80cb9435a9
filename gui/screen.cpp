#include "screen.h"

#include <imgui.h>

#include <vector>

#include "pane.h"
#include "presenter_view.h"

namespace sockwalk {

float Screen::scale_for(ImVec2 size, float screen_scale) const {
  return app_.settings().presenter ? presenter_scale(size)
                                   : screen_scale * static_cast<float>(app_.settings().zoom) / 100.0F;
}

void Screen::begin_fonts(ImVec2 size) {
  early_.emplace(typefaces_, scale_for(size, 1.0F), app_.settings().presenter);
}

ImFontAtlas* Screen::early_atlas() {
  ImFontAtlas* atlas = early_->atlas();
  if (atlas == nullptr) return nullptr;
  fonts_ = early_->fonts();
  scale_ = early_->scale();
  presenter_ = early_->presenter();
  return atlas;
}

void Screen::prepare(GlPainter& painter, ImVec2 size, float screen_scale) {
  const bool presenter = app_.settings().presenter;
  const float scale = scale_for(size, screen_scale);
  if (scale != scale_ || presenter != presenter_) {
    scale_ = scale;
    presenter_ = presenter;
    fonts_ = typefaces_.set_into(*ImGui::GetIO().Fonts, scale,
                                 presenter ? kPresenterFonts : kWindowFonts);
    painter.renew_fonts();
  }
  apply_look({palette(), fonts_, scale_});
}

void Screen::draw(double now) {
  const Scene scene = app_.scene(palette(), fonts_, scale_, now);
  draw_frame(scene, app_, state_, ImGui::GetIO().DisplaySize);
  const std::vector<Request> requests = scene.requests;
  for (const Request& request : requests) carry_out(request, now);
}

void Screen::carry_out(const Request& request, double now) {
  if (must_ask(request)) {
    state_.toolbar.asked = request.command;
  } else {
    app_.perform(request, now);
  }
}

}  // namespace sockwalk
