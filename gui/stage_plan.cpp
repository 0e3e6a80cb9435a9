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

struct Numbered {
  SocketIndex socket = kNoSocket;
  std::vector<std::int32_t> fds;
};

/// The sockets of one actor with the numbers that lead there, by their lowest number.
std::vector<Numbered> sockets_of(const Model& model, ActorId id, std::size_t most,
                                 const StageFew* few, std::size_t& hidden) {
  std::vector<Numbered> found;
  const Actor* actor = model.actor(id);
  if (actor == nullptr || actor->table >= model.tables.size()) return found;
  for (const Descriptor& descriptor : model.tables[actor->table].descriptors) {
    const SocketIndex socket = model.files[descriptor.file].socket;
    if (socket == kNoSocket) continue;
    if (few != nullptr && model.sockets[socket].role() != SocketRole::connection &&
        std::ranges::find(few->sockets, socket) == few->sockets.end()) {
      continue;
    }
    const auto known = std::find_if(found.begin(), found.end(),
                                    [&](const Numbered& one) { return one.socket == socket; });
    if (known != found.end()) {
      if (known->fds.size() < 2) known->fds.push_back(descriptor.fd);
      continue;
    }
    if (found.size() >= most) {
      ++hidden;
      continue;
    }
    found.push_back({socket, {descriptor.fd}});
  }
  return found;
}

bool is_connection(const Model& model, SocketIndex socket) {
  return model.sockets[socket].role() == SocketRole::connection;
}

}  // namespace

StagePlan::StagePlan(const StageInput& stage_input, const StageDensity& stage_density)
    : input(stage_input),
      model(*stage_input.model),
      metrics(*stage_input.metrics),
      density(stage_density) {
  find_clients();
  find_server_sockets();
  find_client_sockets();
  find_names();
}

void StagePlan::find_clients() {
  if (input.few != nullptr) {
    // The state before a turn may know fewer actors than the one for which they were chosen.
    std::ranges::copy_if(input.few->clients, std::back_inserter(clients),
                         [&](ActorId actor) { return actor < model.actors.size(); });
    return;
  }
  std::vector<ActorId> cast;
  for (std::size_t i = 0; i < model.actors.size() && cast.size() < 4096; ++i) {
    if (i != kServer) cast.push_back(static_cast<ActorId>(i));
  }
  hidden_clients = cast.size() > kMostClients ? cast.size() - kMostClients : 0;
  for (const ActorId actor : cast) {
    if (clients.size() < kMostClients) clients.push_back(actor);
  }
  // Whoever acts is always to be seen.
  for (const ActorId actor : {input.mover, input.next}) {
    if (hidden_clients == 0 || actor == kNoActor || actor == kServer) continue;
    if (actor < model.actors.size() && std::ranges::find(clients, actor) == clients.end()) {
      clients.back() = actor;
    }
  }
}

void StagePlan::find_server_sockets() {
  std::vector<Numbered> sockets =
      sockets_of(model, kServer, kMostNumbers, input.few, hidden_numbers);
  auto first = std::find_if(sockets.begin(), sockets.end(), [&](const Numbered& one) {
    return is_connection(model, one.socket);
  });
  if (first != sockets.end()) {
    connection = first->socket;
    connection_fds = first->fds;
    sockets.erase(first);
  }
  const std::size_t slots = model.handles.slots.size();
  std::size_t usual = slots > 1 ? std::min(slots - 1, clients.size()) : 1;
  if (clients.empty()) usual = 0;
  usual = std::max(std::min(usual, kMostNumbers), sockets.size());
  rows.resize(usual);
  // A number keeps its row while others come and go, where the numbers are as usual.
  const std::int32_t base = connection_fds.empty() ? kFirstHandle : connection_fds.front() + 1;
  const bool as_usual = std::ranges::all_of(sockets, [&](const Numbered& one) {
    return one.fds.front() >= base && one.fds.front() < base + static_cast<int>(usual);
  });
  for (std::size_t i = 0; i < sockets.size(); ++i) {
    const std::size_t row =
        as_usual ? static_cast<std::size_t>(sockets[i].fds.front() - base) : i;
    rows[row].socket = sockets[i].socket;
    rows[row].fds = std::move(sockets[i].fds);
  }
}

void StagePlan::find_client_sockets() {
  for (const ActorId actor : clients) {
    std::size_t hidden = 0;
    // Numbers that are shared stand once, with the actor that had them first.
    std::vector<Numbered> sockets;
    if (table_owner(actor) == actor)
      sockets = sockets_of(model, actor, kMostOwnSockets, input.few, hidden);
    if (sockets.empty()) sockets.push_back({});
    for (Numbered& one : sockets) {
      StageColumn column;
      column.actor = actor;
      column.socket = one.socket;
      column.fds = std::move(one.fds);
      if (one.socket != kNoSocket) {
        const Socket& socket = model.sockets[one.socket];
        const bool paired = socket.peer < model.sockets.size() && !socket.peer_gone &&
                            model.sockets[socket.peer].peer == one.socket;
        column.row = paired ? row_of(socket.peer) : 0;
      }
      columns.push_back(std::move(column));
    }
  }
  // Two columns may not claim one row: hostile traces can say so.
  std::vector<bool> taken(rows.size() + 1, false);
  for (StageColumn& column : columns) {
    if (column.row == 0) continue;
    if (taken[column.row]) column.row = 0;
    taken[column.row] = true;
  }
}

void StagePlan::find_names() {
  for (const FileName& name : model.names) {
    if (name.exists && names.size() < kMostNames) names.push_back(&name);
  }
}

std::vector<std::int32_t> StagePlan::numbers_without_socket(ActorId actor) const {
  std::vector<std::int32_t> numbers;
  const Actor* owner = model.actor(actor);
  if (owner == nullptr || owner->table >= model.tables.size() || table_owner(actor) != actor) {
    return numbers;
  }
  for (const Descriptor& descriptor : model.tables[owner->table].descriptors) {
    if (model.files[descriptor.file].socket == kNoSocket) numbers.push_back(descriptor.fd);
  }
  return numbers;
}

ActorId StagePlan::table_owner(ActorId actor) const {
  for (std::size_t i = 0; i < actor; ++i) {
    if (model.actors[i].table == model.actors[actor].table) return static_cast<ActorId>(i);
  }
  return actor;
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
    if (socket != kNoSocket && rows[i].socket == socket) return i + 1;
  }
  return 0;
}

std::string actor_letter(std::string_view name) {
  if (name.empty()) return "?";
  const std::size_t digit = name.find_first_of("0123456789");
  if (digit == std::string_view::npos) return capitalised(name.substr(0, 1));
  const std::size_t end = std::min(name.find_first_not_of("0123456789", digit), name.size());
  const std::string number(name.substr(digit, std::min<std::size_t>(end - digit, 2)));
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
    stands.push_back({kServer, plan.server.left, plan.server.right, plan.connection});
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
