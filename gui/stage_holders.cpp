#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "model/circumstance.h"
#include "stage_plan.h"
#include "text/stage_text.h"

namespace sockwalk {
namespace {

namespace texts = stage_text;

/// "Client 1's 4": a number for `socket`, not one of the table of `but`; empty: there is none.
std::string number_elsewhere(const StagePlan& plan, SocketIndex socket, std::uint16_t but) {
  for (const Holder& holder : plan.model.sockets[socket].holders) {
    if (holder.table == but) continue;
    for (std::size_t i = 0; i < plan.model.actors.size(); ++i) {
      if (plan.model.actors[i].table != holder.table) continue;
      const std::string name = actor_title(plan.model, static_cast<ActorId>(i));
      return say(texts::kActorsNumber, name, holder.fd).words();
    }
  }
  return {};
}

/// Who holds it, where that is not one number of one table.
std::vector<std::string> holder_lines(const StagePlan& plan, const StageObject& object) {
  const Socket& socket = plan.model.sockets[object.socket];
  std::vector<std::string> lines;
  if (object.fds.size() > 1) {
    lines.push_back(say(texts::kTwinNumbers, fmt::format("{}", fmt::join(object.fds, ", "))).words());
  }
  if (!socket.holders.empty()) {
    const std::string other = number_elsewhere(plan, object.socket, socket.holders.front().table);
    const ActorId home = plan.home_of(object.socket);
    const std::uint16_t own = home < plan.model.actors.size() ? plan.model.actors[home].table : 0;
    const std::string also = number_elsewhere(plan, object.socket, own);
    if (!other.empty() && !also.empty()) lines.push_back(say(texts::kAlsoHeld, also).words());
  }
  if (socket.in_flight > 0) {
    lines.push_back(words(socket.holders.empty() ? texts::kOnlyInFlight : texts::kAlsoInFlight));
  } else if (socket.holders.empty() && !socket.queued) {
    lines.push_back(words(texts::kOnlyInCall));
  }
  return lines;
}

/// The other end, where no line leads to it.
std::string peer_line(const StagePlan& plan, SocketIndex index) {
  const Socket& socket = plan.model.sockets[index];
  if (socket.peer >= plan.model.sockets.size() || socket.peer_gone || socket.listening) return {};
  const Socket& peer = plan.model.sockets[socket.peer];
  if (peer.closed || peer.queued || plan.joined(index)) return {};
  std::string name = number_elsewhere(plan, socket.peer, 0xffff);
  if (name.empty()) name = socket_title(plan.model, socket.peer);
  const bool sends = peer.peer != index;
  return say(sends ? texts::kSendsTo : texts::kPeerIs, name).words();
}

/// A name that is seen nowhere else: the uppermost row's stands beside it.
std::string name_line(const Socket& socket) {
  if (!socket.is_datagram()) return {};
  if (socket.autobound && socket.address.kind == UnixAddress::Kind::none) {
    return words(texts::kNameNotAsked);
  }
  const bool named = socket.address.kind == UnixAddress::Kind::path ||
                     socket.address.kind == UnixAddress::Kind::abstract;
  return named ? say(texts::kNamed, short_name(socket.address)).words() : std::string{};
}

}  // namespace

void add_holders(StagePiece& piece, const StagePlan& plan, const StageObject& object) {
  std::vector<std::string> lines = holder_lines(plan, object);
  lines.push_back(peer_line(plan, object.socket));
  lines.push_back(name_line(plan.model.sockets[object.socket]));
  for (const std::string& line : lines) {
    if (!line.empty()) piece.line(StageFont::small, StageInk::normal, {line}, {}, 2);
  }
}

StageLayout reference_piece(const StagePlan& plan, const StageObject& object, ActorId actor, float width,
                            float height) {
  const SocketIndex index = object.socket;
  StagePiece piece(plan.metrics, plan.density, width);
  const ActorId home = object.elsewhere;
  piece.line(StageFont::small, StageInk::normal, {words(texts::kSameSocket), words(texts::kSameShort)});
  const std::string letter = actor_letter(plan.model.actors[home].name);
  piece.title_with_disc(socket_title(plan.model, index), home, letter, words(texts::kSocket));
  std::string number;
  for (const Holder& holder : plan.model.sockets[index].holders) {
    if (holder.table != plan.model.actors[home].table || !number.empty()) continue;
    number = say(texts::kActorsNumber, actor_title(plan.model, home), holder.fd).words();
  }
  if (!number.empty()) piece.line(StageFont::small, StageInk::normal, {number}, {}, 2);
  StageBox box = box_of_socket(plan, StageBox::Kind::reference, index, actor);
  return piece.finish(box, height);
}

}  // namespace sockwalk
