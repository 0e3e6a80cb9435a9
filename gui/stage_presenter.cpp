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

StageLayout large_data_piece(const StagePlan& plan, const StageObject& object, float width,
                             float height) {
  const SocketIndex index = object.socket;
  StagePiece piece(plan.metrics, plan.density, width);
  std::vector<std::string> titles{socket_title(plan.model, index)};
  if (plan.model.sockets[index].role() == SocketRole::server_data && !object.fds.empty()) {
    const std::string handle = say(presenter_text::kHandle, object.fds.front()).words();
    titles = {say(presenter_text::kDataSocket, object.fds.front()).words(), handle};
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
  add_holders(piece, plan, object);
  return piece.finish(box_of_socket(plan, StageBox::Kind::data, index, kServer), height);
}

StageLayout large_client_piece(const StagePlan& plan, const StageObject& object, ActorId actor,
                               float width, float height) {
  const SocketIndex index = object.socket;
  const Socket& socket = plan.model.sockets[index];
  StagePiece piece(plan.metrics, plan.density, width);
  const std::string letter = actor_letter(plan.model.actors[actor].name);
  const std::vector<std::string> titles = client_titles(plan, index, actor);
  if (plan.density.tight && has_buffer(socket)) {
    // A title that leaves no room for the buffer would cost a line of its own.
    add_two_lines(piece, plan, index, [&] {
      return piece.title_with_disc(titles.front(), actor, letter, {}, piece.least_buffer_beside());
    });
  } else {
    piece.title_with_disc(titles.front(), actor, letter, titles.back());
    add_phase_and_buffer(piece, plan, index, was(plan, index));
  }
  const bool waits =
      socket.peer < plan.model.sockets.size() && plan.model.sockets[socket.peer].queued;
  if (waits) {
    piece.line(StageFont::small, StageInk::normal,
               {words(stage_text::kNotAccepted), words(presenter_text::kNotAccepted)}, {}, 1);
  }
  add_holders(piece, plan, object);
  return piece.finish(box_of_socket(plan, StageBox::Kind::client, index, actor), height);
}

}  // namespace sockwalk
