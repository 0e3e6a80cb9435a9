#include <fmt/format.h>
#include <sys/socket.h>

#include <algorithm>
#include <cctype>
#include <vector>

#include "event/argument_constants.h"
#include "event/constant_names.h"
#include "event/escape_sequences.h"
#include "event/event_names.h"
#include "event/event_text.h"
#include "text/sentence_text.h"

namespace sockwalk {
namespace {

constexpr std::size_t kNamedFds = 6;

/// The first letter in capitals, as at the beginning of a sentence.
std::string opened_with_capital(std::string_view name) {
  std::string text = escaped(name);
  if (!text.empty()) text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  return text;
}

/// "no such file or directory": as a part of a sentence.
std::string in_a_sentence(std::string_view says) {
  std::string text{says};
  if (!text.empty()) text[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(text[0])));
  return text;
}

std::string last_component(const UnixAddress& address) {
  if (address.kind != UnixAddress::Kind::path) return to_text(address);
  const std::size_t slash = address.name.rfind('/');
  return escaped(slash == std::string_view::npos ? address.name : address.name.substr(slash + 1));
}

std::string bytes_in_words(std::uint64_t bytes) {
  return bytes == 1 ? say(kOneByte).words() : say(kBytes, bytes).words();
}

/// "7", "7 8", `"hello"`, or "300 bytes" where the contents would not help.
std::string contents(const EventParts& parts, std::uint64_t bytes) {
  const bool recorded_whole = parts.data.size() == bytes && parts.data_bytes == bytes;
  const bool is_text = is_printable(parts.data);
  if (bytes == 0 || !recorded_whole) return bytes_in_words(bytes);
  if (bytes % sizeof(std::int32_t) != 0 && !is_text) return bytes_in_words(bytes);
  return data_text(parts.data, parts.data_bytes);
}

/// "3", "3 and 4", "3, 4 and 5"
std::string fds_in_words(std::span<const std::int32_t> fds, std::uint32_t count) {
  const auto named = fds.first(std::min(fds.size(), kNamedFds));
  if (named.empty()) return fmt::format("{}", count);
  std::string last = fmt::format("{}", named.back());
  std::size_t listed = named.size() - 1;
  if (count > named.size()) {
    last = say(kMore, count - named.size()).words();
    listed = named.size();
  }
  if (listed == 0) return last;
  return say(kAnd, fmt::format("{}", fmt::join(named.first(listed), ", ")), last).words();
}

std::string type_in_words(std::int64_t type) {
  switch (type & ~std::int64_t{SOCK_CLOEXEC | SOCK_NONBLOCK}) {
    case SOCK_STREAM: return say(kTypeStream).words();
    case SOCK_SEQPACKET: return say(kTypeSeqpacket).words();
    case SOCK_DGRAM: return say(kTypeDatagram).words();
    default: return say(kTypeOther, socket_type_name(static_cast<int>(type))).words();
  }
}

Sentence select_does(const std::string& actor, const EventParts& parts) {
  const auto count =
      std::max(parts.rare->fds_count, static_cast<std::uint32_t>(parts.rare->fds.size()));
  if (count == 0) return say(kDoesSelectNone, actor);
  return say(count == 1 ? kDoesSelectOne : kDoesSelect, actor,
             fds_in_words(parts.rare->fds, count));
}

/// "3 and 4": the descriptors of an array.
std::string polled_in_words(const EventParts& parts) {
  std::vector<std::int32_t> fds;
  for (const PollEntry& entry : parts.rare->poll) fds.push_back(entry.fd);
  return fds_in_words(fds,
                      std::max(parts.rare->poll_count, static_cast<std::uint32_t>(fds.size())));
}

Sentence sendmsg_does(const std::string& actor, const Event& enter) {
  const EventParts& parts = parts_of(enter);
  const std::string what = contents(parts, parts.data_bytes);
  if (!parts.rare->fds.empty()) {
    return say(kDoesSendRights, actor, enter.args[0], what,
               fds_in_words(parts.rare->fds, parts.rare->fds_count));
  }
  if (parts.rare->has_credentials) {
    return say(kDoesSendCredentials, actor, enter.args[0], what, parts.rare->credentials.pid,
               parts.rare->credentials.uid);
  }
  return say(kDoesWrite, actor, enter.args[0], what);
}

/// What the actor does in the calls beside the usual ones.
Sentence does_more(const std::string& actor, const Event& enter) {
  const EventParts& parts = parts_of(enter);
  const std::int64_t fd = enter.args[0];
  const auto constant = [&](ArgumentKind kind, std::size_t i) { return constant_text(kind, enter.args[i]); };
  switch (enter.call) {
    case Syscall::socketpair: return say(kDoesSocketpair, actor, type_in_words(enter.args[1]));
    case Syscall::accept4: return say(kDoesAccept, actor, fd);
    case Syscall::sendto: {
      const std::string what = contents(parts, parts.data_bytes);
      if (parts.rare->address.kind == UnixAddress::Kind::none)
        return say(kDoesWrite, actor, fd, what);
      return say(kDoesSendTo, actor, fd, what, last_component(parts.rare->address));
    }
    case Syscall::recvfrom:
    case Syscall::recvmsg: return say(kDoesRead, actor, fd);
    case Syscall::sendmsg: return sendmsg_does(actor, enter);
    case Syscall::shutdown: return say(kDoesShutdown, actor, fd, constant(ArgumentKind::how, 1));
    case Syscall::poll:
      if (parts.rare->poll.empty()) return say(kDoesSelectNone, actor);
      return say(parts.rare->poll.size() == 1 ? kDoesSelectOne : kDoesSelect, actor,
                 polled_in_words(parts));
    case Syscall::epoll_create1: return say(kDoesEpollCreate, actor);
    case Syscall::epoll_ctl:
      return say(kDoesEpollCtl, actor, fd, constant(ArgumentKind::operation, 1), enter.args[2],
                 epoll_events_text(parts.rare->poll.empty() ? 0 : parts.rare->poll[0].events));
    case Syscall::epoll_wait: return say(kDoesEpollWait, actor, fd);
    case Syscall::dup: return say(kDoesDup, actor, fd);
    case Syscall::fcntl:
      return say(kDoesFcntl, actor, fd, constant(ArgumentKind::command, 1),
                 constant(ArgumentKind::status_flags, 2));
    case Syscall::ioctl: return say(kDoesIoctl, actor, fd, constant(ArgumentKind::request, 1));
    case Syscall::setsockopt:
      return say(kDoesSetOption, actor, fd, constant(ArgumentKind::option, 1), enter.args[2]);
    case Syscall::getsockopt: return say(kDoesGetOption, actor, fd, constant(ArgumentKind::option, 1));
    case Syscall::getsockname: return say(kDoesAskName, actor, fd);
    case Syscall::getpeername: return say(kDoesAskPeerName, actor, fd);
    case Syscall::open:
      return say(kDoesOpen, actor, last_component(parts.rare->address));
    case Syscall::chmod:
      return say(kDoesChmod, actor, last_component(parts.rare->address),
                 constant(ArgumentKind::mode, 0));
    case Syscall::fchmod: return say(kDoesFchmod, actor, fd, constant(ArgumentKind::mode, 1));
    case Syscall::umask: return say(kDoesUmask, actor, constant(ArgumentKind::mode, 0));
    case Syscall::mkdir:
      return say(kDoesMkdir, actor, last_component(parts.rare->address));
    case Syscall::chdir:
      return say(kDoesChdir, actor, last_component(parts.rare->address));
    case Syscall::setresuid: return say(kDoesSetUser, actor, enter.args[1]);
    default: return say(kDoesCall, actor);
  }
}

/// What the actor does, without how it ends.
Sentence does(const std::string& actor, const Event& enter) {
  const EventParts& parts = parts_of(enter);
  const std::int64_t fd = enter.args[0];
  switch (enter.call) {
    case Syscall::none: return say(kDoesCall, actor);
    case Syscall::socket: return say(kDoesSocket, actor, type_in_words(enter.args[1]));
    case Syscall::bind:
      return say(kDoesBind, actor, fd, last_component(parts.rare->address));
    case Syscall::listen: return say(kDoesListen, actor, fd, enter.args[1]);
    case Syscall::accept: return say(kDoesAccept, actor, fd);
    case Syscall::connect:
      return say(kDoesConnect, actor, fd, last_component(parts.rare->address));
    case Syscall::read: return say(kDoesRead, actor, fd);
    case Syscall::write: return say(kDoesWrite, actor, fd, contents(parts, parts.data_bytes));
    case Syscall::select: return select_does(actor, parts);
    case Syscall::close: return say(kDoesClose, actor, fd);
    case Syscall::unlink:
      return say(kDoesUnlink, actor, last_component(parts.rare->address));
    case Syscall::exit: return say(kDoesExit, actor, enter.args[0]);
    default: return does_more(actor, enter);
  }
}

Sentence failed(const Event& exit) {
  if (exit.expected && exit.call == Syscall::unlink) return say(kEndsNothingToRemove);
  const ErrnoRow* row = errno_row(exit.error);
  if (row == nullptr) return say(kEndsFailedUnknown, errno_name(exit.error));
  return say(exit.expected ? kEndsExpected : kEndsFailed, row->name, in_a_sentence(row->says));
}

Sentence read_ends(const Event& exit, const Event& enter) {
  if (exit.ret != 0) {
    const EventParts& parts = parts_of(exit);
    const std::string what = contents(parts, static_cast<std::uint64_t>(exit.ret));
    if (parts.opened.empty()) return say(kEndsGot, what);
    std::vector<std::int32_t> fds;
    for (const OpenedFd& opened : parts.opened) fds.push_back(opened.fd);
    return say(kEndsGotRights, what, fds_in_words(fds, static_cast<std::uint32_t>(fds.size())));
  }
  return say(enter.args[1] != 0 ? kEndsEndOfFile : kEndsNothing);
}

Sentence select_ends(const Event& exit) {
  const EventParts& parts = parts_of(exit);
  if (exit.ret == 0) return say(kEndsNoneReady);
  return say(exit.ret == 1 ? kEndsOneReady : kEndsReady,
             fds_in_words(parts.rare->fds, parts.rare->fds_count));
}

/// How it ended.
Sentence ends(const Event& exit, const Event& enter) {
  if (exit.failed()) return failed(exit);
  const EventParts& parts = parts_of(exit);
  switch (exit.call) {
    case Syscall::socket:
    case Syscall::dup:
    case Syscall::open:
    case Syscall::epoll_create1: return say(kEndsNumber, exit.ret);
    case Syscall::socketpair:
      if (parts.opened.size() != 2) return say(kEndsDone);
      return say(kEndsNumbers, parts.opened[0].fd, parts.opened[1].fd);
    case Syscall::accept:
    case Syscall::accept4: return say(kEndsHandle, exit.ret);
    case Syscall::read:
    case Syscall::recvfrom:
    case Syscall::recvmsg: return read_ends(exit, enter);
    case Syscall::poll:
    case Syscall::epoll_wait:
      if (exit.ret == 0) return say(kEndsNoneReady);
      return say(exit.ret == 1 ? kEndsOneReady : kEndsReady, polled_in_words(parts));
    case Syscall::getsockopt:
      if (parts.rare->has_credentials) {
        return say(kEndsCredentials, parts.rare->credentials.pid, parts.rare->credentials.uid);
      }
      return say(kEndsValue, parts.rare->value);
    case Syscall::ioctl:
      return say(kEndsValue, parts.rare->value);
    case Syscall::getsockname:
    case Syscall::getpeername:
      return say(kEndsName, last_component(parts.rare->address));
    case Syscall::write:
    case Syscall::sendto:
    case Syscall::sendmsg:
      if (exit.ret == enter.args[1]) return say(kEndsDone);
      return say(kEndsShortWrite, exit.ret, enter.args[1]);
    case Syscall::select: return select_ends(exit);
    default: return say(kEndsDone);
  }
}

std::string call_sentence(const std::string& actor, const Event& enter, const Event* exit) {
  const std::string begins = does(actor, enter).words();
  if (exit == nullptr) {
    const Text& pending = enter.call == Syscall::exit ? kEndsNever : kEndsPending;
    return say(kDoneAs, begins, say(pending).words()).words();
  }
  return say(exit->slept ? kDoneAsleep : kDoneAs, begins, ends(*exit, enter).words()).words();
}

std::string note_sentence(const std::string& actor, const Event& event) {
  const EventParts& parts = parts_of(event);
  const auto& args = event.args;
  switch (event.note) {
    case NoteKind::step: {
      const bool known = args[0] >= 1 && args[0] <= static_cast<std::int64_t>(kSteps.size());
      const std::string what =
          known ? say(kSteps[static_cast<std::size_t>(args[0] - 1)]).words() : std::string{"?"};
      return say(kSaysStep, actor, args[0], what).words();
    }
    case NoteKind::slots: return say(kSaysSlots, actor, args[0]).words();
    case NoteKind::slot:
      if (args[1] < 0) return say(kSaysSlotFree, actor, args[0]).words();
      return say(kSaysSlotTaken, actor, args[0], args[1], args[2]).words();
    case NoteKind::leftover:
      return say(kSaysLeftover, last_component(parts.rare->address)).words();
    case NoteKind::none:
    case NoteKind::text: break;
  }
  return say(kSaysRemark, actor, escaped(parts.text)).words();
}

std::string kernel_sentence(const EventParts& parts) {
  const KernelSnapshot kernel =
      parts.rare->kernel != nullptr ? *parts.rare->kernel : KernelSnapshot{};
  if (!kernel.can_ask) return say(kSaysCannotAsk, escaped(kernel.why_not)).words();
  const auto found = std::ranges::count_if(kernel.sockets, &KernelSocket::found);
  const std::size_t asked = kernel.sockets.size();
  return say(asked == 1 ? kSaysKernelOne : kSaysKernel, asked, found).words();
}

}  // namespace

