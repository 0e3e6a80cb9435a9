#pragma once

#include "text/text.h"

/// Lectures: files that walk through scenarios, and what is said of their stops to the lecturer.
namespace sockwalk::lecture_text {

inline constexpr Text kUnreadable{"lecture.unreadable",
                                  "the lecture {0} cannot be read: {1}; give the path of a TOML file"};
inline constexpr Text kNoStops{
    "lecture.no_stops", "a lecture needs a [[stop]] with scenario = \"one-client\" and turn = 4"};
inline constexpr Text kStopIsNoTable{
    "lecture.stop_is_no_table", "\"stop\" is a table for each stop of the lecture: write [[stop]] above its keys"};
inline constexpr Text kNoScenario{
    "lecture.no_scenario",
    "the first [[stop]] has to name its scenario: scenario = \"one-client\"; later stops go on with it"};
inline constexpr Text kScenario{"lecture.scenario", "{0}"};
inline constexpr Text kQuestionKind{
    "lecture.question_kind",
    "\"question\" is {0}; want true for the usual question, or the question itself: question = \"Which number?\""};
inline constexpr Text kTooManyStops{"lecture.too_many_stops", "this is stop {0}; a lecture has at most {1}"};

// To the lecturer, on standard output.
inline constexpr Text kStop{"lecture.stop", "[{0} of {1}] {2}, turn {3}"};
inline constexpr Text kStopAsks{"lecture.stop_asks", "[{0} of {1}] {2}, turn {3}, with a question"};
inline constexpr Text kEnd{"lecture.end", "[the end of the lecture]"};
inline constexpr Text kEndsEarlier{
    "lecture.ends_earlier",
    "{0}:{1}: the scenario {2} stops at turn {3} here and does not come to turn {4}; give a lower turn"};

}  // namespace sockwalk::lecture_text
