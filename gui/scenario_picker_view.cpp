#include "scenario_picker_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "label.h"
#include "shapes.h"
#include "text/picker_text.h"

namespace sockwalk {
namespace {

namespace texts = picker_text;

constexpr float kCardWidth = 236.0F;
constexpr float kCardHeight = 168.0F;
constexpr float kGap = 10.0F;
constexpr ImGuiWindowFlags kBare = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                   ImGuiWindowFlags_NoSavedSettings |
                                   ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoNav;

std::string_view kind_word(const ServerPlan& server) {
  switch (server.kind) {
    case ServerKind::iterative: return "iterative";
    case ServerKind::select: return "select";
    case ServerKind::poll: return "poll";
    case ServerKind::epoll: return "epoll";
    case ServerKind::threads: return "threads";
    case ServerKind::pool: return "pool";
    case ServerKind::script: break;
  }
  return texts::kScript.english;
}

void draw_card(const Scene& scene, const ScenarioCard& card, const Area& area, bool chosen) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  const Palette& palette = scene.palette;
  ImGui::SetCursorScreenPos(area.min);
  if (ImGui::InvisibleButton(card.name.c_str(), {area.width(), area.height()})) {
    scene.request(Command::dismiss);
    scene.requests.push_back({Command::open_scenario, kNoActor, 0, card.name});
  }
  const bool hovered = ImGui::IsItemHovered();
  draw_box(list, area.min, area.max, scene.px(7), chosen ? palette.raised_hovered : hovered ? palette.raised : palette.card,
           chosen ? palette.focus : palette.card_border, chosen ? std::max(2.0F, scene.px(2)) : std::max(1.0F, scene.px(1)));
  const float padding = scene.px(9);
  const float width = area.width() - 2 * padding;
  const Area picture{{area.min.x + padding, area.min.y + padding},
                     {area.max.x - padding, area.min.y + area.height() * 0.52F}};
  if (card.playable) draw_scenario_sketch(scene, card.scenario, picture);
  float y = picture.max.y + scene.px(4);
  const float x = area.min.x + padding;
  ImFont* bold = scene.fonts.small_bold;
  draw_text(list, bold, {x, y}, palette.text, elided(bold, card.title, width));
  y += text_height(bold) + scene.px(1);
  ImFont* small = scene.fonts.small;
  const std::string file = card.name.substr(card.name.rfind('/') + 1);
  const std::string what = !card.playable ? words(texts::kBroken) : card.recent ? words(texts::kRecent) : std::string();
  const float end = what.empty() ? area.max.x - padding
                                 : draw_text_right(list, small, {area.max.x - padding, y}, palette.text_secondary, what) - scene.px(8);
  ImFont* mono = scene.fonts.mono_small;
  draw_text(list, mono, {x, y}, palette.text_secondary, elided(mono, file, std::max(0.0F, end - x)));
  y += text_height(small) + scene.px(2);
  ParagraphStyle style;
  style.width = width;
  style.font = small;
  style.bold = bold;
  style.colour = palette.text_secondary;
  style.line_height = std::round(text_height(small) * 1.1F);
  // Whole lines only; opening it shows the rest.
  style.lines = static_cast<int>(std::floor((area.max.y - scene.px(4) - y) / style.line_height));
  if (style.lines > 0) draw_paragraph(list, scene.look(), {x, y}, style, card.about);
}

}  // namespace

PickerLayout lay_out_picker(ImVec2 window, float scale, float row_height) {
  const auto px = [scale](float design) { return std::round(design * scale); };
  PickerLayout layout;
  const float margin = std::min(px(36), window.x * 0.03F);
  layout.box = {{margin, margin}, {window.x - margin, window.y - margin}};
  const float padding = px(16);
  layout.cards = {{layout.box.min.x + padding, layout.box.min.y + padding + row_height + px(12)},
                  {layout.box.max.x - padding, layout.box.max.y - padding - row_height}};
  const float width = layout.cards.width();
  layout.columns = static_cast<std::size_t>(std::max(1.0F, std::floor((width + px(kGap)) / (px(kCardWidth) + px(kGap)))));
  const auto columns = static_cast<float>(layout.columns);
  layout.card = {std::floor((width - px(kGap) * (columns - 1)) / columns), px(kCardHeight)};
  layout.rows = static_cast<std::size_t>(
      std::max(1.0F, std::floor((layout.cards.height() + px(kGap)) / (layout.card.y + px(kGap)))));
  return layout;
}

