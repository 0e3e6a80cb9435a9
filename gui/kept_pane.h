#pragma once

#include <imgui.h>

#include <cstdint>
#include <vector>

#include "pane.h"

namespace sockwalk {

/// What a window of ImGui has drawn in a frame. Taken from its list, and lent to it again, without copying.
struct KeptWindow {
  /// How the window stood; where another frame finds it otherwise, it would have drawn otherwise.
  struct Stand {
    ImVec2 position;
    ImVec2 size;
    ImVec2 scroll;
    ImVec2 clip_min;
    ImVec2 clip_max;
    int flags = 0;
    bool bar_right = false;
    bool bar_below = false;
    bool hidden = false;
  };

  ImGuiID id = 0;
  Stand stand;
  ImVec2 content_end;       ///< how far it can be scrolled
  short layers = 0;         ///< of the keyboard's navigation that have something in them
  ImVector<ImDrawCmd> commands;
  ImVector<ImDrawIdx> indices;
  ImVector<ImDrawVert> vertices;
  unsigned next_index = 0;
  int drawn_indices = 0;    ///< what the window's list must still hold when it is taken back
  int drawn_vertices = 0;
};

/// A pane that is shown again as it was drawn in the frame before, while nothing that it depends on has changed and
/// nobody touches it: under the mouse, while anything is held, or while the keyboard wanders through widgets, it
/// is drawn as usual. Its windows are opened in every frame, so that hovering, focus and scrolling find them.
/// Belongs to whoever draws; main thread.
class KeptPane {
 public:
  using Key = std::vector<std::uint64_t>;

  /// `id` and `scrolling`: what the view gives to begin_pane(). `inner`: the one window that it opens within its
  /// content; null: none.
  explicit KeptPane(const char* id, Scrolling scrolling = Scrolling::none, const char* inner = nullptr)
      : id_(id), scrolling_(scrolling), inner_(inner) {}

  /// Once a frame, instead of `draw`, which draws the pane into `area` of the current window. `key` must hold all
  /// that it depends on besides the area.
  template <class Draw>
  void show(const Area& area, Key key, Draw draw) {
    if (show_again(area, key)) return;
    begin_drawing(area, std::move(key));
    draw();
    end_drawing();
  }
  /// True when the last frame did without drawing it.
  bool was_kept() const { return was_kept_; }

 private:
  bool show_again(const Area& area, const Key& key);
  void begin_drawing(const Area& area, Key key);
  void end_drawing();
  bool take_back();
  bool keep_frame(ImDrawList& list);
  void draw_frame(ImDrawList& list) const;
  bool open_again();

  const char* const id_;
  const Scrolling scrolling_;
  const char* const inner_;

  Key key_;
  Area area_{};
  bool untouched_ = false;   ///< when it was drawn
  bool lent_ = false;        ///< the windows' lists hold what was drawn
  bool was_kept_ = false;
  int frame_ = -1;           ///< ImGui's count of the last one in which it was shown
  KeptWindow windows_[2];    ///< the content, and `inner`
  int children_ = 0;         ///< of the current window, before the pane was drawn
  // The box and the header are in the list of the window that holds the pane.
  int first_vertex_ = 0;
  int first_index_ = 0;
  int first_command_ = 0;
  unsigned first_number_ = 0;
  std::vector<ImDrawVert> frame_vertices_;
  std::vector<ImDrawIdx> frame_indices_;   ///< counted from frame_vertices_
};

}  // namespace sockwalk
