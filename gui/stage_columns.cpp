#include <algorithm>
#include <cmath>

#include "stage_plan.h"
#include "text/stage_text.h"

namespace sockwalk {
namespace {

/// Where columns and numbers stand, from left to right.

namespace texts = stage_text;

/// How much further left than its row's jack the first of several numbers for one thing stands.
float twins_width(const StagePlan& plan, const StageObject& object) {
  if (object.fds.size() < 2) return 0.0F;
  return static_cast<float>(object.fds.size() - 1) * (2 * plan.density.radius + 4 * plan.density.scale);
}

float all_twins_width(const StagePlan& plan) {
  float width = 0.0F;
  for (const StageRow& row : plan.rows) width += twins_width(plan, row);
  return width;
}

/// How wide the server's zone must be for its jacks and its connection socket.
float least_server_width(const StagePlan& plan) {
  const StageDensity& d = plan.density;
  const float jacks = static_cast<float>(plan.rows.size()) * d.step + all_twins_width(plan);
  const std::string name = actor_title(plan.model, kServer);
  const float label = plan.metrics.width(StageFont::small, say(texts::kOwnNumbers, name).words());
  const float strip = label + 2 * d.radius + 24 * d.scale + jacks;
  const float before = d.names_beside ? 0.0F : d.left + d.gap;
  const float sockets = d.server - before + jacks + 10 * d.scale;
  const float text = plan.metrics.width(StageFont::small, "handles [4, −1, −1, −1]") + 2 * d.pad;
  return std::ceil(std::max({strip, sockets, d.two_line_head ? text : 0.0F}));
}

/// The server's own box, and the threads that share its table beside it.
float least_threads_width(const StagePlan& plan) {
  const StageDensity& d = plan.density;
  const auto threads = static_cast<float>(plan.server_threads());
  return threads == 0 ? 0.0F : d.client + threads * (d.gap + d.client);
}

float first_jack(const StagePlan& plan, const StageRow& row) {
  return row.jack - twins_width(plan, row);
}

void place_server(StagePlan& plan, float left, float width) {
  const StageDensity& d = plan.density;
  plan.server.left = left;
  plan.server.right = std::round(left + width);
  plan.server_box = plan.server.right;
  const std::size_t threads = plan.server_threads();
  if (threads == 0) return;
  const float share = (width + d.gap) / static_cast<float>(threads + 1);
  // All equally wide, so that all say the same in the same form.
  const float box = std::floor(share - d.gap);
  plan.server_box = std::round(left) + box;
  for (std::size_t i = 0; i < threads; ++i) {
    StageColumn& column = plan.columns[i];
    column.left = std::round(left + share * static_cast<float>(i + 1));
    column.right = column.left + box;
  }
}

}  // namespace

float place_columns(StagePlan& plan) {
  const StageDensity& d = plan.density;
  const float left = d.margin + d.left + d.gap;
  const std::size_t threads = plan.server_threads();
  const float server_least = std::max(least_server_width(plan), least_threads_width(plan));
  const auto count = static_cast<float>(plan.columns.size() - threads);
  const float needed = left + server_least + count * (d.gap + d.client) + d.margin;
  const float width = std::max(needed, plan.input.width);
  const float extra = width - needed;
  // Beyond what reads well a box gets no wider; what is left over goes between the columns.
  const float server_most =
      std::max(server_least, (500 + 120 * static_cast<float>(threads)) * d.scale);
  const float client_most = 290 * d.scale;
  const float weight = 1.6F + count;
  const float server = std::min(server_most, server_least + extra * 1.6F / weight);
  const float client = count == 0 ? 0 : std::min(client_most, d.client + extra / weight);
  const float spare = width - left - d.margin - server - count * (client + d.gap);
  const float gap = d.gap + (count == 0 ? 0 : std::min(spare / count, 150 * d.scale));
  place_server(plan, left, server);
  float x = plan.server.right;
  for (std::size_t i = threads; i < plan.columns.size(); ++i) {
    StageColumn& column = plan.columns[i];
    column.left = std::round(x + gap);
    column.right = std::round(column.left + client);
    x += gap + client;
  }
  return width;
}

void place_jacks(StagePlan& plan) {
  const StageDensity& d = plan.density;
  const auto count = static_cast<float>(plan.rows.size());
  const float clear = 12 * d.scale;
  const float edge = d.radius + 8 * d.scale;
  plan.connection_left = d.names_beside ? plan.server.left : d.margin;
  float step = d.step;
  if (count > 0) {
    const float room = plan.server.right - plan.connection_left - d.server - clear - edge -
                       all_twins_width(plan);
    step = std::clamp(room / count, d.step, 62 * d.scale);
  }
  float x = plan.server.right - edge;
  for (std::size_t i = plan.rows.size(); i-- > 0;) {
    plan.rows[i].jack = std::round(x);
    x -= step + twins_width(plan, plan.rows[i]);
  }
  plan.connection_right =
      plan.rows.empty() ? plan.server.right : first_jack(plan, plan.rows.front()) - clear;
  plan.connection_right =
      std::min(plan.connection_right, plan.connection_left + 420 * d.scale);
  const float label = plan.metrics.width(
      StageFont::small, say(texts::kServerNumbers, actor_title(plan.model, kServer)).words());
  StageObject connection;
  connection.fds = plan.connection_fds;
  const float behind_label =
      plan.server.left + label + 16 * d.scale + d.radius + twins_width(plan, connection);
  const float last = plan.connection_right - d.radius - 4 * d.scale;
  plan.connection_jack = std::round(
      std::min(std::max(behind_label, plan.server.left + (last - plan.server.left) * 0.62F), last));
}

std::pair<float, float> row_reach(const StagePlan& plan, std::size_t row) {
  const StageDensity& d = plan.density;
  const bool last = row + 1 == plan.rows.size();
  const float right =
      last ? plan.server.right : first_jack(plan, plan.rows[row + 1]) - 12 * d.scale;
  const float left = std::max(plan.server.left, right - (210 * d.scale + twins_width(plan, plan.rows[row])));
  return {left, right};
}

}  // namespace sockwalk
