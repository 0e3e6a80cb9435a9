#include "early_fonts.h"

#include "imgui_bridge.h"

namespace sockwalk {

EarlyFonts::EarlyFonts(const Typefaces& typefaces, float scale, bool presenter)
    : scale_(scale), presenter_(presenter) {
  if (!bridge::kAtlasIsMadeWhole) return;
  thread_ = std::jthread([this, &typefaces] {
    fonts_ = typefaces.set_into(atlas_, scale_, presenter_ ? kPresenterFonts : kWindowFonts);
    bridge::make_pixels(atlas_);
  });
}

ImFontAtlas* EarlyFonts::atlas() {
  if (thread_.joinable()) thread_.join();
  return bridge::kAtlasIsMadeWhole ? &atlas_ : nullptr;
}

}  // namespace sockwalk
