#include "kernel/sock_diag.h"

#include <libmnl/libmnl.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <linux/unix_diag.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <string_view>
#include <utility>

#include "event/constant_names.h"
#include "text/kernel_text.h"

namespace sockwalk {
namespace {

/// Long enough for any kernel under any load, short enough for a person to wait.
constexpr timeval kPatience{.tv_sec = 1, .tv_usec = 0};

/// With pages of 4 KiB no answer is longer than two of them; where pages are larger, a longer one
/// is treated as the kernel's own EMSGSIZE.
constexpr std::size_t kAnswerBytes = 16 * 1024;

constexpr std::size_t kQuestionBytes =
    MNL_ALIGN(sizeof(nlmsghdr)) + MNL_ALIGN(sizeof(unix_diag_req));

/// So many questions are sent at once, which takes a seventh off the price of each. Their answers
/// wait in the receive buffer, which holds far more (net.core.rmem_default).
constexpr std::size_t kTogether = 16;

/// From so many on, the kernel's whole list of sockets is cheaper: for each question about one it
/// looks through that list (net/unix/diag.c).
constexpr std::size_t kWorthTheList = 32;

// The kernel keeps states of TCP for Unix sockets too (include/net/tcp_states.h).
constexpr std::uint8_t kListening = 10;
constexpr std::uint32_t kAnyState = ~std::uint32_t{0};

constexpr std::uint32_t kAboutOne = UDIAG_SHOW_NAME | UDIAG_SHOW_PEER | UDIAG_SHOW_RQLEN;

KernelSocket nothing_at(std::uint32_t inode) {
  KernelSocket socket;
  socket.inode = inode;
  return socket;
}

/// unix_diag gives sun_path as it was bound: a path with its closing NUL, an abstract name with its
/// leading one (unix(7)).
std::string_view copy_name(const nlattr* attribute, Arena& arena) {
  std::string_view name(static_cast<const char*>(mnl_attr_get_payload(attribute)),
                        mnl_attr_get_payload_len(attribute));
  if (!name.empty() && name.front() == '\0') {
    std::string people_write(name);
    people_write.front() = '@';
    return arena.copy(std::string_view(people_write));
  }
  return arena.copy(name.substr(0, name.find('\0')));
}

void read_attribute(const nlattr* attribute, KernelSocket& socket, Arena& arena) {
  switch (mnl_attr_get_type(attribute)) {
    case UNIX_DIAG_NAME:
      socket.has_name = true;
      socket.name = copy_name(attribute, arena);
      break;
    case UNIX_DIAG_PEER:
      socket.peer = mnl_attr_get_u32(attribute);
      break;
    case UNIX_DIAG_ICONS:
      socket.pending = arena.copy(std::span<const std::uint32_t>(
          static_cast<const std::uint32_t*>(mnl_attr_get_payload(attribute)),
          mnl_attr_get_payload_len(attribute) / sizeof(std::uint32_t)));
      break;
    case UNIX_DIAG_RQLEN: {
      const auto* length = static_cast<const unix_diag_rqlen*>(mnl_attr_get_payload(attribute));
      socket.queue = length->udiag_rqueue;
      socket.limit = length->udiag_wqueue;
      break;
    }
    case UNIX_DIAG_SHUTDOWN:
      socket.shutdown = mnl_attr_get_u8(attribute);
      break;
    default:
      break;
  }
}

struct Reading {
  KernelSocket socket;
  Arena& arena;
};

KernelSocket read_answer(const nlmsghdr* answer, Arena& arena) {
  const auto* fixed = static_cast<const unix_diag_msg*>(mnl_nlmsg_get_payload(answer));
  Reading reading{nothing_at(fixed->udiag_ino), arena};
  reading.socket.found = true;
  reading.socket.type = fixed->udiag_type;
  reading.socket.state = fixed->udiag_state;
  mnl_attr_parse(
      answer, sizeof(unix_diag_msg),
      [](const nlattr* attribute, void* data) {
        auto* into = static_cast<Reading*>(data);
        read_attribute(attribute, into->socket, into->arena);
        return MNL_CB_OK;
      },
      &reading);
  return reading.socket;
}

std::uint32_t read_peer(const nlmsghdr* answer) {
  std::uint32_t peer = 0;
  mnl_attr_parse(
      answer, sizeof(unix_diag_msg),
      [](const nlattr* attribute, void* data) {
        if (mnl_attr_get_type(attribute) == UNIX_DIAG_PEER) {
          *static_cast<std::uint32_t*>(data) = mnl_attr_get_u32(attribute);
        }
        return MNL_CB_OK;
      },
      &peer);
  return peer;
}

}  // namespace

struct SockDiag::Netlink {
  explicit Netlink(mnl_socket* opened) : socket(opened) {}
  ~Netlink() { mnl_socket_close(socket); }
  Netlink(const Netlink&) = delete;
  Netlink& operator=(const Netlink&) = delete;

