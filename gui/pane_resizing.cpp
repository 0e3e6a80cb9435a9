#include "pane_resizing.h"

#include <string>

namespace sockwalk {
namespace {

constexpr int kStride = 16;  ///< design pixels for a stroke
constexpr int kFine = 2;     ///< with Shift

/// How a stroke changes the size that the gap sets: the right and the lower panes grow towards the stage.
int change_of(Splitter at, Key key) {
  switch (at) {
    case Splitter::left: return key == Key::right ? 1 : key == Key::left ? -1 : 0;
    case Splitter::right: return key == Key::left ? 1 : key == Key::right ? -1 : 0;
    case Splitter::handles: return key == Key::down ? 1 : key == Key::up ? -1 : 0;
    case Splitter::lower:
    case Splitter::explanation: break;
  }
  return key == Key::up ? 1 : key == Key::down ? -1 : 0;
}

}  // namespace

bool is_there(Splitter splitter, const PaneSizes& sizes) {
  const bool left = !sizes.is_hidden(PaneName::code) || !sizes.is_hidden(PaneName::explanation);
  const bool right = !sizes.is_hidden(PaneName::handles) || !sizes.is_hidden(PaneName::states);
  switch (splitter) {
    case Splitter::left: return left;
    case Splitter::right: return right;
    case Splitter::lower: return !sizes.is_hidden(PaneName::lower);
    case Splitter::explanation:
      return !sizes.is_hidden(PaneName::code) && !sizes.is_hidden(PaneName::explanation);
    case Splitter::handles: break;
  }
  return !sizes.is_hidden(PaneName::handles) && !sizes.is_hidden(PaneName::states);
}

void PaneResizing::begin(const PaneSizes& sizes) {
  for (std::size_t i = 0; i < kSplitters; ++i) {
    const auto splitter = static_cast<Splitter>(i);
    if (!is_there(splitter, sizes)) continue;
    at_ = splitter;
    on_ = true;
    return;
  }
}

void PaneResizing::choose(const std::array<int, kSplitters>& shown, int direction) {
  const int count = static_cast<int>(kSplitters);
  for (int tries = 0; tries < count; ++tries) {
    at_ = static_cast<Splitter>((static_cast<int>(at_) + direction + count) % count);
    if (shown[static_cast<std::size_t>(at_)] > 0) return;
  }
}

std::optional<Request> PaneResizing::press(const KeyPress& press, const std::array<int, kSplitters>& shown) {
  switch (press.key) {
    case Key::escape:
    case Key::enter:
    case Key::keypad_enter: end(); return {};
    case Key::tab: choose(shown, press.shift ? -1 : 1); return {};
    default: break;
  }
  if (press.character == '0') return Request{Command::reset_panes, kNoActor, 0, {}};
  const int change = change_of(at_, press.key) * (press.shift ? kFine : kStride);
  const int size = shown[static_cast<std::size_t>(at_)];
  if (change == 0 || size == 0 || size + change <= 0) return {};
  return Request{Command::resize_pane, kNoActor, static_cast<std::uint64_t>(size + change), std::string(name_of(at_))};
}

}  // namespace sockwalk
