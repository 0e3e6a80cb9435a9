#include <fcntl.h>

#include "actors/step_player.h"
#include "text/step_text.h"

namespace sockwalk {
namespace {

using namespace step_text;

int as_int(std::int64_t value) { return static_cast<int>(value); }

}  // namespace

void StepPlayer::play_option(const Step& step, SourcePlace at) {
  const int fd = fd_of(step.on);
  std::int64_t value = 0;
  std::string name;
  switch (step.verb) {
    case Verb::nonblock:
      calls_.fcntl(at, fd, F_SETFL, step.flags != 0 ? O_NONBLOCK : 0);
      break;
    case Verb::flags:
      calls_.fcntl(at, fd, F_GETFL, 0);
      break;
    case Verb::fdflags:
      calls_.fcntl(at, fd, F_GETFD, 0);
      break;
    case Verb::set:
      calls_.setsockopt(at, fd, as_int(step.constant), value_of(step.number));
      break;
    case Verb::get:
      calls_.getsockopt(at, fd, as_int(step.constant), value);
      break;
    case Verb::ioctl:
      calls_.ioctl(at, fd, static_cast<unsigned long>(step.constant), value);
      break;
    case Verb::getsockname:
      calls_.getsockname(at, fd, name);
      break;
    default:
      calls_.getpeername(at, fd, name);
      break;
  }
}

void StepPlayer::play_file_call(const Step& step, SourcePlace at) {
  const std::int64_t number = value_of(step.number);
  const auto mode = static_cast<unsigned>(number);
  switch (step.verb) {
    case Verb::unlink:
      calls_.unlink(at, address_of_step(step));
      break;
    case Verb::open:
      set(step.makes.front(), calls_.open(at, address_of_step(step), as_int(step.constant)).value);
      break;
    case Verb::chmod:
      calls_.chmod(at, address_of_step(step), mode);
      break;
    case Verb::fchmod:
      calls_.fchmod(at, fd_of(step.on), mode);
      break;
    case Verb::mkdir:
      calls_.mkdir(at, address_of_step(step), mode);
      break;
    case Verb::umask:
      stand_in_directory();
      calls_.umask(at, mode);
      break;
    case Verb::chdir:
      stand_in_directory();
      calls_.chdir(at, address_of_step(step));
      break;
    case Verb::become:
      calls_.setresuid(at, mode);
      break;
    case Verb::exit:
      calls_.exit(at, as_int(number));
      break;
    case Verb::limit:
      calls_.note_text(say(calls_.limit_descriptors(as_int(number)) ? kSaysLimit : kSaysLimitRefused,
                           to_text(step.number)).words());
      break;
    default:
      calls_.ignore_sigpipe(step.constant != 0);
      calls_.note_text(say(step.constant != 0 ? kSaysSigpipeIgnored : kSaysSigpipeDefault).words());
      break;
  }
}

}  // namespace sockwalk
