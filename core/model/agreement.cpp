#include "model/agreement.h"

#include <unordered_map>
#include <unordered_set>

#include "model/comparing.h"
#include "text/agreement_text.h"

namespace sockwalk {
namespace {

namespace texts = agreement_text;

/// The snapshot's sockets by inode, so that a thousand of them are compared in one pass.
using KernelSockets = std::unordered_map<std::uint32_t, const KernelSocket*>;

KernelSockets by_inode(const KernelSnapshot& kernel) {
  KernelSockets sockets;
  for (const KernelSocket& socket : kernel.sockets) sockets.emplace(socket.inode, &socket);
  return sockets;
}

void compare_open_socket(Comparing& comparing, const KernelSockets& kernel, SocketIndex index) {
  const Socket& socket = comparing.model().sockets[index];
  comparing.about_socket(index);
  if (socket.inode == 0) {
    const std::string phase(phase_name(phase_of(socket)));
    comparing.cannot_observe("phase", phase,
                             say(socket.queued ? texts::kWhyQueued : texts::kWhyNoInode));
    return;
  }
  const auto answer = kernel.find(socket.inode);
  if (answer == kernel.end()) {
    comparing.cannot_observe("socket", words(texts::kOpen), say(texts::kWhyNotInSnapshot));
    return;
  }
  if (!answer->second->found && comparing.model().may_be_collected(index)) {
    comparing.cannot_observe("socket", words(texts::kOpen), say(texts::kWhyUnreachable));
    return;
  }
  comparing.compare("socket", words(texts::kOpen),
                    words(answer->second->found ? texts::kOpen : texts::kGone));
  if (answer->second->found) compare_socket(comparing, socket, *answer->second);
}

/// The newest socket that ever had that inode; kNoSocket if none had.
SocketIndex last_with(const Model& model, std::uint32_t inode) {
  for (std::size_t i = model.sockets.size(); i-- > 0;) {
    if (model.sockets[i].inode == inode) return static_cast<SocketIndex>(i);
  }
  return kNoSocket;
}

/// What the kernel still has although the model says that it is closed, or has never seen it.
void compare_leftovers(Comparing& comparing, const KernelSnapshot& kernel) {
  const Model& model = comparing.model();
  std::unordered_set<std::uint32_t> open;
  for (const SocketIndex index : model.open_sockets()) open.insert(model.sockets[index].inode);
  for (const KernelSocket& socket : kernel.sockets) {
    if (!socket.found || open.count(socket.inode) != 0) continue;
    const SocketIndex closed = last_with(model, socket.inode);
    comparing.about_socket(closed);
    // The garbage collector closes one after the other.
    if (closed != kNoSocket && model.sockets[closed].unreachable_since != 0) {
      comparing.cannot_observe("socket", words(texts::kGone), say(texts::kWhyUnreachable));
      continue;
    }
    comparing.compare("socket", words(closed == kNoSocket ? texts::kUnknownSocket : texts::kGone),
                      say(texts::kInode, socket.inode).words());
  }
}

void count(Agreement& agreement) {
  for (const Comparison& comparison : agreement.comparisons) {
    if (comparison.verdict == Verdict::different) ++agreement.differences;
  }
}

}  // namespace

Agreement compare(const Model& model, const KernelSnapshot& kernel) {
  Agreement agreement;
  agreement.asked = kernel.can_ask;
  if (!kernel.can_ask) {
    agreement.why_not =
        kernel.why_not.empty() ? say(texts::kWhyNoReason) : say(texts::kWhyNot, kernel.why_not);
  }
  Comparing comparing(model, agreement.comparisons);
  if (kernel.can_ask) {
    const KernelSockets sockets = by_inode(kernel);
    for (const SocketIndex index : model.open_sockets()) {
      const Socket& socket = model.sockets[index];
      const auto answer = sockets.find(socket.inode);
      if (answer != sockets.end() && answer->second->found) ++agreement.sockets;
      agreement.queued += socket.accept_queue.size();
      compare_open_socket(comparing, sockets, index);
    }
    compare_leftovers(comparing, kernel);
  }
  compare_threads(comparing, kernel);
  compare_file_name(comparing, kernel);
  count(agreement);
  return agreement;
}

Sentence badge(const Agreement& agreement) {
  if (agreement.differences == 1) return say(texts::kDiffersOnce);
  if (agreement.differences > 1) return say(texts::kDiffers, agreement.differences);
  if (!agreement.asked) return say(texts::kCannotAsk);
  const std::size_t sockets = agreement.sockets;
  if (sockets == 0) return say(texts::kAgreesNone);
  if (agreement.queued == 0) {
    return sockets == 1 ? say(texts::kAgreesOne) : say(texts::kAgrees, sockets);
  }
  return sockets == 1 ? say(texts::kAgreesOneQueued, agreement.queued)
                      : say(texts::kAgreesQueued, sockets, agreement.queued);
}

}  // namespace sockwalk