std::string plain_sentence(const Event& event, const Event* enter, const ActorNames& names) {
  const EventParts& parts = parts_of(event);
  const std::string actor = opened_with_capital(doer_of(event, names));
  switch (event.kind) {
    case EventKind::enter: return call_sentence(actor, event, nullptr);
    case EventKind::exit: {
      if (enter != nullptr) return call_sentence(actor, *enter, &event);
      Event unknown;  // the arguments are not known; the call is
      unknown.call = Syscall::none;
      return call_sentence(actor, unknown, &event);
    }
    case EventKind::start: return say(kSaysStart, actor, event.args[1], event.args[0]).words();
    case EventKind::command: return say(kSaysCommand, escaped(parts.text)).words();
    case EventKind::turn: return say(kSaysTurn, actor, event.ret).words();
    case EventKind::signal:
      return say(kSaysSignal, actor, signal_name(static_cast<int>(event.args[0]))).words();
    case EventKind::library: return say(kSaysLibrary, actor, escaped(parts.text)).words();
    case EventKind::fork: return say(kSaysFork, actor, event.ret).words();
    case EventKind::exec: return say(kSaysExec, actor, escaped(parts.text)).words();
    case EventKind::kernel: return kernel_sentence(parts);
    case EventKind::note: return note_sentence(actor, event);
    case EventKind::end:
      if (event.error != 0) return say(kSaysKilled, actor, signal_name(event.error)).words();
      return say(kSaysEnd, actor, event.ret).words();
  }
  return {};
}

}  // namespace sockwalk
