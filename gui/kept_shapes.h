#pragma once

#include <imgui.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace sockwalk {

/// Puts shapes that were drawn before at the end of `list`. `first`: the number that the first vertex has in
/// `indices`.
void put_again(ImDrawList& list, std::span<const ImDrawVert> vertices, std::span<const ImDrawIdx> indices,
               std::size_t first = 0);

/// Shapes of a view that is drawn in every frame, because something in it moves or the mouse is over it: what is
/// still is put into the list as it was drawn, without measuring a text or rounding a corner again. A view that
/// need not be drawn at all is kept by KeptPane. Belongs to whoever draws; main thread.
///
/// A frame is begin(), the parts from behind to the front, end(). Between frames with the same key the parts that
/// are still must be the same, in the same order, and each must draw the same.
class KeptShapes {
 public:
  using Key = std::vector<std::uint64_t>;

  /// `key` must hold all that a still part depends on, besides where `list` is cut off. `list` must live until
  /// end().
  void begin(ImDrawList& list, Key key);
  /// `draw` draws it into the list of begin().
  template <class Draw>
  void part(bool still, Draw draw) {
    if (still && put_kept()) return;
    put_run();
    begin_part();
    draw();
    if (still) end_part();
  }
  void end();

  /// How many parts the last frame has drawn, those that move among them.
  std::size_t drawn() const { return drawn_; }

 private:
  struct Part {
    std::size_t vertices = 0;
    std::size_t indices = 0;
    bool kept = false;  ///< false: more than plain shapes, such as what is cut off at an edge of its own
  };

  bool put_kept();
  void put_run();
  void begin_part();
  void end_part();

  Key key_;
  ImDrawList* list_ = nullptr;
  std::vector<Part> parts_;
  std::vector<ImDrawVert> vertices_;  ///< of all kept parts
  std::vector<ImDrawIdx> indices_;    ///< into vertices_; too large numbers start again at 0, and so do sums of them
  std::size_t next_ = 0;              ///< of parts_
  std::size_t drawn_ = 0;

  // Of the kept parts: which are in the list already, and which are due.
  std::size_t put_vertices_ = 0;
  std::size_t put_indices_ = 0;
  std::size_t due_vertices_ = 0;
  std::size_t due_indices_ = 0;
  // How the list stood before a part was drawn.
  int first_vertex_ = 0;
  int first_index_ = 0;
  int first_command_ = 0;
  unsigned first_number_ = 0;
};

}  // namespace sockwalk