void draw_scenario_picker(const Scene& scene, ScenarioPicker& picker, ImVec2 window) {
  if (!picker.is_open()) return;
  const float row = std::round(text_height(scene.fonts.body) + scene.px(8));
  const PickerLayout layout = lay_out_picker(window, scene.scale, row);
  picker.set_columns(layout.columns);
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize(window);
  ImGui::SetNextWindowFocus();
  ImGui::Begin("scenarios", nullptr, kBare);
  ImDrawList* list = ImGui::GetWindowDrawList();
  const bool beside = !layout.box.contains(ImGui::GetIO().MousePos);
  if (beside && ImGui::IsWindowHovered() && ImGui::IsMouseClicked(ImGuiMouseButton_Left)) scene.request(Command::dismiss);
  draw_box(list, layout.box.min, layout.box.max, scene.px(kPaneRounding), scene.palette.pane,
           scene.palette.text_secondary, std::max(1.0F, scene.px(1)));
  const float top = layout.box.min.y + scene.px(16);
  const float end = draw_text(list, scene.fonts.title, {layout.cards.min.x, top}, scene.palette.text, words(texts::kTitle));
  const bool empty = picker.typed().empty();
  const Area well{{end + scene.px(20), top}, {layout.cards.max.x, top + row}};
  draw_box(list, well.min, well.max, scene.px(5), scene.palette.well, scene.palette.well_border, std::max(1.0F, scene.px(1)));
  const float text_top = (well.min.y + well.max.y - text_height(scene.fonts.body)) / 2;
  draw_text(list, scene.fonts.body, {well.min.x + scene.px(10), text_top},
            empty ? scene.palette.text_dimmed : scene.palette.text, empty ? words(texts::kPrompt) : picker.typed());
  if (picker.matches().empty()) {
    draw_text(list, scene.fonts.body, layout.cards.min, scene.palette.text, words(texts::kNothing));
  }
  // Whole rows; the chosen card is always among them.
  const std::size_t chosen_row = picker.chosen() / layout.columns;
  const std::size_t first_row = chosen_row < layout.rows ? 0 : chosen_row + 1 - layout.rows;
  const std::size_t first = first_row * layout.columns;
  const std::size_t last = std::min(picker.matches().size(), first + layout.rows * layout.columns);
  for (std::size_t i = first; i < last; ++i) {
    const auto column = static_cast<float>((i - first) % layout.columns);
    const auto line = static_cast<float>((i - first) / layout.columns);
    const ImVec2 min{layout.cards.min.x + column * (layout.card.x + scene.px(kGap)),
                     layout.cards.min.y + line * (layout.card.y + scene.px(kGap))};
    draw_card(scene, picker.cards()[picker.matches()[i]], {min, {min.x + layout.card.x, min.y + layout.card.y}}, i == picker.chosen());
  }
  draw_text(list, scene.fonts.small, {layout.cards.min.x, layout.box.max.y - scene.px(12) - text_height(scene.fonts.small)},
            scene.palette.text_secondary, words(texts::kKeys));
  ImGui::End();
}

