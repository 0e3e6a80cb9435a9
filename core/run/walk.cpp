#include "run/walk.h"

#include <algorithm>
#include <atomic>

#include "run/comparison.h"
#include "text/run_text.h"

namespace sockwalk {
namespace {

/// Enough to look back at; and a window that plays all day does not fill the memory.
constexpr std::size_t kMostPast = 20;

/// Also of another walk than before: a view does not know whose recording it keeps something about.
std::uint64_t new_generation() {
  static std::atomic<std::uint64_t> last{0};
  return ++last;
}

}  // namespace

Walk::~Walk() = default;

Result<std::unique_ptr<Walk>> Walk::start(const Scenario& scenario, const WalkOptions& options) {
  std::unique_ptr<Walk> walk(new Walk);
  walk->scenario_ = scenario;
  walk->options_ = options;
  if (const Done begun = walk->begin({}); !begun.ok()) return begun.error();
  return walk;
}

Result<std::unique_ptr<Walk>> Walk::open(const std::string& path, const WalkOptions& options) {
  Result<Trace> trace = read_trace(path);
  if (!trace.ok()) return trace.error();
  std::unique_ptr<Walk> walk(new Walk);
  walk->options_ = options;
  if (!trace->header.scenario_toml.empty()) {
    Result<Scenario> scenario = parse_scenario(trace->header.scenario_toml, trace->header.scenario);
    if (scenario.ok()) walk->scenario_ = *std::move(scenario);
  }
  if (walk->scenario_) walk->scenario_->name = trace->header.scenario;
  if (trace->damage) walk->damage_ = trace->damage->sentence;
  walk->show({std::move(trace->header), std::move(trace->names), std::move(trace->events),
              std::move(trace->arena)});
  return walk;
}

void Walk::show(Past recording) {
  run_.reset();
  header_ = std::move(recording.header);
  names_ = std::move(recording.names);
  memory_ = std::move(recording.memory);
  timeline_ = Timeline();
  generation_ = new_generation();
  timeline_.append(recording.events);
  finished_ = true;
  busy_ = false;
  replay_.clear();
  replaying_ = false;
  next_ = {};
  model_ = Model();
  place(0);
}

void Walk::show_past(std::size_t index) {
  if (index >= past_.size()) return;
  Past chosen = past_[index];
  keep_past();
  show(std::move(chosen));
}

Done Walk::begin(std::vector<ScheduledTurn> replay) {
  Result<std::unique_ptr<Run>> run = Run::start(*scenario_, options_.run);
  if (!run.ok()) return run.error();
  keep_past();
  run_ = *std::move(run);
  header_ = run_->header();
  names_ = run_->names();
  memory_ = run_->memory();
  timeline_ = Timeline();
  generation_ = new_generation();
  model_ = Model();
  agreement_ = Agreement();
  turn_ = 0;
  // What was scheduled is given again from its start, also when the scenario is restarted.
  const bool scheduled = replay.empty() && !options_.schedule.empty();
  if (scheduled) replay.assign(options_.schedule.rbegin(), options_.schedule.rend());
  schedule_ = options_.schedule.empty() ? Schedule(scenario_->order) : Schedule();
  if (options_.seed) schedule_.seed(*options_.seed);
  status_ = RunStatus();
  busy_ = true;
  finished_ = false;
  damage_.clear();
  next_ = {};
  replay_ = std::move(replay);
  replaying_ = !replay_.empty();
  replay_difference_.clear();
  order_note_.clear();
  return done();
}

void Walk::keep_past() {
  if (timeline_.last_seq() == 0) return;
  const auto events = timeline_.events();
  past_.push_back({header_, names_, {events.begin(), events.end()}, memory_});
  if (past_.size() > kMostPast) past_.erase(past_.begin());
  if (run_ != nullptr) run_->stop();
}

bool Walk::update() {
  if (run_ == nullptr) return false;
  const RunStatus status = run_->status();
  fresh_.clear();
  run_->take(timeline_.last_seq(), fresh_);
  if (!fresh_.empty()) names_ = run_->names();
  const bool was_busy = busy_;
  const bool was_at_end = at_end();
  timeline_.append(fresh_);
  status_ = status;
  busy_ = !status.idle && !status.finished;
  finished_ = status.finished;
  if (fresh_.empty() && was_busy == busy_) return false;
  if (was_at_end) place(last_turn());
  if (!busy_) {
    if (replaying_) feed_replay();
    next_ = busy_ ? TurnRequest{} : schedule_.next(timeline_.now(), status_.stands);
    note_order();
  }
  return true;
}

bool Walk::settle(int timeout_ms) {
  if (run_ == nullptr) return true;
  for (;;) {
    const bool idle = run_->wait_idle(timeout_ms);
    update();
    if (!idle) return false;
    if (!busy_) return true;
  }
}

void Walk::place(std::uint64_t turn) {
  turn_ = std::min(turn, last_turn());
  timeline_.seek(model_, timeline_.end_of_turn(turn_));
  const KernelSnapshot* snapshot = kernel();
  agreement_ = snapshot != nullptr ? compare(model_, *snapshot) : Agreement();
}

const KernelSnapshot* Walk::kernel() const {
  const std::uint64_t seq = timeline_.turns()[turn_].kernel;
  if (seq == 0 || timeline_.event(seq).parts == nullptr) return nullptr;
  return timeline_.event(seq).parts->rare->kernel;
}

std::optional<Event> Walk::next_call(ActorId actor) const {
  if (at_end() && run_ != nullptr) {
    if (busy_ || actor >= status_.stands.size()) return {};
    const Stand& stand = status_.stands[actor];
    return stand.stance == Stance::at_gate ? std::optional(stand.call) : std::nullopt;
  }
  const Actor* state = model_.actor(actor);
  if (state == nullptr || state->state != ActorState::ready) return {};
  for (std::uint64_t seq = timeline_.end_of_turn(turn_) + 1; seq <= timeline_.last_seq(); ++seq) {
    const Event& event = timeline_.event(seq);
    if (event.actor == actor && event.kind == EventKind::enter) return event;
  }
  // The recording ends before it moves again: a live run still knows what it stands at.
  if (run_ != nullptr && !busy_ && actor < status_.stands.size() &&
      status_.stands[actor].stance == Stance::at_gate) {
    return status_.stands[actor].call;
  }
  return {};
}

TurnRequest Walk::next_turn() const {
  if (!at_end()) return {timeline_.turns()[turn_ + 1].actor, TurnRequest::Kind::proceed, {}};
  return busy_ || run_ == nullptr ? TurnRequest{} : next_;
}

std::span<const Stand> Walk::stands() const {
  if (run_ == nullptr || busy_ || !at_end()) return {};
  return status_.stands;
}

std::vector<ActorId> Walk::can_move() const {
  std::vector<ActorId> actors;
  for (std::size_t i = 0; i < model_.actors.size(); ++i) {
    if (next_call(static_cast<ActorId>(i))) actors.push_back(static_cast<ActorId>(i));
  }
  return actors;
}

bool Walk::step() {
  if (!at_end()) return forward();
  const TurnRequest next = next_turn();
  return next.actor != kNoActor && give_turn(next);
}

bool Walk::give_turn(const TurnRequest& request) {
  if (run_ == nullptr || !at_end() || busy_ || !can_be_given(request, status_.stands)) return false;
  run_->give_turn(request);
  schedule_.taken(request);
  busy_ = true;
  next_ = {};
  order_note_.clear();
  return true;
}

bool Walk::back() {
  if (turn_ == 0) return false;
  place(turn_ - 1);
  return true;
}

bool Walk::forward() {
  if (at_end()) return false;
  place(turn_ + 1);
  return true;
}

void Walk::seek(std::uint64_t turn) { place(turn); }

Done Walk::restart() {
  if (!scenario_) return Error{say(text::kNoScenarioToRepeat).words()};
  return begin({});
}

Done Walk::continue_from_here() {
  if (!scenario_) return Error{say(text::kNoScenarioToRepeat).words()};
  const auto past = timeline_.events().first(timeline_.end_of_turn(turn_));
  auto read = schedule_of(past, names_);
  if (!read.ok()) return read.error();
  std::vector<ScheduledTurn> turns(read->rbegin(), read->rend());  // taken from the back
  recorded_ = timeline_;
  recorded_directory_ = header_.directory;
  recorded_model_ = Model();
  return begin(std::move(turns));
}

void Walk::feed_replay() {
  const std::uint64_t turn = last_turn();
  if (turn > 0 && turn < recorded_.turns().size() && replay_difference_.empty()) {
    replay_difference_ = turn_difference(recorded_, recorded_directory_, recorded_model_, timeline_,
                                         header_.directory, turn, names_);
  }
  replaying_ = !replay_.empty();
  if (!replaying_) return;
  const ScheduledTurn scheduled = replay_.back();
  replay_.pop_back();
  const TurnRequest request = resolve(scheduled, names_);
  if (give_turn(request)) return;
  const Text& entry = recorded_.last_seq() == 0 ? text::kScheduleTurn : text::kRecordedTurn;
  replay_difference_ = why_not_given(request, say(entry, turn + 1), scheduled.actor, status_.stands,
                                     timeline_.now())
                           .words();
  replay_.clear();
  replaying_ = false;
}

void Walk::note_order() {
  const Schedule::Entry* entry = busy_ || replaying_ ? nullptr : schedule_.held_up(status_.stands);
  if (entry == nullptr) return order_note_.clear();
  const TurnRequest& turn = entry->request;
  const std::string name = turn.actor == kClock ? std::string{} : actor_name(*scenario_, turn.actor);
  const Sentence why = why_not_given(turn, say(text::kOrderEntry, entry->number), name,
                                     status_.stands, timeline_.now());
  order_note_ = say(finished_ || next_.actor == kNoActor ? text::kOrderNever : text::kOrderWaits,
                    why.words())
                    .words();
}

Done Walk::save(const std::string& path) const {
  return write_trace(path, header_, timeline_.events(), names_);
}

}  // namespace sockwalk
