#include "socket_paths.h"

#include <algorithm>

#include "event/event_names.h"
#include "model/call_family.h"

namespace sockwalk {
namespace {

/// So many sockets are looked at in all: some tens of milliseconds, once.
constexpr std::uint64_t kMostLooks = 4'000'000;

void add_once(std::vector<Syscall>& calls, Syscall call) {
  if (std::ranges::find(calls, call) == calls.end()) calls.push_back(call);
}

/// Whether that call is one on `socket`, or of its peer, as the row asks.
bool is_about(const Transition& row, const Model& model, SocketIndex socket, const Event& call) {
  if (family_of(call.call) != row.call) return false;
  const SocketIndex at_fd = model.socket_of(call.actor, call.fd());
  const Socket& shown = model.sockets[socket];
  if (row.call == Syscall::accept && row.machine != Machine::connection_socket) {
    // The oldest one in the queue is what accept() takes.
    const SocketIndex queued = row.by_peer ? shown.peer : socket;
    const bool listens = at_fd != kNoSocket && !model.sockets[at_fd].accept_queue.empty();
    return listens && model.sockets[at_fd].accept_queue.front() == queued;
  }
  if (!row.by_peer) return at_fd == socket;
  if (row.call == Syscall::connect) {
    return row.machine == Machine::connection_socket &&
           model.bound_to(model.followed(parts_of(call).rare->address)) == socket;
  }
  return at_fd != kNoSocket && at_fd == shown.peer;
}

}  // namespace

void SocketPaths::follow(const Timeline& timeline, std::uint64_t generation, std::uint64_t seq) {
  if (generation != generation_ || timeline.last_seq() < after_.seq) {
    *this = SocketPaths();
    generation_ = generation;
  }
  while (!given_up_ && after_.seq < std::min(seq, timeline.last_seq())) {
    const Event& event = timeline.event(after_.seq + 1);
    after_.apply(event);
    for (const MadeTransition& made : transitions_made(before_, after_, event)) {
      if (made.row != nullptr) steps_.push_back({event.seq, made.socket, made.row});
    }
    before_.apply(event);
    looked_at_ += after_.sockets.size() + 1;
    given_up_ = looked_at_ > kMostLooks;
  }
}

std::vector<PathStep> SocketPaths::of(SocketIndex socket, std::uint64_t seq) const {
  std::vector<PathStep> path;
  if (given_up_) return path;  // a part of it would look like all of it
  for (const PathStep& step : steps_) {
    if (step.seq > seq) break;
    if (step.socket == socket) path.push_back(step);
  }
  return path;
}

std::vector<TransitionRow> transition_rows(Machine machine, const Model& model, SocketIndex socket,
                                           std::span<const PathStep> path, const Event* next) {
  std::vector<TransitionRow> rows;
  const bool there = socket < model.sockets.size();
  for (const Transition& transition : transition_table()) {
    if (transition.machine != machine) continue;
    TransitionRow row;
    row.transition = &transition;
    row.times = static_cast<std::size_t>(std::ranges::count(path, &transition, &PathStep::row));
    row.possible = there && transition.from == phase_of(model.sockets[socket]) && transition.from != Phase::closed;
    row.next = row.possible && next != nullptr && is_about(transition, model, socket, *next);
    rows.push_back(row);
  }
  const auto group = [](const TransitionRow& row) {
    const int from = row.transition->from ? static_cast<int>(*row.transition->from) + 1 : 0;
    return row.possible ? -1 : from;
  };
  std::ranges::stable_sort(rows, {}, group);
  return rows;
}

PossibleCalls possible_calls(Machine machine, Phase phase) {
  PossibleCalls calls;
  for (const Transition& row : transition_table()) {
    if (row.machine != machine || row.from != phase || row.by_peer) continue;
    if (row.to != phase) add_once(calls.move, row.call);
    else if (row.outcome != Outcome::failed) add_once(calls.stay, row.call);
  }
  for (const Transition& row : transition_table()) {
    if (row.machine != machine || row.from != phase || row.by_peer || row.outcome != Outcome::failed) continue;
    const auto has = [&](const std::vector<Syscall>& list) { return std::ranges::find(list, row.call) != list.end(); };
    if (!has(calls.move) && !has(calls.stay)) add_once(calls.refused, row.call);
  }
  return calls;
}

}  // namespace sockwalk
