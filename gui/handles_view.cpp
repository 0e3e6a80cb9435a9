#include "handles_view.h"

#include <algorithm>
#include <array>

#include "handle_rows.h"
#include "handle_structure.h"
#include "label.h"
#include "phase_hue.h"
#include "shapes.h"
#include "term_tips.h"
#include "text/pane_text.h"

namespace sockwalk {
namespace {

// Left edges of the columns, as parts of the width: the narrowest pane has room for "192000" and "connected".
constexpr std::array kColumns{0.027F, 0.118F, 0.258F, 0.415F, 0.675F, 0.865F};
constexpr float kRightEdge = 0.965F;  ///< of the last column
/// Numbers to be compared end at one edge.
constexpr std::array kNumbers{false, false, false, false, true, true};
/// What stands over a column, and what it means.
struct Head {
  const Text* name;
  const Text* tip;
};
constexpr std::array kHeads{Head{&text::kSlot, &text::kSlotTip},     Head{&text::kHandle, &text::kHandleTip},
                            Head{&text::kWhose, &text::kWhoseTip},   Head{&text::kState, &text::kStateTip},
                            Head{&text::kUnread, &text::kUnreadTip}, Head{&text::kSum, &text::kSumTip}};
static_assert(kHeads.size() == kHandleColumns && kColumns.size() == kHandleColumns);
constexpr float kRow = 29.0F;
constexpr float kLeastRow = 21.0F;
constexpr float kStructure = 50.0F;  ///< the structure below the array, where it takes one line

class Table {
 public:
  Table(const Scene& scene, ImDrawList* list, ImVec2 origin, float width, float row)
      : scene_(scene), list_(list), origin_(origin), width_(width), row_(row) {}

  void draw_head(const HandleSort& sort) const {
    for (std::size_t i = 0; i < kHandleColumns; ++i) {
      const bool sorted = static_cast<std::size_t>(sort.column) == i;
      const Colour ink = sorted ? scene_.palette.text : scene_.palette.text_secondary;
      const std::string name = words(*kHeads[i].name);
      if (kNumbers[i]) put_right(i, 0, scene_.fonts.small, ink, name);
      else put(i, 0, scene_.fonts.small, ink, name);
      if (sorted && sort != HandleSort{}) draw_direction(i, sort.descending, ink);
      react_to_head(i);
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
      put(2, line, scene_.fonts.small, ink, whose(row));
      draw_phase(row, line);
      put_number(4, line, ink, row.connection ? kNothing : say(text::kBytes, row.unread_bytes).words(),
                 row.connection ? kNothing : std::to_string(row.unread_bytes));
      const std::string result = row.connection ? kNothing : std::to_string(row.result);
      put_number(5, line, ink, result, result);
    }
    rule(line + 1);
    hover(row, line);
  }

 private:
  /// Before the word: behind it, it would stand at the next one.
  void draw_direction(std::size_t column, bool descending, Colour ink) const {
    const ImVec2 corner = at(column, 0);
    const float name = text_width(scene_.fonts.small, words(*kHeads[column].name));
    const float left = kNumbers[column] ? end_of(column) - name : corner.x;
    draw_mark(list_, descending ? Mark::triangle_down : Mark::triangle_up,
              {left - scene_.px(5), corner.y + row_ / 2}, scene_.px(6), ink);
  }

  void react_to_head(std::size_t column) const {
    const ImVec2 min{at(column, 0).x - scene_.px(4), origin_.y + 1};
    const float end = column + 1 < kColumns.size() ? at(column + 1, 0).x - scene_.px(5) : origin_.x + width_ - 1;
    const ImVec2 max{end, origin_.y + row_ - 1};
    ImGui::SetCursorScreenPos(min);
    ImGui::PushID(static_cast<int>(column));
    if (ImGui::InvisibleButton("head", {max.x - min.x, max.y - min.y})) {
      scene_.requests.push_back({Command::sort_handles, kNoActor, column + 1, {}});
    }
    ImGui::PopID();
    if (ImGui::IsItemFocused() && ImGui::GetIO().NavVisible) {
      draw_box(list_, min, max, scene_.px(3), 0, scene_.palette.focus, scene_.px(1.5F));
    }
    if (ImGui::IsItemHovered()) show_tooltip(scene_.look(), say(text::kHeadTip, words(*kHeads[column].tip)).words());
  }

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

