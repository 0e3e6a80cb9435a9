#include <algorithm>
#include <cmath>

#include "model/phase.h"
#include "stage_plan.h"
#include "text/stage_text.h"

namespace sockwalk {
namespace {

namespace texts = stage_text;

void lay_descriptors(StageLayout& out) {
  for (std::size_t i = 0; i < out.jacks.size(); ++i) {
    const StageJack& jack = out.jacks[i];
    const std::size_t to = out.box_of_jack(jack);
    if (to == kNoBox) continue;
    StageWire wire;
    wire.kind = StageWire::Kind::descriptor;
    wire.points = {{jack.centre.x, jack.centre.y + jack.radius},
                   {jack.centre.x, out.boxes[to].rect.top}};
    wire.to = to;
    wire.jack = i;
    wire.phase = jack.phase;
    out.wires.push_back(std::move(wire));
  }
}

/// The line between two ends of a connection. A direction that is shut down is drawn as such.
void join(StageLayout& out, const StagePlan& plan, std::size_t from, std::size_t to,
          std::vector<StagePoint> points) {
  const Socket& one = plan.model.sockets[out.boxes[from].socket];
  const Socket& other = plan.model.sockets[out.boxes[to].socket];
  StageWire wire;
  wire.kind = StageWire::Kind::peer;
  wire.points = std::move(points);
  wire.from = from;
  wire.to = to;
  wire.phase = out.boxes[to].phase;
  wire.shut_there = one.shut_send || other.shut_receive;
  wire.shut_back = other.shut_send || one.shut_receive;
  out.wires.push_back(std::move(wire));
}

float line_height(const StagePlan& plan, const StageRect& box) {
  return std::round(box.bottom - plan.density.pad - 6 * plan.density.scale);
}

/// A peer in the same row, right of the server's.
void lay_peers_in_rows(StageLayout& out, const StagePlan& plan) {
  for (const StageColumn& column : plan.columns) {
    if (column.row == 0) continue;
    const std::size_t to = out.box_of(column.socket);
    const std::size_t from = out.box_of(plan.rows[column.row - 1].socket);
    if (from == kNoBox || to == kNoBox) continue;
    const StageRect& box = out.boxes[from].rect;
    const float y = line_height(plan, box);
    join(out, plan, from, to, {{box.right, y}, {out.boxes[to].rect.left, y}});
  }
}

/// Two neighbours in the uppermost row: the ends of a pair, mostly.
void lay_peers_on_top(StageLayout& out, const StagePlan& plan) {
  for (std::size_t i = 0; i < plan.columns.size(); ++i) {
    const StageColumn& column = plan.columns[i];
    if (!column.is_socket_here() || column.row != 0) continue;
    const std::size_t next = plan.next_in_top_row(i);
    if (next == kNoBox || !plan.columns[next].is_socket_here()) continue;
    const Socket& socket = plan.model.sockets[column.socket];
    if (socket.peer != plan.columns[next].socket || !plan.joined(column.socket)) continue;
    if (plan.model.sockets[socket.peer].peer != column.socket) continue;
    const std::size_t from = out.box_of(column.socket);
    const std::size_t to = out.box_of(socket.peer);
    if (from == kNoBox || to == kNoBox) continue;
    const StageRect& left = out.boxes[from].rect;
    const StageRect& right = out.boxes[to].rect;
    const float y = std::min(line_height(plan, left), line_height(plan, right));
    join(out, plan, from, to, {{left.right, y}, {right.left, y}});
  }
}

/// Both ends are the server's: one row below the other.
void lay_peers_across_rows(StageLayout& out, const StagePlan& plan) {
  for (const StageRow& row : plan.rows) {
    if (!row.is_socket_here()) continue;
    const SocketIndex peer = plan.model.sockets[row.socket].peer;
    const std::size_t below = plan.row_of(peer);
    const std::size_t own = plan.row_of(row.socket);
    if (below <= own || plan.model.sockets[peer].peer != row.socket || !plan.joined(row.socket)) continue;
    const std::size_t from = out.box_of(row.socket);
    const std::size_t to = out.box_of(peer);
    if (from == kNoBox || to == kNoBox) continue;
    const StageRect& upper = out.boxes[from].rect;
    const StageRect& lower = out.boxes[to].rect;
    const float x = std::round(std::max(upper.left, lower.left) + 16 * plan.density.scale);
    join(out, plan, from, to, {{x, upper.bottom}, {x, lower.top}});
  }
}

/// From each queued socket down into the space below the uppermost row, and up to its client's own
/// socket there. Each runs in a lane of its own, the rightmost queued one uppermost.
void lay_requests(StageLayout& out, const StagePlan& plan) {
  const float scale = plan.density.scale;
  std::vector<std::size_t> queued;
  for (std::size_t i = 0; i < out.boxes.size(); ++i) {
    if (out.boxes[i].kind == StageBox::Kind::queued) queued.push_back(i);
  }
  if (queued.empty()) return;
  // Another socket that listens has no such space below it.
  std::erase_if(queued, [&](std::size_t box) {
    return out.boxes[out.boxes[box].inside].kind != StageBox::Kind::connection;
  });
  if (queued.empty()) return;
  const StageRect outer = out.boxes[out.boxes[queued.front()].inside].rect;
  const float last_line = out.boxes[queued.back()].rect.top;
  float lane = plan.lane_top + request_lane(plan) - scale;
  float exit = outer.right - 4 * scale;
  float line = 0.0F;  ///< top of the line of queued sockets that is being left
  float below = 0.0F;
  for (auto one = queued.rbegin(); one != queued.rend(); ++one) {
    const StageBox& box = out.boxes[*one];
    const SocketIndex peer = plan.model.sockets[box.socket].peer;
    const std::size_t to = peer < plan.model.sockets.size() ? out.box_of(peer) : kNoBox;
    if (to == kNoBox || out.boxes[to].kind != StageBox::Kind::client) continue;
    const StageRect& client = out.boxes[to].rect;
    if (client.bottom > plan.lane_top + scale) continue;
    const float x = std::round(box.rect.centre().x);
    const float end = std::round(client.left + std::min(client.width() / 2, 22 * scale));
    StageWire wire;
    wire.kind = StageWire::Kind::request;
    wire.points.push_back({x, box.rect.bottom});
    if (box.rect.top < last_line) {
      // Another line of queued sockets stands below: around it, inside the connection socket.
      below = box.rect.top == line ? below + 3 * scale : 4 * scale;
      line = box.rect.top;
      const float y = std::round(box.rect.bottom + below);
      wire.points.push_back({x, y});
      wire.points.push_back({std::round(exit), y});
      exit -= 3 * scale;
      wire.points.push_back({wire.points.back().x, lane});
    } else {
      wire.points.push_back({x, lane});
    }
    wire.points.push_back({end, lane});
    wire.points.push_back({end, client.bottom});
    wire.from = *one;
    wire.to = to;
    wire.phase = Phase::in_accept_queue;
    out.wires.push_back(std::move(wire));
    lane += request_lane(plan);
  }
}

bool is_name(const StageBox& box) {
  return box.kind == StageBox::Kind::file_name || box.kind == StageBox::Kind::abstract_name;
}

void lay_names(StageLayout& out, const StagePlan& plan) {
  for (std::size_t i = 0; i < out.boxes.size(); ++i) {
    const StageBox& name = out.boxes[i];
    if (!is_name(name) || name.socket == kNoSocket) continue;
    const std::size_t to = out.box_of(name.socket);
    if (to == kNoBox || out.boxes[to].kind != StageBox::Kind::connection) continue;
    const StageRect& box = out.boxes[to].rect;
    StageWire wire;
    wire.kind = StageWire::Kind::name;
    if (plan.density.names_beside) {
      const float y = std::round(name.rect.top + std::min(name.rect.height(), box.height()) / 2);
      if (y >= box.bottom) continue;
      wire.points = {{name.rect.right, y}, {box.left, y}};
    } else {
      const float x = std::round(name.rect.left + 14 * plan.density.scale);
      const bool first = std::none_of(out.boxes.begin(), out.boxes.begin() + static_cast<long>(i),
                                      [](const StageBox& other) {
                                        return is_name(other);
                                      });
      if (!first) continue;
      wire.points = {{x, name.rect.top}, {x, box.bottom}};
    }
    wire.from = i;
    wire.to = to;
    wire.phase = Phase::bound;
    out.wires.push_back(std::move(wire));
  }
}

bool meets_wire(const StageLayout& out, const StageRect& rect) {
  for (const StageWire& wire : out.wires) {
    for (std::size_t i = 1; i < wire.points.size(); ++i) {
      const StagePoint a = wire.points[i - 1];
      const StagePoint b = wire.points[i];
      const StageRect piece{std::min(a.x, b.x) - 2, std::min(a.y, b.y) - 2, std::max(a.x, b.x) + 2,
                            std::max(a.y, b.y) + 2};
      if (piece.overlaps(rect)) return true;
    }
  }
  return false;
}

bool is_free(const StageLayout& out, const StageRect& rect, float beside) {
  // A wire that runs close by would seem to be what the words are about.
  const StageRect wide{rect.left - beside, rect.top, rect.right + beside, rect.bottom};
  if (meets_wire(out, wide)) return false;
  for (const StageBox& box : out.boxes) {
    if (box.rect.grown(1).overlaps(rect)) return false;
  }
  for (const StageText& text : out.texts) {
    if (text.box == kNoBox && text.rect.grown(1).overlaps(rect)) return false;
  }
  return true;
}

/// Puts `forms` beside a level piece of a wire, where nothing else is; nowhere when there is no
/// such place.
void label_wire(StageLayout& out, const StagePlan& plan, const StagePoint& from,
                const StagePoint& to, const std::vector<std::string>& forms) {
  const float scale = plan.density.scale;
  const float height = plan.metrics.height_of(StageFont::small);
  const float left = std::min(from.x, to.x) + 3 * scale;
  const float right = std::max(from.x, to.x) - 3 * scale;
  for (const std::string& form : forms) {
    const float width = plan.metrics.width(StageFont::small, form);
    for (const bool above : {false, true}) {
      const float y = above ? from.y - height - 4 * scale : from.y + 4 * scale;
      for (float x = (left + right - width) / 2; x + width <= right; x += 4 * scale) {
        const StageRect rect{std::round(x), y, std::round(x) + width, y + height};
        if (x < left || !is_free(out, rect, 6 * scale)) continue;
        out.texts.push_back({rect, StageFont::small, StageInk::normal, Phase::created, form, kNoBox});
        return;
      }
      for (float x = (left + right - width) / 2; x >= left; x -= 4 * scale) {
        const StageRect rect{std::round(x), y, std::round(x) + width, y + height};
        if (x + width > right || !is_free(out, rect, 6 * scale)) continue;
        out.texts.push_back({rect, StageFont::small, StageInk::normal, Phase::created, form, kNoBox});
        return;
      }
    }
  }
}

/// Puts `text` right of an upright wire, where there is room.
void label_upright(StageLayout& out, const StagePlan& plan, const StagePoint& from,
                   const StagePoint& to, const std::string& text) {
  const float scale = plan.density.scale;
  const float height = plan.metrics.height_of(StageFont::small);
  const float left = std::round(from.x + 8 * scale);
  const float top = std::round((from.y + to.y - height) / 2);
  const StageRect rect{left, top, left + plan.metrics.width(StageFont::small, text), top + height};
  if (!is_free(out, rect, 0)) return;
  out.texts.push_back({rect, StageFont::small, StageInk::normal, Phase::created, text, kNoBox});
}

void label_wires(StageLayout& out, const StagePlan& plan) {
  bool request_done = false;
  for (std::size_t i = 0; i < out.wires.size(); ++i) {
    const StageWire& wire = out.wires[i];
    if (wire.kind == StageWire::Kind::peer) {
      const auto [from, to] = std::pair(wire.points.front(), wire.points.back());
      if (from.x == to.x) label_upright(out, plan, from, to, words(texts::kPeer));
      else label_wire(out, plan, from, to, {words(texts::kPeer)});
    } else if (wire.kind == StageWire::Kind::request && !request_done) {
      // The lowest lane has room below it.
      const bool lowest = std::none_of(
          out.wires.begin() + static_cast<long>(i) + 1, out.wires.end(),
          [](const StageWire& other) { return other.kind == StageWire::Kind::request; });
      if (!lowest) continue;
      const auto [from, to] =
          std::pair(wire.points[wire.points.size() - 3], wire.points[wire.points.size() - 2]);
      label_wire(out, plan, from, to, {words(texts::kConnectMadeIt), words(texts::kCir)});
      request_done = true;
    }
  }
}

}  // namespace

float request_lane(const StagePlan& plan) {
  return (plan.density.tight ? 4 : plan.density.presenter ? 6 : 8) * plan.density.scale;
}

void lay_wires(StageLayout& out, const StagePlan& plan) {
  lay_descriptors(out);
  lay_peers_in_rows(out, plan);
  lay_peers_on_top(out, plan);
  lay_peers_across_rows(out, plan);
  lay_names(out, plan);
  lay_requests(out, plan);
  if (!plan.density.presenter) label_wires(out, plan);
}

}  // namespace sockwalk
