#include "model/comparing.h"

#include <sys/socket.h>

#include <algorithm>
#include <utility>

#include "event/constant_names.h"
#include "model/call_family.h"
#include "model/circumstance.h"
#include "text/agreement_text.h"

namespace sockwalk {
namespace {

namespace texts = agreement_text;

// The kernel keeps states of TCP for Unix sockets too (unix_diag, include/net/tcp_states.h).
constexpr std::uint8_t kEstablished = 1;
constexpr std::uint8_t kClose = 7;
constexpr std::uint8_t kListen = 10;

std::uint8_t expected_state(Phase phase) {
  switch (phase) {
    case Phase::listening:
      return kListen;
    case Phase::connected:
    case Phase::half_closed_sent:
    case Phase::half_closed_received:
    case Phase::shut_down:
    case Phase::peer_closed:
    case Phase::in_accept_queue:
      return kEstablished;
    case Phase::created:
    case Phase::bound:
    case Phase::connecting:
    case Phase::closed:
      break;
  }
  return kClose;
}

void compare_phase(Comparing& comparing, const Socket& socket, const KernelSocket& kernel) {
  const Phase phase = phase_of(socket);
  std::string model(phase_name(phase));
  // Whoever names a datagram socket in connect() makes the kernel call that one established too.
  if (socket.is_datagram() && !socket.was_connected && kernel.state == kEstablished) {
    comparing.cannot_observe("phase", std::move(model), say(texts::kWhyDatagramPhase));
    return;
  }
  comparing.compare("phase", std::move(model), kernel_state_name(kernel.state),
                    kernel.state == expected_state(phase));
}

std::string shutdown_in_words(unsigned bits) {
  switch (bits) {
    case 0:
      return words(texts::kNothing);
    case 1:
      return words(texts::kReceiving);
    case 2:
      return words(texts::kSending);
    case 3:
      return words(texts::kBoth);
    default:
      return fmt::format("{}", bits);
  }
}

void compare_shutdown(Comparing& comparing, const Socket& socket, const KernelSocket& kernel) {
  // A dead peer takes both directions with it; a datagram socket has no direction but its own.
  unsigned bits = (socket.shut_receive ? 1U : 0U) | (socket.shut_send ? 2U : 0U);
  if (socket.peer_gone && !socket.is_datagram()) bits = 3;
  comparing.compare("shutdown", shutdown_in_words(bits), shutdown_in_words(kernel.shutdown));
}

/// The socket with that inode by its title, as the kernel's word for a peer.
std::string peer_in_words(const Model& model, const Socket& socket, const KernelSocket& kernel) {
  if (kernel.peer == 0) {
    if (socket.is_datagram()) return words(socket.peer_gone ? texts::kPeerGone : texts::kNothing);
    if (kernel.state != kEstablished) return words(texts::kNothing);
    return words(kernel.shutdown == 3 ? texts::kPeerGone : texts::kNotAccepted);
  }
  const bool expected =
      socket.peer < model.sockets.size() && model.sockets[socket.peer].inode == kernel.peer;
  const SocketIndex peer = expected ? socket.peer : model.find_inode(kernel.peer);
  return peer == kNoSocket ? say(texts::kInode, kernel.peer).words() : socket_title(model, peer);
}

/// PEER is 0 for an end that was never connected, that was not accepted yet, or whose peer is gone:
/// the shutdown bits tell the last two apart.
void compare_peer(Comparing& comparing, const Socket& socket, const KernelSocket& kernel) {
  const Model& model = comparing.model();
  std::string answer = peer_in_words(model, socket, kernel);
  if (!socket.was_connected) {
    comparing.compare("peer", words(texts::kNothing), std::move(answer), kernel.peer == 0);
    return;
  }
  if (socket.peer_gone) {
    comparing.compare("peer", words(texts::kPeerGone), std::move(answer), kernel.peer == 0);
    return;
  }
  const Socket* peer = socket.peer < model.sockets.size() ? &model.sockets[socket.peer] : nullptr;
  if (peer != nullptr && peer->queued) {
    comparing.compare("peer", words(texts::kNotAccepted), std::move(answer), kernel.peer == 0);
  } else if (peer != nullptr && peer->inode != 0) {
    comparing.compare("peer", socket_title(model, socket.peer), std::move(answer),
                      kernel.peer == peer->inode);
  } else {
    comparing.cannot_observe(
        "peer", peer == nullptr ? words(texts::kUnknownSocket) : socket_title(model, socket.peer),
        say(texts::kWhyPeerUnknown));
  }
}

/// Without turns several may connect at the same time, and in the log they are in the order in
/// which their calls returned.
bool in_some_order(const Model& model, std::vector<std::uint32_t> ours,
                   std::span<const std::uint32_t> kernel) {
  std::vector<std::uint32_t> theirs(kernel.begin(), kernel.end());
  std::ranges::sort(ours);
  std::ranges::sort(theirs);
  return model.turn == 0 && ours == theirs;
}

/// Who waits in the accept queue, oldest first. The kernel lists the clients' inodes, and 0 for one
/// that has left.
void compare_order(Comparing& comparing, const Socket& socket, const KernelSocket& kernel) {
  const Model& model = comparing.model();
  std::vector<std::string> ours;
  std::vector<std::string> theirs;
  std::vector<std::uint32_t> inodes;
  bool equal = kernel.pending.size() == socket.accept_queue.size();
  for (std::size_t i = 0; i < socket.accept_queue.size(); ++i) {
    const SocketIndex client = model.sockets[socket.accept_queue[i]].peer;
    const bool known = client < model.sockets.size();
    const bool left = known && model.sockets[client].closed;
    ours.push_back(!known ? words(texts::kOrderUnknown)
                   : left ? words(texts::kOrderClosed)
                          : socket_title(model, client));
    const std::uint32_t inode = !known || left ? 0 : model.sockets[client].inode;
    const bool collected =
        i < kernel.pending.size() && kernel.pending[i] == 0 && model.may_be_collected(client);
    inodes.push_back(collected ? 0 : inode);
    const bool comparable = !collected && (left || inode != 0);
    if (comparable && i < kernel.pending.size()) equal = equal && kernel.pending[i] == inode;
  }
  for (const std::uint32_t inode : kernel.pending) {
    const SocketIndex client = model.find_inode(inode);
    theirs.push_back(inode == 0            ? words(texts::kOrderClosed)
                     : client == kNoSocket ? say(texts::kInode, inode).words()
                                           : socket_title(model, client));
  }
  const auto text = [](const std::vector<std::string>& parts) {
    return parts.empty() ? words(texts::kNothing) : list_in_words(parts);
  };
  if (kernel.pending.empty() && kernel.queue > 0) {
    comparing.cannot_observe("queue order", text(ours), say(texts::kWhyNoOrder));
  } else if (!equal && in_some_order(model, inodes, kernel.pending)) {
    comparing.cannot_observe("queue order", text(ours),
                             say(texts::kWhyConnectedAtOnce, text(theirs)));
  } else {
    comparing.compare("queue order", text(ours), text(theirs), equal);
  }
}

void compare_listener(Comparing& comparing, const Socket& socket, const KernelSocket& kernel) {
  comparing.compare("accept queue", fmt::format("{}", socket.accept_queue.size()),
                    fmt::format("{}", kernel.queue));
  // No machine cuts a backlog below 128, the oldest default of net.core.somaxconn, by itself.
  constexpr int kNeverCut = 128;
  std::string backlog = fmt::format("{}", socket.backlog);
  if (socket.backlog < 0 || socket.backlog > kNeverCut) {
    comparing.cannot_observe("backlog", std::move(backlog), say(texts::kWhyClamped));
  } else {
    comparing.compare("backlog", std::move(backlog), fmt::format("{}", kernel.limit));
  }
  compare_order(comparing, socket, kernel);
}

/// A write that sleeps has put a part of its bytes into the receive buffer already; how many,
/// nobody tells before it returns.
bool is_being_filled(const Model& model, const Socket& socket) {
  for (const Actor& actor : model.actors) {
    if (actor.state != ActorState::in_call || family_of(actor.call.call) != Syscall::write)
      continue;
    const SocketIndex writer = model.socket_of(actor.call.actor, actor.call.fd());
    if (writer == kNoSocket || writer != socket.peer) continue;
    if (model.sockets[writer].type == SOCK_STREAM) return true;
  }
  return false;
}

void compare_unread(Comparing& comparing, const Socket& socket, const KernelSocket& kernel) {
  std::string bytes = fmt::format("{}", socket.unread_bytes);
  const SocketIndex index = comparing.socket();
  if (comparing.model().is_being_written(index)) {
    comparing.cannot_observe("unread bytes", std::move(bytes), say(texts::kWhyWriting));
  } else if (comparing.model().is_being_gathered(index)) {
    comparing.cannot_observe("unread bytes", std::move(bytes), say(texts::kWhyReading));
  } else if (socket.is_datagram() && socket.unread.size() > 1) {
    comparing.cannot_observe("unread bytes", std::move(bytes), say(texts::kWhyDatagramUnread));
  } else if (is_being_filled(comparing.model(), socket)) {
    comparing.cannot_observe("unread bytes", std::move(bytes), say(texts::kWhyBeingFilled));
  } else if (kernel.queue < socket.unread_bytes && comparing.model().may_be_collected(index)) {
    // The collector empties its buffer a while before it closes the socket.
    comparing.cannot_observe("unread bytes", std::move(bytes), say(texts::kWhyUnreachable));
  } else if (kernel.queue > socket.unread_bytes &&
             kernel.queue <= socket.unread_bytes + socket.passed_urgent) {
    comparing.cannot_observe("unread bytes", std::move(bytes), say(texts::kWhyUrgentPassed));
  } else {
    comparing.compare("unread bytes", std::move(bytes), fmt::format("{}", kernel.queue));
  }
}

void compare_name(Comparing& comparing, const Socket& socket, const KernelSocket& kernel) {
  using Kind = UnixAddress::Kind;
  // An accepted socket repeats the name of its listener, whether it is unlinked by now or not.
  const bool from_listener = socket.address.kind == Kind::none && socket.listener != kNoSocket;
  const UnixAddress& address =
      from_listener ? comparing.model().sockets[socket.listener].address : socket.address;
  const std::string kernel_name =
      kernel.has_name ? short_name(kernel.name) : words(texts::kNothing);
  switch (address.kind) {
    case Kind::none:
      comparing.compare("name", words(texts::kNothing), kernel_name, !kernel.has_name);
      break;
    case Kind::unnamed:
      comparing.cannot_observe("name", short_name(address), say(texts::kWhyNameChosen));
      break;
    case Kind::path:
      comparing.compare("name", short_name(address), kernel_name, kernel.name == address.name);
      break;
    case Kind::abstract:
      comparing.compare("name", short_name(address), kernel_name,
                        kernel.name.size() == address.name.size() + 1 &&
                            kernel.name.front() == '@' && kernel.name.substr(1) == address.name);
      break;
  }
}

std::string thread_in_words(const KernelThread& thread) {
  if (thread.state == 'X') return words(texts::kGone);
  if (thread.state != 'S') return say(texts::kRunning, thread.state).words();
  if (thread.call == Syscall::none) return words(texts::kBetweenCalls);
  return say(texts::kAsleep, row_of(thread.call).name).words();
}

std::string actor_in_words(const Actor& actor) {
  switch (actor.state) {
    case ActorState::in_call:
      return say(texts::kAsleep, row_of(actor.call.call).name).words();
    case ActorState::gone:
      return words(texts::kGone);
    case ActorState::ready:
    case ActorState::absent:
      break;
  }
  return words(texts::kBetweenCalls);
}

}  // namespace

void Comparing::compare(std::string_view property, std::string model, std::string kernel) {
  const bool equal = model == kernel;
  compare(property, std::move(model), std::move(kernel), equal);
}

void Comparing::compare(std::string_view property, std::string model, std::string kernel,
                        bool equal) {
  comparisons_.push_back({socket_,
                          actor_,
                          property,
                          std::move(model),
                          std::move(kernel),
                          equal ? Verdict::equal : Verdict::different,
                          {}});
}

void Comparing::cannot_observe(std::string_view property, std::string model, Sentence why) {
  comparisons_.push_back({socket_,
                          actor_,
                          property,
                          std::move(model),
                          {},
                          Verdict::cannot_be_observed,
                          std::move(why)});
}

void compare_socket(Comparing& comparing, const Socket& socket, const KernelSocket& kernel) {
  // Its other end may be gone, and with that all but its name and what is unread.
  if (kernel.peer == 0 && comparing.model().may_be_collected(socket.peer)) {
    comparing.cannot_observe("peer", socket_title(comparing.model(), socket.peer),
                             say(texts::kWhyUnreachable));
    compare_name(comparing, socket, kernel);
    return;
  }
  compare_phase(comparing, socket, kernel);
  compare_shutdown(comparing, socket, kernel);
  compare_name(comparing, socket, kernel);
  if (socket.listening) {
    compare_listener(comparing, socket, kernel);
    return;
  }
  compare_peer(comparing, socket, kernel);
  if (socket.was_connected || socket.is_datagram()) compare_unread(comparing, socket, kernel);
}

void compare_threads(Comparing& comparing, const KernelSnapshot& kernel) {
  const Model& model = comparing.model();
  std::vector<bool> told(model.actors.size());
  for (const KernelThread& thread : kernel.threads) {
    const Actor* actor = model.actor(thread.actor);
    if (actor == nullptr || actor->state == ActorState::absent) continue;
    told[thread.actor] = true;
    comparing.about_actor(thread.actor);
    std::string model_words = actor_in_words(*actor);
    std::string kernel_words = thread_in_words(thread);
    // Who waits for its next turn may still be on its way to sleep outside any of our calls.
    const bool between =
        actor->state == ActorState::ready && thread.state != 'X' && thread.call == Syscall::none;
    const bool equal = between || model_words == kernel_words;
    comparing.compare("thread", std::move(model_words), std::move(kernel_words), equal);
  }
  for (std::size_t i = 0; i < model.actors.size(); ++i) {
    const Actor& actor = model.actors[i];
    if (told[i] || actor.state == ActorState::absent || actor.state == ActorState::gone) continue;
    comparing.about_actor(static_cast<ActorId>(i));
    comparing.cannot_observe("thread", actor_in_words(actor), say(texts::kWhyNoThread));
  }
}

void compare_file_name(Comparing& comparing, const KernelSnapshot& kernel) {
  if (kernel.path.empty()) return;
  comparing.about_name();
  const FileName* name = comparing.model().file_name(kernel.path);
  const bool there = name != nullptr && name->exists;
  // Of a name that was there before the run the model does not know what stands behind it.
  const bool is_socket = kernel.path_is_socket || !there || name->socket == kNoSocket;
  std::string answer = words(!kernel.path_exists ? texts::kNameAbsent
                             : is_socket         ? texts::kNameThere
                                                 : texts::kNameNotSocket);
  comparing.compare("file name", words(there ? texts::kNameThere : texts::kNameAbsent),
                    std::move(answer));
}

}  // namespace sockwalk
