#include <algorithm>
#include <cmath>

#include "event/constant_names.h"
#include "model/phase.h"
#include "stage_plan.h"
#include "text/model_text.h"
#include "text/presenter_text.h"
#include "text/stage_text.h"

namespace sockwalk {
namespace {

namespace texts = stage_text;

/// Above this no free places are drawn: the number says it.
constexpr std::size_t kMostPlaces = 16;
constexpr std::size_t kMostQueued = kMostClients;

/// How much is told of each socket in an accept queue.
enum class QueuedForm : std::uint8_t { full, brief, tiny };

StageLayout queued_piece(const StagePlan& plan, SocketIndex index, QueuedForm form, float width) {
  const Socket& socket = plan.model.sockets[index];
  StageDensity inside = plan.density;
  inside.pad = (plan.density.presenter ? 4 : plan.density.tight ? 5 : 6) * plan.density.scale;
  StagePiece piece(plan.metrics, inside, width);
  const ActorId client = client_of(plan.model, index);
  const std::string from = say(texts::kFrom, actor_title(plan.model, client)).words();
  const std::string letter =
      client == kNoActor ? "?" : actor_letter(plan.model.actors[client].name);
  const std::vector<std::string> no_handle{words(texts::kNoHandleYet), words(texts::kNoHandleShort)};
  switch (form) {
    case QueuedForm::full:
      piece.line(StageFont::strong, StageInk::bright, {words(texts::kNewDataSocket)});
      piece.queued_line(no_handle, client, {});
      piece.buffer(socket, index, {words(texts::kUnread)});
      if (client != kNoActor) piece.line(StageFont::small, StageInk::normal, {from}, {}, 1);
      break;
    case QueuedForm::brief:
      piece.queued_line(no_handle, client, letter);
      piece.buffer(socket, index, {});
      break;
    case QueuedForm::tiny:
      piece.queued_line({}, client, letter);
      piece.buffer(socket, index, {});
      break;
  }
  StageBox box = box_of_socket(plan, StageBox::Kind::queued, index, client);
  return piece.finish(box);
}

struct QueueForm {
  QueuedForm form = QueuedForm::full;
  float width = 0.0F;
  std::size_t per_line = 1;
  std::size_t shown = 0;
};

float least_width(const StagePlan& plan, QueuedForm form) {
  const float scale = plan.density.scale;
  const auto measure = [&](StageFont font, const Text& text) {
    return plan.metrics.width(font, words(text));
  };
  const float mark = plan.metrics.height_of(StageFont::strong);
  switch (form) {
    case QueuedForm::full:
      return std::max(measure(StageFont::strong, texts::kNewDataSocket),
                      measure(StageFont::small, texts::kNoHandleYet) + mark + 4 * scale) +
             16 * scale;
    case QueuedForm::brief:
      return measure(StageFont::small, texts::kNoHandleShort) + 2 * mark + 22 * scale;
    case QueuedForm::tiny: break;
  }
  return 46 * scale;
}

/// The largest form in which all queued sockets stand in one line; else tiny ones in several.
QueueForm queue_form(const StagePlan& plan, std::size_t count, float room) {
  const float gap = 5 * plan.density.scale;
  for (const QueuedForm form : {QueuedForm::full, QueuedForm::brief, QueuedForm::tiny}) {
    if (form == QueuedForm::full && !plan.density.last_message) continue;
    const float least = least_width(plan, form);
    const float needed = static_cast<float>(count) * (least + gap) - gap;
    if (needed > room && form != QueuedForm::tiny) continue;
    // The requests of upper lines pass by at the right.
    if (needed > room) room -= 36 * plan.density.scale;
    QueueForm found;
    found.form = form;
    found.per_line = std::max<std::size_t>(1, static_cast<std::size_t>((room + gap) / (least + gap)));
    found.per_line = std::min({found.per_line, std::max<std::size_t>(count, 1), std::size_t{6}});
    found.shown = std::min(count, kMostQueued);
    const float share = (room + gap) / static_cast<float>(found.per_line) - gap;
    found.width = std::floor(std::clamp(share, least, least * 1.45F));
    return found;
  }
  return {};
}

/// Between the queue's words and its sockets: the ring around a changed one touches no letter.
float above_queue(const StageDensity& density) {
  return (!density.tight ? 6 : density.presenter ? 3 : 4) * density.scale;
}

void add_places(StagePiece& piece, float x, float top, float bottom, std::size_t free) {
  const float scale = piece.density().scale;
  const float right = piece.width() - piece.density().pad;
  const float gap = 3 * scale;
  const float share = (right - x + gap) / static_cast<float>(free) - gap;
  const float width = std::min(11 * scale, share);
  if (width < 3 * scale) return;
  for (std::size_t i = 0; i < free; ++i) {
    const float left = x + static_cast<float>(i) * (width + gap);
    piece.shapes().places.push_back({{left, top, left + width, bottom}, 0});
  }
}

std::vector<std::string> large_queue_title(const Socket& socket, const Change* change) {
  if (change != nullptr) {
    const std::string before = change->before.empty() ? "0" : change->before;
    const std::string after = change->after.empty() ? "0" : change->after;
    return {say(presenter_text::kQueueChange, before, after).words(),
            say(presenter_text::kQueueChangeShort, before, after).words()};
  }
  const std::size_t waiting = socket.accept_queue.size();
  const Text& text = waiting == 0   ? presenter_text::kNobodyWaits
                     : waiting == 1 ? presenter_text::kOneWaits
                                    : presenter_text::kManyWait;
  return {say(text, waiting).words(), say(presenter_text::kQueueShort, waiting).words()};
}

/// How many connections may wait: Linux admits one more than was asked for.
std::size_t places_of(const Socket& socket) {
  return static_cast<std::size_t>(std::max(socket.backlog, 0)) + 1;
}

void add_backlog(StagePiece& piece, int backlog) {
  piece.line(StageFont::small, StageInk::dim,
             {say(texts::kBacklog, backlog).words(), say(texts::kBacklogShort, backlog).words()}, {}, 1);
}

void add_queue_title(StagePiece& piece, const StagePlan& plan, SocketIndex index) {
  const Socket& socket = plan.model.sockets[index];
  const std::size_t most = places_of(socket);
  std::vector<std::string> forms;
  const Change* change = plan.change(index, "accept queue");
  if (plan.density.presenter) {
    forms = large_queue_title(socket, change);
  } else if (change != nullptr) {
    const std::string before = change->before.empty() ? "0" : change->before;
    const std::string after = change->after.empty() ? "0" : change->after;
    forms.push_back(say(texts::kAcceptQueueChange, most, before, after).words());
    forms.push_back(say(texts::kAcceptQueueChangeShort, most, before, after).words());
  } else if (socket.accept_queue.size() > kMostQueued) {
    forms.push_back(say(texts::kAcceptQueueLong, socket.accept_queue.size(), kMostQueued).words());
  } else {
    forms.push_back(say(texts::kAcceptQueue, socket.accept_queue.size(), most).words());
    forms.push_back(say(texts::kAcceptQueueShort, socket.accept_queue.size(), most).words());
  }
  piece.line(StageFont::small, change == nullptr ? StageInk::normal : StageInk::bright, forms, {}, 1);
  if (plan.density.inode) add_backlog(piece, socket.backlog);
}

void add_queue(StagePiece& piece, const StagePlan& plan, SocketIndex index) {
  const Socket& socket = plan.model.sockets[index];
  const bool crowd = plan.density.presenter && plan.density.tight;
  if (!crowd) add_queue_title(piece, plan, index);
  const float scale = plan.density.scale;
  const float gap = 5 * scale;
  const std::size_t count = socket.accept_queue.size();
  if (crowd && count == 0) return;
  const QueueForm form = queue_form(plan, count, piece.inner());
  piece.skip(above_queue(plan.density));
  float line_top = piece.y();
  float bottom = line_top + plan.metrics.height_of(StageFont::small) * 3;
  float x = plan.density.pad;
  for (std::size_t i = 0; i < form.shown; ++i) {
    if (i > 0 && i % form.per_line == 0) {
      line_top = bottom + 6 * scale + 3 * scale * static_cast<float>(form.per_line);
      x = plan.density.pad;
    }
    StageLayout queued = queued_piece(plan, socket.accept_queue[i], form.form, form.width);
    bottom = line_top + queued.boxes[0].rect.height();
    append(piece.shapes(), std::move(queued), x, line_top);
    x += form.width + gap;
  }
  const std::size_t places = places_of(socket);
  if (places > count && places <= kMostPlaces && !plan.density.presenter) {
    add_places(piece, x, line_top, bottom, places - count);
  }
  piece.skip(bottom - piece.y());
}

/// Of a socket that is no stream, which is the usual.
std::vector<std::string> type_words(const Socket& socket) {
  if (!socket.keeps_messages()) return {};
  const std::string type = socket_type_name(socket.type);
  return {say(texts::kKeepsMessages, type).words(), type};
}

}  // namespace

StageLayout connection_piece(const StagePlan& plan, SocketIndex index, ActorId actor, float width) {
  const Socket& socket = plan.model.sockets[index];
  StagePiece piece(plan.metrics, plan.density, width);
  if (plan.density.presenter && plan.density.tight) {
    piece.line(StageFont::title, StageInk::bright, {socket_title(plan.model, index)}, {}, 1);
    const std::vector<std::string> queue =
        socket.listening ? large_queue_title(socket, plan.change(index, "accept queue"))
                         : was(plan, index);
    piece.phase(phase_of(socket), queue);
  } else {
    piece.title_and_phase({socket_title(plan.model, index)}, phase_of(socket));
  }
  if (plan.density.inode) {
    if (socket.inode != 0) {
      piece.line(StageFont::small, StageInk::dim,
                 {say(texts::kMasterInode, socket.inode).words(),
                  say(texts::kSocketInode, socket.inode).words()});
    } else {
      piece.line(StageFont::small, StageInk::dim, {words(texts::kMasterOnly)});
    }
  }
  const std::vector<std::string> changed = was(plan, index);
  if (!changed.empty() && !socket.listening && !(plan.density.presenter && plan.density.tight)) {
    piece.line(StageFont::small, StageInk::normal, changed);
  }
  const std::vector<std::string> kind = type_words(socket);
  if (!kind.empty()) piece.line(StageFont::small, StageInk::normal, kind, {}, 1);
  const bool main = index == plan.connection;
  StageObject object;
  object.socket = index;
  if (main) object.fds = plan.connection_fds;
  if (main) add_holders(piece, plan, object);
  StageBox box = box_of_socket(plan, main ? StageBox::Kind::connection : StageBox::Kind::data, index, actor);
  if (!main && actor != kServer) box.kind = StageBox::Kind::client;
  if (socket.listening) add_queue(piece, plan, index);
  StageLayout done = piece.finish(box);
  for (std::size_t i = 1; i < done.boxes.size(); ++i) done.boxes[i].inside = 0;
  return done;
}

float usual_connection_height(const StagePlan& plan, float width) {
  const StageDensity& density = plan.density;
  const float scale = density.scale;
  StagePiece piece(plan.metrics, density, width);
  piece.title_and_phase({words(kConnectionSocketTitle)}, Phase::listening);
  if (density.inode) piece.line(StageFont::small, StageInk::dim, {words(texts::kMasterOnly)});
  piece.line(StageFont::small, StageInk::normal, {say(texts::kAcceptQueueShort, 0, 6).words()}, {}, 1);
  if (density.inode) add_backlog(piece, 5);
  const bool full = density.last_message && least_width(plan, QueuedForm::full) <= piece.inner();
  const float small = plan.metrics.height_of(StageFont::small);
  const float lines = full ? 4.0F : 2.0F;
  if (density.presenter) {
    piece.skip(plan.metrics.height_of(StageFont::bytes) - plan.metrics.height_of(StageFont::small));
  }
  piece.skip(above_queue(density) + 2 * (density.tight ? 5 : 6) * scale +
             lines * (small + density.line_gap) + (density.tight ? 3 : 7) * scale);
  return std::ceil(piece.finish({}).boxes.front().rect.height());
}

}  // namespace sockwalk