  /// 0 or errno.
  int prepare() {
    if (mnl_socket_bind(socket, 0, MNL_SOCKET_AUTOPID) < 0) return errno;
    const int fd = mnl_socket_get_fd(socket);
    if (setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &kPatience, sizeof kPatience) < 0) return errno;
    return 0;
  }

  /// Sends one question for each inode; 0 or errno. The answers come in the same order.
  /// REQUIRES: at most kTogether.
  int send(std::span<const std::uint32_t> inodes, std::uint32_t show) {
    alignas(nlmsghdr) std::array<std::byte, kTogether * kQuestionBytes> questions;
    std::byte* place = questions.data();
    for (std::size_t i = 0; i < inodes.size(); ++i) {
      nlmsghdr* question = mnl_nlmsg_put_header(place);
      question->nlmsg_type = SOCK_DIAG_BY_FAMILY;
      question->nlmsg_flags = NLM_F_REQUEST;
      question->nlmsg_seq = answered + static_cast<unsigned>(i) + 1;
      auto* request =
          static_cast<unix_diag_req*>(mnl_nlmsg_put_extra_header(question, sizeof(unix_diag_req)));
      request->sdiag_family = AF_UNIX;
      request->udiag_states = kAnyState;
      request->udiag_ino = inodes[i];
      request->udiag_show = show;
      request->udiag_cookie[0] = ~std::uint32_t{0};
      request->udiag_cookie[1] = ~std::uint32_t{0};
      place += MNL_ALIGN(question->nlmsg_len);
    }
    const auto size = static_cast<std::size_t>(place - questions.data());
    return mnl_socket_sendto(socket, questions.data(), size) < 0 ? errno : 0;
  }

  /// Asks for all sockets in one of `states` (a bit each), and gives every answer to `take`; 0 or
  /// errno. Those that come or go meanwhile may be missing.
  int list(std::uint32_t states, std::uint32_t show,
           const std::function<void(const nlmsghdr*)>& take) {
    alignas(nlmsghdr) std::array<std::byte, kQuestionBytes> place;
    nlmsghdr* question = mnl_nlmsg_put_header(place.data());
    question->nlmsg_type = SOCK_DIAG_BY_FAMILY;
    question->nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
    question->nlmsg_seq = ++answered;
    auto* request =
        static_cast<unix_diag_req*>(mnl_nlmsg_put_extra_header(question, sizeof(unix_diag_req)));
    request->sdiag_family = AF_UNIX;
    request->udiag_states = states;
    request->udiag_show = show;
    if (mnl_socket_sendto(socket, question, question->nlmsg_len) < 0) return errno;
    for (;;) {
      const ssize_t got = mnl_socket_recvfrom(socket, space.data(), space.size());
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) return errno;
      auto* message = reinterpret_cast<nlmsghdr*>(space.data());
      int left = static_cast<int>(got);
      for (; mnl_nlmsg_ok(message, left); message = mnl_nlmsg_next(message, &left)) {
        if (message->nlmsg_seq != answered) continue;
        if (message->nlmsg_type == NLMSG_DONE) return 0;
        if (message->nlmsg_type == NLMSG_ERROR) return EBADMSG;
        if (mnl_nlmsg_get_payload_len(message) >= sizeof(unix_diag_msg)) take(message);
      }
    }
  }

  /// Waits for the next question's answer: 0 with `answer` set, or the errno that the kernel
  /// answered or the receiving call met. REQUIRES: there is such a question.
  int receive() {
    ++answered;
    for (;;) {
      const ssize_t got = mnl_socket_recvfrom(socket, space.data(), space.size());
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) return errno == ENOSPC ? EMSGSIZE : errno;  // libmnl says ENOSPC when cut
      auto* message = reinterpret_cast<nlmsghdr*>(space.data());
      if (!mnl_nlmsg_ok(message, static_cast<int>(got))) return EBADMSG;
      if (message->nlmsg_seq != answered) continue;
      if (message->nlmsg_type == NLMSG_ERROR) {
        const int error = static_cast<const nlmsgerr*>(mnl_nlmsg_get_payload(message))->error;
        return error < 0 ? -error : EBADMSG;
      }
      if (mnl_nlmsg_get_payload_len(message) < sizeof(unix_diag_msg)) return EBADMSG;
      answer = message;
      return 0;
    }
  }

  mnl_socket* socket;
  unsigned answered = 0;             ///< sequence number of the last question with an answer
  const nlmsghdr* answer = nullptr;  ///< lies in `space`, until the next is received
  alignas(nlmsghdr) std::array<std::byte, kAnswerBytes> space;
};

