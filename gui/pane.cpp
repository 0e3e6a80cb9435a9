#include "pane.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "imgui_bridge.h"
#include "label.h"
#include "shapes.h"

namespace sockwalk {
namespace {

/// Upper case of ASCII; other letters stay: the headers are ours, the names in them are not.
std::string upper_case(std::string_view text) {
  std::string result(text);
  for (char& letter : result) {
    if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
  }
  return result;
}

void draw_header(const Look& look, ImDrawList* list, const Area& header, const PaneHeader& words) {
  ImFont* font = look.fonts.header;
  const float padding = look.px(kPanePadding);
  const float y = header.min.y + (header.height() - text_height(font)) / 2.0F;
  const float room = header.width() - 2.0F * padding;
  const std::string left = elided(font, upper_case(words.left), room);
  draw_text(list, font, {header.min.x + padding, y}, look.palette.text_dimmed, left);
  if (words.right.empty()) return;
  const float rest = room - (left.empty() ? 0.0F : text_width(font, left) + look.px(kHeaderGap));
  if (rest < look.px(40.0F)) return;
  std::string right = upper_case(words.right);
  if (!words.right_short.empty() && text_width(font, right) > rest) right = upper_case(words.right_short);
  draw_text_right(list, font, {header.max.x - padding, y}, look.palette.text_dimmed,
                  elided(font, right, rest));
}

ImGuiWindowFlags flags_of(Scrolling scrolling) {
  constexpr ImGuiWindowFlags kAlways = ImGuiWindowFlags_NoBackground;
  switch (scrolling) {
    case Scrolling::none:
      return kAlways | ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse;
    case Scrolling::vertical: return kAlways;
    case Scrolling::both: return kAlways | ImGuiWindowFlags_HorizontalScrollbar;
  }
  return kAlways;
}

/// REQUIRES: pane.content is set
void open_content(Pane& pane, const char* id, Scrolling scrolling) {
  ImGui::SetCursorScreenPos(pane.content.min);
  // ImGui takes a size of 0 for "all that is left".
  const ImVec2 size{std::max(1.0F, pane.content.width()), std::max(1.0F, pane.content.height())};
  bridge::begin_child(id, size, flags_of(scrolling));
  pane.list = ImGui::GetWindowDrawList();
  pane.hovered = ImGui::IsWindowHovered(ImGuiHoveredFlags_ChildWindows);
  pane.focused = ImGui::IsWindowFocused(ImGuiFocusedFlags_ChildWindows);
}

}  // namespace

Pane begin_bare_pane(const char* id, const Area& area, Scrolling scrolling) {
  Pane pane;
  pane.content = area;
  open_content(pane, id, scrolling);
  return pane;
}

Pane begin_pane(const Look& look, const char* id, const Area& area, const PaneHeader& header,
                Scrolling scrolling) {
  ImDrawList* outer = ImGui::GetWindowDrawList();
  const float line = std::max(1.0F, std::floor(look.scale));
  const Area box{{std::round(area.min.x), std::round(area.min.y)},
                 {std::round(area.max.x), std::round(area.max.y)}};
  draw_box(outer, box.min, box.max, look.px(kPaneRounding), look.palette.pane,
           look.palette.pane_border, line);

  Pane pane;
  pane.content = {{box.min.x + line, box.min.y + line}, {box.max.x - line, box.max.y - line}};
  if (!header.left.empty() || !header.right.empty()) {
    const float bottom = std::round(box.min.y + look.px(kPaneHeader));
    draw_header(look, outer, {pane.content.min, {pane.content.max.x, bottom - line}}, header);
    outer->AddRectFilled({pane.content.min.x, bottom - line}, {pane.content.max.x, bottom},
                         look.palette.pane_border);
    pane.content.min.y = bottom;
  }
  open_content(pane, id, scrolling);
  return pane;
}

void end_pane() { ImGui::EndChild(); }

void show_tooltip(const Look& look, std::string_view text) {
  if (text.empty()) return;
  ImFont* font = look.fonts.small;
  float widest = 0.0F;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    widest = std::max(widest, text_width(look.fonts.small_bold, text.substr(begin, end - begin)));
    begin = end + 1;
  }
  ParagraphStyle style;
  style.font = font;
  style.bold = look.fonts.small_bold;
  style.width = std::ceil(std::min(look.px(360.0F), widest + 2.0F));
  const float height = draw_paragraph(nullptr, look, {0.0F, 0.0F}, style, text);
  ImGui::BeginTooltip();
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  draw_paragraph(ImGui::GetWindowDrawList(), look, corner, style, text);
  ImGui::Dummy({style.width, height});
  ImGui::EndTooltip();
}

