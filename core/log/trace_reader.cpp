#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <new>

#include "event/constant_names.h"
#include "log/trace_decoder.h"
#include "log/trace_file.h"
#include "text/trace_text.h"
#include "text/wording.h"

namespace sockwalk {
namespace {

/// The largest file that is read, and the largest line: what simdjson needs for a line is a
/// multiple of its length.
constexpr std::size_t kLargestTrace = std::size_t{4} << 30;
constexpr std::size_t kLongestLine = 16 << 20;
/// No event takes fewer bytes: bounds the memory that is set aside for them.
constexpr std::size_t kShortestEvent = 40;
constexpr std::size_t kPiece = 1 << 20;

std::string shown(const std::string& name) { return quotable(name, 400); }

/// Bytes with room behind them, as the decoder wants it. (A vector would write every byte twice.)
class PaddedText {
 public:
  std::string_view text() const { return {bytes_.get(), size_}; }
  std::size_t size() const { return size_; }
  char* end() { return bytes_.get() + size_; }
  std::size_t room() const { return capacity_ - size_; }
  void grew(std::size_t by) { size_ += by; }

  void reserve(std::size_t capacity) {
    if (capacity <= capacity_) return;
    auto larger = std::make_unique_for_overwrite<char[]>(capacity + TraceDecoder::kPadding);
    if (size_ != 0) std::memcpy(larger.get(), bytes_.get(), size_);
    bytes_ = std::move(larger);
    capacity_ = capacity;
  }
  void pad() {
    reserve(size_);
    if (bytes_ != nullptr) std::memset(end(), 0, TraceDecoder::kPadding);
  }

 private:
  std::unique_ptr<char[]> bytes_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

Error cannot_open(const std::string& path, int error) {
  if (error == EACCES || error == EPERM) return {say(kTraceForbidden, shown(path)).words()};
  if (error != ENOENT && error != ENOTDIR) {
    const ErrnoRow* row = errno_row(error);
    return {say(kTraceUnreadable, shown(path), row != nullptr ? std::string{row->says}
                                                              : errno_name(error)).words()};
  }
  struct stat status{};
  const bool has_part = ::stat((path + ".part").c_str(), &status) == 0;
  return {say(has_part ? kTraceMissingButPart : kTraceMissing, shown(path)).words()};
}

/// Reads to the end rather than mapping: a mapped file that somebody cuts meanwhile ends the program.
Result<PaddedText> read_all(int fd, const std::string& path, std::size_t expected) {
  PaddedText text;
  text.reserve(expected + 1);  // one more, so that the end is seen without growing
  for (;;) {
    if (text.room() == 0) text.reserve(text.size() * 2);
    const ssize_t got = ::read(fd, text.end(), std::min(text.room(), kPiece));
    const int error = errno;
    if (got == 0) break;
    if (got < 0 && error == EINTR) continue;
    if (got < 0) return cannot_open(path, error);
    text.grew(static_cast<std::size_t>(got));
    if (text.size() > kLargestTrace) {
      return Error{say(kTraceTooLarge, shown(path), kLargestTrace).words()};
    }
  }
  text.pad();
  return text;
}

Result<PaddedText> read_file(const std::string& path) {
  // Without O_NONBLOCK a named pipe that nobody writes would be waited for, for ever.
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  const int open_error = errno;
  // What open(2) says of a socket file.
  if (fd < 0 && open_error == ENXIO) return Error{say(kTraceNoFile, shown(path)).words()};
  if (fd < 0) return cannot_open(path, open_error);
  struct Closer {
    int fd;
    ~Closer() { ::close(fd); }
  } closer{fd};
  struct stat status{};
  if (::fstat(fd, &status) != 0) return cannot_open(path, errno);
  if (S_ISDIR(status.st_mode)) return Error{say(kTraceDirectory, shown(path)).words()};
  if (S_ISFIFO(status.st_mode)) {
    ::fcntl(fd, F_SETFL, 0);
    return read_all(fd, path, kPiece);
  }
  if (!S_ISREG(status.st_mode)) return Error{say(kTraceNoFile, shown(path)).words()};
  const auto size = static_cast<std::size_t>(status.st_size);
  if (size > kLargestTrace) return Error{say(kTraceTooLarge, shown(path), kLargestTrace).words()};
  return read_all(fd, path, size);
}

/// A text cut into lines.
class Lines {
 public:
  explicit Lines(std::string_view text) : rest_(text) {}

