#include "stage_crowd.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "model/phase.h"
#include "stage_plan.h"
#include "text/crowd_text.h"

namespace sockwalk {
namespace {

namespace texts = crowd_text;

constexpr std::size_t kMostInFull = 4;
constexpr float kLeastColumn = 110.0F;  // design pixels of an actor in full
constexpr float kServerZone = 300.0F;   // and of the server, with the bands' names
constexpr float kLargestCell = 13.0F;
constexpr float kSmallestCell = 2.0F;  // pixels of the picture: less cannot be seen or pointed at

float column_width(const StageInput& input) {
  const float scale = input.scale;
  return std::round(std::clamp(input.width * 0.3F, 190 * scale, 520 * scale));
}

bool open_socket(const Model& model, SocketIndex socket) {
  return socket < model.sockets.size() && !model.sockets[socket].closed;
}

/// How many sockets the numbers of `actor` lead to, at most `most` + 1.
std::size_t sockets_held(const Model& model, ActorId actor, std::size_t most) {
  std::size_t held = 0;
  for (const Descriptor& descriptor : model.tables[model.actors[actor].table].descriptors) {
    if (held > most) break;
    held += model.files[descriptor.file].socket != kNoSocket ? 1 : 0;
  }
  return held;
}

/// Collects who stands in full, the most important first.
class Chosen {
 public:
  Chosen(const Model& model, std::size_t most) : model_(model), most_(most) {}

  bool full() const { return columns_ >= most_; }

  /// The client's own socket of the connection that `socket` is an end of.
  void add_socket(SocketIndex socket) {
    if (full() || !open_socket(model_, socket)) return;
    if (model_.sockets[socket].role() == SocketRole::server_data) {
      socket = model_.sockets[socket].peer;
      if (!open_socket(model_, socket)) return;
    }
    const ActorId actor = model_.sockets[socket].id.actor;
    if (actor == kServer || actor >= model_.actors.size() || has(socket)) return;
    few_.sockets.push_back(socket);
    if (open_socket(model_, model_.sockets[socket].peer)) {
      few_.sockets.push_back(model_.sockets[socket].peer);
    }
    add(actor);
  }

  /// With its first socket, unless another of its sockets stands there already.
  void add_actor(ActorId actor) {
    if (full() || actor == kServer || actor >= model_.actors.size()) return;
    if (std::ranges::find(few_.clients, actor) != few_.clients.end()) return;
    for (const Descriptor& one : model_.tables[model_.actors[actor].table].descriptors) {
      const SocketIndex socket = model_.files[one.file].socket;
      if (socket == kNoSocket || model_.sockets[socket].id.actor != actor) continue;
      return add_socket(socket);
    }
    add(actor);
  }

  StageFew few() && {
    std::ranges::sort(few_.clients);
    const auto end = std::unique(few_.clients.begin(), few_.clients.end());
    few_.clients.erase(end, few_.clients.end());
    return std::move(few_);
  }

 private:
  bool has(SocketIndex socket) const {
    return std::ranges::find(few_.sockets, socket) != few_.sockets.end();
  }
  void add(ActorId actor) {
    few_.clients.push_back(actor);
    ++columns_;
  }

