#include <fmt/core.h>
#include <sys/un.h>

#include <algorithm>

#include "run/assets.h"
#include "run/play.h"
#include "text/run_text.h"

namespace sockwalk {

Done Run::Play::set_parts() {
  address_ = {UnixAddress::Kind::path, path_, 0};
  std::uint32_t length = 0;
  to_sockaddr(address_, length);
  address_.length = length;  // what bind and connect are told, for the trace
  std::vector<const Listing*> listings;
  for (std::size_t i = 0; i <= scenario_.clients.size(); ++i) {
    const auto listing =
        find_listing(i == 0 ? scenario_.server.listing : scenario_.clients[i - 1].listing);
    if (!listing.ok()) return listing.error();
    listings.push_back(*listing);
  }
  const Part server{*listings[0], address_};
  cast("server", server, [this, server](TracedCalls& calls) { play_server(calls, scenario_.server, server); },
       kNoActor);
  for (std::size_t i = 1; i < listings.size(); ++i) {
    const Part part{*listings[i], address_};
    const ClientPlan& plan = scenario_.clients[i - 1];
    cast(fmt::format("client {}", i), part,
         [&plan, part](TracedCalls& calls) { play_client(calls, plan, part); }, kNoActor);
  }
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
  role.setting.crew = this;
  role.setting.start_ns = start_ns_;
  role.name = member.name;
  role.shares = shares;
  member.thread = std::make_unique<ActorThread>(std::move(role), std::move(program));
  return member;
}

ActorId Run::Play::hire(ActorId by, std::string_view name,
                        std::function<void(TracedCalls&)> program) {
  if (gate_.stopping()) return kNoActor;
  return cast(std::string(name), member(by).part, std::move(program), by).id;
}

ActorId Run::Play::add_client(const std::string& words) {
  const auto others = members();
  const auto clients = std::ranges::count_if(
      others, [](const Member* one) { return one->name.starts_with("client "); });
  ClientPlan plan = added_client(scenario_, words);
  const auto listing = find_listing(plan.listing);
  if (!listing.ok()) return kNoActor;
  const Part part{**listing, address_};
  return cast(fmt::format("client {}", clients + 1), part,
              [plan = std::move(plan), part](TracedCalls& calls) { play_client(calls, plan, part); },
              kNoActor)
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
