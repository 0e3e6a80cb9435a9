#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "event/event_names.h"
#include "event/event_text.h"
#include "model/call_family.h"
#include "model/phase.h"
#include "stage_plan.h"
#include "text/model_text.h"
#include "text/presenter_text.h"
#include "text/stage_text.h"

namespace sockwalk {
namespace {

namespace texts = stage_text;

/// "last: read 7 (SRM)": what the last message on the server's end was.
std::string last_message(const StagePlan& plan, const Socket& socket) {
  const Timeline* timeline = plan.input.timeline;
  if (timeline == nullptr || socket.last_message == 0 ||
      socket.last_message > timeline->last_seq()) {
    return {};
  }
  const Event& exit = timeline->event(socket.last_message);
  if (exit.failed() || exit.enter == 0 || exit.enter > timeline->last_seq()) return {};
  const Event& enter = timeline->event(exit.enter);
  if (family_of(exit.call) == Syscall::read) {
    if (exit.ret == 0 && !socket.is_datagram()) return say(texts::kLastRead, "0", words(texts::kEndOfFile)).words();
    return say(texts::kLastRead, short_result_text(exit, enter), words(texts::kRequest)).words();
  }
  const EventParts& parts = parts_of(enter);
  return say(texts::kLastWrote, data_text(parts.data, parts.data_bytes), words(texts::kReply)).words();
}

}  // namespace

std::vector<std::string> was(const StagePlan& plan, SocketIndex socket) {
  const Change* change = plan.change(socket, "phase");
  if (change == nullptr || change->before.empty()) return {};
  return {say(texts::kWas, change->before).words()};
}

StageBox box_of_socket(const StagePlan& plan, StageBox::Kind kind, SocketIndex socket,
                       ActorId actor) {
  StageBox box;
  box.kind = kind;
  box.socket = socket;
  box.actor = actor;
  box.phase = phase_of(plan.model.sockets[socket]);
  box.changed = plan.changed(socket);
  return box;
}

bool has_buffer(const Socket& socket) {
  const bool can_come = socket.is_datagram() && socket.address.kind != UnixAddress::Kind::none;
  return socket.was_connected || can_come || !socket.unread.empty() || socket.unread_bytes > 0;
}

std::vector<std::string> buffer_labels(const Socket& socket) {
  if (!socket.keeps_messages()) return {words(texts::kUnread)};
  const std::size_t count = socket.unread.size();
  if (count == 1) return {words(texts::kOneMessage), words(texts::kUnread)};
  return {say(texts::kMessages, count).words(), say(texts::kMessagesShort, count).words()};
}

StageLayout object_piece(const StagePlan& plan, const StageObject& object, ActorId actor, float width,
                         float height) {
  if (object.elsewhere != kNoActor) return reference_piece(plan, object, actor, width, height);
  if (object.socket == kNoSocket) return file_piece(plan, object, actor, width, height);
  if (plan.model.sockets[object.socket].listening) {
    return connection_piece(plan, object.socket, actor, width);
  }
  if (actor == kServer) return data_piece(plan, object, width, height);
  return client_piece(plan, object, actor, width, height);
}

StageLayout data_piece(const StagePlan& plan, const StageObject& object, float width, float height) {
  if (plan.density.presenter) return large_data_piece(plan, object, width, height);
  const SocketIndex index = object.socket;
  const Socket& socket = plan.model.sockets[index];
  StagePiece piece(plan.metrics, plan.density, width);
  const bool of_connection = socket.role() == SocketRole::server_data;
  std::vector<std::string> titles{socket_title(plan.model, index)};
  if (of_connection) titles = {words(texts::kDataSocket), words(texts::kDataSocketShort)};
  const bool buffered = has_buffer(socket);
  bool has_place = false;
  if (plan.density.tight && buffered && of_connection) {
    piece.line(StageFont::title, StageInk::bright, {titles.back()}, {}, 1);
    has_place = piece.buffer_beside(socket, index, piece.measure(StageFont::title, titles.back()));
  } else {
    piece.line(StageFont::title, StageInk::bright, titles, {}, of_connection ? 1 : 2);
  }
  std::vector<std::string> more = was(plan, index);
  if (object.fds.size() == 1) {
    more.push_back(say(of_connection ? texts::kHandle : texts::kNumber, object.fds.front()).words());
  }
  piece.phase(phase_of(socket), more);
  if (buffered && !has_place) piece.buffer(socket, index, buffer_labels(socket));
  add_holders(piece, plan, object);
  const std::string last =
      plan.density.last_message ? last_message(plan, socket) : std::string{};
  if (!last.empty()) piece.line(StageFont::small, StageInk::normal, {last}, {}, 1);
  return piece.finish(box_of_socket(plan, StageBox::Kind::data, index, kServer), height);
}

std::vector<std::string> client_titles(const StagePlan& plan, SocketIndex index, ActorId actor) {
  const Socket& socket = plan.model.sockets[index];
  switch (socket.role()) {
    case SocketRole::pair_end:
      return {socket_title(plan.model, index), say(texts::kPairEnd, socket.id.index + 1).words()};
    case SocketRole::datagram: return {socket_title(plan.model, index), words(texts::kDatagram)};
    case SocketRole::server_data: return {socket_title(plan.model, index), words(texts::kDataSocketShort)};
    case SocketRole::connection:
    case SocketRole::client: break;
  }
  return {say(texts::kClientSocket, actor_title(plan.model, actor)).words(), words(texts::kSocket)};
}

StageLayout client_piece(const StagePlan& plan, const StageObject& object, ActorId actor, float width,
                         float height) {
  if (plan.density.presenter) return large_client_piece(plan, object, actor, width, height);
  const SocketIndex index = object.socket;
  const Socket& socket = plan.model.sockets[index];
  StagePiece piece(plan.metrics, plan.density, width);
  const std::vector<std::string> titles = client_titles(plan, index, actor);
  const bool buffered = has_buffer(socket);
  // The least that can be read: the letter says whose it is, and its buffer stands beside it.
  const bool beside = buffered && plan.density.tight && socket.role() == SocketRole::client;
  const float used =
      piece.title_with_disc(titles.front(), actor, actor_letter(plan.model.actors[actor].name),
                            beside ? std::string{} : titles.back());
  const bool has_place = beside && piece.buffer_beside(socket, index, used);
  piece.phase(phase_of(socket), was(plan, index));
  const bool waits =
      socket.peer < plan.model.sockets.size() && plan.model.sockets[socket.peer].queued;
  if (waits && !plan.density.tight) {
    piece.line(StageFont::small, StageInk::normal, {words(texts::kNotAccepted)});
  }
  if (buffered && !has_place) piece.buffer(socket, index, buffer_labels(socket));
  add_holders(piece, plan, object);
  return piece.finish(box_of_socket(plan, StageBox::Kind::client, index, actor), height);
}

float usual_row_height(const StagePlan& plan) {
  const StageMetrics& metrics = plan.metrics;
  const StageDensity& density = plan.density;
  const float small = metrics.height_of(StageFont::small);
  float height = 2 * density.pad + metrics.height_of(StageFont::title) + density.line_gap +
                 metrics.height_of(StageFont::strong);
  if (density.presenter) {
    const float bytes = metrics.height_of(StageFont::bytes);
    height += density.roomy ? density.line_gap + bytes + 7 * density.scale
                            : std::max(0.0F, bytes + 2 * density.scale - metrics.height_of(StageFont::strong));
  } else if (!density.tight) {
    height += density.line_gap + small + 7 * density.scale;
  }
  if (density.last_message) height += small + density.line_gap;
  return std::ceil(height);
}

}  // namespace sockwalk
