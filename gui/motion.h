#pragma once

namespace sockwalk {

// Times are seconds of a clock that the caller reads: nothing here knows the time by itself, so
// that tests and pictures can stop it.

/// One beat of a turn's reveal at speed 1: long enough to follow one change with the eyes, short
/// enough not to wait for it.
inline constexpr double kBeatMotion = 0.45;
/// The beat in which accept() gives a queued socket its handle: the eyes are to follow it from its slot
/// in the queue to its place, to its wire, to its number.
inline constexpr double kBirthMotion = 0.9;

/// Slow, fast, slow: from 0 to 1 for `part` from 0 to 1, and held outside (cubic).
float ease_in_out(float part);
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
};

}  // namespace sockwalk