  /// Of "Client 100" the number, where there is no room: it tells the client from the others.
  std::string whose(const HandleRow& row) const {
    const std::size_t space = row.whose.rfind(' ');
    const bool fits = text_width(scene_.fonts.small, row.whose) <= end_of(2) - at(2, 0).x;
    const bool numbered = space != std::string::npos && row.whose.find_last_not_of("0123456789") == space;
    return fits || !numbered ? row.whose : row.whose.substr(space + 1);
  }

  static constexpr const char* kNothing = "\xE2\x80\x93";

  /// Where what stands in `column` ends.
  float end_of(std::size_t column) const {
    const float next = column + 1 < kColumns.size() ? width_ * kColumns[column + 1] : width_ * kRightEdge;
    return origin_.x + next - (column + 1 < kColumns.size() ? scene_.px(4) : 0.0F);
  }

  void put_right(std::size_t column, float line, ImFont* font, Colour ink, std::string_view words) const {
    const float room = end_of(column) - at(column, line).x;
    const float y = origin_.y + row_ * line + (row_ - text_height(font)) / 2;
    draw_text_right(list_, font, {end_of(column), y}, ink, elided(font, words, room));
  }

  /// The first of the two that has room, else the second in small letters.
  void put_number(std::size_t column, float line, Colour ink, std::string_view full, std::string_view brief) const {
    ImFont* font = scene_.fonts.mono;
    const float room = end_of(column) - at(column, line).x;
    const bool fits = text_width(font, full) <= room;
    if (!fits && text_width(font, brief) > room) font = scene_.fonts.mono_small;
    put_right(column, line, font, ink, fits ? full : brief);
  }

  const Scene& scene_;
  ImDrawList* const list_;
  const ImVec2 origin_;
  const float width_;
  const float row_;  ///< height of one
};

/// Only those that are to be seen: there may be ten thousand.
void draw_rows(const Scene& scene, const Table& table, const std::vector<std::size_t>& order, std::size_t rows,
               float height) {
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  ImGui::Dummy({1, height});
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(rows), height);
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const auto line = static_cast<std::size_t>(i);
      table.draw_row(handle_row(scene.model, line < order.size() ? order[line] : line), line);
    }
  }
  clipper.End();
  ImGui::PopStyleVar();
}

/// Sorts again where the state or the wish is another than in the frame before.
void sort_rows(const Scene& scene, const HandleSort& sort, HandlesState& state) {
  std::string sorted = fmt::format("{} {} {} {}", scene.walk.generation(), scene.seq, static_cast<int>(sort.column),
                                   sort.descending);
  if (sorted == state.sorted) return;
  state.order = sort == HandleSort{} ? std::vector<std::size_t>{} : handle_order(scene.model, sort);
  state.sorted = std::move(sorted);
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
    const ImVec2 end{origin_.x + width_, at.y + text_height(font)};
    if (ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect({origin_.x, origin_.y + scene_.px(8)}, end)) {
      show_tooltip(scene_.look(), term_tip(structure.kind));
    }
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

void draw_handles(const Scene& scene, const HandleSort& sort, HandlesState& state, const Area& area) {
  const std::size_t rows = scene.model.handles.slots.size();
  // Slot 0 is the connection socket's, also while that is not there.
  const std::size_t slots = rows == 0 ? 0 : rows - 1;
  const auto used = [&](const Text& form) {
    return rows == 0 ? "" : say(form, handles_used(scene.model), std::max<std::size_t>(slots, 1)).words();
  };
  const std::string right = used(text::kHandlesUsed);
  const std::string right_short = used(text::kHandlesUsedShort);
  const Pane pane = begin_pane(scene.look(), "handles", area, {words(text::kHandles), right, right_short},
                               Scrolling::vertical);
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
    sort_rows(scene, sort, state);
    table.draw_head(sort);
    ImGui::SetCursorScreenPos(origin);
    draw_rows(scene, table, state.order, rows, row);
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
