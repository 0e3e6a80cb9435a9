#include "tour.h"

#include <array>

#include "text/tour_text.h"

namespace sockwalk {

std::span<const TourStep> Tour::steps() {
  static constexpr std::array kSteps{
      TourStep{TourPlace::toolbar, &tour_text::kToolbar}, TourStep{TourPlace::stage, &tour_text::kStage},
      TourStep{TourPlace::code, &tour_text::kCode},       TourStep{TourPlace::explanation, &tour_text::kExplanation},
      TourStep{TourPlace::states, &tour_text::kStates},   TourStep{TourPlace::handles, &tour_text::kHandles},
      TourStep{TourPlace::lower, &tour_text::kLower},     TourStep{TourPlace::window, &tour_text::kEnd}};
  return kSteps;
}

void Tour::go_on() {
  if (at_ + 1 < steps().size()) {
    ++at_;
  } else {
    on_ = false;
  }
}

}  // namespace sockwalk
