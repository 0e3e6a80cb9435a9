#include "cli/turn_lines.h"

#include <fmt/format.h>

#include "event/escape_sequences.h"
#include "event/event_text.h"
#include "event/syscall.h"
#include "text/command_text.h"

namespace sockwalk {
namespace {

using namespace command_text;

/// The next event of the same actor that says how its call went on, within the same turn.
const Event* sequel(const Timeline& timeline, const Event& enter) {
  const std::uint64_t last = timeline.end_of_turn(timeline.turn_of(enter.seq));
  for (std::uint64_t seq = enter.seq + 1; seq <= last; ++seq) {
    const Event& event = timeline.event(seq);
    if (event.actor != enter.actor) continue;
    if (event.kind == EventKind::exit || event.kind == EventKind::end) return &event;
  }
  return nullptr;
}

/// " (woken by client 1's connect)"
std::string woken_text(const Timeline& timeline, const ActorNames& names, const Event& exit) {
  if (!exit.slept) return {};
  if (exit.woken_by == 0 || exit.woken_by > timeline.last_seq()) return say(kWoken).words();
  const Event& cause = timeline.event(exit.woken_by);
  return say(kWokenBy, escaped(doer_of(cause, names)), row_of(cause.call).name).words();
}

/// Follows the state through a turn to tell with which of many clients the server has to do.
class Clients {
 public:
  Clients(const Timeline& timeline, const Turn& turn) {
    const SocketList& sockets = timeline.now().sockets;
    for (SocketIndex i = 0; i < sockets.size() && !several_; ++i) several_ = sockets[i].client != 0;
    if (several_) model_ = timeline.state_at(turn.first - 1);
  }

  /// "  (client 437)" behind a call on the handle of one of them.
  std::string take(const Event& event) {
    if (!several_) return {};
    const bool slot = event.kind == EventKind::note && event.note == NoteKind::slot;
    if (event.client != 0 || (event.kind != EventKind::exit && !slot)) {
      model_.apply(event);
      return {};
    }
    std::int64_t handle = event.args[0];
    if (slot) handle = event.args[1];
    if (event.call == Syscall::epoll_ctl) handle = event.args[2];
    std::string name = client_behind(event.actor, handle);
    model_.apply(event);
    const bool accepts = event.call == Syscall::accept || event.call == Syscall::accept4;
    if (accepts && !event.failed()) name = client_behind(event.actor, event.ret);
    return name.empty() ? name : say(kAboutClient, name).words();
  }

 private:
  std::string client_behind(ActorId actor, std::int64_t handle) const {
    const SocketIndex socket = model_.socket_of(actor, static_cast<std::int32_t>(handle));
    const bool data =
        socket != kNoSocket && model_.sockets[socket].role() == SocketRole::server_data;
    return data ? party_of(model_, socket) : std::string{};
  }

  bool several_ = false;
  Model model_;
};

struct Line {
  std::string text;  ///< empty: the event has no line
  Output::Colour colour = Output::Colour::none;
};

Line line_of(const Timeline& timeline, const ActorNames& names, const Event& event) {
  switch (event.kind) {
    case EventKind::turn:
    case EventKind::kernel:
      return {};
    case EventKind::enter: {
      const Event* next = sequel(timeline, event);
      if (next != nullptr && next->kind == EventKind::exit) return {};
      if (next != nullptr) return {call_text(event), Output::Colour::none};
      return {say(kAsleepLine, call_text(event)).words(), Output::Colour::yellow};
    }
    case EventKind::exit: {
      const bool alarming = event.failed() && !event.expected;
      return {strace_line(event, enter_of(timeline, event)) + woken_text(timeline, names, event),
              alarming ? Output::Colour::red : Output::Colour::none};
    }
    case EventKind::signal:
      return {strace_line(event, nullptr), Output::Colour::red};
    default:
      return {strace_line(event, nullptr), Output::Colour::dim};
  }
}

}  // namespace

const Event* enter_of(const Timeline& timeline, const Event& exit) {
  if (exit.enter == 0 || exit.enter > timeline.last_seq()) return nullptr;
  const Event& enter = timeline.event(exit.enter);
  return enter.kind == EventKind::enter ? &enter : nullptr;
}

bool falls_asleep(const Timeline& timeline, const Event& enter) {
  return enter.kind == EventKind::enter && sequel(timeline, enter) == nullptr;
}

void print_turn(Output& output, const Timeline& timeline, const ActorNames& names,
                std::uint64_t turn, bool numbered) {
  const Turn& stretch = timeline.turns()[turn];
  if (stretch.first == 0) return;
  Clients clients(timeline, stretch);
  for (std::uint64_t seq = stretch.first; seq <= stretch.last; ++seq) {
    const Event& event = timeline.event(seq);
    const std::string client = clients.take(event);
    Line line = line_of(timeline, names, event);
    if (line.text.empty()) continue;
    line.text += client;
    const std::string actor = event.actor == kSetup ? "setup" : escaped(doer_of(event, names));
    const std::string number = numbered ? fmt::format("{:>6}  ", seq) : std::string{};
    const std::string place = fmt::format("{}{:>4}  {:<9} ", number, turn, actor);
    output.line(output.paint(Output::Colour::dim, place) + output.paint(line.colour, line.text));
  }
}

}  // namespace sockwalk
