#include "log/line_source.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace sockwalk {
namespace {

constexpr std::size_t kWindow = 1 << 20;

}  // namespace

std::size_t LineSource::take(char* to, std::size_t room) {
  if (fd_ < 0) {
    const std::size_t size = std::min(room, text_.size());
    if (size != 0) std::memcpy(to, text_.data(), size);
    text_.remove_prefix(size);
    return size;
  }
  for (;;) {
    const ssize_t got = ::read(fd_, to, room);
    const int error = errno;
    if (got >= 0) return static_cast<std::size_t>(got);
    if (error == EINTR) continue;
    error_ = error;
    return 0;
  }
}

/// Makes room behind what is left and reads more.
void LineSource::fill() {
  const std::size_t left = filled_ - begin_;
  if (begin_ != 0) {
    std::memmove(window_.get(), window_.get() + begin_, left);
  } else if (left == capacity_) {
    capacity_ = capacity_ == 0 ? kWindow : capacity_ * 2;
    auto larger = std::make_unique_for_overwrite<char[]>(capacity_ + kPadding);
    if (left != 0) std::memcpy(larger.get(), window_.get(), left);
    window_ = std::move(larger);
  }
  begin_ = 0;
  filled_ = left;
  const std::size_t got = take(window_.get() + filled_, capacity_ - filled_);
  filled_ += got;
  at_end_ = got == 0;
  std::memset(window_.get() + filled_, 0, kPadding);
}

std::string_view LineSource::ahead() const {
  const std::string_view left{window_.get() + begin_, filled_ - begin_};
  return left.substr(0, left.rfind('\n') + 1);
}

void LineSource::skip(std::size_t bytes, std::size_t lines) {
  begin_ += bytes;
  skipped_ += bytes;
  number_ += lines;
  fresh_ = false;
}

bool LineSource::next() {
  if (too_long_) return false;
  start_ = end();
  skipped_ = 0;
  fresh_ = false;
  std::size_t searched = 0;
  for (;;) {
    const char* from = window_.get() + begin_;
    const std::size_t left = filled_ - begin_;
    const void* newline =
        left > searched ? std::memchr(from + searched, '\n', left - searched) : nullptr;
    ended_ = newline != nullptr;
    const std::size_t size =
        ended_ ? static_cast<std::size_t>(static_cast<const char*>(newline) - from) : left;
    too_long_ = size > kLongestLine;
    line_ = {from, size};
    searched = left;
    if (!ended_ && !too_long_ && !at_end_) {
      fill();  // moves what is left: look again, also when nothing more came
      fresh_ = true;
      continue;
    }
    // A failed read leaves the line in the air: whether it is whole nobody knows.
    if (left == 0 || error_ != 0) {
      line_ = {};
      ended_ = false;
      if (error_ != 0) ++number_;
      return false;
    }
    begin_ += size + (ended_ ? 1 : 0);
    ++number_;
    return true;
  }
}

}  // namespace sockwalk
