#include "kept_pane.h"

#include <algorithm>
#include <cfloat>
#include <utility>

#include "imgui_bridge.h"
#include "kept_shapes.h"

namespace sockwalk {
namespace {

/// Whether somebody may be doing something with what lies in `area`.
bool is_touched(const Area& area) {
  const ImGuiIO& io = ImGui::GetIO();
  return area.contains(io.MousePos) || ImGui::IsAnyItemActive() ||
         std::any_of(std::begin(io.MouseDown), std::end(io.MouseDown), [](bool down) { return down; }) ||
         (io.ConfigFlags & ImGuiConfigFlags_NavEnableKeyboard) != 0;
}

bool is_same(ImVec2 a, ImVec2 b) { return a.x == b.x && a.y == b.y; }

KeptWindow::Stand stand_of(const ImGuiWindow& window) {
  return {window.Pos,
          window.Size,
          window.Scroll,
          window.InnerClipRect.Min,
          window.InnerClipRect.Max,
          window.Flags,
          window.ScrollbarY,
          window.ScrollbarX,
          window.Hidden || window.SkipItems};
}

bool is_same(const KeptWindow::Stand& a, const KeptWindow::Stand& b) {
  return is_same(a.position, b.position) && is_same(a.size, b.size) && is_same(a.scroll, b.scroll) &&
         is_same(a.clip_min, b.clip_min) && is_same(a.clip_max, b.clip_max) && a.flags == b.flags &&
         a.bar_right == b.bar_right && a.bar_below == b.bar_below && a.hidden == b.hidden;
}

/// What the window has drawn, for what it is to show, or the other way round.
void exchange(KeptWindow& kept, ImDrawList& list) {
  list.CmdBuffer.swap(kept.commands);
  list.IdxBuffer.swap(kept.indices);
  list.VtxBuffer.swap(kept.vertices);
  std::swap(list._VtxCurrentIdx, kept.next_index);
  list._IdxWritePtr = list.IdxBuffer.end();
  list._VtxWritePtr = list.VtxBuffer.end();
}

/// True when the window will be opened in the next frame as it was in this one: it was so in the frame before
/// too, with as much in it, and nobody has asked for it to be scrolled.
bool is_settled(const KeptWindow& before, const ImGuiWindow& window) {
  return before.id == window.ID && is_same(before.stand, stand_of(window)) && !before.stand.hidden &&
         is_same(before.content_end, window.DC.CursorMaxPos) && window.ScrollTarget.x == FLT_MAX &&
         window.ScrollTarget.y == FLT_MAX;
}

void note(KeptWindow& kept, const ImGuiWindow& window) {
  kept.id = window.ID;
  kept.stand = stand_of(window);
  kept.content_end = window.DC.CursorMaxPos;
  kept.layers = static_cast<short>(window.DC.NavLayersActiveMaskNext);
  kept.drawn_indices = window.DrawList->IdxBuffer.Size;
  kept.drawn_vertices = window.DrawList->VtxBuffer.Size;
}

/// The current window, opened again, stands as it did; then it also ends as it did.
bool continues(const KeptWindow& kept) {
  ImGuiWindow& window = *ImGui::GetCurrentWindow();
  if (window.ID != kept.id || !is_same(stand_of(window), kept.stand)) return false;
  window.DC.CursorMaxPos = kept.content_end;
  window.DC.NavLayersActiveMaskNext = kept.layers;
  return true;
}

/// The end of a list, to come back to.
class ListEnd {
 public:
  explicit ListEnd(ImDrawList& list)
      : list_(list), vertices_(list.VtxBuffer.Size), indices_(list.IdxBuffer.Size), number_(list._VtxCurrentIdx) {}

  /// Takes out what was drawn since. REQUIRES: it has begun no command of its own
  void come_back() {
    list_.PrimUnreserve(list_.IdxBuffer.Size - indices_, list_.VtxBuffer.Size - vertices_);
    list_._VtxCurrentIdx = number_;
    list_._IdxWritePtr = list_.IdxBuffer.end();
    list_._VtxWritePtr = list_.VtxBuffer.end();
  }

