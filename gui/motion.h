#pragma once

namespace sockwalk {

// Times are seconds of a clock that the caller reads: nothing here knows the time by itself, so
// that tests and pictures can stop it.

/// How long things take at speed 1. Short enough never to be waited for.
inline constexpr double kQuickMotion = 0.12;  ///< answer to a hand: hover, press
inline constexpr double kBeatMotion = 0.45;   ///< one beat of a turn's reveal
inline constexpr double kSlowMotion = 0.9;    ///< a journey across the stage

/// Slow, fast, slow: from 0 to 1 for `part` from 0 to 1, and held outside (cubic).
float ease_in_out(float part);
/// Fast, then slow: for what answers a hand.
float ease_out(float part);
/// The point between `from` and `to`.
float between(float from, float to, float part);

/// Something that goes from 0 to 1 in a given time. A plain value: copy it, keep it, ask it.
struct Animation {
  double start = 0.0;
  double duration = 0.0;   ///< at speed 1; 0: over at once
  double speed = 1.0;      ///< 2: in half the time. Not above 0: over at once
  bool reduced = false;    ///< "reduce motion": over as soon as it has begun

  /// When it is over.
  double end() const;
  /// 0 before the start, 1 from end() on, even in between.
  float progress(double now) const;
  /// progress(), eased in and out.
  float eased(double now) const;
  /// It still needs frames: true from now up to end(), also while the start is yet to come.
  bool running(double now) const;
  /// The same point of the way at another speed: what is half done stays half done.
  Animation at_speed(double new_speed, double now) const;
};

/// 0 to 1 and back for ever, one round in `period` seconds: for what sleeps or waits. Constant 1
/// when motion is reduced.
float pulse(double now, double period, bool reduced);

}  // namespace sockwalk
