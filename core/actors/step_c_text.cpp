#include <fcntl.h>
#include <fmt/core.h>
#include <linux/sockios.h>
#include <sys/socket.h>

#include <cstdlib>

#include "actors/step.h"
#include "event/argument_constants.h"
#include "event/escape_sequences.h"

namespace sockwalk {
namespace {

std::string text_of(const StepDescriptor& descriptor) {
  return descriptor.variable.empty() ? fmt::format("{}", descriptor.number) : descriptor.variable;
}

std::string made(const Step& step) {
  return step.makes.empty() ? std::string{} : step.makes.front() + " = ";
}

std::string constant(ArgumentKind kind, std::int64_t number) { return constant_text(kind, number); }

std::string address(const Step& step) {
  if (step.name.form == StepName::Form::autobind) return "&name, sizeof(sa_family_t)";
  const std::string written =
      step.name.form == StepName::Form::none ? "the server's" : to_text(step.name);
  const std::string length =
      step.name.length < 0 ? "sizeof name" : fmt::format("{}", step.name.length);
  return fmt::format("&name /* {} */, {}", written, length);
}

std::string path(const Step& step) { return fmt::format("\"{}\"", to_text(step.name)); }

std::string c_text(const StepInteger& integer) {
  if (!integer.of_client) return fmt::format("{}", integer.plus);
  if (integer.plus == 0) return "client";
  return fmt::format("client {} {}", integer.plus < 0 ? '-' : '+',
                     std::abs(std::int64_t{integer.plus}));
}

/// The buffer and its length, as arguments of a call.
std::string data(const StepData& data) {
  switch (data.kind) {
    case StepData::Kind::none:
      break;
    case StepData::Kind::text:
      return fmt::format("{}, {}", string_literal(data.text), data.text.size());
    case StepData::Kind::filler:
      return fmt::format("buffer, {}", to_text(data.bytes));
    case StepData::Kind::integers: {
      std::string list;
      for (const StepInteger& one : data.integers) {
        list += fmt::format("{}{}", list.empty() ? "" : ", ", c_text(one));
      }
      return fmt::format("(int[]){{{}}}, {}", list, data.integers.size() * 4);
    }
  }
  return "buffer, 0";
}

std::string timeout(std::int64_t milliseconds) { return fmt::format("{}", milliseconds); }

std::string watched(const Step& step, bool events) {
  std::string list;
  for (const StepWatch& watch : step.watch) {
    if (!list.empty()) list += ", ";
    list += text_of(watch.descriptor);
    if (events) list += ": " + poll_events_text(watch.events);
  }
  return list;
}

std::string transfer_text(const Step& step) {
  const std::string fd = text_of(step.on);
  const std::string flags = constant(ArgumentKind::message_flags, step.flags);
  switch (step.verb) {
    case Verb::send:
    case Verb::write:
      return fmt::format("write({}, {});", fd, data(step.data));
    case Verb::ask:
      return fmt::format("write({}, &zero, 4);", fd);
    case Verb::receive:
      return fmt::format("read({}, &answer, 4);", fd);
    case Verb::read:
      return fmt::format("read({}, buffer, {});", fd, to_text(step.number));
    case Verb::sendto:
      return fmt::format("sendto({}, {}, {}, {});", fd, data(step.data), flags,
                         step.name.form == StepName::Form::none ? "NULL, 0" : address(step));
    case Verb::recv:
      return fmt::format("recv({}, buffer, {}, {});", fd, to_text(step.number), flags);
    case Verb::sendmsg: {
      std::string control;
      for (const StepDescriptor& one : step.rights) {
        control += (control.empty() ? "; SCM_RIGHTS " : ", ") + text_of(one);
      }
      if (step.credentials) {
        control += "; SCM_CREDENTIALS of ";
        control += step.own_credentials ? "its own" : "user " + to_text(step.user);
      }
      return fmt::format("sendmsg({}, &message /* {}{} */, {});", fd, data(step.data), control,
                         flags);
    }
    default:
      break;
  }
  std::string room;
  if (step.room > 0)
    room = fmt::format("; room for {} descriptor{}: ", step.room, step.room == 1 ? "" : "s");
  for (const std::string& one : step.makes) room += (&one == &step.makes.front() ? "" : ", ") + one;
  if (step.room < 0) room = "; room for credentials";
  return fmt::format("recvmsg({}, &message /* {}{} */, {});", fd, to_text(step.number), room,
                     flags);
}

std::string readiness_text(const Step& step) {
  switch (step.verb) {
    case Verb::select: {
      const std::string nfds = step.nfds < 0 ? "nfds" : fmt::format("{}", step.nfds);
      const std::string limit =
          step.timeout_ms < 0 ? "NULL" : fmt::format("&limit /* {} ms */", step.timeout_ms);
      return fmt::format("select({}, &set /* {} */, NULL, NULL, {});", nfds, watched(step, false),
                         limit);
    }
    case Verb::poll:
      return fmt::format("poll(set /* {} */, {}, {});", watched(step, true), step.watch.size(),
                         timeout(step.timeout_ms));
    case Verb::epoll:
      return fmt::format("{}epoll_create1({});", made(step),
                         step.flags == 0 ? "0" : "EPOLL_CLOEXEC");
    case Verb::epoll_ctl:
      return fmt::format("epoll_ctl({}, {}, {}, &event /* {} */);", text_of(step.on),
                         constant(ArgumentKind::operation, step.constant), text_of(step.about),
                         epoll_events_text(step.watch.front().events));
    default:
      break;
  }
  return fmt::format("epoll_wait({}, events, {}, {});", text_of(step.on), step.max_events,
                     timeout(step.timeout_ms));
}

std::string option_text(const Step& step) {
  const std::string fd = text_of(step.on);
  const std::string option = constant(ArgumentKind::option, step.constant);
  switch (step.verb) {
    case Verb::nonblock:
      return fmt::format("fcntl({}, F_SETFL, {});", fd, step.flags != 0 ? "O_NONBLOCK" : "0");
    case Verb::flags:
      return fmt::format("fcntl({}, F_GETFL);", fd);
    case Verb::fdflags:
      return fmt::format("fcntl({}, F_GETFD);", fd);
    case Verb::set: {
      const bool time = step.constant == SO_RCVTIMEO || step.constant == SO_SNDTIMEO;
      const std::string value = to_text(step.number) + (time ? " ms" : "");
      return fmt::format("setsockopt({}, SOL_SOCKET, {}, &value /* {} */, sizeof value);", fd,
                         option, value);
    }
    case Verb::get:
      return fmt::format("getsockopt({}, SOL_SOCKET, {}, &value, &length);", fd, option);
    case Verb::ioctl:
      return fmt::format("ioctl({}, {}, &value);", fd,
                         constant(ArgumentKind::request, step.constant));
    case Verb::getsockname:
      return fmt::format("getsockname({}, &name, &length);", fd);
    case Verb::getpeername:
      return fmt::format("getpeername({}, &name, &length);", fd);
    default:
      break;
  }
  return fmt::format("fchmod({}, {});", fd, constant(ArgumentKind::mode, step.number.plus));
}

std::string file_text(const Step& step) {
  const std::string mode = constant(ArgumentKind::mode, step.number.plus);
  switch (step.verb) {
    case Verb::unlink:
      return fmt::format("unlink({});", path(step));
    case Verb::open:
      return fmt::format("{}open({}, {}{});", made(step), path(step),
                         constant(ArgumentKind::status_flags, step.constant),
                         (step.constant & O_CREAT) != 0 ? ", 0666" : "");
    case Verb::chmod:
      return fmt::format("chmod({}, {});", path(step), mode);
    case Verb::mkdir:
      return fmt::format("mkdir({}, {});", path(step), mode);
    case Verb::chdir:
      return fmt::format("chdir({});", path(step));
    case Verb::umask:
      return fmt::format("umask({});", mode);
    case Verb::become: {
      const std::string user = to_text(step.number);
      return fmt::format("setresuid({0}, {0}, {0});", user);
    }
    case Verb::exit:
      return fmt::format("exit({});", to_text(step.number));
    case Verb::limit:
      return fmt::format("/* only descriptors below {} are free */", to_text(step.number));
    default:
      break;
  }
  return fmt::format("signal(SIGPIPE, {});", step.constant != 0 ? "SIG_IGN" : "SIG_DFL");
}

std::string naming_text(const Step& step) {
  const std::string fd = text_of(step.on);
  switch (step.verb) {
    case Verb::socket:
      return fmt::format("{}socket(AF_UNIX, {}, {});", made(step),
                         constant(ArgumentKind::type, step.constant | step.flags),
                         to_text(step.number));
    case Verb::pair:
      return fmt::format("socketpair(AF_UNIX, {}, {}, pair /* {}, {} */);",
                         constant(ArgumentKind::type, step.constant | step.flags),
                         to_text(step.number), step.makes[0], step.makes[1]);
    case Verb::bind:
      return fmt::format("bind({}, {});", fd, address(step));
    case Verb::listen:
      return fmt::format("listen({}, {});", fd, to_text(step.number));
    case Verb::accept:
      if (step.flags == 0) return fmt::format("{}accept({}, NULL, NULL);", made(step), fd);
      return fmt::format("{}accept4({}, NULL, NULL, {});", made(step), fd,
                         constant(ArgumentKind::type, step.flags));
    case Verb::connect:
      return fmt::format("connect({}, {});", fd, address(step));
    case Verb::shutdown:
      return fmt::format("shutdown({}, {});", fd, constant(ArgumentKind::how, step.constant));
    case Verb::dup:
      return fmt::format("{}dup({});", made(step), fd);
    default:
      break;
  }
  return fmt::format("close({});", fd);
}

std::string call_text(const Step& step) {
  switch (step.verb) {
    case Verb::socket:
    case Verb::pair:
    case Verb::bind:
    case Verb::listen:
    case Verb::accept:
    case Verb::connect:
    case Verb::shutdown:
    case Verb::dup:
    case Verb::close:
      return naming_text(step);
    case Verb::select:
    case Verb::poll:
    case Verb::epoll:
    case Verb::epoll_ctl:
    case Verb::epoll_wait:
      return readiness_text(step);
    case Verb::nonblock:
    case Verb::flags:
    case Verb::fdflags:
    case Verb::set:
    case Verb::get:
    case Verb::ioctl:
    case Verb::getsockname:
    case Verb::getpeername:
    case Verb::fchmod:
      return option_text(step);
    case Verb::send:
    case Verb::write:
    case Verb::ask:
    case Verb::receive:
    case Verb::read:
    case Verb::sendto:
    case Verb::recv:
    case Verb::sendmsg:
    case Verb::recvmsg:
      return transfer_text(step);
    default:
      return file_text(step);
  }
}

}  // namespace

std::string c_text(const Step& step) {
  if (step.repeat == StepNumber{1}) return call_text(step);
  return fmt::format("for (i = 0; i < {}; ++i) {}", to_text(step.repeat), call_text(step));
}

}  // namespace sockwalk
