#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "event/constant_names.h"
#include "event/event_text.h"
#include "event/json_object.h"
#include "log/trace_file.h"
#include "text/trace_text.h"
#include "text/wording.h"

namespace sockwalk {
namespace {

/// Lines are handed to the kernel in pieces of about this size, so that a long trace does not lie
/// in memory twice.
constexpr std::size_t kPiece = 1 << 20;

std::string error_says(int number) {
  const ErrnoRow* row = errno_row(number);
  return row != nullptr ? std::string{row->says} : errno_name(number);
}

std::string shown(const std::string& path) { return quotable(path, 400); }

}  // namespace

void append_json(std::string& out, const TraceHeader& header) {
  JsonObject line(out);
  line.text("format", "sockwalk-trace");
  line.number("version", header.version);
  line.text("source", header.source);
  line.text("scenario", header.scenario);
  line.text("kernel", header.kernel);
  line.bytes("directory", header.directory);
  line.text("scenario_toml", header.scenario_toml);
}

Result<std::unique_ptr<TraceWriter>> TraceWriter::create(const std::string& path,
                                                         const TraceHeader& header) {
  struct stat status {};
  // Renaming would replace a device as readily as a file.
  if (::stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode)) {
    return Error{say(kTraceNoPlace, shown(path)).words()};
  }
  const int fd = ::open((path + ".part").c_str(),
                        O_WRONLY | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0666);
  const int open_error = errno;
  if (fd < 0) {
    return Error{say(kTraceCannotMake, shown(path), error_says(open_error)).words()};
  }
  auto writer = std::unique_ptr<TraceWriter>(new TraceWriter);
  writer->path_ = path;
  writer->file_ = ::fdopen(fd, "w");
  if (writer->file_ == nullptr) {
    const int error = errno;
    ::close(fd);
    return Error{say(kTraceCannotMake, shown(path), error_says(error)).words()};
  }
  if (::fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) {
    return Error{say(kTraceNoPlace, shown(path + ".part")).words()};
  }
  // Two writers of one file would leave neither trace whole.
  if (::flock(fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
    return Error{say(kTraceBusy, shown(path)).words()};
  }
  if (::ftruncate(fd, 0) != 0) {
    const int error = errno;
    return Error{say(kTraceCannotMake, shown(path), error_says(error)).words()};
  }
  append_json(writer->line_, header);
  writer->line_ += '\n';
  if (const Done written = writer->put(); !written) return written.error();
  return writer;
}

TraceWriter::~TraceWriter() {
  if (file_ != nullptr) std::fclose(file_);
}

Done TraceWriter::put() {
  if (!failure_.empty()) return Error{failure_};
  const bool written =
      std::fwrite(line_.data(), 1, line_.size(), file_) == line_.size() && std::fflush(file_) == 0;
  const int error = errno;
  line_.clear();
  if (written) return done();
  failure_ = say(kTraceNotWritten, shown(path_), error_says(error)).words();
  return Error{failure_};
}

Done TraceWriter::append(std::span<const Event> events, const ActorNames& names) {
  if (file_ == nullptr) return Error{say(kTraceFinished, shown(path_)).words()};
  for (const Event& event : events) {
    append_json(line_, event, names);
    line_ += '\n';
    if (line_.size() < kPiece) continue;
    if (const Done written = put(); !written) return written;
  }
  return put();
}

Done TraceWriter::finish() {
  if (!failure_.empty()) return Error{failure_};
  if (file_ == nullptr) return Error{say(kTraceFinished, shown(path_)).words()};
  // The name changes while the lock is still held, so that no second writer meets a part file that
  // is about to go.
  if (std::rename((path_ + ".part").c_str(), path_.c_str()) != 0) {
    const int error = errno;
    failure_ = say(kTraceNotRenamed, shown(path_), error_says(error)).words();
    return Error{failure_};
  }
  const bool closed = std::fclose(file_) == 0;
  const int error = errno;
  file_ = nullptr;
  if (closed) return done();
  failure_ = say(kTraceNotWritten, shown(path_), error_says(error)).words();
  return Error{failure_};
}

Done write_trace(const std::string& path, const TraceHeader& header, std::span<const Event> events,
                 const ActorNames& names) {
  auto writer = TraceWriter::create(path, header);
  if (!writer) return writer.error();
  if (const Done appended = (*writer)->append(events, names); !appended) return appended;
  return (*writer)->finish();
}

}  // namespace sockwalk
