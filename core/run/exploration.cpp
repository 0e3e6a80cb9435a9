#include "run/exploration.h"

#include <algorithm>
#include <memory>
#include <queue>
#include <unordered_set>

#include "run/independence.h"
#include "run/run.h"

namespace sockwalk {
namespace {

/// To whom the turns are given, kClock among them.
using Order = std::vector<ActorId>;

/// A beginning that is still to be gone on from.
struct Branch {
  Order order;
  std::size_t deviations = 0;  ///< turns given to another than the default rule would
  std::size_t serial = 0;
};

struct Later {
  bool operator()(const Branch& a, const Branch& b) const {
    if (a.deviations != b.deviations) return a.deviations > b.deviations;
    return a.serial > b.serial;
  }
};

TurnRequest::Kind kind_for(ActorId actor) {
  return actor == kClock ? TurnRequest::Kind::time : TurnRequest::Kind::proceed;
}

void mix(std::uint64_t& hash, std::uint64_t word) {
  hash = (hash ^ word) * 0x9e3779b97f4a7c15U;
  hash ^= hash >> 29;
  hash *= 0xbf58476d1ce4e5b9U;
  hash ^= hash >> 32;
}

void mix(std::uint64_t& hash, std::string_view text) {
  mix(hash, text.size());
  for (const char c : text) mix(hash, static_cast<std::uint8_t>(c));
}

/// All that a program can know of the world: what its calls have returned, in order.
void mix_result(std::uint64_t& hash, const Event& event, std::string_view directory) {
  mix(hash, static_cast<std::uint64_t>(event.kind));
  if (event.kind == EventKind::signal) mix(hash, static_cast<std::uint64_t>(event.args[0]));
  if (event.kind != EventKind::exit) return;
  mix(hash, static_cast<std::uint64_t>(event.ret));
  mix(hash, static_cast<std::uint64_t>(event.error));
  if (event.parts == nullptr) return;
  const EventParts& parts = *event.parts;
  mix(hash, parts.data_bytes);
  mix(hash, std::string_view(reinterpret_cast<const char*>(parts.data.data()), parts.data.size()));
  for (const std::int32_t fd : parts.rare->fds) mix(hash, static_cast<std::uint64_t>(fd));
  for (const OpenedFd& opened : parts.opened) mix(hash, static_cast<std::uint64_t>(opened.fd));
  for (const PollEntry& entry : parts.rare->poll) {
    mix(hash, static_cast<std::uint64_t>(entry.fd));
    mix(hash, entry.revents);
  }
  mix(hash, parts.rare->message_flags);
  mix(hash, static_cast<std::uint64_t>(parts.rare->value));
  std::string_view name = parts.rare->address.name;
  if (name.starts_with(directory)) name.remove_prefix(directory.size());
  mix(hash, name);
}

/// One order being played.
class Played {
 public:
  Played(const Scenario& scenario, std::unique_ptr<Run> run)
      : scenario_(scenario), run_(std::move(run)) {
    take();
  }

  bool give(ActorId actor) {
    const TurnRequest request{actor, kind_for(actor), {}};
    if (!can_be_given(request, status_.stands)) return false;
    if (actor == kClock) held_ms_ = next_deadline();
    run_->give_turn(request);
    order_.push_back(actor);
    take();
    return true;
  }

  /// Whoever could move. Only the first where its call needs no alternatives.
  std::vector<ActorId> choices(const Independence* independence) const;
  /// The server is to move because it does not listen yet.
  bool server_comes_first() const;
  std::uint64_t state() const;
  Outcome outcome() const {
    return outcome_of(scenario_, events_, model_, status_.stands, run_->names(), run_->header().directory);
  }
  std::vector<ScheduledTurn> schedule() const;
  const Order& order() const { return order_; }

 private:
  void take();
  std::int64_t next_deadline() const;

