#include <algorithm>
#include <cmath>

#include "stage_plan.h"
#include "text/stage_text.h"

namespace sockwalk {
namespace {

namespace texts = stage_text;

/// How a strip may say whose numbers stand in it, the longest form first.
std::vector<std::string> strip_forms(const StagePlan& plan, const StageStrip& strip) {
  const std::string name = actor_title(plan.model, strip.actor);
  const std::string own = say(texts::kOwnNumbers, name).words();
  std::vector<std::string> forms{own, actor_letter(plan.model.actors[strip.actor].name)};
  if (!strip.sharers.empty()) {
    const std::size_t threads = strip.sharers.size() + 1;
    forms.insert(forms.begin(), {say(texts::kSharedTable, name, threads).words(),
                                 say(texts::kSharedTableShort, name, threads).words()});
  } else if (strip.actor == kServer) {
    forms.insert(forms.begin(), say(texts::kServerNumbers, name).words());
  }
  return forms;
}

void lay_jacks(StageLayout& out, const StagePlan& plan, ActorId actor, const StageObject& object,
               float x) {
  const float middle = (plan.interface_top + plan.interface_bottom) / 2;
  const float twin = 2 * plan.density.radius + 4 * plan.density.scale;
  const Phase phase =
      object.socket == kNoSocket ? Phase::closed : phase_of(plan.model.sockets[object.socket]);
  for (std::size_t i = 0; i < object.fds.size(); ++i) {
    const float left = x - static_cast<float>(object.fds.size() - 1 - i) * twin;
    out.jacks.push_back({{left, middle}, plan.density.radius, actor, object.fds[i], object.socket,
                         object.file, phase, plan.changed(object.socket)});
  }
}

/// One fence for each table: around all actors that use it, which stand side by side.
std::vector<StageStrip> fences(const StagePlan& plan) {
  const float scale = plan.density.scale;
  const float middle = (plan.interface_top + plan.interface_bottom) / 2;
  const float height =
      plan.interface_bottom - plan.interface_top - (plan.density.tight ? 4 : 8) * scale;
  std::vector<StageStrip> strips;
  for (const StageStand& stand : stands_of(plan)) {
    const ActorId owner = plan.table_owner(stand.actor);
    if (!strips.empty() && strips.back().actor == owner) {
      strips.back().rect.right = stand.right;
      strips.back().sharers.push_back(stand.actor);
      continue;
    }
    strips.push_back({{stand.left, middle - height / 2, stand.right, middle + height / 2}, owner, {}});
  }
  // The server's zone reaches as far as its sockets need.
  if (!strips.empty() && strips.front().actor == kServer) strips.front().rect.right = plan.server.right;
  return strips;
}

void label_strip(StageLayout& out, const StagePlan& plan, const StageStrip& strip) {
  const float scale = plan.density.scale;
  float end = strip.rect.right - 8 * scale;
  for (const StageJack& one : out.jacks) {
    if (one.actor == strip.actor) end = std::min(end, one.centre.x - one.radius - 4 * scale);
  }
  const float text_height = plan.metrics.height_of(StageFont::small);
  for (const std::string& form : strip_forms(plan, strip)) {
    const float width = plan.metrics.width(StageFont::small, form);
    const float x = strip.rect.left + 8 * scale;
    if (x + width > end) continue;
    const float y = (strip.rect.top + strip.rect.bottom - text_height) / 2;
    out.texts.push_back({{x, y, x + width, y + text_height}, StageFont::small, StageInk::normal,
                         Phase::created, form, kNoBox});
    return;
  }
}

}  // namespace

void lay_strips(StageLayout& out, const StagePlan& plan) {
  StageObject connection;
  connection.socket = plan.connection;
  connection.fds = plan.connection_fds;
  lay_jacks(out, plan, kServer, connection, plan.connection_jack);
  for (const StageRow& row : plan.rows) lay_jacks(out, plan, kServer, row, row.jack);
  for (const StageColumn& column : plan.columns) {
    lay_jacks(out, plan, column.actor, column, client_jack(plan, column));
  }
  out.strips = fences(plan);
  for (const StageStrip& strip : out.strips) label_strip(out, plan, strip);
}

}  // namespace sockwalk
