#include "window_check.h"

#include <imgui.h>

#include <cstdlib>
#include <string_view>

#include "fonts.h"
#include "label.h"
#include "offscreen.h"
#include "text/doctor_text.h"
#include "text/wording.h"
#include "window.h"

namespace sockwalk {
namespace {

using namespace doctor_text;

MachineCheck display() {
  Window::Options small;
  small.width = 320;
  small.height = 200;
  small.exact_size = true;
  small.hidden = true;
  const auto window = Window::create(small);
  if (window.ok()) return MachineCheck::fine("display", say(kDisplayFine, (*window)->painter().renderer(), ImGui::GetVersion()));
  const bool has_display = std::getenv("DISPLAY") != nullptr || std::getenv("WAYLAND_DISPLAY") != nullptr;
  MachineCheck check = MachineCheck::limited("display", {}, say(has_display ? kDriverRemedy : kDisplayRemedy));
  check.found = window.error().sentence;
  return check;
}

/// True when a frame with letters in it comes out as more than its background.
bool draws(Offscreen& offscreen, const Typefaces& typefaces) {
  constexpr Colour kBackground = rgb(0x000000);
  const Fonts fonts = typefaces.set_into(*ImGui::GetIO().Fonts, 1.0F);
  offscreen.painter().renew_fonts();
  offscreen.begin_frame(0.0);
  draw_text(ImGui::GetBackgroundDrawList(), fonts.body, {4.0F, 4.0F}, rgb(0xFFFFFF), "sockwalk");
  offscreen.end_frame(kBackground);
  const Image image = offscreen.image();
  for (std::size_t red = 0; red < image.rgba.size(); red += 4) {
    if (image.rgba[red] != 0) return true;
  }
  return false;
}

MachineCheck picture(const Typefaces& typefaces) {
  const auto offscreen = Offscreen::create(120, 40);
  if (!offscreen.ok()) {
    MachineCheck check = MachineCheck::limited("picture", {}, say(kPictureRemedy));
    check.found = offscreen.error().sentence;
    return check;
  }
  const std::string renderer = (*offscreen)->painter().renderer();
  if (draws(**offscreen, typefaces)) return MachineCheck::fine("picture", say(kPictureFine, renderer, ImGui::GetVersion()));
  return MachineCheck::limited("picture", say(kPictureEmpty, renderer), say(kPictureRemedy));
}

MachineCheck fonts(const Typefaces& typefaces) {
  const std::vector<std::string> missing = typefaces.missing();
  if (missing.empty()) return MachineCheck::fine("fonts", say(kFontsFine));
  const std::vector<std::string_view> names(missing.begin(), missing.end());
  return MachineCheck::limited("fonts", say(kFontsMissing, listed(names)), say(kFontsRemedy));
}

}  // namespace

std::vector<MachineCheck> check_window() {
  const Typefaces typefaces;
  return {display(), picture(typefaces), fonts(typefaces)};
}

}  // namespace sockwalk
