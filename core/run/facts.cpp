#include "run/facts.h"

#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <span>
#include <string_view>
#include <tuple>

#include "run/assets.h"
#include "run/walk.h"
#include "text/fact_text.h"
#include "text/wording.h"

namespace sockwalk {
namespace {

using namespace fact_text;

namespace fs = std::filesystem;

std::string facts_directory() { return assets_directory() + "/facts"; }

/// "K10-stream" comes after "K9": by letters, number and what is behind.
auto place_of(const std::string& id) {
  const auto digit = std::ranges::find_if(id, [](unsigned char c) { return std::isdigit(c) != 0; });
  const auto end = std::find_if(digit, id.end(), [](unsigned char c) { return std::isdigit(c) == 0; });
  const std::string digits(digit, end);
  // Six digits fit an int; no row has more.
  const int number = digits.empty() || digits.size() > 6 ? 0 : std::stoi(digits);
  return std::tuple(std::string(id.begin(), digit), number, std::string(end, id.end()));
}

bool same_letter(unsigned char one, unsigned char other) {
  return std::tolower(one) == std::tolower(other);
}

/// "h1" names H1 as well.
bool is_id(std::string_view id, std::string_view fact) {
  return std::ranges::equal(id, fact, same_letter);
}

bool names(std::string_view id, std::string_view fact) {
  return is_id(id, fact.substr(0, id.size())) &&
         (fact.size() == id.size() || fact[id.size()] == '-');
}

bool uses(const Scenario& scenario, StepNumber::Base base) {
  for (ActorId actor = 0; actor <= scenario.clients.size(); ++actor) {
    for (const Step& step : steps_of(scenario, actor)) {
      if (step.number.base == base || step.repeat.base == base || step.data.bytes.base == base) return true;
      const auto& facts = step.expectation.facts;
      if (std::ranges::any_of(facts, [&](const ExpectedFact& fact) { return fact.number.base == base; })) return true;
    }
  }
  return false;
}

/// Where the run's directory is made. What the user has for himself, like $XDG_RUNTIME_DIR, lets
/// nobody else in.
std::string base_for(const Scenario& scenario, const std::string& run_directory) {
  return run_directory.empty() && has_other_users(scenario) ? "/tmp" : run_directory;
}

bool lets_others_in(const fs::path& directory) {
  std::error_code error;
  for (fs::path path = fs::weakly_canonical(directory, error); !error; path = path.parent_path()) {
    const auto mode = fs::status(path, error).permissions();
    if (error || (mode & fs::perms::others_exec) == fs::perms::none) return false;
    if (path == path.parent_path()) return true;
  }
  return false;
}

/// Why it cannot be played here; empty where it can.
Sentence obstacle(const Scenario& scenario, const std::string& base) {
  if (scenario.fact->needs_root && ::geteuid() != 0) return say(kNeedsRoot);
  if (has_other_users(scenario) && !lets_others_in(base)) return say(kClosedToOthers, quotable(base, 300));
  if (uses(scenario, StepNumber::Base::somaxconn) && value_of({0, StepNumber::Base::somaxconn}) <= 0) {
    return say(kUnreadable, "/proc/sys/net/core/somaxconn");
  }
  if (uses(scenario, StepNumber::Base::max_dgram_qlen) && value_of({0, StepNumber::Base::max_dgram_qlen}) <= 0) {
    return say(kUnreadable, "/proc/sys/net/unix/max_dgram_qlen");
  }
  return {};
}

}  // namespace

std::vector<UnexpressedFact> unexpressed_facts() {
  std::vector<UnexpressedFact> rows;
  std::ifstream file(facts_directory() + "/not-expressible.tsv");
  for (std::string line; std::getline(file, line);) {
    const auto tab = line.find('\t');
    if (tab != std::string::npos) rows.push_back({line.substr(0, tab), line.substr(tab + 1)});
  }
  return rows;
}

std::vector<std::string> fact_ids() {
  std::vector<std::string> ids;
  std::error_code error;
  fs::directory_iterator entries(facts_directory(), error);
  for (; !error && entries != fs::directory_iterator(); entries.increment(error)) {
    const fs::path& path = entries->path();
    if (path.extension() == ".toml") ids.push_back(path.stem().string());
  }
  std::ranges::sort(ids, {}, place_of);
  return ids;
}

Result<std::vector<std::string>> facts_named(const std::string& id) {
  const auto ids = fact_ids();
  if (ids.empty()) return Error{say(kNoFacts, quotable(facts_directory(), 300)).words()};
  std::vector<std::string> found;
  std::ranges::copy_if(ids, std::back_inserter(found), [&](const auto& fact) { return names(id, fact); });
  if (!found.empty()) return found;
  for (const UnexpressedFact& row : unexpressed_facts()) {
    if (is_id(id, row.id)) return Error{say(kNotExpressed, row.id, row.why).words()};
  }
  const std::vector<std::string_view> known(ids.begin(), ids.end());
  const auto near = nearest(id, known);
  if (near.empty()) return Error{say(kNoSuchFact, quotable(id)).words()};
  return Error{say(kNoSuchFactNear, quotable(id), listed(near)).words()};
}

Result<Scenario> find_fact(const std::string& id) {
  const auto ids = fact_ids();
  if (std::ranges::find(ids, id) == ids.end()) {
    const auto found = facts_named(id);
    if (!found.ok()) return found.error();
    if (found->size() == 1) return find_fact(found->front());
    const std::vector<std::string_view> several(found->begin(), found->end());
    return Error{say(kSeveralFacts, quotable(id), listed(several)).words()};
  }
  auto scenario = read_scenario(facts_directory() + "/" + id + ".toml");
  if (!scenario.ok()) return scenario;
  if (!scenario->fact || scenario->fact->id != id) return Error{say(kWrongFact, id).words()};
  scenario->name = "facts/" + id;
  return scenario;
}

Result<FactReport> play_fact(const Scenario& scenario, const std::string& run_directory) {
  FactReport report;
  const std::string base = base_for(scenario, run_directory);
  if (const Sentence why = obstacle(scenario, base); !why.empty()) {
    report.outcome = FactReport::Outcome::skipped;
    report.why = why.words();
    return report;
  }
  WalkOptions options;
  options.run.base_directory = base;
  options.run.observe = false;
  const auto started = Walk::start(scenario, options);
  if (!started.ok()) return started.error();
  Walk& walk = **started;
  do {
    walk.settle();
  } while (walk.step());
  report.directory = walk.header().directory;
  report.steps =
      check_expectations(scenario, walk.timeline().events(), walk.names(), report.directory);
  const bool same = std::ranges::all_of(report.steps, &CheckedExpectation::met);
  report.outcome = same ? FactReport::Outcome::same : FactReport::Outcome::different;
  return report;
}

}  // namespace sockwalk
