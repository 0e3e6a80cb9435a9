#include "stage_plan.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "model/phase.h"
#include "stage_crowd.h"
#include "text/presenter_text.h"
#include "text/stage_text.h"

namespace sockwalk {
namespace {

constexpr std::int32_t kFirstHandle = 4;
constexpr std::size_t kMostNames = 3;

bool is_connection(const Model& model, const StageObject& object) {
  return object.is_socket_here() &&
         model.sockets[object.socket].role() == SocketRole::connection;
}

bool is_usual(const Model& model, const StageObject& object) {
  return object.socket != kNoSocket && model.sockets[object.socket].role() == SocketRole::server_data;
}

}  // namespace

StagePlan::StagePlan(const StageInput& stage_input, const StageDensity& stage_density)
    : input(stage_input),
      model(*stage_input.model),
      metrics(*stage_input.metrics),
      density(stage_density) {
  find_clients();
  find_server_objects();
  find_client_objects();
  pair_columns();
  find_names();
}

/// Everybody but the server: who shares a table stands behind whose it is.
void StagePlan::find_clients() {
  std::vector<ActorId> cast;
  if (input.few != nullptr) {
    // The state before a turn may know fewer actors than the one for which they were chosen.
    std::ranges::copy_if(input.few->clients, std::back_inserter(cast),
                         [&](ActorId actor) { return actor < model.actors.size(); });
  } else {
    for (std::size_t i = 1; i < model.actors.size() && cast.size() < 4096; ++i) {
      cast.push_back(static_cast<ActorId>(i));
    }
    hidden_clients = cast.size() > kMostClients ? cast.size() - kMostClients : 0;
    cast.resize(cast.size() - hidden_clients);
    // Whoever acts is always to be seen.
    for (const ActorId actor : {input.mover, input.next}) {
      if (hidden_clients == 0 || actor == kServer || actor >= model.actors.size()) continue;
      if (std::ranges::find(cast, actor) == cast.end()) cast.back() = actor;
    }
  }
  std::ranges::stable_sort(cast, {}, [&](ActorId actor) { return table_owner(actor); });
  clients = std::move(cast);
}

void StagePlan::find_server_objects() {
  std::vector<StageObject> objects = objects_of(kServer, kMostNumbers, hidden_numbers);
  add_homeless(kServer, objects);
  const auto first = std::ranges::find_if(
      objects, [&](const StageObject& one) { return is_connection(model, one); });
  if (first != objects.end()) {
    connection = first->socket;
    connection_fds = first->fds;
    objects.erase(first);
  }
  const auto others = static_cast<std::size_t>(std::ranges::count_if(
      objects, [&](const StageObject& one) { return !is_usual(model, one); }));
  const std::size_t served = clients.size() - sharers_of(kServer);
  const std::size_t slots = model.handles.slots.size();
  std::size_t usual = slots > 1 ? std::min(slots - 1, served) : 1;
  if (clients.empty()) usual = 0;
  usual = std::max(std::min(usual + others, kMostNumbers), objects.size());
  rows.resize(usual);
  // A number keeps its row while others come and go, where the numbers are as usual.
  const std::int32_t base = connection_fds.empty() ? kFirstHandle : connection_fds.front() + 1;
  const bool as_usual = std::ranges::all_of(objects, [&](const StageObject& one) {
    return !one.fds.empty() && one.fds.front() >= base &&
           one.fds.front() < base + static_cast<int>(usual);
  });
  for (std::size_t i = 0; i < objects.size(); ++i) {
    const std::size_t row =
        as_usual ? static_cast<std::size_t>(objects[i].fds.front() - base) : i;
    static_cast<StageObject&>(rows[row]) = std::move(objects[i]);
  }
}

void StagePlan::find_client_objects() {
  for (const ActorId actor : clients) {
    std::size_t hidden = 0;
    // Numbers that are shared stand once, with the actor that had them first.
    std::vector<StageObject> objects;
    if (table_owner(actor) == actor) {
      objects = objects_of(actor, kMostNumbers, hidden);
      add_homeless(actor, objects);
    }
    if (objects.empty()) objects.push_back({});
    for (StageObject& one : objects) {
      StageColumn column;
      static_cast<StageObject&>(column) = std::move(one);
      column.actor = actor;
      columns.push_back(std::move(column));
    }
  }
}

/// A pair of peers stands in one row. Two columns may not claim one: hostile traces can say so.
void StagePlan::pair_columns() {
  std::vector<bool> taken(rows.size() + 1, false);
  for (StageColumn& column : columns) {
    if (!column.is_socket_here()) continue;
    const Socket& socket = model.sockets[column.socket];
    const bool paired = socket.peer < model.sockets.size() && !socket.peer_gone &&
                        model.sockets[socket.peer].peer == column.socket;
    if (!paired) continue;
    column.row = row_of(socket.peer);
    if (column.row != 0 && taken[column.row]) column.row = 0;
    taken[column.row] = true;
  }
}

void StagePlan::find_names() {
  const auto add = [&](const StageName& name) {
    if (names.size() < kMostNames) names.push_back(name);
    else ++hidden_names;
  };
  for (const FileName& name : model.names) {
    if (name.exists) add({&name, name.socket});
  }
  for (const SocketIndex socket : model.open_sockets()) {
    const Socket& subject = model.sockets[socket];
    const bool own = !subject.queued && subject.role() != SocketRole::server_data;
    if (own && subject.address.kind == UnixAddress::Kind::abstract) add({nullptr, socket});
  }
}

ActorId StagePlan::table_owner(ActorId actor) const {
  return actor < model.actors.size() ? std::min(first_with(model.actors[actor].table), actor) : actor;
}

bool StagePlan::changed(SocketIndex socket) const {
  return socket != kNoSocket && std::ranges::any_of(input.changes, [&](const Change& change) {
           return change.socket == socket;
         });
}

const Change* StagePlan::change(SocketIndex socket, std::string_view property) const {
  for (const Change& one : input.changes) {
    if (one.socket == socket && one.property == property) return &one;
  }
  return nullptr;
}

bool StagePlan::asleep(ActorId actor) const {
  return model.actors[actor].state == ActorState::in_call &&
         (input.settled || actor != input.mover);
}

const Event* StagePlan::next_call(ActorId actor) const {
  return actor < input.next_calls.size() && input.next_calls[actor] ? &*input.next_calls[actor]
                                                                    : nullptr;
}

std::size_t StagePlan::row_of(SocketIndex socket) const {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (socket != kNoSocket && rows[i].is_socket_here() && rows[i].socket == socket) return i + 1;
  }
  return 0;
}

