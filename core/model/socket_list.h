#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>
#include <utility>
#include <vector>

#include "event/assert.h"
#include "model/socket.h"

namespace sockwalk {

/// The sockets of a model, by SocketIndex. Copies share what none of them has changed since: the
/// checkpoints of a long recording then store a socket that is closed, or idle, once. A plain value:
/// two copies may be used by two threads. Sockets do not lie side by side in memory.
class SocketList {
 public:
  class Iterator;

  SocketList() = default;
  SocketList(const SocketList&) = default;
  SocketList(SocketList&& other) noexcept
      : blocks_(std::move(other.blocks_)), size_(std::exchange(other.size_, 0)) {}
  SocketList& operator=(const SocketList&) = default;
  SocketList& operator=(SocketList&& other) noexcept {
    blocks_ = std::move(other.blocks_);
    size_ = std::exchange(other.size_, 0);
    return *this;
  }
  ~SocketList() = default;

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  /// REQUIRES: index < size()
  const Socket& operator[](std::size_t index) const {
    return blocks_[index / kBlock]->sockets[index % kBlock];
  }
  /// The same, but a number out of range ends the program with a sentence.
  const Socket& at(std::size_t index) const {
    SOCKWALK_ASSERT(index < size_, "a socket of this model");
    return (*this)[index];
  }
  /// How many bytes a copy takes once each of those sockets has changed. REQUIRES: sorted.
  std::size_t bytes(std::span<const SocketIndex> changed) const {
    std::size_t blocks = 0;
    for (std::size_t i = 0; i < changed.size(); ++i) {
      if (i == 0 || changed[i - 1] / kBlock != changed[i] / kBlock) ++blocks;
    }
    return blocks * sizeof(Block) + blocks_.size() * sizeof(BlockPointer);
  }
  const Socket& back() const { return (*this)[size_ - 1]; }
  Iterator begin() const;
  Iterator end() const;

  /// The socket, to be changed in this copy alone. The reference holds until the list is copied.
  /// REQUIRES: index < size()
  Socket& edit(std::size_t index) { return blocks_[index / kBlock].own().sockets[index % kBlock]; }
  /// Appends one. References from edit() stay good.
  Socket& add() {
    if (size_ % kBlock == 0) blocks_.emplace_back(new Block);
    return edit(size_++);
  }

 private:
  // Small, because the first change after a copy copies a whole block.
  static constexpr std::size_t kBlock = 8;
  struct Block {
    std::atomic<std::uint32_t> references{1};
    std::array<Socket, kBlock> sockets;
  };

  /// One reference to a block. std::shared_ptr would do but for use_count(), which orders nothing:
  /// the last owner could write before another thread's reading is over.
  class BlockPointer {
   public:
    explicit BlockPointer(Block* block) : block_(block) {}
    BlockPointer(const BlockPointer& other) : block_(other.block_) {
      block_->references.fetch_add(1, std::memory_order_relaxed);
    }
    BlockPointer(BlockPointer&& other) noexcept : block_(std::exchange(other.block_, nullptr)) {}
    BlockPointer& operator=(BlockPointer other) noexcept {
      std::swap(block_, other.block_);
      return *this;
    }
    ~BlockPointer() {
      if (block_ != nullptr && block_->references.fetch_sub(1, std::memory_order_acq_rel) == 1) {
        delete block_;
      }
    }

    const Block* operator->() const { return block_; }
    /// The block, which is copied first when others refer to it.
    Block& own() {
      if (block_->references.load(std::memory_order_acquire) != 1) {
        auto* copy = new Block;
        copy->sockets = block_->sockets;
        *this = BlockPointer(copy);
      }
      return *block_;
    }

   private:
    Block* block_;
  };

  std::vector<BlockPointer> blocks_;
  std::size_t size_ = 0;
};

class SocketList::Iterator {
 public:
  using iterator_category = std::forward_iterator_tag;
  using value_type = Socket;
  using difference_type = std::ptrdiff_t;
  using pointer = const Socket*;
  using reference = const Socket&;

  Iterator() = default;
  Iterator(const SocketList& list, std::size_t index) : list_(&list), index_(index) {}

  reference operator*() const { return (*list_)[index_]; }
  pointer operator->() const { return &**this; }
  Iterator& operator++() {
    ++index_;
    return *this;
  }
  Iterator operator++(int) {
    Iterator before = *this;
    ++index_;
    return before;
  }
  bool operator==(const Iterator&) const = default;
  /// The number of the socket it stands at.
  SocketIndex index() const { return static_cast<SocketIndex>(index_); }

 private:
  const SocketList* list_ = nullptr;
  std::size_t index_ = 0;
};

inline SocketList::Iterator SocketList::begin() const { return {*this, 0}; }
inline SocketList::Iterator SocketList::end() const { return {*this, size_}; }

}  // namespace sockwalk
