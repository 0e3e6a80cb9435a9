#include "handle_order.h"

#include <algorithm>
#include <string>
#include <utility>

#include "handle_rows.h"

namespace sockwalk {
namespace {

/// What one slot is sorted by: a number, or a word that ends in a number.
struct SortKey {
  bool is_free = false;
  std::string word;
  std::int64_t number = 0;
};

/// "Client 10" → ("Client ", 10)
SortKey of_name(const std::string& name) {
  SortKey key;
  const std::size_t digits = name.find_last_not_of("0123456789") + 1;
  key.word = name.substr(0, digits);
  for (const char digit : name.substr(digits, 15)) key.number = key.number * 10 + (digit - '0');
  return key;
}

SortKey key_of(const HandleRow& row, HandleColumn column) {
  SortKey key;
  switch (column) {
    case HandleColumn::slot: key.number = static_cast<std::int64_t>(row.slot); break;
    case HandleColumn::handle: key.number = row.fd; break;
    case HandleColumn::whose: key = of_name(row.whose); break;
    case HandleColumn::state: key.number = static_cast<std::int64_t>(row.phase); break;
    case HandleColumn::unread: key.number = static_cast<std::int64_t>(row.unread_bytes); break;
    case HandleColumn::sum: key.number = row.result; break;
  }
  key.is_free = row.fd < 0;
  return key;
}

}  // namespace

std::vector<std::size_t> handle_order(const Model& model, const HandleSort& sort) {
  std::vector<std::pair<SortKey, std::size_t>> keys;
  for (std::size_t i = 0; i < model.handles.slots.size(); ++i) {
    keys.emplace_back(key_of(handle_row(model, i), sort.column), i);
  }
  const bool by_slot = sort.column == HandleColumn::slot;
  std::ranges::stable_sort(keys, [&](const auto& one, const auto& other) {
    const SortKey& a = one.first;
    const SortKey& b = other.first;
    if (!by_slot && a.is_free != b.is_free) return b.is_free;
    const SortKey& low = sort.descending ? b : a;
    const SortKey& high = sort.descending ? a : b;
    return low.word != high.word ? low.word < high.word : low.number < high.number;
  });
  std::vector<std::size_t> order;
  for (const auto& [key, slot] : keys) order.push_back(slot);
  return order;
}

}  // namespace sockwalk