void apply_look(const Look& look) {
  const Palette& palette = look.palette;
  ImGuiStyle& style = ImGui::GetStyle();
  style = ImGuiStyle{};
  style.WindowBorderSize = style.FrameBorderSize = style.PopupBorderSize = 1.0F;
  style.WindowRounding = style.ChildRounding = style.PopupRounding = kPaneRounding;
  style.FrameRounding = style.GrabRounding = style.ScrollbarRounding = 6.0F;
  style.FramePadding = {10.0F, 6.0F};
  style.WindowPadding = {10.0F, 8.0F};
  style.ItemSpacing = {8.0F, 6.0F};
  style.ScrollbarSize = 10.0F;
  style.ScaleAllSizes(look.scale);
  const auto set = [&](ImGuiCol index, Colour colour) {
    style.Colors[index] = ImGui::ColorConvertU32ToFloat4(colour);
  };
  set(ImGuiCol_Text, palette.text);
  set(ImGuiCol_TextDisabled, palette.text_dimmed);
  set(ImGuiCol_WindowBg, palette.background);
  set(ImGuiCol_ChildBg, 0);
  set(ImGuiCol_PopupBg, palette.tooltip);
  set(ImGuiCol_Border, palette.raised_border);
  set(ImGuiCol_MenuBarBg, palette.toolbar);
  set(ImGuiCol_FrameBg, palette.well);
  set(ImGuiCol_FrameBgHovered, palette.raised);
  set(ImGuiCol_FrameBgActive, palette.raised);
  set(ImGuiCol_Button, palette.raised);
  set(ImGuiCol_ButtonHovered, palette.raised_hovered);
  set(ImGuiCol_ButtonActive, palette.raised_pressed);
  for (const ImGuiCol index : {ImGuiCol_Header, ImGuiCol_HeaderActive, ImGuiCol_TableHeaderBg}) {
    set(index, palette.raised);
  }
  for (const ImGuiCol index : {ImGuiCol_TitleBg, ImGuiCol_TitleBgActive, ImGuiCol_TitleBgCollapsed}) {
    set(index, palette.raised);
  }
  set(ImGuiCol_HeaderHovered, palette.raised_hovered);
  set(ImGuiCol_SliderGrab, palette.token);
  set(ImGuiCol_SliderGrabActive, palette.text);
  set(ImGuiCol_CheckMark, palette.text);
  set(ImGuiCol_ScrollbarBg, 0);
  set(ImGuiCol_ScrollbarGrab, palette.raised_border);
  set(ImGuiCol_ScrollbarGrabHovered, palette.text_dimmed);
  set(ImGuiCol_ScrollbarGrabActive, palette.text_dimmed);
  for (const ImGuiCol index : {ImGuiCol_Separator, ImGuiCol_TableBorderLight}) {
    set(index, palette.rule);
  }
  set(ImGuiCol_TableBorderStrong, palette.pane_border);
  set(ImGuiCol_TextSelectedBg, faded(palette.of(Hue::listening).line, 0.4F));
  set(bridge::kFocusColour, palette.focus);
  set(ImGuiCol_ModalWindowDimBg, faded(palette.background, 0.7F));
}

void begin_screen(const Look& look, ImVec2 size) {
  ImGui::SetNextWindowPos({0.0F, 0.0F});
  ImGui::SetNextWindowSize(size);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0.0F);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0.0F);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2{0.0F, 0.0F});
  ImGui::Begin("screen", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBringToFrontOnFocus |
                   ImGuiWindowFlags_NoScrollWithMouse);
  ImGui::PopStyleVar(3);
  bridge::push_font(look.fonts.body);
}

void end_screen() {
  ImGui::PopFont();
  ImGui::End();
}

}  // namespace sockwalk
