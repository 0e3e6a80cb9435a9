#include <algorithm>
#include <cmath>

#include "model/phase.h"
#include "stage_plan.h"
#include "text/presenter_text.h"
#include "text/stage_text.h"

namespace sockwalk {
namespace {

/// How much higher a line is with bytes in it.
float taller(const StagePlan& plan, StageFont font) {
  return plan.metrics.height_of(StageFont::bytes) + 2 * plan.density.scale -
         plan.metrics.height_of(font);
}

bool has_buffer(const Socket& socket) { return socket.was_connected || socket.unread_bytes > 0; }

/// The phase, and the receive buffer behind it, or below it where there is a line for it.
void add_phase_and_buffer(StagePiece& piece, const StagePlan& plan, SocketIndex index,
                          const std::vector<std::string>& more) {
  const Socket& socket = plan.model.sockets[index];
  const bool buffer = has_buffer(socket);
  const bool beside = buffer && !plan.density.roomy;
  const float half = beside ? std::round(taller(plan, StageFont::strong) / 2) : 0.0F;
  piece.skip(half);
  const float used = piece.phase(phase_of(socket), beside ? std::vector<std::string>{} : more);
  piece.skip(half);
  if (buffer && !(beside && piece.buffer_beside(socket, index, used))) piece.buffer(socket, index, {});
}

/// A crowd: the title and the buffer share a line, `title` puts the former there and says how wide
/// it is; the phase follows.
template <class Title>
void add_two_lines(StagePiece& piece, const StagePlan& plan, SocketIndex index, Title title) {
  const Socket& socket = plan.model.sockets[index];
  const float half = has_buffer(socket) ? std::round(taller(plan, StageFont::title) / 2) : 0.0F;
  piece.skip(half);
  const float used = title();
  piece.skip(half);
  const bool shown = has_buffer(socket) && piece.buffer_beside(socket, index, used);
  piece.phase(phase_of(socket), was(plan, index));
  if (has_buffer(socket) && !shown) piece.buffer(socket, index, {});
}

}  // namespace

StageLayout large_data_piece(const StagePlan& plan, SocketIndex index, std::int32_t fd, float width,
                             float height) {
  StagePiece piece(plan.metrics, plan.density, width);
  std::vector<std::string> titles{socket_title(plan.model, index)};
  if (plan.model.sockets[index].role() == SocketRole::server_data) {
    const std::string handle = say(presenter_text::kHandle, fd).words();
    titles = {say(presenter_text::kDataSocket, fd).words(), handle};
    if (plan.density.tight) titles = {handle};
  }
  if (plan.density.tight) {
    add_two_lines(piece, plan, index, [&] {
      piece.line(StageFont::title, StageInk::bright, titles, {}, 1);
      return std::min(piece.inner(), piece.measure(StageFont::title, titles.back()));
    });
  } else {
    piece.line(StageFont::title, StageInk::bright, titles, {}, 1);
    add_phase_and_buffer(piece, plan, index, was(plan, index));
  }
  return piece.finish(box_of_socket(plan, StageBox::Kind::data, index, kServer), height);
}

StageLayout large_client_piece(const StagePlan& plan, const StageColumn& column, float height) {
  const SocketIndex index = column.socket;
  const Socket& socket = plan.model.sockets[index];
  StagePiece piece(plan.metrics, plan.density, column.right - column.left);
  const std::string letter = actor_letter(plan.model.actors[column.actor].name);
  const std::string title =
      say(stage_text::kClientSocket, actor_title(plan.model, column.actor)).words();
  if (plan.density.tight && has_buffer(socket)) {
    add_two_lines(piece, plan, index, [&] {
      return piece.title_with_disc(title, column.actor, letter, {});
    });
  } else {
    piece.title_with_disc(title, column.actor, letter, words(stage_text::kSocket));
    add_phase_and_buffer(piece, plan, index, was(plan, index));
  }
  const bool waits =
      socket.peer < plan.model.sockets.size() && plan.model.sockets[socket.peer].queued;
  if (waits) piece.line(StageFont::small, StageInk::normal, {words(stage_text::kNotAccepted), words(presenter_text::kNotAccepted)}, {}, 1);
  return piece.finish(box_of_socket(plan, StageBox::Kind::client, index, column.actor), height);
}

}  // namespace sockwalk