 private:
  ImDrawList& list_;
  int vertices_;
  int indices_;
  unsigned number_;
};

}  // namespace

/// Before the windows are opened, which empties their lists.
bool KeptPane::take_back() {
  if (!std::exchange(lent_, false) || frame_ != ImGui::GetFrameCount() - 1) return false;
  const int count = inner_ != nullptr ? 2 : 1;
  ImGuiWindow* found[2] = {};
  for (int i = 0; i < count; ++i) {
    found[i] = ImGui::FindWindowByID(windows_[i].id);
    if (found[i] == nullptr || found[i]->DrawList->IdxBuffer.Size != windows_[i].drawn_indices ||
        found[i]->DrawList->VtxBuffer.Size != windows_[i].drawn_vertices) {
      return false;
    }
  }
  for (int i = 0; i < count; ++i) exchange(windows_[i], *found[i]->DrawList);
  return true;
}

bool KeptPane::open_again() {
  const KeptWindow& content = windows_[0];
  const ImVec2 end{content.stand.position.x + content.stand.size.x, content.stand.position.y + content.stand.size.y};
  begin_bare_pane(id_, {content.stand.position, end}, scrolling_);
  bool same = true;
  if (inner_ != nullptr) {
    const KeptWindow& inner = windows_[1];
    ImGui::SetCursorScreenPos(inner.stand.position);
    ImGui::BeginChild(inner_, inner.stand.size, false);
    same = continues(inner);
    ImGui::EndChild();
  }
  same = continues(content) && same;
  end_pane();
  return same;
}

bool KeptPane::show_again(const Area& area, const Key& key) {
  was_kept_ = false;
  if (!take_back()) return false;
  const bool same = untouched_ && !is_touched(area) && is_same(area.min, area_.min) && is_same(area.max, area_.max) &&
                    key == key_;
  if (!same) return false;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  ListEnd end(list);
  // A window that stands otherwise after all is opened again by the view, and goes on.
  if (!open_again()) return false;
  // A child window's scroll bars are drawn by its parent, and in what was kept they are in front of the box.
  end.come_back();
  draw_frame(list);
  for (int i = 0; i < (inner_ != nullptr ? 2 : 1); ++i) {
    exchange(windows_[i], *ImGui::FindWindowByID(windows_[i].id)->DrawList);
  }
  lent_ = was_kept_ = true;
  frame_ = ImGui::GetFrameCount();
  return true;
}

void KeptPane::begin_drawing(const Area& area, Key key) {
  const ImGuiWindow& outer = *ImGui::GetCurrentWindow();
  key_ = std::move(key);
  area_ = area;
  untouched_ = !is_touched(area);
  children_ = outer.DC.ChildWindows.Size;
  first_vertex_ = outer.DrawList->VtxBuffer.Size;
  first_index_ = outer.DrawList->IdxBuffer.Size;
  first_command_ = outer.DrawList->CmdBuffer.Size;
  first_number_ = outer.DrawList->_VtxCurrentIdx;
}

void KeptPane::end_drawing() {
  const bool follows = std::exchange(frame_, ImGui::GetFrameCount()) == ImGui::GetFrameCount() - 1;
  ImGuiWindow& outer = *ImGui::GetCurrentWindow();
  const bool one = outer.DC.ChildWindows.Size == children_ + 1;
  const ImGuiWindow* found[2] = {one ? outer.DC.ChildWindows.back() : nullptr, nullptr};
  if (one && inner_ != nullptr && found[0]->DC.ChildWindows.Size == 1) found[1] = found[0]->DC.ChildWindows.back();
  bool settled = true;
  for (int i = 0; i < (inner_ != nullptr ? 2 : 1); ++i) {
    settled = settled && found[i] != nullptr && is_settled(windows_[i], *found[i]);
    if (found[i] != nullptr) note(windows_[i], *found[i]);
  }
  lent_ = untouched_ && follows && settled && keep_frame(*outer.DrawList);
}

/// False where the frame is more than plain shapes one behind the other.
bool KeptPane::keep_frame(ImDrawList& list) {
  const auto vertices = static_cast<std::size_t>(list.VtxBuffer.Size - first_vertex_);
  if (list.CmdBuffer.Size != first_command_ || list._VtxCurrentIdx != first_number_ + vertices) return false;
  frame_vertices_.assign(list.VtxBuffer.Data + first_vertex_, list.VtxBuffer.end());
  frame_indices_.assign(list.IdxBuffer.Data + first_index_, list.IdxBuffer.end());
  for (ImDrawIdx& index : frame_indices_) index = static_cast<ImDrawIdx>(index - first_number_);
  return true;
}

void KeptPane::draw_frame(ImDrawList& list) const {
  put_again(list, frame_vertices_, frame_indices_);
}

}  // namespace sockwalk
