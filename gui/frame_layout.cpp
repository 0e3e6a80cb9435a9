#include "frame_layout.h"

#include <algorithm>
#include <cmath>

#include "toolbar.h"

namespace sockwalk {
namespace {

// The least size at which nothing overlaps, in design pixels.
constexpr float kLeastWidth = 1180.0F;
constexpr float kLeastHeight = 690.0F;
constexpr float kRoomyHeight = 800.0F;
constexpr float kGap = 8.0F;
// What each pane needs to be read.
constexpr float kLeastColumn = 270.0F;  ///< code and explanation; handles and state machines
constexpr float kLeastStageWidth = 500.0F;
constexpr float kLeastMiddle = 330.0F;  ///< height of the stage and what is beside it
constexpr float kLeastLower = 120.0F;
constexpr float kLowLower = 160.0F;  ///< as a low window has it: four lanes
constexpr float kLeastCode = 130.0F;
constexpr float kLeastExplanation = 120.0F;
constexpr float kLeastHandles = 125.0F;
constexpr float kLeastStates = 190.0F;
// A window in which less than this is seen shows a sentence instead.
constexpr float kSmallestWidth = 400.0F;
constexpr float kSmallestHeight = 240.0F;

/// Lays out in pixels of a screen; what it is asked for is in design pixels.
class FramePlan {
 public:
  FramePlan(ImVec2 window, float scale, const PaneSizes& panes) : scale_(scale), panes_(panes), gap_(px(kGap)) {
    out_.size = {std::max(window.x, px(kLeastWidth)), std::max(window.y, px(kLeastHeight))};
    out_.toolbar = {{0, 0}, {out_.size.x, px(kToolbarHeight)}};
    top_ = out_.toolbar.max.y + gap_;
  }

  FrameLayout take() {
    lower();
    columns();
    return out_;
  }

 private:
  float px(float design) const { return std::round(design * scale_); }
  bool shown(PaneName pane) const { return !panes_.is_hidden(pane); }
  Area& gap(Splitter splitter) { return out_.splitters[static_cast<std::size_t>(splitter)]; }

  /// What somebody has asked for, else `usual`; not below `least`, and not so much that others have too little.
  float size_of(Splitter splitter, float usual, float least, float most) const {
    const int asked = panes_.of(splitter);
    const float size = asked > 0 ? px(static_cast<float>(asked)) : usual;
    return std::round(std::max(px(least), std::min(size, most)));
  }

  void lower() {
    const float height = out_.size.y;
    bottom_ = height - gap_;
    if (!shown(PaneName::lower)) return;
    // A low window keeps its height for the stage; the timeline then does without its legend.
    const float usual = height < px(kRoomyHeight) ? px(kLowLower)
                                                  : std::round(std::clamp(height * 0.24F, px(196), px(330)));
    const float most = height - 2 * gap_ - top_ - px(kLeastMiddle);
    const float lower_top = bottom_ - size_of(Splitter::lower, usual, kLeastLower, most);
    out_.lower = {{gap_, lower_top}, {out_.size.x - gap_, bottom_}};
    gap(Splitter::lower) = {{gap_, lower_top - gap_}, {out_.size.x - gap_, lower_top}};
    bottom_ = lower_top - gap_;
  }

  void columns() {
    const float width = out_.size.x;
    const bool left_there = shown(PaneName::code) || shown(PaneName::explanation);
    const bool right_there = shown(PaneName::handles) || shown(PaneName::states);
    // The one that is laid out first leaves the other its least.
    const float other = right_there ? px(kLeastColumn) + gap_ : 0.0F;
    const float room = width - 2 * gap_ - px(kLeastStageWidth);
    float stage_left = gap_;
    if (left_there) {
      const float usual = std::round(std::clamp(width * 0.238F, px(326), px(440)));
      const float size = size_of(Splitter::left, usual, kLeastColumn, room - gap_ - other);
      stage_left = gap_ + size + gap_;
      gap(Splitter::left) = {{gap_ + size, top_}, {stage_left, bottom_}};
      left_column(gap_ + size);
    }
    float stage_right = width - gap_;
    if (right_there) {
      const float usual = std::round(std::clamp(width * 0.235F, px(290), px(460)));
      const float size = size_of(Splitter::right, usual, kLeastColumn, width - gap_ - gap_ - stage_left - px(kLeastStageWidth));
      stage_right = width - gap_ - size - gap_;
      gap(Splitter::right) = {{stage_right, top_}, {stage_right + gap_, bottom_}};
      right_column(stage_right + gap_);
    }
    out_.stage = {{stage_left, top_}, {stage_right, bottom_}};
  }

  void left_column(float right) {
    const Area all{{gap_, top_}, {right, bottom_}};
    if (!shown(PaneName::code)) return void(out_.explanation = all);
    if (!shown(PaneName::explanation)) return void(out_.code = all);
    const float middle = bottom_ - top_;
    const float usual = std::round(std::clamp(middle * 0.42F, px(170), px(320)));
    const float size = size_of(Splitter::explanation, usual, kLeastExplanation, middle - gap_ - px(kLeastCode));
    out_.explanation = {{gap_, bottom_ - size}, {right, bottom_}};
    out_.code = {{gap_, top_}, {right, bottom_ - size - gap_}};
    gap(Splitter::explanation) = {{gap_, bottom_ - size - gap_}, {right, bottom_ - size}};
  }

  void right_column(float left) {
    const Area all{{left, top_}, {out_.size.x - gap_, bottom_}};
    if (!shown(PaneName::handles)) return void(out_.states = all);
    if (!shown(PaneName::states)) return void(out_.handles = all);
    const float middle = bottom_ - top_;
    const float usual = std::round(std::clamp(middle * 0.385F, px(185), px(320)));
    const float size = size_of(Splitter::handles, usual, kLeastHandles, middle - gap_ - px(kLeastStates));
    out_.handles = {{left, top_}, {all.max.x, top_ + size}};
    out_.states = {{left, top_ + size + gap_}, {all.max.x, bottom_}};
    gap(Splitter::handles) = {{left, top_ + size}, {all.max.x, top_ + size + gap_}};
  }

  const float scale_;
  const PaneSizes panes_;
  const float gap_;
  float top_ = 0.0F;
  float bottom_ = 0.0F;
  FrameLayout out_{};
};

}  // namespace

FrameLayout lay_out_frame(ImVec2 window, float scale, const PaneSizes& panes) {
  return FramePlan(window, scale, panes).take();
}

std::array<int, kSplitters> FrameLayout::sizes(float scale) const {
  std::array<int, kSplitters> sizes{};
  const auto put = [&](Splitter splitter, float pixels) {
    const Area& gap = splitters[static_cast<std::size_t>(splitter)];
    if (gap.width() > 0) sizes[static_cast<std::size_t>(splitter)] = static_cast<int>(std::round(pixels / scale));
  };
  put(Splitter::left, (code.width() > 0 ? code : explanation).width());
  put(Splitter::right, (handles.width() > 0 ? handles : states).width());
  put(Splitter::lower, lower.height());
  put(Splitter::explanation, explanation.height());
  put(Splitter::handles, handles.height());
  return sizes;
}

Area& FrameLayout::area_of(PaneName pane) {
  switch (pane) {
    case PaneName::code: return code;
    case PaneName::explanation: return explanation;
    case PaneName::handles: return handles;
    case PaneName::states: return states;
    case PaneName::lower: break;
  }
  return lower;
}

bool is_too_small(ImVec2 window, float scale) {
  return window.x < std::round(kSmallestWidth * scale) || window.y < std::round(kSmallestHeight * scale);
}

}  // namespace sockwalk
