#include "run/waiting.h"

#include <algorithm>

#include "text/explore_text.h"
#include "text/wording.h"

namespace sockwalk {
namespace {

using namespace explore_text;

bool sleeps(const Stand& stand) {
  return stand.stance == Stance::asleep || stand.stance == Stance::joining;
}

const Stand* stand_of(ActorId actor, std::span<const Stand> stands) {
  const auto found = std::ranges::find(stands, actor, &Stand::actor);
  return found == stands.end() ? nullptr : &*found;
}

std::string call_of(const Stand& stand) {
  if (stand.stance == Stance::joining) return "pthread_join";
  return std::string(row_of(stand.call.call).name);
}

/// All actors that use a table that holds a descriptor of `socket`.
std::vector<ActorId> holders_of(const Model& model, SocketIndex socket) {
  std::vector<ActorId> actors;
  if (socket >= model.sockets.size()) return actors;
  for (const Holder& holder : model.sockets[socket].holders) {
    for (std::size_t i = 0; i < model.actors.size(); ++i) {
      const auto actor = static_cast<ActorId>(i);
      const bool uses = model.actors[i].table == holder.table;
      if (uses && model.actors[i].state != ActorState::gone &&
          std::ranges::find(actors, actor) == actors.end()) {
        actors.push_back(actor);
      }
    }
  }
  return actors;
}

/// Who could put something into `socket`: the other end's holders; before accept, the listener's.
std::vector<ActorId> behind(const Model& model, SocketIndex socket) {
  const SocketIndex peer = model.sockets[socket].peer;
  if (peer == kNoSocket) return {};
  const Socket& other = model.sockets[peer];
  return other.queued ? holders_of(model, other.listener) : holders_of(model, peer);
}

SocketIndex socket_of(const Model& model, const Stand& stand) {
  return model.socket_of(stand.actor, stand.call.fd());
}

bool not_accepted(const Model& model, const Stand& stand) {
  const SocketIndex socket = socket_of(model, stand);
  if (socket == kNoSocket || model.sockets[socket].peer == kNoSocket) return false;
  return model.sockets[model.sockets[socket].peer].queued;
}

/// A chain of waits, each for the next one, that comes back to `first`; empty when there is none.
std::vector<ActorId> circle_from(const Model& model, ActorId first, std::span<const Stand> stands) {
  std::vector<ActorId> chain{first};
  for (std::size_t at = 0; at < chain.size(); ++at) {
    const Stand* stand = stand_of(chain[at], stands);
    if (stand == nullptr || !sleeps(*stand)) return {};
    const std::vector<ActorId> awaited = awaited_by(model, *stand);
    if (std::ranges::find(awaited, first) != awaited.end()) return chain;
    for (const ActorId next : awaited) {
      if (std::ranges::find(chain, next) != chain.end()) continue;
      chain.push_back(next);
      break;
    }
  }
  return {};
}

Sentence circle_in_words(const std::vector<ActorId>& circle, std::span<const Stand> stands,
                         const ActorNames& names) {
  if (circle.size() != 2) {
    std::vector<std::string_view> words;
    for (const ActorId actor : circle) words.push_back(names.name(actor));
    return say(kWaitInCircle, listed(words));
  }
  const std::string first = call_of(*stand_of(circle[0], stands));
  const std::string second = call_of(*stand_of(circle[1], stands));
  const auto name = [&](std::size_t i) { return quotable(names.name(circle[i])); };
  if (first == second) return say(kWaitForEachOther, name(0), name(1), first);
  return say(kWaitForEachOtherIn, name(0), name(1), first, second);
}

Sentence wait_in_words(const Model& model, const Stand& stand, std::span<const Stand> stands,
                       const ActorNames& names) {
  const std::string name = quotable(names.name(stand.actor));
  const SocketIndex socket = socket_of(model, stand);
  if (socket != kNoSocket && model.may_be_collected(model.sockets[socket].peer)) {
    return say(kWaitsForCollector, name, call_of(stand));
  }
  for (const ActorId awaited : awaited_by(model, stand)) {
    const Stand* other = stand_of(awaited, stands);
    const std::string their_name = quotable(names.name(awaited));
    if (other == nullptr || !sleeps(*other)) return say(kWaitsWhileGone, name, call_of(stand), their_name);
    const Text& text = not_accepted(model, stand) ? kWaitsNotAccepted : kWaitsWhileSleeps;
    return say(text, name, call_of(stand), their_name, call_of(*other));
  }
  return say(kWaitsForNobody, name, call_of(stand));
}

}  // namespace

std::vector<ActorId> awaited_by(const Model& model, const Stand& stand) {
  if (stand.stance != Stance::asleep) return {};
  if (stand.call.call == Syscall::connect) {
    if (stand.call.parts == nullptr) return {};
    return holders_of(model, model.bound_to(model.followed(stand.call.parts->rare->address)));
  }
  const SocketIndex socket = socket_of(model, stand);
  if (socket != kNoSocket && stand.call.call != Syscall::select) return behind(model, socket);
  std::vector<ActorId> awaited;
  if (stand.call.call != Syscall::select || stand.call.parts == nullptr) return awaited;
  for (const std::int32_t fd : stand.call.parts->rare->fds) {
    const SocketIndex watched = model.socket_of(stand.actor, fd);
    if (watched == kNoSocket) continue;
    for (const ActorId actor : behind(model, watched)) awaited.push_back(actor);
  }
  return awaited;
}

std::vector<Sentence> deadlocks(const Model& model, std::span<const Stand> stands,
                                const ActorNames& names) {
  std::vector<Sentence> sentences;
  std::vector<ActorId> told;
  for (const Stand& stand : stands) {
    if (!sleeps(stand) || std::ranges::find(told, stand.actor) != told.end()) continue;
    const std::vector<ActorId> circle = circle_from(model, stand.actor, stands);
    if (circle.size() < 2) continue;
    sentences.push_back(circle_in_words(circle, stands, names));
    told.insert(told.end(), circle.begin(), circle.end());
  }
  for (const Stand& stand : stands) {
    if (!sleeps(stand) || std::ranges::find(told, stand.actor) != told.end()) continue;
    sentences.push_back(wait_in_words(model, stand, stands, names));
  }
  return sentences;
}

}  // namespace sockwalk
