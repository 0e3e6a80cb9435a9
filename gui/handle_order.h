#pragma once

#include <cstdint>
#include <vector>

#include "model/model.h"

namespace sockwalk {

/// The columns of the client-handle table.
enum class HandleColumn : std::uint8_t { slot, handle, whose, state, unread, sum };
inline constexpr std::size_t kHandleColumns = 6;

/// By which column the table is sorted. At first by the slot, which is the array's own order.
struct HandleSort {
  HandleColumn column = HandleColumn::slot;
  bool descending = false;

  /// What a click on that column's head asks for: that column, or the other direction.
  void choose(HandleColumn chosen) {
    descending = chosen == column && !descending;
    column = chosen;
  }
  bool operator==(const HandleSort&) const = default;
};

/// The slots in that order; free ones always last, equal ones by slot. Names are compared as people count: client 2
/// before client 10.
std::vector<std::size_t> handle_order(const Model& model, const HandleSort& sort);

}  // namespace sockwalk
