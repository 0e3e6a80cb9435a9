#include "kept_shapes.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace sockwalk {
namespace {

/// No more at once: indices of 16 bits are to have room.
constexpr std::size_t kMostVertices = 16'384;

}  // namespace

void put_again(ImDrawList& list, std::span<const ImDrawVert> vertices, std::span<const ImDrawIdx> indices,
               std::size_t first) {
  if (indices.empty()) return;
  list.PrimReserve(static_cast<int>(indices.size()), static_cast<int>(vertices.size()));
  std::memcpy(list._VtxWritePtr, vertices.data(), vertices.size_bytes());
  const auto by = static_cast<ImDrawIdx>(list._VtxCurrentIdx - first);
  std::ranges::transform(indices, list._IdxWritePtr,
                         [by](ImDrawIdx index) { return static_cast<ImDrawIdx>(index + by); });
  list._VtxWritePtr += vertices.size();
  list._IdxWritePtr += indices.size();
  list._VtxCurrentIdx += static_cast<unsigned>(vertices.size());
}

void KeptShapes::begin(ImDrawList& list, Key key) {
  const ImVec4& clip = list._CmdHeader.ClipRect;
  for (const float edge : {clip.x, clip.y, clip.z, clip.w}) key.push_back(std::bit_cast<std::uint32_t>(edge));
  if (key != key_) {
    key_ = std::move(key);
    parts_.clear();
    vertices_.clear();
    indices_.clear();
  }
  list_ = &list;
  next_ = drawn_ = 0;
  put_vertices_ = put_indices_ = due_vertices_ = due_indices_ = 0;
}

void KeptShapes::end() {
  put_run();
  // Parts that come and go with the same key are others than those that were kept.
  if (next_ != parts_.size()) key_.clear();
  list_ = nullptr;
}

/// True when the next still part need not be drawn.
bool KeptShapes::put_kept() {
  if (next_ == parts_.size() || !parts_[next_].kept) return false;
  const Part& part = parts_[next_++];
  due_vertices_ += part.vertices;
  due_indices_ += part.indices;
  if (due_vertices_ - put_vertices_ > kMostVertices) put_run();
  return true;
}

/// The kept parts that are due, all at once.
void KeptShapes::put_run() {
  if (due_indices_ == put_indices_) return;
  put_again(*list_, std::span(vertices_).subspan(put_vertices_, due_vertices_ - put_vertices_),
            std::span(indices_).subspan(put_indices_, due_indices_ - put_indices_), put_vertices_);
  put_vertices_ = due_vertices_;
  put_indices_ = due_indices_;
}

void KeptShapes::begin_part() {
  ++drawn_;
  first_vertex_ = list_->VtxBuffer.Size;
  first_index_ = list_->IdxBuffer.Size;
  first_command_ = list_->CmdBuffer.Size;
  first_number_ = list_->_VtxCurrentIdx;
}

/// Of a still part.
void KeptShapes::end_part() {
  if (next_ != parts_.size()) {
    ++next_;
    return;
  }
  ++next_;
  Part& part = parts_.emplace_back();
  const auto count = static_cast<std::size_t>(list_->VtxBuffer.Size - first_vertex_);
  part.kept = list_->CmdBuffer.Size == first_command_ && list_->_VtxCurrentIdx == first_number_ + count;
  if (!part.kept) return;
  part.vertices = count;
  part.indices = static_cast<std::size_t>(list_->IdxBuffer.Size - first_index_);
  const auto by = static_cast<ImDrawIdx>(vertices_.size() - first_number_);
  vertices_.insert(vertices_.end(), list_->VtxBuffer.Data + first_vertex_, list_->VtxBuffer.end());
  for (int i = first_index_; i < list_->IdxBuffer.Size; ++i) {
    indices_.push_back(static_cast<ImDrawIdx>(list_->IdxBuffer[i] + by));
  }
  // It is in the list already.
  put_vertices_ = due_vertices_ = vertices_.size();
  put_indices_ = due_indices_ = indices_.size();
}

}  // namespace sockwalk
