#include "motion.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace sockwalk {

float ease_in_out(float part) {
  const float t = std::clamp(part, 0.0F, 1.0F);
  if (t < 0.5F) return 4.0F * t * t * t;
  const float left = 2.0F - 2.0F * t;
  return 1.0F - left * left * left / 2.0F;
}

float ease_out(float part) {
  const float left = 1.0F - std::clamp(part, 0.0F, 1.0F);
  return 1.0F - left * left * left;
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

Animation Animation::at_speed(double new_speed, double now) const {
  Animation result = *this;
  result.speed = new_speed;
  if (now > start && running(now) && new_speed > 0.0) {
    result.start = now - static_cast<double>(progress(now)) * duration / new_speed;
  }
  return result;
}

float pulse(double now, double period, bool reduced) {
  if (reduced || period <= 0.0) return 1.0F;
  const double round = std::fmod(now, period) / period;
  return static_cast<float>(0.5 - 0.5 * std::cos(2.0 * std::numbers::pi * round));
}

}  // namespace sockwalk
