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
  /// `trace` receives names and events and must outlive the decoder.
  TraceDecoder(Trace& trace, TraceLines lines);
  ~TraceDecoder();

  enum class Header { good, no_json, other, newer, wrong };
  /// The first line, into trace.header. Of it and of all others: LineSource::kPadding bytes behind
  /// the line must be readable.
  Header header(std::string_view line);

  /// The next line, appended to trace.events. False when it was refused.
  bool event(std::string_view line);

  /// The same for many whole lines at once, which is faster. Stops before the first line that was
  /// refused or that it cannot tell apart from its neighbours: event() says more about that one.
  /// Returns how many bytes of `lines` are done, and adds their number to `count`.
  std::size_t events(std::string_view lines, std::size_t& count);

  /// Why the last line was refused.
  Sentence problem() const;
  /// True when that was because it is no JSON at all: the sign of a line that was cut.
  bool no_json() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sockwalk