SockDiag::SockDiag() {
  mnl_socket* opened = mnl_socket_open2(NETLINK_SOCK_DIAG, SOCK_CLOEXEC);
  if (opened == nullptr) {
    give_up(kTextNoSockDiag, errno);
    return;
  }
  netlink_ = std::make_unique<Netlink>(opened);
  if (const int error = netlink_->prepare(); error != 0) {
    give_up(kTextNoSockDiag, error);
  } else {
    probe();
  }
}

SockDiag::~SockDiag() = default;

bool SockDiag::can_ask() const { return netlink_ != nullptr; }

const std::string& SockDiag::why_not() const { return why_not_; }

void SockDiag::probe() {
  std::array<int, 2> ends{};
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) < 0) {
    return give_up(kTextNoUnixDiag, errno);
  }
  std::array<struct stat, 2> files{};
  for (std::size_t i = 0; i < ends.size(); ++i) fstat(ends[i], &files[i]);
  int error = query(static_cast<std::uint32_t>(files[0].st_ino), kAboutOne);
  // A kernel that finds the socket but not its peer would make every picture wrong.
  if (error == 0 && read_peer(netlink_->answer) != files[1].st_ino) error = EOPNOTSUPP;
  for (const int end : ends) close(end);
  if (error != 0) give_up(kTextNoUnixDiag, error);
}

void SockDiag::give_up(const Text& why, int error) {
  why_not_ = say(why, errno_name(error)).words();
  netlink_.reset();
}

/// 0 with the answer in netlink_, or an errno. REQUIRES: can_ask().
int SockDiag::query(std::uint32_t inode, std::uint32_t show) {
  const int error = netlink_->send({&inode, 1}, show);
  return error != 0 ? error : netlink_->receive();
}

/// What an answer means; gives up where it means nothing.
KernelSocket SockDiag::settle(std::uint32_t inode, int error, Arena& arena) {
  if (error == 0) return read_answer(netlink_->answer, arena);
  // Inode 0, which no socket has, is refused as EINVAL.
  if (error != ENOENT && inode != 0) give_up(kTextNoAnswer, error);
  return nothing_at(inode);
}

void SockDiag::ask_together(std::span<const std::uint32_t> inodes, std::span<KernelSocket> answers,
                            Arena& arena) {
  if (const int error = netlink_->send(inodes, kAboutOne | UDIAG_SHOW_ICONS); error != 0) {
    return give_up(kTextNoAnswer, error);
  }
  std::array<bool, kTogether> too_long{};
  for (std::size_t i = 0; i < inodes.size() && can_ask(); ++i) {
    const int error = netlink_->receive();
    too_long[i] = error == EMSGSIZE;
    if (!too_long[i]) answers[i] = settle(inodes[i], error, arena);
  }
  for (std::size_t i = 0; i < inodes.size() && can_ask(); ++i) {
    if (too_long[i]) answers[i] = settle(inodes[i], query(inodes[i], kAboutOne), arena);
  }
}

