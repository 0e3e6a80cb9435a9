#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>

#include "cli/command_line.h"
#include "cli/output.h"
#include "cli/stop_request.h"
#include "event/json_object.h"
#include "run/assets.h"
#include "run/facts.h"
#include "text/command_text.h"
#include "text/fact_text.h"

namespace sockwalk {
namespace {

using Outcome = FactReport::Outcome;

constexpr std::size_t kNarrowest = 60;
constexpr std::size_t kWidest = 120;
constexpr std::size_t kUsual = 80;
constexpr std::size_t kPromisedWidth = 11;  // "promised by"

/// As the terminal has it, or COLUMNS, which the user may have set for a pipe.
std::size_t columns() {
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col != 0) {
    return std::clamp<std::size_t>(size.ws_col, kNarrowest, kWidest);
  }
  const char* set = std::getenv("COLUMNS");
  std::size_t number = 0;
  const std::string_view digits = set == nullptr ? "" : set;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc{} || end != digits.data() + digits.size()) return kUsual;
  return std::clamp(number, kNarrowest, kWidest);
}

std::string_view promised_by(const Fact& fact) {
  switch (fact.promised) {
    case Fact::Promise::posix: return fact_text::kPromisedByPosix.english;
    case Fact::Promise::linux_only: return fact_text::kPromisedByLinux.english;
    case Fact::Promise::kernel: break;
  }
  return fact_text::kPromisedByKernel.english;
}

/// Claims are written in ASCII, and data that came is shown so: a byte is a column.
std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  while (text.size() > width) {
    std::size_t cut = text.rfind(' ', width);
    if (cut == std::string_view::npos || cut == 0) cut = width;
    lines.emplace_back(text.substr(0, cut));
    text.remove_prefix(text[cut] == ' ' ? cut + 1 : cut);
  }
  lines.emplace_back(text);
  return lines;
}

/// True of "0", "4", "ok": as good as any other success.
bool is_plain(const CheckedExpectation& step) {
  return step.expected == "ok" || step.expected.find_first_not_of("0123456789>") == std::string::npos;
}

/// The step that tells most: the first that differs, else the last that is more than a success.
const CheckedExpectation* telling(const FactReport& report) {
  const auto bad = std::ranges::find(report.steps, false, &CheckedExpectation::met);
  if (bad != report.steps.end()) return &*bad;
  const auto last = std::find_if_not(report.steps.rbegin(), report.steps.rend(), is_plain);
  if (last != report.steps.rend()) return &*last;
  return report.steps.empty() ? nullptr : &report.steps.back();
}

/// What came of a step, without the run's directory, which is gone.
std::string observed_words(const FactReport& report, const CheckedExpectation& step) {
  std::string text = step.observed.words();
  const std::string directory = report.directory + "/";
  for (std::size_t at = text.find(directory); at != std::string::npos; at = text.find(directory, at)) {
    text.erase(at, directory.size());
  }
  return text;
}

/// The same, short: what was expected says it as well, where it names no number of this kernel.
std::string short_words(const FactReport& report, const CheckedExpectation& step) {
  const bool exact = step.expected.find_first_of("{<>") == std::string::npos;
  if (step.met && exact) return fmt::format("{}: {}", step.words, step.expected);
  const std::string text = observed_words(report, step);
  const std::size_t result = text.rfind(") = ");
  if (result == std::string::npos) return text;
  return fmt::format("{}: {}", step.words, text.substr(result + 4));
}

/// Plays the facts that were asked for and prints a row for each.
class FactTable {
 public:
  explicit FactTable(const FactsCommand& command) : command_(command), width_(columns()) {}

  int print(const std::vector<std::string>& ids);

 private:
  void head();
  void row(const Scenario& scenario, const FactReport& report);
  void cells(std::string_view id, std::string_view promised, std::string_view claim, std::string_view observed,
             Output::Colour colour);
  void json(const Scenario& scenario, const FactReport& report);
  void json_counts();
  void report_difference(const Scenario& scenario, const FactReport& report) const;
  std::size_t& count(Outcome outcome) { return counts_[static_cast<std::size_t>(outcome)]; }

  const FactsCommand& command_;
  const std::size_t width_;
  std::size_t id_width_ = 4;
  Output output_;
  StopRequest stop_;
  std::array<std::size_t, 3> counts_{};
  std::size_t unexpressed_ = unexpressed_facts().size();
};

std::string_view word_of(Outcome outcome) {
  constexpr std::array kWords{fact_text::kSame, fact_text::kDifferent, fact_text::kSkipped};
  return kWords[static_cast<std::size_t>(outcome)].english;
}

