#include "run/listings.h"

#include <algorithm>
#include <memory>
#include <mutex>
#include <vector>

#include "actors/script.h"
#include "run/assets.h"

namespace sockwalk {
namespace {

bool same(const Listing& a, const Listing& b) {
  return a.file == b.file &&
         std::ranges::equal(a.lines(), b.lines(), {}, &ListingLine::text, &ListingLine::text);
}

/// `listing`, or the equal one that is kept already.
const Listing* kept(Listing listing) {
  static std::mutex mutex;
  static std::vector<std::unique_ptr<const Listing>> all;
  const std::lock_guard lock(mutex);
  for (const auto& one : all) {
    if (same(*one, listing)) return one.get();
  }
  return all.emplace_back(std::make_unique<const Listing>(std::move(listing))).get();
}

Result<const Listing*> listing_of(const std::string& file, const std::string& name,
                                  const std::vector<Step>& steps) {
  if (!file.empty()) return find_listing(file);
  return kept(script_listing(name, steps));
}

}  // namespace

Result<const Listing*> listing_of(const Scenario& scenario, ActorId actor) {
  const std::string& file =
      actor == kServer ? scenario.server.listing : scenario.clients[actor - 1U].listing;
  return listing_of(file, actor_name(scenario, actor), steps_of(scenario, actor));
}

Result<const Listing*> listing_of(const ClientPlan& plan) {
  return listing_of(plan.listing, plan.name, plan.steps);
}

Result<const Listing*> find_listing(const Scenario& scenario, const std::string& file) {
  for (ActorId actor = 0; actor <= scenario.clients.size(); ++actor) {
    if (actor_name(scenario, actor) == file) return listing_of(scenario, actor);
  }
  return find_listing(file);
}

}  // namespace sockwalk
