#include "term_tips.h"

#include <doctest/doctest.h>

#include <regex>
#include <set>
#include <string>

#include "shown_app.h"
#include "step_difference.h"
#include "text/pane_text.h"
#include "text/stage_text.h"
#include "text/term_text.h"

namespace sockwalk {
namespace {

/// Whether a tooltip names a manual page with its section: "`accept(2)`".
bool names_a_page(const std::string& tip) {
  static const std::regex kPage("`[a-z_0-9]+\\([1-8]\\)`");
  return std::regex_search(tip, kPage);
}

}  // namespace

TEST_SUITE_BEGIN("term_tips");

TEST_CASE("every word of the tables that a scenario brings up is explained, with its manual page") {
  std::set<std::string> terms;
  for (const char* name : kScenarioNames) {
    ShownApp shown(name);
    shown.to_the_end();
    const Walk& walk = shown.app.walk();
    const Timeline& timeline = walk.timeline();
    for (std::uint64_t turn = 1; turn <= walk.last_turn(); ++turn) {
      const Model before = timeline.state_at(timeline.end_of_turn(turn - 1));
      const Model after = timeline.state_at(timeline.end_of_turn(turn));
      const StepDifference found = step_difference({before, timeline, timeline.end_of_turn(turn - 1)},
                                                   {after, timeline, timeline.end_of_turn(turn)});
      for (const DifferenceRow& row : found.rows) terms.insert(std::string(row.term));
      shown.seek(turn);
      for (const Comparison& one : walk.agreement().comparisons) terms.insert(std::string(one.property));
    }
  }
  CHECK(terms.size() > 12);
  for (const std::string& term : terms) {
    CAPTURE(term);
    CHECK(names_a_page(term_tip(term)));
  }
}

TEST_CASE("a number behind a term is not a part of it, and what is no term has no tip") {
  CHECK(term_tip("slot 12") == term_tip("slot"));
  CHECK(term_tip("sum of slot 3") != term_tip("slot"));
  CHECK(term_tip("attic").empty());
  CHECK(term_tip("").empty());
  CHECK(term_tip("12").empty());
  for (const auto kind : {HandleStructure::Kind::fd_set, HandleStructure::Kind::poll_array,
                          HandleStructure::Kind::epoll, HandleStructure::Kind::threads}) {
    CHECK(names_a_page(term_tip(kind)));
  }
  CHECK(term_tip(HandleStructure::Kind::none).empty());
}

TEST_CASE("what the stage says of what is pointed at names a manual page, too") {
  using namespace stage_text;
  for (const Text* tip : {&kTipActor, &kTipThread, &kTipAbstract, &kTipEpoll, &kTipFile, &kTipReference, &kTipGone,
                          &kTipNumber, &kTipSocket, &kTipSocketInode, &kTipQueue, &kTipName}) {
    CAPTURE(tip->id);
    CHECK(names_a_page(std::string(tip->english)));
  }
  for (const Text* tip : {&term_text::kApplication, &term_text::kInterface, &term_text::kKernel, &term_text::kHardware,
                          &term_text::kPlace}) {
    CAPTURE(tip->id);
    CHECK(names_a_page(std::string(tip->english)));
  }
  for (const std::string_view page : text::kStepPages) CHECK(names_a_page("`" + std::string(page) + "`"));
}

TEST_SUITE_END();

}  // namespace sockwalk
