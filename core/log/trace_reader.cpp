#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <new>

#include "event/constant_names.h"
#include "log/line_source.h"
#include "log/trace_decoder.h"
#include "log/trace_file.h"
#include "text/trace_text.h"
#include "text/wording.h"

namespace sockwalk {
namespace {

/// The largest trace that is read: of a pipe that never ends, too.
constexpr std::size_t kLargestTrace = std::size_t{4} << 30;
/// About the length of a line, and the most events that room is made for before they are seen.
constexpr std::size_t kUsualLine = 64;
constexpr std::size_t kForeseenEvents = 4 << 20;

std::string shown(const std::string& name) { return quotable(name, 400); }

std::string error_says(int number) {
  const ErrnoRow* row = errno_row(number);
  return row != nullptr ? std::string{row->says} : errno_name(number);
}

Error cannot_open(const std::string& path, int error) {
  if (error == EACCES || error == EPERM) return {say(kTraceForbidden, shown(path)).words()};
  // What open(2) says of a socket's name.
  if (error == ENXIO) return {say(kTraceNoFile, shown(path)).words()};
  if (error != ENOENT && error != ENOTDIR) {
    return {say(kTraceUnreadable, shown(path), error_says(error)).words()};
  }
  struct stat status {};
  const bool has_part = ::stat((path + ".part").c_str(), &status) == 0;
  return {say(has_part ? kTraceMissingButPart : kTraceMissing, shown(path)).words()};
}

/// Closes what it holds.
struct HeldFd {
  int fd = -1;
  explicit HeldFd(int number) : fd(number) {}
  ~HeldFd() {
    if (fd >= 0) ::close(fd);
  }
  HeldFd(const HeldFd&) = delete;
  HeldFd& operator=(const HeldFd&) = delete;
};

/// Room for the events that a file of `size` bytes may hold. In large pages where the system has
/// them: with small ones, a third of the time of opening a long trace goes into page faults.
void make_room(std::vector<Event>& events, std::size_t size) {
  events.reserve(std::min(size / kUsualLine, kForeseenEvents));
  const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
  const auto first = (reinterpret_cast<std::uintptr_t>(events.data()) + page - 1) & ~(page - 1);
  const auto last =
      reinterpret_cast<std::uintptr_t>(events.data() + events.capacity()) & ~(page - 1);
  // A hint: whether it was taken makes no difference but in time.
  if (first < last) ::madvise(reinterpret_cast<void*>(first), last - first, MADV_HUGEPAGE);
}

/// Where and why reading has stopped, for Trace::damage.
Error stopped(const std::string& name, const LineSource& source, const std::string& why,
              std::size_t events) {
  return {say(kTraceStopped, shown(name), source.number(), source.start() + 1, why, events,
              source.start())
              .words()};
}

/// Nothing when the header is good.
std::optional<Error> read_header(TraceDecoder& decoder, const LineSource& source,
                                 const Trace& trace, const std::string& name) {
  if (source.too_long()) return Error{say(kTraceNot, shown(name)).words()};
  switch (decoder.header(source.line())) {
    case TraceDecoder::Header::good: return std::nullopt;
    case TraceDecoder::Header::newer:
      return Error{say(kTraceNewer, shown(name), trace.header.version, kTraceVersion).words()};
    case TraceDecoder::Header::wrong:
      return Error{say(kTraceHeaderWrong, shown(name), decoder.problem().words()).words()};
    case TraceDecoder::Header::no_json: {
      constexpr std::string_view kBegins = "{\"format\":\"sockwalk-trace\"";
      const std::string_view start = source.line().substr(0, kBegins.size());
      const bool cut = !source.ended() && kBegins.starts_with(start);
      return Error{say(cut ? kTraceHeaderCut : kTraceNot, shown(name)).words()};
    }
    case TraceDecoder::Header::other: break;
  }
  return Error{say(kTraceNot, shown(name)).words()};
}

/// Why the current line ends the reading; empty when it does not.
std::string trouble(TraceDecoder& decoder, const LineSource& source) {
  if (source.too_long()) return say(kLineTooLong, LineSource::kLongestLine).words();
  if (source.end() > kLargestTrace) return say(kLineTooFar, kLargestTrace).words();
  if (source.blank() || decoder.event(source.line())) return {};
  const bool cut = !source.ended() && decoder.no_json();
  return cut ? say(kLineCut).words() : decoder.problem().words();
}

Result<Trace> read_lines(LineSource& source, std::size_t size, const std::string& name,
                         TraceLines which) {
  Trace trace;
  trace.arena = std::make_shared<Arena>();
  TraceDecoder decoder(trace, which);
  if (!source.next()) {
    if (source.error() != 0) return cannot_open(name, source.error());
    return Error{say(kTraceEmpty, shown(name)).words()};
  }
  if (auto refusal = read_header(decoder, source, trace, name)) return *std::move(refusal);
  make_room(trace.events, size);
  bool whole = source.ended();
  for (bool fast = true;; fast = source.fresh()) {
    // Once in every window: what stops there is looked at line by line.
    if (fast && !source.too_long()) {
      std::size_t lines = 0;
      const std::size_t bytes = decoder.events(source.ahead(), lines);
      source.skip(bytes, lines);
    }
    if (!source.next()) break;
    whole = source.ended();
    const std::string why = trouble(decoder, source);
    if (why.empty()) continue;
    trace.damage = stopped(name, source, why, trace.events.size());
    return trace;
  }
  if (source.error() != 0) {
    const std::string why = say(kLineUnreadable, error_says(source.error())).words();
    trace.damage = stopped(name, source, why, trace.events.size());
  } else if (!whole) {
    trace.damage = Error{
        say(kTraceNoNewline, shown(name), source.number(), source.end() + 1, trace.events.size())
            .words()};
  }
  return trace;
}

Result<Trace> read_file(const std::string& path, TraceLines lines) {
  // Without O_NONBLOCK a named pipe that nobody writes would be waited for, for ever.
  const HeldFd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  const int error = errno;
  if (file.fd < 0) return cannot_open(path, error);
  struct stat status {};
  if (::fstat(file.fd, &status) != 0) return cannot_open(path, errno);
  if (S_ISDIR(status.st_mode)) return Error{say(kTraceDirectory, shown(path)).words()};
  if (S_ISFIFO(status.st_mode)) {
    ::fcntl(file.fd, F_SETFL, 0);
  } else if (!S_ISREG(status.st_mode)) {
    return Error{say(kTraceNoFile, shown(path)).words()};
  }
  LineSource source(file.fd);
  return read_lines(source, static_cast<std::size_t>(status.st_size), path, lines);
}

}  // namespace

Result<Trace> read_trace(const std::string& path, TraceLines lines) {
  try {
    return read_file(path, lines);
  } catch (const std::bad_alloc&) {
    return Error{say(kTraceNoMemory, shown(path)).words()};
  }
}

Result<Trace> parse_trace(std::string_view text, const std::string& name, TraceLines lines) {
  try {
    LineSource source(text);
    return read_lines(source, text.size(), name, lines);
  } catch (const std::bad_alloc&) {
    return Error{say(kTraceNoMemory, shown(name)).words()};
  }
}

}  // namespace sockwalk
