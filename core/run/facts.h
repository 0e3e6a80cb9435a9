#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "actors/scenario.h"
#include "event/result.h"
#include "run/expectations.h"

namespace sockwalk {

/// Facts are scenarios that prove something: assets/facts/ID.toml, where ID is the row of the table
/// of what is known ("A1"), with a word behind it where a row has several ("K1-dgram").

/// A row that no scenario expresses, with the reason.
struct UnexpressedFact {
  std::string id;
  std::string why;
};
/// From assets/facts/not-expressible.tsv, a row a line: id, tab, reason. Empty where it is missing.
std::vector<UnexpressedFact> unexpressed_facts();

/// The facts that come with sockwalk, in the order of their rows.
std::vector<std::string> fact_ids();
/// Those that `id` names: the fact itself, or all facts of a row. Refused, with the nearest, where
/// there are none.
Result<std::vector<std::string>> facts_named(const std::string& id);
/// By its id. Refused with a sentence where it is wrongly written or says nothing of a fact.
Result<Scenario> find_fact(const std::string& id);

/// What a fact came to on the kernel that runs.
struct FactReport {
  enum class Outcome : std::uint8_t { same, different, skipped };
  Outcome outcome = Outcome::same;
  std::string why;  ///< skipped: the sentence
  std::vector<CheckedExpectation> steps;  ///< those that say what they should lead to
  std::string directory;                  ///< the run's, which is gone; it stands in what was observed
};

/// Plays `scenario`, which has a fact, for real: makes and removes what a run does (run.h), and waits
/// for its end. Refused as a run is. Without a `run_directory`
/// it is made where a run makes it, or in /tmp where other users must get at it. Not for an actor's thread.
Result<FactReport> play_fact(const Scenario& scenario, const std::string& run_directory = {});

}  // namespace sockwalk
