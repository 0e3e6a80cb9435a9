#pragma once

#include <memory>
#include <string_view>

#include "log/trace_file.h"
#include "text/text.h"

namespace sockwalk {

/// Turns the lines of one trace into events, one after the other. Strict: a line that does not fit
/// the format, or does not fit the lines before it, is refused. One thread owns it; everything that
/// the events refer to lies in the arena of the trace.
class TraceDecoder {
 public:
  /// So many bytes behind a line must be readable; what they hold does not matter.
  static constexpr std::size_t kPadding = 64;

  /// `trace` receives names and events and must outlive the decoder.
  TraceDecoder(Trace& trace, TraceLines lines);
  ~TraceDecoder();

  enum class Header { good, no_json, other, newer, wrong };
  /// The first line, into trace.header.
  Header header(std::string_view line);

  /// The next line, appended to trace.events. False when it was refused.
  bool event(std::string_view line);

  /// Why the last line was refused.
  Sentence problem() const;
  /// True when that was because it is no JSON at all: the sign of a line that was cut.
  bool no_json() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sockwalk
