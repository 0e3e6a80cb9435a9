#include "stage_state.h"

#include <bit>
#include <functional>
#include <utility>

#include "stage_crowd.h"
#include "stage_paint.h"

namespace sockwalk {
namespace {

StageInput input_of(const Scene& scene, const std::vector<ActorId>& can_move,
                    const StageMetrics& metrics, const Area& area) {
  StageInput input;
  input.model = &scene.model;
  input.timeline = &scene.walk.timeline();
  input.next_calls = scene.next_calls;
  input.can_move = can_move;
  input.next = scene.next;
  input.mover = scene.mover;
  input.enter = scene.enter;
  input.exit = scene.exit;
  input.settled = scene.reveal.beat == Beat::settled;
  input.time_is_held = can_be_given({kClock, TurnRequest::Kind::time, {}}, scene.walk.stands());
  input.changes = scene.changes;
  if (const KernelSnapshot* kernel = scene.walk.kernel()) {
    input.path_inode = kernel->path_inode;
    input.inode_path = kernel->path;
  }
  input.width = area.width();
  input.height = area.height();
  input.scale = scene.scale;
  input.presenter = scene.presenter;
  input.metrics = &metrics;
  const Target& selected = scene.selection.selected();
  if (selected.kind == Target::Kind::actor) input.selected = selected.actor;
  input.selected_socket = selected.socket;
  return input;
}

std::uint64_t bits(float number) { return std::bit_cast<std::uint32_t>(number); }
std::uint64_t place(const void* pointer) { return reinterpret_cast<std::uintptr_t>(pointer); }

/// Everything that the layout depends on. The states are those of a recording, which only grows: which
/// one it is, how long it is and how much of it is shown stands for them.
std::vector<std::uint64_t> made_of(const Scene& scene, const StageInput& input) {
  std::vector<std::uint64_t> parts{
      scene.walk.generation(),    input.presenter ? 1U : 0U,   bits(input.width),
      bits(input.height),         bits(input.scale),           place(scene.fonts.body),
      scene.turn,                 static_cast<std::uint64_t>(scene.reveal.beat),
      scene.seq,                  input.timeline->last_seq(),
      input.next,                 input.mover,                 place(input.enter),
      place(input.exit),          input.time_is_held ? 1U : 0U, input.path_inode,
      std::hash<std::string_view>()(input.inode_path),          input.changes.size(),
      input.model->actors.size(), input.model->sockets.size(), input.selected,
      input.selected_socket};
  parts.push_back(input.can_move.size());
  parts.insert(parts.end(), input.can_move.begin(), input.can_move.end());
  for (std::size_t actor = 0; actor < input.next_calls.size(); ++actor) {
    const std::optional<Event>& call = input.next_calls[actor];
    if (!call) continue;
    parts.insert(parts.end(), {actor, static_cast<std::uint64_t>(call->call), place(call->parts)});
    for (const std::int64_t argument : call->args) parts.push_back(static_cast<std::uint64_t>(argument));
  }
  return parts;
}

/// The beats in which things move on the stage.
bool changes_kernel(Beat beat) { return beat == Beat::kernel || beat == Beat::wake; }

/// A bar to scroll with takes room in the other direction. Leaves the room that there is in `input`.
StageLayout lay_out_beside_bars(StageInput& input) {
  StageLayout layout = lay_out_stage(input);
  const float bar = ImGui::GetStyle().ScrollbarSize;
  const bool down = layout.height > input.height;
  if (down) input.width -= bar;
  if (layout.width > input.width) input.height -= bar;
  if (down || layout.width > input.width) layout = lay_out_stage(input);
  return layout;
}

}  // namespace

void StageState::lay_out(const Scene& scene, const Area& area) {
  const StageMetrics metrics = metrics_of(scene.fonts);
  const std::vector<ActorId> can_move = scene.walk.can_move();
  StageInput input = input_of(scene, can_move, metrics, area);
  std::vector<std::uint64_t> parts = made_of(scene, input);
  if (parts == made_of_) return;
  made_of_ = std::move(parts);
  ++laid_out_;
  motion_.reset();
  const std::optional<StageFew> few = few_of(input);
  if (few) input.few = &*few;  // also in the state before
  layout_ = lay_out_beside_bars(input);
  before_ = left_ = {};
  if (input.settled) return;
  if (scene.left != nullptr && changes_kernel(scene.reveal.beat)) {
    StageInput left = input;
    left.model = scene.left;
    left.changes = {};
    if (scene.reveal.beat == Beat::kernel) left.exit = nullptr;
    left_ = lay_out_stage(left);
  }
  input.model = &scene.before;
  input.changes = {};
  input.mover = kNoActor;
  before_ = lay_out_stage(input);
}

bool StageState::moves(const Reveal& reveal) { return changes_kernel(reveal.beat) && reveal.elapsed < 1.0F; }

const StageLayout& StageState::shown(const Reveal& reveal) {
  if (!moves(reveal)) return layout_;
  if (!motion_) motion_.emplace(left_.boxes.empty() ? before_ : left_, layout_);
  return motion_->at(reveal.elapsed);
}

}  // namespace sockwalk