  bool next() {
    start_ += line_.size() + (ended_ ? 1 : 0);
    if (number_ == 0) start_ = 0;
    if (rest_.empty()) return false;
    const void* newline = std::memchr(rest_.data(), '\n', rest_.size());
    ended_ = newline != nullptr;
    const std::size_t size =
        ended_ ? static_cast<std::size_t>(static_cast<const char*>(newline) - rest_.data())
               : rest_.size();
    line_ = rest_.substr(0, size);
    rest_.remove_prefix(size + (ended_ ? 1 : 0));
    ++number_;
    return true;
  }
  std::string_view line() const { return line_; }
  std::size_t number() const { return number_; }
  std::size_t start() const { return start_; }  ///< how many bytes lie before the line
  bool ended() const { return ended_; }         ///< by a newline
  bool blank() const { return line_.find_first_not_of(" \t\r") == std::string_view::npos; }

 private:
  std::string_view rest_;
  std::string_view line_;
  std::size_t number_ = 0;
  std::size_t start_ = 0;
  bool ended_ = false;
};

Error stopped(const std::string& name, const Lines& lines, const std::string& why,
              std::size_t events) {
  return {say(kTraceStopped, shown(name), lines.number(), lines.start() + 1, why, events,
              lines.start()).words()};
}

/// Nothing when the header is good.
std::optional<Error> read_header(TraceDecoder& decoder, const Lines& lines, const Trace& trace,
                                 const std::string& name) {
  if (lines.line().size() > kLongestLine) return Error{say(kTraceNot, shown(name)).words()};
  switch (decoder.header(lines.line())) {
    case TraceDecoder::Header::good: return std::nullopt;
    case TraceDecoder::Header::newer:
      return Error{say(kTraceNewer, shown(name), trace.header.version, kTraceVersion).words()};
    case TraceDecoder::Header::wrong:
      return Error{say(kTraceHeaderWrong, shown(name), decoder.problem().words()).words()};
    case TraceDecoder::Header::no_json: {
      constexpr std::string_view kBegins = "{\"format\":\"sockwalk-trace\"";
      const std::string_view start = lines.line().substr(0, kBegins.size());
      const bool cut = !lines.ended() && kBegins.starts_with(start);
      return Error{say(cut ? kTraceHeaderCut : kTraceNot, shown(name)).words()};
    }
    case TraceDecoder::Header::other: break;
  }
  return Error{say(kTraceNot, shown(name)).words()};
}

/// REQUIRES: TraceDecoder::kPadding readable bytes lie behind `text`.
Result<Trace> parse_padded(std::string_view text, const std::string& name, TraceLines which) {
  Trace trace;
  trace.arena = std::make_shared<Arena>();
  TraceDecoder decoder(trace, which);
  Lines lines(text);
  if (!lines.next()) return Error{say(kTraceEmpty, shown(name)).words()};
  if (auto refusal = read_header(decoder, lines, trace, name)) return *std::move(refusal);
  const auto newlines = static_cast<std::size_t>(std::ranges::count(text, '\n'));
  trace.events.reserve(std::min(newlines, text.size() / kShortestEvent));
  while (lines.next()) {
    if (lines.blank()) continue;
    if (lines.line().size() > kLongestLine) {
      const std::string why = say(kLineTooLong, kLongestLine).words();
      trace.damage = stopped(name, lines, why, trace.events.size());
      return trace;
    }
    if (decoder.event(lines.line())) continue;
    const bool cut = !lines.ended() && decoder.no_json();
    const std::string why = cut ? say(kLineCut).words() : decoder.problem().words();
    trace.damage = stopped(name, lines, why, trace.events.size());
    return trace;
  }
  if (!lines.ended()) {
    trace.damage = Error{say(kTraceNoNewline, shown(name), lines.number(), text.size() + 1,
                             trace.events.size()).words()};
  }
  return trace;
}

}  // namespace

Result<Trace> read_trace(const std::string& path, TraceLines lines) {
  try {
    const Result<PaddedText> file = read_file(path);
    if (!file) return file.error();
    return parse_padded(file->text(), path, lines);
  } catch (const std::bad_alloc&) {
    return Error{say(kTraceNoMemory, shown(path)).words()};
  }
}

Result<Trace> parse_trace(std::string_view text, const std::string& name, TraceLines lines) {
  try {
    PaddedText copy;
    copy.reserve(text.size());
    if (!text.empty()) std::memcpy(copy.end(), text.data(), text.size());
    copy.grew(text.size());
    copy.pad();
    return parse_padded(copy.text(), name, lines);
  } catch (const std::bad_alloc&) {
    return Error{say(kTraceNoMemory, shown(name)).words()};
  }
}

}  // namespace sockwalk