  const Model& model_;
  const std::size_t most_;
  std::size_t columns_ = 0;
  StageFew few_;
};

/// The socket that a call is about: the one that accept has numbered, else that of its descriptor.
SocketIndex socket_of_call(const Model& model, const Event* enter, const Event* exit) {
  if (enter == nullptr) return kNoSocket;
  const bool accepted = exit != nullptr && !exit->failed() &&
                        (enter->call == Syscall::accept || enter->call == Syscall::accept4);
  const auto fd = accepted ? static_cast<std::int32_t>(exit->ret) : enter->fd();
  return model.socket_of(enter->actor, fd);
}

struct Crowd {
  std::vector<StageCell> actors;
  std::vector<StageCell> data;     ///< server's ends of connections
  std::vector<StageCell> sockets;  ///< all others
  std::size_t numbers = 0;         ///< of the server, that do not stand in full
  std::uint64_t unread_data = 0;   ///< bytes
  std::uint64_t unread_sockets = 0;
};

/// What waits in an accept queue stands there, as far as that is shown.
bool stands_in_queue(const Model& model, const Socket& socket, SocketIndex index) {
  if (!socket.queued || socket.listener == kNoSocket) return socket.queued;
  const auto& queue = model.sockets[socket.listener].accept_queue;
  return std::ranges::find(queue, index) - queue.begin() <
         static_cast<std::ptrdiff_t>(kMostClients);
}

/// Everybody who does not stand in full.
Crowd crowd_of(const StageInput& input, const StageFew& few) {
  const Model& model = *input.model;
  Crowd crowd;
  for (std::size_t i = 1; i < model.actors.size(); ++i) {
    const auto actor = static_cast<ActorId>(i);
    if (std::ranges::binary_search(few.clients, actor)) continue;
    crowd.actors.push_back({actor, kNoSocket, Phase::created, model.actors[i].state, false});
  }
  std::vector<SocketIndex> changed;
  for (const Change& change : input.changes) changed.push_back(change.socket);
  for (const SocketIndex index : model.open_sockets()) {
    const Socket& socket = model.sockets[index];
    if (socket.role() == SocketRole::connection || stands_in_queue(model, socket, index)) continue;
    if (std::ranges::find(few.sockets, index) != few.sockets.end()) continue;
    const bool data = socket.role() == SocketRole::server_data;
    const bool is_changed = std::ranges::find(changed, index) != changed.end();
    (data ? crowd.data : crowd.sockets)
        .push_back({socket.id.actor, index, phase_of(socket), ActorState::ready, is_changed});
    crowd.numbers += data && !socket.holders.empty() ? 1 : 0;
    (data ? crowd.unread_data : crowd.unread_sockets) += socket.unread_bytes;
  }
  return crowd;
}

/// One box of the column: lines of text, and the cells below them.
struct CrowdBox {
  StageBox::Kind kind = StageBox::Kind::sockets;
  std::vector<std::string> titles;
  std::vector<StageCell> cells;
  std::uint64_t unread = 0;
};

std::size_t cells_in_row(float inner, float cell) {
  return std::max<std::size_t>(1, static_cast<std::size_t>(inner / cell));
}

float heat_height(std::size_t cells, float inner, float cell) {
  const std::size_t row = cells_in_row(inner, cell);
  return static_cast<float>((cells + row - 1) / row) * cell;
}

/// The words of the box: its title, and how many there are of each phase or state.
StagePiece words_of(const CrowdBox& box, const StageMetrics& metrics, const StageDensity& density,
                    float width, bool counts) {
  StagePiece piece(metrics, density, width);
  piece.line(StageFont::strong, StageInk::bright, box.titles, {}, 2);
  if (!counts) return piece;
  if (box.kind == StageBox::Kind::actors) {
    std::array<std::size_t, 3> states{};
    for (const StageCell& cell : box.cells) {
      ++states[cell.state == ActorState::in_call ? 1 : cell.state == ActorState::gone ? 2 : 0];
    }
    std::string line;
    const std::array<const Text*, 3> says{&texts::kReady, &texts::kAsleep, &texts::kGone};
    for (std::size_t i = 0; i < states.size(); ++i) {
      if (states[i] == 0) continue;
      line += (line.empty() ? "" : " · ") + say(*says[i], states[i]).words();
    }
    piece.line(StageFont::small, StageInk::normal, {line}, {}, 2);
    return piece;
  }
  std::array<std::size_t, kPhases> phases{};
  for (const StageCell& cell : box.cells) ++phases[static_cast<std::size_t>(cell.phase)];
  for (std::size_t i = 0; i < kPhases; ++i) {
    if (phases[i] != 0) piece.phase(static_cast<Phase>(i), {fmt::format("{}", phases[i])});
  }
  if (box.unread != 0) {
    piece.line(StageFont::small, StageInk::normal, {say(texts::kUnread, box.unread).words()}, {},
               2);
  }
  return piece;
}

/// The box with cells of `cell` pixels, at least `height` high.
StageLayout finished(const CrowdBox& box, StagePiece piece, float cell, float height) {
  piece.skip(4 * piece.density().scale);
  const float inner = piece.inner();
  const float high = heat_height(box.cells.size(), inner, cell);
  StageHeat heat;
  heat.rect = {piece.density().pad, std::ceil(piece.y()), piece.width() - piece.density().pad,
               std::ceil(piece.y()) + high};
  heat.cell = cell;
  heat.columns = cells_in_row(inner, cell);
  heat.box = 0;
  heat.cells = box.cells;
  heat.unread_bytes = box.unread;
  piece.shapes().heats.push_back(std::move(heat));
  piece.skip(high + 1);
  StageBox outline;
  outline.kind = box.kind;
  StageLayout made = piece.finish(outline, height);
  made.boxes[0].rect.bottom = std::max(made.boxes[0].rect.bottom, height);
  return made;
}

std::vector<CrowdBox> socket_boxes(Crowd& crowd) {
  std::vector<CrowdBox> boxes;
  const auto add = [&](std::vector<StageCell>& cells, std::uint64_t unread, const Text& title,
                       const Text& brief) {
    if (cells.empty()) return;
    const std::size_t count = cells.size();
    boxes.push_back({StageBox::Kind::sockets,
                     {say(title, count).words(), say(brief, count).words()},
                     std::move(cells),
                     unread});
  };
  add(crowd.data, crowd.unread_data, texts::kMoreDataSockets, texts::kMoreDataSocketsShort);
  add(crowd.sockets, crowd.unread_sockets, texts::kMoreSockets, texts::kMoreSocketsShort);
  return boxes;
}

/// Lays the boxes of the kernel's band out from `top` on, in `room` if that is possible. Returns
/// how much they need.
float lay_sockets(StageLayout& out, const StageInput& input, const std::vector<CrowdBox>& boxes,
                  const StageDensity& density, const StageRect& place) {
  if (boxes.empty()) return 0.0F;
  float text = -density.row_gap;
  for (const CrowdBox& box : boxes) {
    const StagePiece piece = words_of(box, *input.metrics, density, place.width(), true);
    text += piece.y() + density.pad + density.row_gap + 6 * density.scale;
  }
  const float inner = place.width() - 2 * density.pad;
  const auto needed = [&](float cell) {
    float height = text;
    for (const CrowdBox& box : boxes) height += heat_height(box.cells.size(), inner, cell);
    return height;
  };
  float cell = std::round(kLargestCell * density.scale);
  while (cell > kSmallestCell && needed(cell) > place.height()) cell -= 1.0F;
  float top = place.top;
  for (const CrowdBox& box : boxes) {
    StageLayout piece =
        finished(box, words_of(box, *input.metrics, density, place.width(), true), cell, 0.0F);
    const float height = std::ceil(piece.boxes[0].rect.height());
    append(out, std::move(piece), place.left, top);
    top += height + density.row_gap;
  }
  return top - density.row_gap - place.top;
}

void lay_actors(StageLayout& out, const StageInput& input, Crowd& crowd,
                const StageDensity& density, const StageRect& place) {
  if (crowd.actors.empty()) return;
  CrowdBox box;
  box.kind = StageBox::Kind::actors;
  const std::size_t count = crowd.actors.size();
  box.titles = {count == 1 ? words(texts::kOneMoreActor) : say(texts::kMoreActors, count).words(),
                say(texts::kMoreActorsShort, count).words()};
  box.cells = std::move(crowd.actors);
  for (const bool counts : {true, false}) {
    StagePiece piece = words_of(box, *input.metrics, density, place.width(), counts);
    const float room = place.height() - piece.y() - density.pad - 6 * density.scale;
    float cell = std::round(kLargestCell * density.scale);
    while (cell > kSmallestCell && heat_height(count, piece.inner(), cell) > room) cell -= 1.0F;
    if (counts && heat_height(count, piece.inner(), cell) > room) continue;
    append(out, finished(box, std::move(piece), cell, place.height()), place.left, place.top);
    return;
  }
}

void say_numbers(StageLayout& out, const StageInput& input, std::size_t numbers, float left,
                 float right) {
  if (numbers == 0) return;
  StageText text;
  text.font = StageFont::small;
  text.text =
      shortened(*input.metrics, text.font, say(texts::kMoreNumbers, numbers).words(), right - left);
  const float height = input.metrics->height_of(text.font);
  const float y = std::round((out.bands[1].top + out.bands[1].bottom - height) / 2);
  text.rect = {left, y, left + input.metrics->width(text.font, text.text), y + height};
  out.texts.push_back(std::move(text));
}

}  // namespace

std::optional<StageFew> few_of(const StageInput& input) {
  const Model& model = *input.model;
  if (model.actors.empty()) return std::nullopt;
  bool crowd = model.actors.size() - 1 > kMostClients ||
               sockets_held(model, kServer, kMostNumbers) > kMostNumbers;
  for (std::size_t i = 1; i < model.actors.size() && !crowd; ++i) {
    crowd = sockets_held(model, static_cast<ActorId>(i), kMostOwnSockets) > kMostOwnSockets;
  }
  if (!crowd) return std::nullopt;
  const float room = (input.width - column_width(input)) / input.scale - kServerZone;
  const auto most = static_cast<std::size_t>(
      std::clamp(room / kLeastColumn, 1.0F, static_cast<float>(kMostInFull)));
  Chosen chosen(model, most);
  chosen.add_socket(input.selected_socket);
  chosen.add_actor(input.selected);
  chosen.add_socket(socket_of_call(model, input.enter, input.exit));
  chosen.add_actor(input.mover);
  const bool known = input.next < input.next_calls.size() && input.next_calls[input.next];
  chosen.add_socket(
      socket_of_call(model, known ? &*input.next_calls[input.next] : nullptr, nullptr));
  chosen.add_actor(input.next);
  for (std::size_t i = 1; i < model.actors.size() && !chosen.full(); ++i) {
    chosen.add_actor(static_cast<ActorId>(i));
  }
  return std::move(chosen).few();
}

StageLayout lay_out_crowd(const StageInput& input, const StageFew& few) {
  const StageDensity density = stage_density(input.presenter ? 2 : 3, input.scale, input.presenter);
  const float column = column_width(input);
  Crowd crowd = crowd_of(input, few);
  const std::vector<CrowdBox> sockets = socket_boxes(crowd);
  StageInput rest = input;
  rest.few = &few;
  rest.width = input.width - column;
  rest.more_width = column;
  const float lane = input.metrics->height_of(StageFont::small) + 6 * density.scale;
  StageLayout out = lay_out_whole(rest);
  StageLayout boxes;
  StageRect place{out.width, 0, out.width + column - density.margin, 0};
  for (int attempt = 0; attempt < 2; ++attempt) {
    place.left = out.width;
    place.right = out.width + column - density.margin;
    place.top = std::ceil(out.bands[2].top + lane);
    place.bottom = out.bands[2].bottom - density.margin;
    boxes = {};
    const float missing = lay_sockets(boxes, input, sockets, density, place) - place.height();
    if (missing <= 0) break;
    rest.height = out.height + std::ceil(missing);
    out = lay_out_whole(rest);
  }
  const std::size_t server = out.box_of_actor(kServer);
  if (server != kNoBox) {
    const StageRect& beside = out.boxes[server].rect;
    lay_actors(boxes, input, crowd, density, {place.left, beside.top, place.right, beside.bottom});
  }
  out.width += column;
  for (StageRect& band : out.bands) {
    if (!band.empty()) band.right = out.width;
  }
  say_numbers(out, input, crowd.numbers, place.left, place.right);
  append(out, std::move(boxes), 0, 0);
  return out;
}

StageRect rect_of_cell(const StageHeat& heat, std::size_t index) {
  const float left = heat.rect.left + static_cast<float>(index % heat.columns) * heat.cell;
  const float top = heat.rect.top + static_cast<float>(index / heat.columns) * heat.cell;
  return {left, top, left + heat.cell, top + heat.cell};
}

const StageCell* cell_at(const StageHeat& heat, StagePoint point) {
  if (point.x < heat.rect.left || point.y < heat.rect.top || heat.cell <= 0) return nullptr;
  const auto column = static_cast<std::size_t>((point.x - heat.rect.left) / heat.cell);
  const auto row = static_cast<std::size_t>((point.y - heat.rect.top) / heat.cell);
  const std::size_t index = row * heat.columns + column;
  return column < heat.columns && index < heat.cells.size() ? &heat.cells[index] : nullptr;
}

}  // namespace sockwalk
