#include "handles_view.h"

#include <algorithm>
#include <array>

#include "handle_rows.h"
#include "handle_structure.h"
#include "label.h"
#include "phase_hue.h"
#include "shapes.h"
#include "text/pane_text.h"

namespace sockwalk {
namespace {

// Left edges of the columns, as parts of the width.
constexpr std::array kColumns{0.025F, 0.135F, 0.285F, 0.46F, 0.73F, 0.885F};
constexpr float kRow = 29.0F;
constexpr float kLeastRow = 21.0F;
constexpr float kStructure = 50.0F;  ///< the structure below the array, where it takes one line

class Table {
 public:
  Table(const Scene& scene, ImDrawList* list, ImVec2 origin, float width, float row)
      : scene_(scene), list_(list), origin_(origin), width_(width), row_(row) {}

  void draw_head() const {
    static constexpr std::array kHeads{&text::kSlot,  &text::kHandle, &text::kWhose,
                                       &text::kState, &text::kUnread, &text::kSum};
    for (std::size_t i = 0; i < kHeads.size(); ++i) {
      put(i, 0, scene_.fonts.small, scene_.palette.text_secondary, words(*kHeads[i]));
    }
    rule(1);
  }

  void draw_row(const HandleRow& row, std::size_t index) const {
    const Palette& palette = scene_.palette;
    const float line = static_cast<float>(index) + 1;
    const bool free = row.fd < 0;
    const Colour ink = free ? palette.text_dimmed : palette.text;
    ImFont* mono = scene_.fonts.mono;
    mark_change(row, line);
    put(0, line, mono, ink, std::to_string(row.slot));
    put(1, line, mono, ink, free ? "\xE2\x88\x92" "1" : std::to_string(row.fd));
    if (free) {
      put(2, line, scene_.fonts.small, palette.text_dimmed, words(text::kFree));
    } else {
      put(2, line, scene_.fonts.small, ink, row.whose);
      draw_phase(row, line);
      put(4, line, mono, ink, row.connection ? "\xE2\x80\x93" : say(text::kBytes, row.unread_bytes).words());
      put(5, line, mono, ink, row.connection ? "\xE2\x80\x93" : std::to_string(row.result));
    }
    rule(line + 1);
    hover(row, line);
  }

 private:
  ImVec2 at(std::size_t column, float line) const {
    return {origin_.x + width_ * kColumns[column], origin_.y + row_ * line};
  }

  void put(std::size_t column, float line, ImFont* font, Colour ink, std::string_view words) const {
    const ImVec2 corner = at(column, line);
    const float end = column + 1 < kColumns.size() ? kColumns[column + 1] : 1.0F;
    const float room = width_ * (end - kColumns[column]) - scene_.px(4);
    draw_text(list_, font, {corner.x, corner.y + (row_ - text_height(font)) / 2}, ink,
              elided(font, words, room));
  }

  void draw_phase(const HandleRow& row, float line) const {
    const ImVec2 corner = at(3, line);
    const float middle = corner.y + row_ / 2;
    const Hue hue = hue_of(row.phase);
    const HueColours& colours = scene_.palette.of(hue);
    draw_phase_mark(list_, {corner.x + scene_.px(5), middle}, scene_.px(11), shape_of(hue), colours.line);
    ImFont* font = scene_.fonts.small_bold;
    const float room = width_ * (kColumns[4] - kColumns[3]) - scene_.px(16);
    draw_text(list_, font, {corner.x + scene_.px(14), middle - text_height(font) / 2}, colours.text,
              elided(font, phase_name(row.phase), room));
  }

  /// What the shown turn has changed stays marked until the next.
  void mark_change(const HandleRow& row, float line) const {
    const bool changed = row.changed != 0 && scene_.turn > 0 &&
                         row.changed >= scene_.walk.timeline().turns()[scene_.turn].first;
    if (!changed) return;
    const ImVec2 corner{origin_.x, origin_.y + row_ * line};
    list_->AddRectFilled({corner.x, corner.y + 1}, {corner.x + scene_.px(3), corner.y + row_},
                         scene_.palette.text_secondary);
  }

  void rule(float line) const {
    const float y = std::round(origin_.y + row_ * line);
    list_->AddLine({origin_.x, y}, {origin_.x + width_, y}, scene_.palette.rule);
  }

  void hover(const HandleRow& row, float line) const {
    const ImVec2 min{origin_.x, origin_.y + row_ * line};
    const ImVec2 max{origin_.x + width_, min.y + row_};
    const Target target{Target::Kind::slot, kServer, row.fd, row.socket, row.slot};
    if (row.socket != kNoSocket && scene_.selection.lights(target)) {
      list_->AddRectFilled(min, max, scene_.palette.hover);
    }
    if (!ImGui::IsWindowHovered() || !ImGui::IsMouseHoveringRect(min, max)) return;
    scene_.selection.hover(target);
    if (ImGui::IsMouseClicked(ImGuiMouseButton_Left)) scene_.selection.select(target);
  }

  const Scene& scene_;
  ImDrawList* const list_;
  const ImVec2 origin_;
  const float width_;
  const float row_;  ///< height of one
};

/// Only those that are to be seen: there may be ten thousand.
void draw_rows(const Scene& scene, const Table& table, std::size_t rows, float height) {
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  ImGui::Dummy({1, height});
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(rows), height);
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const auto slot = static_cast<std::size_t>(i);
      table.draw_row(handle_row(scene.model, slot), slot);
    }
  }
  clipper.End();
  ImGui::PopStyleVar();
}

