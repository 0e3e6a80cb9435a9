#include "motion.h"

#include <algorithm>

namespace sockwalk {

float ease_in_out(float part) {
  const float t = std::clamp(part, 0.0F, 1.0F);
  if (t < 0.5F) return 4.0F * t * t * t;
  const float left = 2.0F - 2.0F * t;
  return 1.0F - left * left * left / 2.0F;
}

float between(float from, float to, float part) { return from + (to - from) * part; }

double Animation::end() const {
  if (reduced || duration <= 0.0 || speed <= 0.0) return start;
  return start + duration / speed;
}

float Animation::progress(double now) const {
  if (now >= end()) return 1.0F;
  if (now <= start) return 0.0F;
  return static_cast<float>((now - start) * speed / duration);
}

float Animation::eased(double now) const { return ease_in_out(progress(now)); }

bool Animation::running(double now) const { return now < end(); }

}  // namespace sockwalk
