#include "actors/step.h"

#include <fmt/core.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "actors/step_words.h"

namespace sockwalk {
namespace {

constexpr std::array kVerbs{
    VerbRow{Verb::socket, "socket",
            "socket [stream|seqpacket|dgram|rdm|raw] [nonblock] [cloexec] [protocol=N]",
            Syscall::socket},
    VerbRow{Verb::pair, "pair",
            "a b = pair [stream|seqpacket|dgram|rdm|raw] [nonblock] [cloexec] [protocol=N]",
            Syscall::socketpair},
    VerbRow{Verb::bind, "bind", "bind [d] NAME [length=N]", Syscall::bind},
    VerbRow{Verb::listen, "listen", "listen [d] [N]", Syscall::listen},
    VerbRow{Verb::accept, "accept", "h = accept [d] [nonblock] [cloexec]", Syscall::accept},
    VerbRow{Verb::connect, "connect", "connect [d] [NAME] [length=N]", Syscall::connect},
    VerbRow{Verb::send, "send", "send [d] 7 8, send [d] \"text\" or send [d] N bytes",
            Syscall::write},
    VerbRow{Verb::write, "write", "write [d] 7 8, write [d] \"text\" or write [d] N bytes",
            Syscall::write},
    VerbRow{Verb::ask, "ask", "ask [d]", Syscall::write},
    VerbRow{Verb::receive, "receive", "receive [d]", Syscall::read},
    VerbRow{Verb::read, "read", "read [d] N", Syscall::read},
    VerbRow{Verb::sendto, "sendto", "sendto [d] VALUES [to NAME] [MSG_…] [length=N]",
            Syscall::sendto},
    VerbRow{Verb::recv, "recv", "recv [d] N [MSG_…]", Syscall::recvfrom},
    VerbRow{Verb::sendmsg, "sendmsg",
            "sendmsg [d] VALUES [rights=x,y] [credentials=self|root|UID] [MSG_…]",
            Syscall::sendmsg},
    VerbRow{Verb::recvmsg, "recvmsg", "r = recvmsg [d] N [room=N|credentials] [MSG_…]",
            Syscall::recvmsg},
    VerbRow{Verb::shutdown, "shutdown", "shutdown [d] read|write|both", Syscall::shutdown},
    VerbRow{Verb::dup, "dup", "x = dup [d]", Syscall::dup},
    VerbRow{Verb::close, "close", "close [d]", Syscall::close},
    VerbRow{Verb::nonblock, "nonblock", "nonblock [d] on|off", Syscall::fcntl},
    VerbRow{Verb::flags, "flags", "flags [d]", Syscall::fcntl},
    VerbRow{Verb::fdflags, "fdflags", "fdflags [d]", Syscall::fcntl},
    VerbRow{Verb::set, "set", "set [d] SO_… N", Syscall::setsockopt},
    VerbRow{Verb::get, "get", "get [d] SO_…", Syscall::getsockopt},
    VerbRow{Verb::ioctl, "ioctl", "ioctl [d] FIONREAD|SIOCOUTQ", Syscall::ioctl},
    VerbRow{Verb::getsockname, "getsockname", "getsockname [d]", Syscall::getsockname},
    VerbRow{Verb::getpeername, "getpeername", "getpeername [d]", Syscall::getpeername},
    VerbRow{Verb::select, "select", "select d… [timeout=MS] [nfds=N]", Syscall::select},
    VerbRow{Verb::poll, "poll", "poll d:IN|OUT… [timeout=MS]", Syscall::poll},
    VerbRow{Verb::epoll, "epoll", "e = epoll [cloexec]", Syscall::epoll_create1},
    VerbRow{Verb::epoll_ctl, "epoll_ctl", "epoll_ctl e add|mod|del d [IN|OUT|ET…]",
            Syscall::epoll_ctl},
    VerbRow{Verb::epoll_wait, "epoll_wait", "epoll_wait e [max=N] [timeout=MS]",
            Syscall::epoll_wait},
    VerbRow{Verb::unlink, "unlink", "unlink NAME", Syscall::unlink},
    VerbRow{Verb::open, "open", "f = open NAME [read] [write] [create]", Syscall::open},
    VerbRow{Verb::chmod, "chmod", "chmod NAME 0644", Syscall::chmod},
    VerbRow{Verb::fchmod, "fchmod", "fchmod [d] 0600", Syscall::fchmod},
    VerbRow{Verb::umask, "umask", "umask 022", Syscall::umask},
    VerbRow{Verb::mkdir, "mkdir", "mkdir NAME 0755", Syscall::mkdir},
    VerbRow{Verb::chdir, "chdir", "chdir NAME", Syscall::chdir},
    VerbRow{Verb::become, "become", "become nobody|root|UID", Syscall::setresuid},
    VerbRow{Verb::exit, "exit", "exit [status]", Syscall::exit},
    VerbRow{Verb::limit, "limit", "limit N", Syscall::none},
    VerbRow{Verb::sigpipe, "sigpipe", "sigpipe ignore|default", Syscall::none}};

}  // namespace

std::span<const VerbRow> all_verbs() { return kVerbs; }

const VerbRow& row_of(Verb verb) { return kVerbs[static_cast<std::size_t>(verb)]; }

bool StepVariables::knows(std::string_view name) const {
  return std::find(names.begin(), names.end(), name) != names.end();
}

void StepVariables::after(const Step& step) {
  for (const std::string& name : step.makes) {
    if (!knows(name)) names.push_back(name);
  }
  if (step.verb == Verb::socket) socket = step.makes.front();
}

std::vector<std::int32_t> integers_of(const StepData& data, std::uint32_t client) {
  std::vector<std::int32_t> integers;
  for (const StepInteger& one : data.integers) {
    // Wraps around, as the sums of the service do.
    const std::uint32_t number = one.of_client ? client : 0;
    integers.push_back(static_cast<std::int32_t>(static_cast<std::uint32_t>(one.plus) + number));
  }
  return integers;
}

std::string to_text(const StepInteger& integer) {
  if (!integer.of_client) return std::to_string(integer.plus);
  return integer.plus == 0 ? "{client}" : fmt::format("{{client}}{:+}", integer.plus);
}

bool is_course_step(const Step& step) {
  if (!step.expectation.empty() || step.repeat != StepNumber{1}) return false;
  switch (step.verb) {
    case Verb::socket:
      return step.constant == SOCK_STREAM && step.flags == 0 && step.number == StepNumber{} &&
             step.makes == std::vector<std::string>{"s"};
    case Verb::connect:
      return step.name.form == StepName::Form::none && step.on.variable == "s";
    case Verb::send:
      return step.data.kind == StepData::Kind::integers && step.on.variable == "s";
    case Verb::ask:
    case Verb::receive:
    case Verb::close:
      return step.on.variable == "s";
    default:
      return false;
  }
}

std::int64_t repeats_of(const Step& step) {
  return std::clamp<std::int64_t>(value_of(step.repeat), 0, kMostRepeats);
}

int error_ready_for(const Step& step) {
  for (const ExpectedFact& fact : step.expectation.facts) {
    if (fact.kind == ExpectedFact::Kind::error) return static_cast<int>(value_of(fact.number));
  }
  return step.verb == Verb::unlink && step.expectation.empty() ? ENOENT : 0;
}

}  // namespace sockwalk