void draw_scenario_sketch(const Scene& scene, const Scenario& scenario, const Area& area) {
  ImDrawList* list = ImGui::GetWindowDrawList();
  const Palette& palette = scene.palette;
  const HueColours& listening = palette.of(Hue::listening);
  const HueColours& connected = palette.of(Hue::connected);
  const bool datagram = scenario.server.type == ServerType::dgram;
  constexpr std::size_t kMost = 5;
  const std::size_t clients = std::min(scenario.clients.size(), kMost);
  const float gap = scene.px(5);
  const float line = std::max(1.0F, scene.px(1));
  const float wire = std::max(1.5F, scene.px(1.5F));
  const float server_width = area.width() * (clients == 0 ? 0.5F : 0.36F);
  const auto count = static_cast<float>(std::max<std::size_t>(1, clients));
  const float client_width = std::min(scene.px(38), (area.width() - server_width - gap * count) / count);
  const float box = area.height() * 0.34F;
  const float band = area.min.y + area.height() * 0.46F;
  list->AddRectFilled({area.min.x, band}, {area.max.x, band + area.height() * 0.1F}, palette.band);
  const Area server{area.min, {area.min.x + server_width, area.min.y + box}};
  draw_box(list, server.min, server.max, scene.px(3), palette.raised, palette.raised_border, line);
  ImFont* mono = scene.fonts.mono_small;
  const float radius = std::min(scene.px(8), box * 0.36F);
  const float middle = (server.min.y + server.max.y) / 2;
  draw_disc(list, {server.min.x + scene.px(4) + radius, middle}, radius, palette.token, palette.on_token, scene.fonts.small_bold, "S");
  const float word = server.min.x + scene.px(8) + 2 * radius;
  draw_text(list, mono, {word, middle - text_height(mono) / 2}, palette.text,
            elided(mono, kind_word(scenario.server), server.max.x - scene.px(2) - word));
  const Area listener{{area.min.x, area.min.y + area.height() * 0.64F}, {area.min.x + server_width, area.max.y}};
  draw_wire(list, {listener.min.x + scene.px(14), server.max.y}, {listener.min.x + scene.px(14), listener.min.y}, {listening.line, wire});
  draw_box(list, listener.min, listener.max, scene.px(3), listening.fill, listening.line, std::max(1.0F, scene.px(1.5F)));
  if (!datagram) {
    // The accept queue, place by place.
    const auto places = static_cast<std::size_t>(std::clamp(scenario.server.backlog + 1, 1, 6));
    const float side = std::min(scene.px(8), listener.width() / 9);
    for (std::size_t i = 0; i < places; ++i) {
      const float x = listener.min.x + scene.px(5) + static_cast<float>(i) * (side + scene.px(3));
      const float y = listener.max.y - scene.px(5) - side;
      draw_box(list, {x, y}, {x + side, y + side}, scene.px(1), 0, listening.line, line);
    }
  }
  for (std::size_t i = 0; i < clients; ++i) {
    const float left = area.max.x - (static_cast<float>(clients - i)) * (client_width + gap) + gap;
    const ImVec2 min{left, area.min.y};
    const ImVec2 max{left + client_width, area.min.y + box};
    draw_box(list, min, max, scene.px(3), palette.raised, palette.raised_border, line);
    draw_disc(list, {(min.x + max.x) / 2, middle}, radius, palette.token, palette.on_token, scene.fonts.small_bold,
              fmt::format("{}", i + 1));
    const float x = (min.x + max.x) / 2;
    const float top = area.min.y + area.height() * 0.66F + (i % 2 == 0 ? 0.0F : area.height() * 0.1F);
    draw_wire(list, {x, max.y}, {x, top}, {connected.line, wire});
    draw_box(list, {x - client_width * 0.42F, top}, {x + client_width * 0.42F, top + area.height() * 0.2F}, scene.px(3),
             connected.fill, connected.line, line);
  }
  if (scenario.clients.size() > kMost) {
    const std::string count_of_all = fmt::format("+{}", scenario.clients.size() - kMost);
    draw_text_right(list, mono, {area.max.x - scene.px(2), area.max.y - text_height(mono) + scene.px(3)}, palette.text, count_of_all);
  }
}

}  // namespace sockwalk
