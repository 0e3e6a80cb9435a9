#include "button.h"

#include <algorithm>
#include <cmath>

#include "label.h"
#include "shapes.h"

namespace sockwalk {
namespace {

/// What differs between the kinds.
struct Form {
  ImFont* font;
  float height;    ///< design pixels
  float padding;   ///< design pixels, left and right
  float rounding;  ///< design pixels
};

Form form_of(const Look& look, ButtonKind kind) {
  switch (kind) {
    case ButtonKind::secondary: return {look.fonts.body, 30.0F, 13.0F, 7.0F};
    case ButtonKind::accent: return {look.fonts.bold, 30.0F, 13.0F, 7.0F};
    case ButtonKind::quiet: return {look.fonts.body, 30.0F, 8.0F, 7.0F};
    case ButtonKind::pill:
    case ButtonKind::pill_next: return {look.fonts.small, 20.0F, 10.0F, 5.0F};
  }
  return {look.fonts.body, 30.0F, 13.0F, 7.0F};
}

/// The colours of a button in its present state.
struct Paint {
  Colour fill;
  Colour border;
  Colour label;
  Colour key;
};

Paint paint_of(const Palette& palette, ButtonKind kind, bool enabled, bool hovered, bool pressed) {
  const auto choose = [&](Colour rest, Colour over, Colour down) {
    if (!enabled) return rest;
    return pressed ? down : hovered ? over : rest;
  };
  const Colour label = enabled ? palette.text : palette.text_dimmed;
  switch (kind) {
    case ButtonKind::accent:
      if (!enabled) break;
      return {choose(palette.accent, palette.accent_hovered, palette.accent_pressed), 0,
              palette.on_accent, palette.on_accent_dimmed};
    case ButtonKind::quiet:
      return {choose(0, palette.raised_hovered, palette.raised_pressed), 0,
              enabled ? palette.text_secondary : palette.text_dimmed, palette.text_dimmed};
    case ButtonKind::pill:
      return {choose(palette.raised_hovered, palette.raised, palette.raised_pressed),
              hovered && enabled ? palette.raised_border : 0,
              enabled ? palette.text_secondary : palette.text_dimmed, palette.text_dimmed};
    case ButtonKind::pill_next:
      return {palette.accent_fill, hovered && enabled ? palette.accent_line : 0,
              palette.accent_text, palette.accent_text};
    case ButtonKind::secondary: break;
  }
  return {choose(palette.raised, palette.raised_hovered, palette.raised_pressed),
          palette.raised_border, label, palette.text_dimmed};
}

/// The widths of a button's parts, in pixels; what is absent has no width.
struct Parts {
  float mark;
  float label;
  float key;

  float sum() const { return mark + label + key; }
};

float mark_size(const Look& look, const Form& form) { return look.px(0.42F * form.height); }

Parts parts_of(const Look& look, const Form& form, std::string_view label,
               const ButtonStyle& style) {
  return {style.mark ? mark_size(look, form) + look.px(6.0F) : 0.0F, text_width(form.font, label),
          style.key.empty() ? 0.0F : look.px(9.0F) + text_width(look.fonts.mono_small, style.key)};
}

}  // namespace

ImVec2 button_size(const Look& look, std::string_view label, const ButtonStyle& style) {
  const Form form = form_of(look, style.kind);
  const float width = style.width > 0.0F ? style.width
                                         : parts_of(look, form, label, style).sum() +
                                               2.0F * look.px(form.padding);
  return {std::ceil(width), std::round(style.height > 0.0F ? style.height : look.px(form.height))};
}

bool button(const Look& look, const char* id, std::string_view label, const ButtonStyle& style) {
  const Form form = form_of(look, style.kind);
  const ImVec2 size = button_size(look, label, style);
  const ImVec2 cursor = ImGui::GetCursorScreenPos();
  const ImVec2 min{std::round(cursor.x), std::round(cursor.y)};
  const ImVec2 max{min.x + size.x, min.y + size.y};

  ImGui::BeginDisabled(!style.enabled);
  const bool clicked = ImGui::InvisibleButton(id, size);
  const Paint paint = paint_of(look.palette, style.kind, style.enabled, ImGui::IsItemHovered(),
                               ImGui::IsItemActive());
  const bool focused = ImGui::IsItemFocused() && ImGui::GetIO().NavVisible;
  ImGui::EndDisabled();

  ImDrawList* list = ImGui::GetWindowDrawList();
  const float line = std::max(1.0F, std::floor(look.scale));
  const float rounding = look.px(form.rounding);
  draw_box(list, min, max, rounding, paint.fill, paint.border, line);
  if (focused) {
    const float out = 2.0F * line;
    draw_box(list, {min.x - out, min.y - out}, {max.x + out, max.y + out}, rounding + out, 0,
             look.palette.focus, line * 1.5F);
  }
  const Parts parts = parts_of(look, form, label, style);
  const float middle = (min.y + max.y) / 2.0F;
  float x = min.x + std::max(0.0F, (size.x - parts.sum()) / 2.0F);
  list->PushClipRect(min, max, true);
  if (style.mark) {
    const float mark = mark_size(look, form);
    draw_mark(list, *style.mark, {x + mark / 2.0F, middle}, mark, paint.label);
    x += parts.mark;
  }
  draw_text(list, form.font, {x, middle - text_height(form.font) / 2.0F}, paint.label, label);
  if (!style.key.empty()) {
    ImFont* font = look.fonts.mono_small;
    draw_text(list, font,
              {x + parts.label + look.px(9.0F), middle - text_height(font) / 2.0F}, paint.key,
              style.key);
  }
  list->PopClipRect();
  return clicked && style.enabled;
}

}  // namespace sockwalk
