#include "cli/line_input.h"

#include <poll.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace sockwalk {
namespace {

/// No command is longer; what is, is cut into several.
constexpr std::size_t kLongestLine = 4096;

}  // namespace

std::optional<std::string> LineInput::next(StopRequest& stop) {
  for (;;) {
    const std::size_t end = buffer_.find('\n');
    if (end != std::string::npos) {
      std::string line = buffer_.substr(0, end);
      buffer_.erase(0, end + 1);
      return line;
    }
    if (ended_ || buffer_.size() >= kLongestLine) {
      if (buffer_.empty()) return std::nullopt;
      std::string line;
      line.swap(buffer_);
      return line;
    }
    if (!read_more(stop)) return std::nullopt;
  }
}

/// False when the user wants to stop.
bool LineInput::read_more(StopRequest& stop) {
  std::array<pollfd, 2> fds{{{STDIN_FILENO, POLLIN, 0}, {stop.fd(), POLLIN, 0}}};
  if (poll(fds.data(), fds.size(), -1) < 0 && errno != EINTR) ended_ = true;
  if (stop.signal() != 0) return false;
  if (fds[0].revents == 0) return true;
  std::array<char, kLongestLine> piece;
  const ssize_t got = read(STDIN_FILENO, piece.data(), piece.size());
  if (got > 0) buffer_.append(piece.data(), static_cast<std::size_t>(got));
  if (got == 0 || (got < 0 && errno != EINTR && errno != EAGAIN)) ended_ = true;
  return true;
}

}  // namespace sockwalk