std::string structure_title(const HandleStructure& structure) {
  switch (structure.kind) {
    case HandleStructure::Kind::fd_set: return say(text::kFdSet, structure.nfds).words();
    case HandleStructure::Kind::poll_array: return say(text::kPollArray, structure.nfds).words();
    case HandleStructure::Kind::epoll: return say(text::kEpollLists, structure.fd).words();
    case HandleStructure::Kind::threads: return words(text::kThreads);
    case HandleStructure::Kind::none: break;
  }
  return {};
}

/// The structure that belongs to the server's kind, below the array: a frame for each of its entries,
/// filled when it is ready. Returns its height; draws nothing without a list.
class StructureBlock {
 public:
  StructureBlock(const Scene& scene, ImDrawList* list, ImVec2 origin, float width)
      : scene_(scene), list_(list), origin_(origin), width_(width) {}

  float draw(const HandleStructure& structure) {
    if (structure.kind == HandleStructure::Kind::none) return 0.0F;
    const Palette& palette = scene_.palette;
    ImFont* font = scene_.fonts.small;
    const float margin = scene_.px(kPanePadding);
    const float height = text_height(font) + scene_.px(4);
    ImVec2 at{origin_.x + margin, origin_.y + scene_.px(8)};
    at.x = draw_text(list_, scene_.fonts.small_bold, {at.x, at.y + scene_.px(2)}, palette.text,
                     structure_title(structure)) +
           scene_.px(8);
    for (const HandleStructure::Entry& entry : structure.entries) {
      at = put(at, entry, height);
    }
    if (structure.hidden > 0) {
      draw_text(list_, font, {at.x, at.y + scene_.px(2)}, palette.text_secondary,
                say(text::kMoreEntries, structure.hidden).words());
    }
    at = {origin_.x + margin, at.y + height + scene_.px(5)};
    const bool threads = structure.kind == HandleStructure::Kind::threads;
    std::string legend = words(threads ? text::kFilledInCall : text::kFilledReady);
    if (structure.asleep && !threads) legend = words(text::kWaitsInIt);
    draw_text(list_, font, at, palette.text_secondary, elided(font, legend, width_ - 2 * margin));
    return at.y + text_height(font) + scene_.px(8) - origin_.y;
  }

 private:
  ImVec2 put(ImVec2 at, const HandleStructure::Entry& entry, float height) {
    const Palette& palette = scene_.palette;
    ImFont* font = scene_.fonts.small;
    const float margin = scene_.px(kPanePadding);
    const float width = std::max(text_width(font, entry.text) + scene_.px(8), height);
    if (at.x + width > origin_.x + width_ - margin && at.x > origin_.x + margin) {
      at = {origin_.x + margin, at.y + height + scene_.px(4)};
    }
    const ImVec2 max{at.x + width, at.y + height};
    const Colour edge = entry.ready   ? palette.token
                        : entry.asked ? palette.text_secondary
                                      : palette.well_border;
    draw_box(list_, at, max, scene_.px(3), entry.ready ? palette.token : palette.well, edge,
             entry.asked ? std::max(1.0F, scene_.px(1.5F)) : 1.0F);
    draw_text_centred(list_, font, {(at.x + max.x) / 2, (at.y + max.y) / 2},
                      entry.ready   ? palette.on_token
                      : entry.asked ? palette.text
                                    : palette.text_dimmed,
                      entry.text);
    return {max.x + scene_.px(4), at.y};
  }

  const Scene& scene_;
  ImDrawList* const list_;
  const ImVec2 origin_;
  const float width_;
};

}  // namespace

void draw_handles(const Scene& scene, const Area& area) {
  const std::size_t rows = scene.model.handles.slots.size();
  // Slot 0 is the connection socket's, also while that is not there.
  const std::size_t slots = rows == 0 ? 0 : rows - 1;
  const std::string right = rows == 0 ? ""
                                      : say(text::kHandlesUsed, handles_used(scene.model),
                                            std::max<std::size_t>(slots, 1))
                                            .words();
  const Pane pane =
      begin_pane(scene.look(), "handles", area, {words(text::kHandles), right}, Scrolling::vertical);
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  const HandleStructure structure =
      handle_structure(scene.model, scene.walk.timeline(), scene.seq);
  // Rows come closer before the structure leaves the pane.
  const float below = structure.kind == HandleStructure::Kind::none ? 0.0F : scene.px(kStructure);
  const float share = (pane.content.height() - below) / static_cast<float>(rows + 1);
  const float row = std::clamp(share, scene.px(kLeastRow), scene.px(kRow));
  const Table table(scene, ImGui::GetWindowDrawList(), origin, pane.content.width(), row);
  if (rows == 0) {
    draw_text(ImGui::GetWindowDrawList(), scene.fonts.body,
              {origin.x + scene.px(kPanePadding), origin.y + scene.px(10)}, scene.palette.text_secondary,
              words(text::kNoHandlesYet));
  } else {
    table.draw_head();
    draw_rows(scene, table, rows, row);
  }
  const float table_height = row * static_cast<float>(rows + 1) + 1;
  StructureBlock block(scene, ImGui::GetWindowDrawList(), {origin.x, origin.y + table_height},
                       pane.content.width());
  const float more = block.draw(structure);
  ImGui::SetCursorScreenPos(origin);
  ImGui::Dummy({1, table_height + more});
  end_pane();
}

}  // namespace sockwalk
