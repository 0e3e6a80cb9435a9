#include "actors/step_player.h"

#include <algorithm>
#include <array>

#include "actors/service.h"
#include "text/step_text.h"

namespace sockwalk {
namespace {

using namespace step_text;

int as_int(std::int64_t value) { return static_cast<int>(value); }

/// Within bounds also where a number of this kernel is larger than anybody thought.
std::size_t size_of(const StepNumber& number) {
  return static_cast<std::size_t>(std::clamp<std::int64_t>(value_of(number), 0, kMostBytes));
}

std::vector<std::byte> bytes_of(const StepData& data, std::uint32_t client) {
  std::vector<std::byte> bytes;
  const auto append = [&](std::span<const std::byte> more) {
    bytes.insert(bytes.end(), more.begin(), more.end());
  };
  switch (data.kind) {
    case StepData::Kind::none:
      break;
    case StepData::Kind::integers: {
      const std::vector<std::int32_t> integers = integers_of(data, client);
      append(std::as_bytes(std::span(integers)));
      break;
    }
    case StepData::Kind::text:
      append(std::as_bytes(std::span(data.text)));
      break;
    case StepData::Kind::filler:
      bytes.resize(size_of(data.bytes), std::byte{'x'});
      break;
  }
  return bytes;
}

/// The line of a C listing that stands for a course's verb.
std::string_view label_of(const Step& step, bool connected) {
  switch (step.verb) {
    case Verb::socket:
      return "socket";
    case Verb::connect:
      return "connect";
    case Verb::send:
      return connected ? "write" : "early_write";
    case Verb::ask:
      return "ask";
    case Verb::receive:
      return "read";
    case Verb::close:
      return "close";
    default:
      return "exit";
  }
}

}  // namespace

SourcePlace StepPlayer::place_of(const Step& step, std::size_t number) const {
  if (part_.listing.is_script) {
    return {part_.listing.file.c_str(), static_cast<std::uint16_t>(number)};
  }
  const SourcePlace place = part_.at(label_of(step, connected_));
  return place.line == 0 ? part_.at("write") : place;
}

void StepPlayer::play(const Step& step, std::size_t number) {
  calls_.content_with(error_ready_for(step));
  make_call(step, place_of(step, number));
  calls_.content_with(0);  // a step that made no call leaves it to nobody
}

void StepPlayer::expect(const std::vector<Step>& steps) {
  for (const Step& step : steps) {
    for (const std::string& variable : step.makes) set(variable, -1);
  }
}

void StepPlayer::perform(const std::string& words) {
  StepVariables known;
  for (const auto& [variable, fd] : variables_) known.names.push_back(variable);
  // As in a program: what is not yet made is no descriptor, and the call says so.
  known.socket = socket_.empty() ? "s" : socket_;
  Step step;
  const WordProblem problem = read_step(words, known, step);
  if (problem.refused()) return calls_.note_text(problem.why.words());
  make_call(step, {});
}

int StepPlayer::fd_of(const StepDescriptor& descriptor) const {
  if (descriptor.variable.empty()) return descriptor.number;
  const auto known =
      std::ranges::find(variables_, descriptor.variable, &std::pair<std::string, int>::first);
  return known == variables_.end() ? -1 : known->second;
}

void StepPlayer::set(const std::string& variable, std::int64_t fd) {
  const auto known = std::ranges::find(variables_, variable, &std::pair<std::string, int>::first);
  if (known != variables_.end()) {
    known->second = as_int(fd);
  } else {
    variables_.emplace_back(variable, as_int(fd));
  }
}

void StepPlayer::make_call(const Step& step, SourcePlace at) {
  switch (step.verb) {
    case Verb::send:
    case Verb::write:
    case Verb::ask:
    case Verb::receive:
    case Verb::read:
    case Verb::sendto:
    case Verb::recv:
      return play_transfer(step, at);
    case Verb::sendmsg:
    case Verb::recvmsg:
      return play_message(step, at);
    case Verb::select:
    case Verb::poll:
    case Verb::epoll:
    case Verb::epoll_ctl:
    case Verb::epoll_wait:
      return play_readiness(step, at);
    case Verb::nonblock:
    case Verb::flags:
    case Verb::fdflags:
    case Verb::set:
    case Verb::get:
    case Verb::ioctl:
    case Verb::getsockname:
    case Verb::getpeername:
      return play_option(step, at);
    case Verb::unlink:
    case Verb::open:
    case Verb::chmod:
    case Verb::fchmod:
    case Verb::umask:
    case Verb::mkdir:
    case Verb::chdir:
    case Verb::become:
    case Verb::exit:
    case Verb::limit:
    case Verb::sigpipe:
      return play_file_call(step, at);
    default:
      return play_naming(step, at);
  }
}

void StepPlayer::play_naming(const Step& step, SourcePlace at) {
  const int fd = fd_of(step.on);
  const int type = as_int(step.constant | step.flags);
  switch (step.verb) {
    case Verb::socket:
      set(step.makes.front(),
          calls_.socket(at, AF_UNIX, type, as_int(value_of(step.number))).value);
      socket_ = step.makes.front();
      break;
    case Verb::pair: {
      std::array<int, 2> fds{-1, -1};
      calls_.socketpair(at, AF_UNIX, type, as_int(value_of(step.number)), fds);
      set(step.makes[0], fds[0]);
      set(step.makes[1], fds[1]);
      break;
    }
    case Verb::bind:
      calls_.bind(at, fd, address_of_step(step));
      break;
    case Verb::listen:
      calls_.listen(at, fd, as_int(value_of(step.number)));
      break;
    case Verb::accept: {
      const CallResult accepted =
          step.flags == 0 ? calls_.accept(at, fd) : calls_.accept4(at, fd, as_int(step.flags));
      set(step.makes.front(), accepted.value);
      break;
    }
    case Verb::connect: {
      UnixAddress name = server_name();
      if (step.name.form != StepName::Form::none) {
        name = address_of_step(step);
      } else if (step.name.length >= 0) {
        name.length = static_cast<std::uint32_t>(step.name.length);
      }
      connected_ |= calls_.connect(at, fd, name).ok();
      break;
    }
    case Verb::shutdown:
      calls_.shutdown(at, fd, as_int(step.constant));
      break;
    case Verb::dup:
      set(step.makes.front(), calls_.dup(at, fd).value);
      break;
    default:
      calls_.close(at, fd);
      break;
  }
}

void StepPlayer::play_transfer(const Step& step, SourcePlace at) {
  const int fd = fd_of(step.on);
  switch (step.verb) {
    case Verb::ask: {
      const std::int32_t zero = 0;
      calls_.write(at, fd, std::as_bytes(std::span(&zero, 1)));
      break;
    }
    case Verb::receive:
      receive(fd, at);
      break;
    case Verb::read: {
      std::vector<std::byte> buffer(size_of(step.number));
      calls_.read(at, fd, buffer);
      break;
    }
    case Verb::recv: {
      std::vector<std::byte> buffer(size_of(step.number));
      calls_.recvfrom(at, fd, buffer, as_int(step.flags));
      break;
    }
    case Verb::sendto: {
      const std::vector<std::byte> data = bytes_of(step.data, client_);
      calls_.sendto(at, fd, data, as_int(step.flags), address_of_step(step));
      break;
    }
    default:
      calls_.write(at, fd, bytes_of(step.data, client_));
      break;
  }
}

/// The answer may come in pieces; the end of file or a failure ends the waiting for it.
void StepPlayer::receive(int fd, SourcePlace at) {
  IncomingInteger answer;
  for (;;) {
    const CallResult got = calls_.read(at, fd, answer.missing());
    if (got.value <= 0 || answer.took(static_cast<std::size_t>(got.value))) return;
  }
}

void StepPlayer::play_message(const Step& step, SourcePlace at) {
  const int fd = fd_of(step.on);
  if (step.verb == Verb::recvmsg) {
    std::vector<std::byte> buffer(size_of(step.number));
    ReceivedControl control;
    calls_.recvmsg(at, fd, buffer, as_int(step.flags), step.room, control);
    for (std::size_t i = 0; i < step.makes.size(); ++i) {
      set(step.makes[i], i < control.rights.size() ? control.rights[i] : -1);
    }
    return;
  }
  std::vector<std::int32_t> rights;
  for (const StepDescriptor& one : step.rights) rights.push_back(fd_of(one));
  Credentials who{::getpid(), ::getuid(), ::getgid()};
  if (!step.own_credentials) who.uid = static_cast<std::uint32_t>(value_of(step.user));
  calls_.sendmsg(at, fd, bytes_of(step.data, client_), as_int(step.flags),
                 {rights, step.credentials ? &who : nullptr});
}

void StepPlayer::play_readiness(const Step& step, SourcePlace at) {
  switch (step.verb) {
    case Verb::select: {
      std::vector<std::int32_t> fds, ready;
      for (const StepWatch& watch : step.watch) {
        const int fd = fd_of(watch.descriptor);
        if (fd >= 0 && fd < FD_SETSIZE) {
          fds.push_back(fd);
        } else {
          calls_.note_text(say(kSaysNotSelectable, fd).words());
        }
      }
      calls_.select(at, fds, ready, step.timeout_ms, step.nfds);
      break;
    }
    case Verb::poll: {
      std::vector<PollEntry> entries;
      for (const StepWatch& watch : step.watch) {
        entries.push_back({fd_of(watch.descriptor), watch.events, 0});
      }
      calls_.poll(at, entries, step.timeout_ms);
      break;
    }
    case Verb::epoll:
      set(step.makes.front(), calls_.epoll_create1(at, as_int(step.flags)).value);
      break;
    case Verb::epoll_ctl:
      calls_.epoll_ctl(at, fd_of(step.on), as_int(step.constant), fd_of(step.about),
                       step.watch.front().events);
      break;
    default: {
      std::vector<PollEntry> ready;
      calls_.epoll_wait(at, fd_of(step.on), step.max_events, ready, step.timeout_ms);
      break;
    }
  }
}

}  // namespace sockwalk
