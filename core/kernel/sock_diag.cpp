#include "kernel/sock_diag.h"

#include <libmnl/libmnl.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <linux/unix_diag.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <string_view>

#include "event/constant_names.h"
#include "text/kernel_text.h"

namespace sockwalk {
namespace {

/// Long enough for any kernel under any load, short enough for a person to wait.
constexpr timeval kPatience{.tv_sec = 1, .tv_usec = 0};

/// With pages of 4 KiB no answer is longer than two of them; where pages are larger, a longer one
/// is treated as the kernel's own EMSGSIZE.
constexpr std::size_t kAnswerBytes = 16 * 1024;

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

  int send(std::uint32_t inode, std::uint32_t show) {
    alignas(nlmsghdr) std::array<std::byte, 128> message;
    nlmsghdr* question = mnl_nlmsg_put_header(message.data());
    question->nlmsg_type = SOCK_DIAG_BY_FAMILY;
    question->nlmsg_flags = NLM_F_REQUEST;
    question->nlmsg_seq = ++sequence;
    auto* request =
        static_cast<unix_diag_req*>(mnl_nlmsg_put_extra_header(question, sizeof(unix_diag_req)));
    request->sdiag_family = AF_UNIX;
    request->udiag_states = ~std::uint32_t{0};
    request->udiag_ino = inode;
    request->udiag_show = show;
    request->udiag_cookie[0] = ~std::uint32_t{0};
    request->udiag_cookie[1] = ~std::uint32_t{0};
    return mnl_socket_sendto(socket, question, question->nlmsg_len) < 0 ? errno : 0;
  }

  /// 0 with `answer` set, or the errno that the kernel answered or the receiving call met.
  int receive() {
    for (;;) {
      const ssize_t got = mnl_socket_recvfrom(socket, space.data(), space.size());
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) return errno == ENOSPC ? EMSGSIZE : errno;  // libmnl says ENOSPC when cut
      auto* message = reinterpret_cast<nlmsghdr*>(space.data());
      if (!mnl_nlmsg_ok(message, static_cast<int>(got))) return EBADMSG;
      if (message->nlmsg_seq != sequence) continue;
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
  unsigned sequence = 0;
  const nlmsghdr* answer = nullptr;  ///< lies in `space`, until the next question
  alignas(nlmsghdr) std::array<std::byte, kAnswerBytes> space;
};

SockDiag::SockDiag() {
  mnl_socket* opened = mnl_socket_open2(NETLINK_SOCK_DIAG, SOCK_CLOEXEC);
  if (opened == nullptr) {
    why_not_ = say(kTextNoSockDiag, errno_name(errno)).words();
    return;
  }
  netlink_ = std::make_unique<Netlink>(opened);
  if (const int error = netlink_->prepare(); error != 0) {
    why_not_ = say(kTextNoSockDiag, errno_name(error)).words();
    netlink_.reset();
    return;
  }
  probe();
}

SockDiag::~SockDiag() = default;

bool SockDiag::can_ask() const { return netlink_ != nullptr; }

const std::string& SockDiag::why_not() const { return why_not_; }

void SockDiag::probe() {
  std::array<int, 2> ends{};
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) < 0) {
    why_not_ = say(kTextNoUnixDiag, errno_name(errno)).words();
    netlink_.reset();
    return;
  }
  std::array<struct stat, 2> files{};
  for (std::size_t i = 0; i < ends.size(); ++i) fstat(ends[i], &files[i]);
  int error = query(static_cast<std::uint32_t>(files[0].st_ino), kAboutOne);
  // A kernel that finds the socket but not its peer would make every picture wrong.
  if (error == 0 && read_peer(netlink_->answer) != files[1].st_ino) error = EOPNOTSUPP;
  for (const int end : ends) close(end);
  if (error != 0) {
    why_not_ = say(kTextNoUnixDiag, errno_name(error)).words();
    netlink_.reset();
  }
}

/// 0 with the answer in netlink_, or an errno. REQUIRES: can_ask().
int SockDiag::query(std::uint32_t inode, std::uint32_t show) {
  const int error = netlink_->send(inode, show);
  return error != 0 ? error : netlink_->receive();
}

KernelSocket SockDiag::ask(std::uint32_t inode, Arena& arena) {
  if (!can_ask() || inode == 0) return nothing_at(inode);
  int error = query(inode, kAboutOne | UDIAG_SHOW_ICONS);
  if (error == EMSGSIZE) error = query(inode, kAboutOne);
  if (error == 0) return read_answer(netlink_->answer, arena);
  if (error != ENOENT) {
    why_not_ = say(kTextNoAnswer, errno_name(error)).words();
    netlink_.reset();
  }
  return nothing_at(inode);
}

std::uint32_t SockDiag::peer_of(std::uint32_t inode) {
  if (!can_ask() || inode == 0) return 0;
  const int error = query(inode, UDIAG_SHOW_PEER);
  if (error == 0) return read_peer(netlink_->answer);
  if (error != ENOENT) {
    why_not_ = say(kTextNoAnswer, errno_name(error)).words();
    netlink_.reset();
  }
  return 0;
}

}  // namespace sockwalk
