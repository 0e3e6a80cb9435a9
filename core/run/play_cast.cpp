#include <fmt/core.h>

#include <algorithm>

#include "run/listings.h"
#include "run/play.h"
#include "text/run_text.h"

namespace sockwalk {

Done Run::Play::set_parts() {
  address_ = address_of(name_, given_);
  std::vector<Part> parts;
  for (ActorId actor = 0; actor <= scenario_.clients.size(); ++actor) {
    const auto listing = listing_of(scenario_, actor);
    if (!listing.ok()) return listing.error();
    parts.push_back({**listing, address_, directory_->path()});
  }
  cast("server", parts[0],
       [this, part = parts[0]](TracedCalls& calls) { play_server(calls, scenario_.server, part); },
       kNoActor);
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const ClientPlan& plan = scenario_.clients[i - 1];
    cast(plan.name, parts[i],
         [&plan, part = parts[i]](TracedCalls& calls) { play_client(calls, plan, part); }, kNoActor);
  }
  cast_.store(true);
  cast_.notify_all();
  return done();
}

Run::Play::Member& Run::Play::cast(std::string name, Part part,
                                   std::function<void(TracedCalls&)> program, ActorId shares) {
  MutexLock lock(cast_mutex_);
  const auto id = static_cast<ActorId>(members_.size());
  gate_.add_post();
  names_.add(name);
  Member& member = members_.emplace_back(Member{id, std::move(name), part, nullptr, nullptr, false, shares, -1});
  member.events = &log_->add_producer();
  ActorThread::Role role;
  role.setting.actor = id;
  role.setting.events = member.events;
  role.setting.gate = &gate_;
  role.setting.calls = options_.calls != nullptr ? options_.calls : &real_kernel_calls();
  role.setting.limits = &limits_;
  role.setting.crew = this;
  role.setting.start_ns = start_ns_;
  role.setting.accepts = peers_.get();
  role.name = member.name;
  role.shares = shares;
  member.thread = std::make_unique<ActorThread>(std::move(role), std::move(program));
  return member;
}

ActorId Run::Play::hire(ActorId by, std::string_view name,
                        std::function<void(TracedCalls&)> program) {
  cast_.wait(false);
  if (gate_.stopping()) return kNoActor;
  return cast(std::string(name), member(by).part, std::move(program), by).id;
}

ActorId Run::Play::add_client(const std::string& words) {
  ClientPlan plan = added_client(scenario_, words);
  const ActorNames taken = names();
  for (; plan.name.empty() || taken.find(plan.name) != kNoActor; ++plan.number) {
    plan.name = client_name(plan.number);
  }
  const auto listing = listing_of(plan);
  if (!listing.ok()) return kNoActor;
  const Part part{**listing, address_, directory_->path()};
  return cast(plan.name, part,
              [plan, part](TracedCalls& calls) { play_client(calls, plan, part); }, kNoActor)
      .id;
}

ActorNames Run::Play::names() const {
  MutexLock lock(cast_mutex_);
  return names_;
}

std::vector<Run::Play::Member*> Run::Play::members() const {
  MutexLock lock(cast_mutex_);
  std::vector<Member*> all;
  for (const Member& member : members_) all.push_back(const_cast<Member*>(&member));
  return all;
}

Run::Play::Member& Run::Play::member(ActorId actor) const {
  MutexLock lock(cast_mutex_);
  return const_cast<Member&>(members_[actor]);
}

std::vector<ActorId> Run::Play::sharers(ActorId actor) const {
  const auto owner = [](const Member& one) { return one.shares == kNoActor ? one.id : one.shares; };
  const auto all = members();
  const ActorId table = owner(*all[actor]);
  std::vector<ActorId> sharing;
  for (const Member* one : all) {
    if (owner(*one) == table) sharing.push_back(one->id);
  }
  return sharing;
}

int Run::Play::watch_new() {
  for (Member* member : members()) {
    if (member->watched) continue;
    if (const int error = member->thread->wait_started(); error != 0) return error;
    observer_.watch(member->id, member->thread->tid());
    member->watched = true;
  }
  return 0;
}

void Run::Play::end_actors() {
  // One that was on its way may have hired another: until nobody is new.
  for (std::size_t ended = 0; ended != members().size();) {
    const auto all = members();
    for (Member* member : all) member->thread->end();
    ended = all.size();
  }
}

}  // namespace sockwalk