/// Looks for many in the kernel's list of sockets: gives `take` the place in `inodes` and the
/// answer. Which of them were found there; what was not is to be asked for by itself.
std::vector<bool> SockDiag::ask_by_list(
    std::span<const std::uint32_t> inodes, std::uint32_t show,
    const std::function<void(std::size_t, const nlmsghdr*)>& take) {
  std::vector<bool> found(inodes.size());
  if (inodes.size() < kWorthTheList || !can_ask()) return found;
  std::vector<std::pair<std::uint32_t, std::size_t>> places;
  places.reserve(inodes.size());
  for (std::size_t i = 0; i < inodes.size(); ++i) places.emplace_back(inodes[i], i);
  std::ranges::sort(places);
  netlink_->list(kAnyState, show, [&](const nlmsghdr* answer) {
    const auto* fixed = static_cast<const unix_diag_msg*>(mnl_nlmsg_get_payload(answer));
    const auto place =
        std::ranges::lower_bound(places, fixed->udiag_ino, {}, [](const auto& one) { return one.first; });
    if (place == places.end() || place->first != fixed->udiag_ino || found[place->second]) return;
    found[place->second] = true;
    take(place->second, answer);
  });
  return found;
}

std::vector<KernelSocket> SockDiag::ask_all(std::span<const std::uint32_t> inodes, Arena& arena) {
  std::vector<KernelSocket> answers;
  answers.reserve(inodes.size());
  for (const std::uint32_t inode : inodes) answers.push_back(nothing_at(inode));
  // A long accept queue would end the list early: who waits in one is asked for by itself.
  const std::vector<bool> found = ask_by_list(
      inodes, kAboutOne,
      [&](std::size_t i, const nlmsghdr* answer) { answers[i] = read_answer(answer, arena); });
  std::vector<std::uint32_t> left;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < inodes.size(); ++i) {
    if (found[i] && answers[i].state != kListening) continue;
    answers[i] = nothing_at(inodes[i]);
    left.push_back(inodes[i]);
    places.push_back(i);
  }
  std::vector<KernelSocket> others;
  others.reserve(left.size());
  for (const std::uint32_t inode : left) others.push_back(nothing_at(inode));
  for (std::size_t first = 0; first < left.size() && can_ask(); first += kTogether) {
    const std::size_t count = std::min(kTogether, left.size() - first);
    ask_together(std::span(left).subspan(first, count), std::span(others).subspan(first, count),
                 arena);
  }
  for (std::size_t i = 0; i < places.size(); ++i) answers[places[i]] = others[i];
  return answers;
}

std::vector<std::uint32_t> SockDiag::peers_of(std::span<const std::uint32_t> inodes) {
  std::vector<std::uint32_t> peers(inodes.size());
  const std::vector<bool> found =
      ask_by_list(inodes, UDIAG_SHOW_PEER,
                  [&](std::size_t i, const nlmsghdr* answer) { peers[i] = read_peer(answer); });
  for (std::size_t i = 0; i < inodes.size(); ++i) {
    if (!found[i]) peers[i] = peer_of(inodes[i]);
  }
  return peers;
}

std::vector<KernelSocket> SockDiag::listeners(Arena& arena) {
  std::vector<KernelSocket> all;
  if (!can_ask()) return all;
  netlink_->list(std::uint32_t{1} << kListening, UDIAG_SHOW_ICONS,
                 [&](const nlmsghdr* answer) { all.push_back(read_answer(answer, arena)); });
  return all;
}

KernelSocket SockDiag::ask(std::uint32_t inode, Arena& arena) {
  return ask_all(std::span(&inode, 1), arena).front();
}

std::uint32_t SockDiag::peer_of(std::uint32_t inode) {
  if (!can_ask()) return 0;
  const int error = query(inode, UDIAG_SHOW_PEER);
  if (error == 0) return read_peer(netlink_->answer);
  if (error != ENOENT && inode != 0) give_up(kTextNoAnswer, error);
  return 0;
}

}  // namespace sockwalk
