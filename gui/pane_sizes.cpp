#include "pane_sizes.h"

#include <algorithm>

namespace sockwalk {
namespace {

constexpr std::array<std::string_view, kPanes> kPaneNames{"code", "explanation", "handles", "states", "lower"};
constexpr std::array<std::string_view, kSplitters> kSplitterNames{"left", "right", "lower", "explanation", "handles"};

template <class Name, std::size_t N>
std::optional<Name> named(const std::array<std::string_view, N>& names, std::string_view name) {
  const auto found = std::ranges::find(names, name);
  if (found == names.end()) return {};
  return static_cast<Name>(found - names.begin());
}

}  // namespace

void PaneSizes::resize(Splitter splitter, int pixels) {
  size[static_cast<std::size_t>(splitter)] = std::clamp(pixels, kLeastPane, kMostPane);
}

std::string_view name_of(PaneName pane) { return kPaneNames[static_cast<std::size_t>(pane)]; }
std::string_view name_of(Splitter splitter) { return kSplitterNames[static_cast<std::size_t>(splitter)]; }
std::optional<PaneName> pane_named(std::string_view name) { return named<PaneName>(kPaneNames, name); }
std::optional<Splitter> splitter_named(std::string_view name) { return named<Splitter>(kSplitterNames, name); }

}  // namespace sockwalk
