#include "stage_layout.h"

#include <algorithm>
#include <cmath>

#include "stage_crowd.h"
#include "stage_plan.h"
#include "text/stage_text.h"

namespace sockwalk {
namespace {

namespace texts = stage_text;

/// How wide the server's zone must be for its jacks and its connection socket.
float least_server_width(const StagePlan& plan) {
  const StageDensity& d = plan.density;
  const float jacks = static_cast<float>(plan.rows.size()) * d.step;
  const std::string name = actor_title(plan.model, kServer);
  const float label = plan.metrics.width(StageFont::small, say(texts::kOwnNumbers, name).words());
  const float strip = label + 2 * d.radius + 24 * d.scale + jacks;
  const float before = d.names_beside ? 0.0F : d.left + d.gap;
  const float sockets = d.server - before + jacks + 10 * d.scale;
  const float text = plan.metrics.width(StageFont::small, "handles [4, −1, −1, −1]") + 2 * d.pad;
  return std::ceil(std::max({strip, sockets, d.two_line_head ? text : 0.0F}));
}

/// Shares the width out among the columns; the width of the content.
float place_columns(StagePlan& plan) {
  const StageDensity& d = plan.density;
  const float left = d.margin + d.left + d.gap;
  const float server_least = least_server_width(plan);
  const auto count = static_cast<float>(plan.columns.size());
  const float needed = left + server_least + count * (d.gap + d.client) + d.margin;
  const float width = std::max(needed, plan.input.width);
  const float extra = width - needed;
  // Beyond what reads well a box gets no wider; what is left over goes between the columns.
  const float server_most = std::max(server_least, 460 * d.scale);
  const float client_most = 260 * d.scale;
  const float weight = 1.6F + count;
  const float server = std::min(server_most, server_least + extra * 1.6F / weight);
  const float client = count == 0 ? 0 : std::min(client_most, d.client + extra / weight);
  const float spare = width - left - d.margin - server - count * (client + d.gap);
  const float gap = d.gap + (count == 0 ? 0 : std::min(spare / count, 60 * d.scale));
  plan.server.left = left;
  plan.server.right = std::round(left + server);
  float x = plan.server.right;
  for (StageColumn& column : plan.columns) {
    column.left = std::round(x + gap);
    column.right = std::round(column.left + client);
    x += gap + client;
  }
  return width;
}

/// The server's jacks and how far its boxes may reach: each ends left of the next one's wire.
void place_jacks(StagePlan& plan) {
  const StageDensity& d = plan.density;
  const auto count = static_cast<float>(plan.rows.size());
  const float clear = 12 * d.scale;
  const float edge = d.radius + 8 * d.scale;
  plan.connection_left = d.names_beside ? plan.server.left : d.margin;
  float step = d.step;
  if (count > 0) {
    const float room = plan.server.right - plan.connection_left - d.server - clear - edge;
    step = std::clamp(room / count, d.step, 62 * d.scale);
  }
  for (std::size_t i = 0; i < plan.rows.size(); ++i) {
    const float behind = count - 1 - static_cast<float>(i);
    plan.rows[i].jack = std::round(plan.server.right - edge - behind * step);
  }
  plan.connection_right =
      plan.rows.empty() ? plan.server.right : plan.rows.front().jack - clear;
  plan.connection_right =
      std::min(plan.connection_right, plan.connection_left + 420 * d.scale);
  const float label = plan.metrics.width(
      StageFont::small, say(texts::kServerNumbers, actor_title(plan.model, kServer)).words());
  const float behind_label = plan.server.left + label + 16 * d.scale + d.radius;
  const float last = plan.connection_right - d.radius - 4 * d.scale;
  plan.connection_jack = std::round(
      std::min(std::max(behind_label, plan.server.left + (last - plan.server.left) * 0.62F), last));
}

/// Boxes of the lower rows, left edge and right edge.
std::pair<float, float> row_reach(const StagePlan& plan, std::size_t row) {
  const StageDensity& d = plan.density;
  const bool last = row + 1 == plan.rows.size();
  const float right = last ? plan.server.right : plan.rows[row + 1].jack - 12 * d.scale;
  const float left = std::max(plan.server.left, right - 210 * d.scale);
  return {left, right};
}

float names_height(const StagePlan& plan) {
  float height = 0.0F;
  for (const FileName* name : plan.names) {
    height +=
        name_piece(plan, *name, plan.density.left, plan.input.path_inode).boxes[0].rect.height() + plan.density.gap;
  }
  return std::max(height, usual_name_height(plan) + plan.density.gap);
}

/// Heights of the rows; the height of everything below `row_top`.
float measure_rows(StagePlan& plan) {
  const StageDensity& d = plan.density;
  // A lecture hall's crowd has no room to spare for what is not there.
  const bool crowd = d.presenter && d.tight;
  float top_row = crowd || (plan.rows.empty() && plan.connection == kNoSocket && plan.model.actors.empty())
                      ? 0.0F
                      : usual_connection_height(
                            plan, plan.connection_right - plan.connection_left);
  if (plan.connection != kNoSocket) {
    const StageLayout piece =
        connection_piece(plan, plan.connection_right - plan.connection_left);
    top_row = std::max(top_row, piece.boxes[0].rect.height());
  }
  for (StageRow& row : plan.rows) row.height = crowd ? 0.0F : usual_row_height(plan);
  for (std::size_t i = 0; i < plan.rows.size(); ++i) {
    StageRow& row = plan.rows[i];
    if (row.socket == kNoSocket) continue;
    const auto [left, right] = row_reach(plan, i);
    const StageLayout piece = data_piece(plan, row.socket, row.fds.front(), right - left);
    row.height = std::max(row.height, piece.boxes[0].rect.height());
  }
  for (const StageColumn& column : plan.columns) {
    if (column.socket == kNoSocket) continue;
    float& height = column.row == 0 ? top_row : plan.rows[column.row - 1].height;
    height = std::max(height, client_piece(plan, column).boxes[0].rect.height());
  }
  if (d.names_beside) top_row = std::max(top_row, names_height(plan) - d.gap);
  plan.row_height = std::ceil(top_row);
  const std::size_t queued = plan.connection == kNoSocket
                                 ? 0
                                 : plan.model.sockets[plan.connection].accept_queue.size();
  // Room for two requests is always kept, so that the rows stay where they are.
  const std::size_t usual = d.tight ? 0 : std::min<std::size_t>(plan.clients.size(), 2);
  const auto lanes = static_cast<float>(std::min(std::max(queued, usual), kMostClients));
  const float label = d.tight || d.presenter ? 0.0F : plan.metrics.height_of(StageFont::small) + 4 * d.scale;
  plan.lane_height = std::max(
      d.row_gap, lanes > 0 ? request_lane(plan) * lanes + label + 4 * d.scale : 0.0F);
  const float height = plan.row_height + plan.lane_height;
  float below = 0.0F;
  for (std::size_t i = 0; i < plan.rows.size(); ++i) {
    below += std::ceil(plan.rows[i].height) + (i > 0 && plan.rows[i].height > 0 ? d.row_gap : 0.0F);
  }
  if (!d.names_beside) below = std::max(below, names_height(plan));
  return height + below;
}

/// A band's name, in the left column or in one line.
StageLayout band_name(const StagePlan& plan, const Text& text, bool one_line) {
  StageDensity inside = plan.density;
  inside.pad = 0;
  inside.line_gap = 0;
  StagePiece piece(plan.metrics, inside, one_line ? plan.input.width + 1000 : plan.density.left);
  std::vector<std::string> forms{words(band_text(plan, text))};
  if (!plan.density.names_beside && !plan.density.presenter && &text == &texts::kInterface) {
    forms = {words(texts::kInterfaceShort)};
  }
  piece.line(band_font(plan), StageInk::dim, forms);
  StageLayout made = piece.finish({});
  made.height = made.boxes.front().rect.height();
  made.boxes.clear();
  for (StageText& one : made.texts) one.box = kNoBox;
  return made;
}

void lay_kernel(StageLayout& out, StagePlan& plan) {
  const StageDensity& d = plan.density;
  if (plan.connection != kNoSocket) {
    append(out, connection_piece(plan, plan.connection_right - plan.connection_left),
           plan.connection_left, plan.row_top);
  }
  for (std::size_t i = 0; i < plan.rows.size(); ++i) {
    const StageRow& row = plan.rows[i];
    if (row.socket == kNoSocket) continue;
    const auto [left, right] = row_reach(plan, i);
    append(out, data_piece(plan, row.socket, row.fds.front(), right - left, row.height), left,
           row.top);
  }
  for (const StageColumn& column : plan.columns) {
    if (column.socket == kNoSocket) continue;
    const bool paired = column.row != 0;
    const float top = paired ? plan.rows[column.row - 1].top : plan.row_top;
    append(out, client_piece(plan, column, paired ? plan.rows[column.row - 1].height : 0.0F),
           column.left, top);
  }
  float top = d.names_beside ? plan.row_top : plan.lane_bottom;
  for (const FileName* name : plan.names) {
    StageLayout piece = name_piece(plan, *name, d.left, plan.input.path_inode);
    const float height = piece.boxes[0].rect.height();
    append(out, std::move(piece), d.margin, top);
    top += height + d.gap;
  }
}

StageLayout lay_out(const StageInput& input, const StageDensity& density) {
  StagePlan plan(input, density);
  const StageDensity& d = plan.density;
  StageLayout out;
  out.width = place_columns(plan);
  place_jacks(plan);
  const float actors = actors_height(plan);
  const StageFont returned = d.presenter ? StageFont::result : StageFont::mono;
  const float token = plan.metrics.height_of(returned) + (d.spaced ? 8 : d.tight ? 2 : 5) * d.scale;
  const float token_gap = std::ceil(token + (d.spaced ? 6 : 3) * d.scale);
  const float lane = plan.metrics.height_of(StageFont::small) + (d.spaced ? 14 : d.tight || d.presenter ? 4 : 8) * d.scale;
  StageHardware hardware = hardware_piece(plan, out.width);
  out.presenter = d.presenter;
  const float top = d.margin;
  StageLayout interface_name = band_name(plan, texts::kInterface, false);
  const float strip = std::ceil(std::max({2 * d.radius + (d.tight || d.presenter ? 6 : 10) * d.scale,
                                          d.presenter ? 0.0F : (d.tight ? 28 : 36) * d.scale,
                                          interface_name.height + 2 * d.scale}));
  const float below = measure_rows(plan);
  const float end = d.margin;
  const float needed = top + actors + token_gap + strip + lane + below + end + hardware.height;
  out.height = std::max(needed, input.height);

  // What is left over goes between the rows first, and then stays empty above the hardware.
  const float spare = out.height - needed;
  const auto rows = static_cast<float>(plan.rows.size());
  const float stretch = std::floor(std::min(spare / (rows + 2), 44 * d.scale));
  plan.interface_top = top + actors + token_gap;
  plan.interface_bottom = plan.interface_top + strip;
  plan.kernel_top = plan.interface_bottom;
  plan.row_top = std::ceil(plan.kernel_top + lane + stretch);
  plan.lane_top = plan.row_top + plan.row_height;
  plan.lane_bottom = plan.lane_top + plan.lane_height + stretch;
  float y = plan.lane_bottom;
  for (StageRow& row : plan.rows) {
    row.height = std::ceil(row.height);
    row.top = y;
    if (row.height > 0) y += row.height + d.row_gap + stretch;
  }
  const float hardware_top = out.height - hardware.height;
  out.bands = {StageRect{0, 0, out.width, plan.interface_top},
               StageRect{0, plan.interface_top, out.width, plan.interface_bottom},
               StageRect{0, plan.interface_bottom, out.width, hardware_top},
               StageRect{0, hardware_top, out.width, out.height}};
  const float middle = (plan.interface_top + plan.interface_bottom - interface_name.height) / 2;
  const float lane_middle = (lane - plan.metrics.height_of(band_font(plan))) / 2;
  append(out, band_name(plan, texts::kApplication, false), d.margin, top);
  append(out, std::move(interface_name), d.margin, std::round(middle));
  append(out, band_name(plan, texts::kKernel, true), d.margin, plan.kernel_top + lane_middle);
  lay_actors(out, plan, top, actors);
  lay_kernel(out, plan);
  lay_strips(out, plan);
  lay_tokens(out, plan, plan.interface_top - token_gap + (d.spaced ? 3 : 1.5F) * d.scale, token);
  append(out, std::move(hardware.piece), 0, hardware_top);
  lay_wires(out, plan);
  return out;
}

/// Presenter mode chooses by the cast, so that nothing jumps when a queue fills; the window by what
/// fits at this moment.
int least_density(const StageInput& input) {
  if (!input.presenter) return 0;
  const StagePlan plan(input, stage_density(0, input.scale, true));
  if (plan.columns.size() > 3 || plan.rows.size() > 3) return 2;
  return plan.rows.size() > 1 ? 1 : 0;
}

}  // namespace

std::size_t StageLayout::box_of(SocketIndex socket) const {
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    if (boxes[i].socket == socket && boxes[i].kind != StageBox::Kind::file_name &&
        boxes[i].kind != StageBox::Kind::actor) {
      return i;
    }
  }
  return kNoBox;
}

std::size_t StageLayout::box_of_actor(ActorId actor) const {
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    if (boxes[i].kind == StageBox::Kind::actor && boxes[i].actor == actor) return i;
  }
  return kNoBox;
}

StageLayout lay_out_whole(const StageInput& input) {
  StageLayout out;
  for (int level = least_density(input); level < stage_densities(input.presenter); ++level) {
    out = lay_out(input, stage_density(level, input.scale, input.presenter));
    const bool fits = out.width <= input.width && out.height <= input.height;
    if (fits) break;
  }
  return out;
}

StageLayout lay_out_stage(const StageInput& input) {
  if (input.few != nullptr) return lay_out_crowd(input, *input.few);
  const std::optional<StageFew> few = few_of(input);
  return few ? lay_out_crowd(input, *few) : lay_out_whole(input);
}

}  // namespace sockwalk