std::string actor_letter(std::string_view name) {
  if (name.empty()) return "?";
  const std::size_t digit = name.find_first_of("0123456789");
  if (digit == std::string_view::npos) return capitalised(name.substr(0, 1));
  const std::size_t end = std::min(name.find_first_not_of("0123456789", digit), name.size());
  // What has no room, or is the number of the first of many, would be taken for another one's.
  constexpr std::size_t kRoom = 2;
  if (end - digit > kRoom || end < name.size()) return capitalised(name.substr(0, 1));
  const std::string number(name.substr(digit, end - digit));
  // A client is its number; the others with one must not be taken for it.
  return name.starts_with("client") ? number : std::string(name.substr(0, 1)) + number;
}

const Text& band_text(const StagePlan& plan, const Text& name) {
  if (!plan.density.presenter) return name;
  if (&name == &stage_text::kApplication) return presenter_text::kApplication;
  return &name == &stage_text::kKernel ? presenter_text::kKernel : presenter_text::kInterface;
}

StageFont band_font(const StagePlan& plan) {
  return plan.density.spaced ? StageFont::label : StageFont::small;
}

std::string actor_title(const Model& model, ActorId actor) {
  const Actor* found = model.actor(actor);
  return found == nullptr ? std::string{} : capitalised(found->name);
}

std::vector<StageStand> stands_of(const StagePlan& plan) {
  std::vector<StageStand> stands;
  if (!plan.model.actors.empty()) {
    stands.push_back({kServer, plan.server.left, plan.server_box, plan.connection});
  }
  for (const StageColumn& column : plan.columns) {
    if (!stands.empty() && stands.back().actor == column.actor) {
      stands.back().right = column.right;
    } else {
      stands.push_back({column.actor, column.left, column.right, column.socket});
    }
  }
  return stands;
}

float client_jack(const StagePlan& plan, const StageColumn& column) {
  const float scale = plan.density.scale;
  const float edge = plan.density.radius + 5 * scale;
  const std::string name = say(stage_text::kOwnNumbers, actor_title(plan.model, column.actor)).words();
  const float behind_name = column.left + plan.metrics.width(StageFont::small, name) +
                            plan.density.radius + 13 * scale;
  const float usual = column.right - (column.right - column.left) * 0.27F;
  return std::round(std::min(std::max(usual, behind_name), column.right - edge));
}

std::string_view base_name(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

}  // namespace sockwalk
