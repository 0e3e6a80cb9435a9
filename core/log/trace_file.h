#pragma once

#include <cstdio>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "event/arena.h"
#include "event/event.h"
#include "event/result.h"

namespace sockwalk {

inline constexpr int kTraceVersion = 1;

/// The first line of a trace.
struct TraceHeader {
  int version = kTraceVersion;
  std::string source = "actors";  ///< who produced the events
  std::string scenario;           ///< its name
  std::string scenario_toml;      ///< its whole text, so that the run can be repeated anywhere
  std::string kernel;             ///< release, as uname(2) tells
  std::string directory;          ///< the run's private directory, "{run}" in names
};

/// Writes a trace as `PATH.part`, flushed at every append, and renames it when it is whole, so that
/// a killed run leaves a readable file and PATH never holds half a trace. One thread owns it.
class TraceWriter {
 public:
  /// Refused with a sentence when the file cannot be made. An existing PATH is replaced only by finish().
  static Result<std::unique_ptr<TraceWriter>> create(const std::string& path, const TraceHeader& header);
  ~TraceWriter();  ///< without finish() the part file stays

  /// Appends events as lines. After a failed write (a full disk) all further appends fail too.
  Done append(std::span<const Event> events, const ActorNames& names);
  Done finish();

 private:
  TraceWriter() = default;
  Done put();

  std::string path_;
  std::FILE* file_ = nullptr;  ///< nullptr once finished
  std::string line_;           ///< what is not yet handed to the kernel
  std::string failure_;        ///< the sentence of the first failure
};

/// A trace in memory.
struct Trace {
  TraceHeader header;
  ActorNames names;
  std::vector<Event> events;
  std::shared_ptr<Arena> arena;  ///< what the events refer to
  /// Set when the file is damaged: at which line and byte reading stopped. What is good is in `events`.
  std::optional<Error> damage;
};

/// Which lines of a trace are read.
enum class TraceLines : std::uint8_t {
  all,
  /// `turn` and `command` only, the rest is skipped; seq and turn may have gaps, so that a schedule
  /// may be picked out of a trace with grep or written by hand.
  schedule,
};

/// Reads a trace. Refused when it is none, is empty, is of a newer version or cannot be opened;
/// a damaged one yields what is good, and says so in `damage`. Survives any input. What the events
/// of a whole trace refer to by number (seq, enter, woken_by) exists.
Result<Trace> read_trace(const std::string& path, TraceLines lines = TraceLines::all);
/// The same from memory; `name` is what sentences call it.
Result<Trace> parse_trace(std::string_view text, const std::string& name,
                          TraceLines lines = TraceLines::all);

/// Appends the first line of a trace as one JSON object, without a newline.
void append_json(std::string& out, const TraceHeader& header);

/// Writes a whole trace at once.
Done write_trace(const std::string& path, const TraceHeader& header, std::span<const Event> events,
                 const ActorNames& names);

}  // namespace sockwalk