  const Scenario& scenario_;
  std::unique_ptr<Run> run_;
  RunStatus status_;
  Model model_;
  std::vector<Event> events_;
  std::vector<std::uint64_t> histories_;  ///< by actor
  std::vector<std::int64_t> deadlines_;   ///< by actor; −1: it sleeps without one
  std::int64_t held_ms_ = 0;
  Order order_;
};

void Played::take() {
  run_->wait_idle();
  status_ = run_->status();
  const auto first = static_cast<std::ptrdiff_t>(events_.size());
  run_->take(events_.size(), events_);
  for (auto event = events_.begin() + first; event != events_.end(); ++event) {
    model_.apply(*event);
    if (event->actor >= kFirstSpecialActor) continue;
    if (event->actor >= histories_.size()) histories_.resize(event->actor + 1U);
    mix_result(histories_[event->actor], *event, run_->header().directory);
  }
  deadlines_.resize(status_.stands.size(), -1);
  for (const Stand& stand : status_.stands) {
    std::int64_t& deadline = deadlines_[stand.actor];
    if (stand.stance != Stance::asleep || stand.timeout_ms < 0) {
      deadline = -1;
    } else if (deadline < 0) {
      deadline = held_ms_ + stand.timeout_ms;
    }
  }
}

std::int64_t Played::next_deadline() const {
  std::int64_t earliest = -1;
  for (const std::int64_t deadline : deadlines_) {
    if (deadline >= 0 && (earliest < 0 || deadline < earliest)) earliest = deadline;
  }
  return earliest;
}

bool Played::server_comes_first() const {
  if (status_.stands.empty() || status_.stands[kServer].stance != Stance::at_gate) return false;
  if (model_.would_block(status_.stands[kServer].call)) return false;
  return std::ranges::none_of(events_, [](const Event& event) {
    return event.actor == kServer && event.kind == EventKind::exit && event.call == Syscall::listen;
  });
}

std::vector<ActorId> Played::choices(const Independence* independence) const {
  std::vector<ActorId> actors;
  Schedule rule;
  const TurnRequest chosen = rule.next(model_, status_.stands);
  if (chosen.actor == kNoActor) return actors;
  actors.push_back(chosen.actor);
  for (const Stand& stand : status_.stands) {
    const bool alone = independence != nullptr && independence->of(model_, stand, status_.stands);
    if (alone) return {stand.actor};
    if (stand.stance == Stance::at_gate && stand.actor != chosen.actor) actors.push_back(stand.actor);
  }
  if (chosen.actor != kClock && next_deadline() >= 0) actors.push_back(kClock);
  return actors;
}

std::uint64_t Played::state() const {
  Model model = model_;
  model.turn = 0;  // how it came to be so, and whose turn was the last, is no part of the state
  model.mover = kNoActor;
  std::uint64_t hash = model.hash(run_->header().directory);
  for (const Stand& stand : status_.stands) {
    mix(hash, static_cast<std::uint64_t>(stand.stance));
    mix(hash, stand.actor < histories_.size() ? histories_[stand.actor] : 0);
    const std::int64_t deadline = deadlines_[stand.actor];
    mix(hash, static_cast<std::uint64_t>(deadline < 0 ? -1 : deadline - held_ms_));
  }
  return hash;
}

std::vector<ScheduledTurn> Played::schedule() const {
  std::vector<ScheduledTurn> turns;
  const ActorNames names = run_->names();
  for (const ActorId actor : order_) {
    turns.push_back({std::string(names.name(actor)), kind_for(actor), {}});
  }
  return turns;
}

/// The search: what has been seen, and what is still to be tried.
class Search {
 public:
  Search(const Scenario& scenario, const ExploreOptions& options)
      : scenario_(scenario), options_(options), independence_(scenario) {
    branches_.push({});
  }

  Result<Exploration> search();

 private:
  Done play(Branch branch);
  void go_on(Played& played, std::size_t deviations);
  void record(const Played& played);

  const Scenario& scenario_;
  const ExploreOptions& options_;
  const Independence independence_;
  std::priority_queue<Branch, std::vector<Branch>, Later> branches_;
  std::unordered_set<std::uint64_t> seen_;
  std::size_t serial_ = 0;
  Exploration found_;
};

Result<Exploration> Search::search() {
  while (!branches_.empty() && found_.played < options_.limit) {
    Branch branch = branches_.top();
    branches_.pop();
    if (const Done played = play(std::move(branch)); !played.ok()) return played.error();
    found_.waiting = branches_.size();
    if (!options_.on_order || options_.on_order(found_)) continue;
    found_.stopped = true;
    break;
  }
  return std::move(found_);
}

Done Search::play(Branch branch) {
  RunOptions options;
  options.base_directory = options_.base_directory;
  options.observe = false;
  auto run = Run::start(scenario_, options);
  if (!run.ok()) return run.error();
  Played played(scenario_, *std::move(run));
  ++found_.played;
  for (const ActorId actor : branch.order) {
    if (played.give(actor)) continue;
    ++found_.diverged;
    return done();
  }
  go_on(played, branch.deviations);
  return done();
}

/// On to the end by the default rule, or to a state from which somebody has gone on already.
void Search::go_on(Played& played, std::size_t deviations) {
  while (played.order().size() < kLongestOrder) {
    if (!options_.from_start && played.server_comes_first()) {
      played.give(kServer);
      continue;
    }
    if (!seen_.insert(played.state()).second) {
      ++found_.met;
      return;
    }
    const std::vector<ActorId> choices = played.choices(options_.reduce ? &independence_ : nullptr);
    if (choices.empty()) return record(played);
    for (std::size_t i = 1; i < choices.size(); ++i) {
      Order other = played.order();
      other.push_back(choices[i]);
      branches_.push({std::move(other), deviations + 1, serial_++});
    }
    played.give(choices.front());
  }
  ++found_.too_long;
}

void Search::record(const Played& played) {
  ++found_.ended;
  Outcome outcome = played.outcome();
  const auto known = std::ranges::find(found_.outcomes, outcome, &OutcomeFound::outcome);
  if (known == found_.outcomes.end()) {
    found_.outcomes.push_back({std::move(outcome), 1, played.schedule()});
    return;
  }
  ++known->orders;
  if (played.order().size() < known->schedule.size()) known->schedule = played.schedule();
}

}  // namespace

bool Exploration::fine() const {
  return std::ranges::all_of(outcomes, [](const OutcomeFound& one) { return one.outcome.fine(); });
}

Result<Exploration> explore(const Scenario& scenario, const ExploreOptions& options) {
  return Search(scenario, options).search();
}

}  // namespace sockwalk