int FactTable::print(const std::vector<std::string>& ids) {
  for (const std::string& id : ids) id_width_ = std::max(id_width_, id.size());
  bool headed = command_.json;
  for (const std::string& id : ids) {
    const auto scenario = find_fact(id);
    if (!scenario.ok()) return refuse(scenario.error().sentence);
    const auto report = play_fact(*scenario, command_.run_dir);
    if (!report.ok()) return refuse(report.error().sentence);
    if (!std::exchange(headed, true)) head();
    ++count(report->outcome);
    command_.json ? json(*scenario, *report) : row(*scenario, *report);
    if (report->outcome == Outcome::different) report_difference(*scenario, *report);
    if (!output_.flush()) break;
    if (const int signal = stop_.signal(); signal != 0) {
      talk(say(command_text::kInterrupted).words());
      return 128 + signal;
    }
  }
  if (command_.json) {
    json_counts();
  } else {
    talk(say(fact_text::kCounts, ids.size(), count(Outcome::same), count(Outcome::different), count(Outcome::skipped),
             unexpressed_)
             .words());
  }
  return output_.finish(count(Outcome::different) == 0 ? kFine : kReported);
}

void FactTable::head() {
  cells(fact_text::kColumnId.english, fact_text::kColumnPromised.english, fact_text::kColumnClaim.english, fact_text::kColumnObserved.english,
        Output::Colour::dim);
}

void FactTable::row(const Scenario& scenario, const FactReport& report) {
  std::string observed(word_of(report.outcome));
  if (report.outcome == Outcome::skipped) {
    observed += ": " + report.why;
  } else if (const CheckedExpectation* step = telling(report)) {
    observed += ": " + short_words(report, *step);
  }
  const auto colour = report.outcome == Outcome::different ? Output::Colour::red
                      : report.outcome == Outcome::skipped ? Output::Colour::yellow
                                                           : Output::Colour::none;
  cells(scenario.fact->id, promised_by(*scenario.fact), scenario.fact->claim, observed, colour);
}

void FactTable::cells(std::string_view id, std::string_view promised, std::string_view claim,
                      std::string_view observed, Output::Colour colour) {
  const std::size_t room = width_ - id_width_ - kPromisedWidth - 3 * 2;
  const std::size_t observed_width = room * 2 / 5;
  const std::size_t claim_width = room - observed_width;
  const auto claims = wrapped(claim, claim_width);
  const auto seen = wrapped(observed, observed_width);
  for (std::size_t i = 0; i < std::max(claims.size(), seen.size()); ++i) {
    const std::string left = fmt::format("{:<{}}  {:<{}}  {:<{}}", i == 0 ? id : "", id_width_, i == 0 ? promised : "",
                                         kPromisedWidth, i < claims.size() ? claims[i] : "", claim_width);
    if (i < seen.size()) {
      output_.line(left + "  " + output_.paint(colour, seen[i]));
    } else {
      output_.line(left.substr(0, left.find_last_not_of(' ') + 1));
    }
  }
}

void FactTable::json(const Scenario& scenario, const FactReport& report) {
  std::string line;
  {
    JsonObject object(line);
    object.text("id", scenario.fact->id);
    object.text("claim", scenario.fact->claim);
    object.text("promised", promised_by(*scenario.fact));
    object.text("outcome", word_of(report.outcome));
    if (!report.why.empty()) object.text("why", report.why);
    std::string& steps = object.key("steps");
    steps += '[';
    for (const CheckedExpectation& step : report.steps) {
      if (steps.back() != '[') steps += ',';
      JsonObject one(steps);
      one.text("actor", actor_name(scenario, step.actor));
      one.number("step", step.step);
      one.text("does", step.words);
      one.text("expected", step.expected);
      one.text("observed", observed_words(report, step));
      one.boolean("met", step.met);
    }
    steps += ']';
  }
  output_.line(line);
}

void FactTable::json_counts() {
  std::string line;
  {
    JsonObject object(line);
    object.number("expressed", counts_[0] + counts_[1] + counts_[2]);
    object.number("same", count(Outcome::same));
    object.number("different", count(Outcome::different));
    object.number("skipped", count(Outcome::skipped));
    object.number("not_expressible", unexpressed_);
  }
  output_.line(line);
}

void FactTable::report_difference(const Scenario& scenario, const FactReport& report) const {
  for (const CheckedExpectation& step : report.steps) {
    if (step.met) continue;
    talk(say(fact_text::kDiffers, scenario.fact->id, actor_name(scenario, step.actor), step.step, step.words, step.expected,
             observed_words(report, step))
             .words());
  }
}

}  // namespace

int facts(const FactsCommand& command) {
  std::vector<std::string> ids;
  if (command.ids.empty()) ids = fact_ids();
  for (const std::string& id : command.ids) {
    const auto named = facts_named(id);
    if (!named.ok()) return refuse(named.error().sentence);
    for (const std::string& one : *named) {
      if (std::ranges::find(ids, one) == ids.end()) ids.push_back(one);
    }
  }
  if (ids.empty()) return refuse(say(fact_text::kNoFacts, assets_directory() + "/facts").words());
  return FactTable(command).print(ids);
}

}  // namespace sockwalk
