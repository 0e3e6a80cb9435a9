#include "actors/scenario_words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "text/scenario_text.h"
#include "text/wording.h"

namespace sockwalk {
namespace {

using namespace scenario_text;

using Verb = ClientStep::Verb;

/// So many make one write of 256 bytes, far below any send buffer.
constexpr std::size_t kMostNumbers = 64;
constexpr std::size_t kLongestOrder = 10000;

struct VerbRow {
  std::string_view name;
  Verb verb;
};
constexpr std::array<VerbRow, 6> kVerbs{{{"socket", Verb::socket},
                                         {"connect", Verb::connect},
                                         {"send", Verb::send},
                                         {"ask", Verb::ask},
                                         {"receive", Verb::receive},
                                         {"close", Verb::close}}};
constexpr std::array<std::string_view, 6> kVerbNames{"socket", "connect", "send",
                                                     "ask",    "receive", "close"};

struct Word {
  std::string_view text;
  std::size_t offset = 0;
};

std::vector<Word> split(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  std::vector<Word> words;
  std::size_t start = text.find_first_not_of(kSpace);
  while (start != std::string_view::npos) {
    const std::size_t end = std::min(text.find_first_of(kSpace, start), text.size());
    words.push_back({text.substr(start, end - start), start});
    start = text.find_first_not_of(kSpace, end);
  }
  return words;
}

/// The number that is all of `text`. `error` tells "none" from "too large".
template <class Number>
std::optional<Number> number_in(std::string_view text, std::errc& error) {
  Number number{};
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = end == text.data() + text.size();
  error = whole ? code : std::errc::invalid_argument;
  if (error != std::errc{}) return std::nullopt;
  return number;
}

Sentence unknown_verb(std::string_view word) {
  const auto near = nearest(word, kVerbNames);
  if (near.empty()) {
    return say(kUnknownWord, quotable(word), "verb of a client", listed(kVerbNames));
  }
  return say(kUnknownWordNear, quotable(word), "verb of a client", near.front(),
             listed(kVerbNames));
}

WordProblem read_numbers(const std::vector<Word>& words, std::vector<std::int32_t>& numbers) {
  if (words.size() == 1) return {words.front().offset, say(kSendNeedsNumber)};
  if (words.size() - 1 > kMostNumbers) {
    return {words.front().offset, say(kSendTooMany, words.size() - 1, kMostNumbers)};
  }
  for (std::size_t i = 1; i < words.size(); ++i) {
    std::errc error{};
    const auto number = number_in<std::int32_t>(words[i].text, error);
    if (error == std::errc::result_out_of_range) {
      return {words[i].offset, say(kSendOutOfRange, quotable(words[i].text))};
    }
    if (!number) return {words[i].offset, say(kSendNotNumber, quotable(words[i].text))};
    numbers.push_back(*number);
  }
  return {};
}

}  // namespace

WordProblem read_step(std::string_view text, ClientStep& step) {
  const auto words = split(text);
  if (words.empty()) return {0, say(kVerbEmpty, listed(kVerbNames))};
  for (const VerbRow& row : kVerbs) {
    if (row.name != words.front().text) continue;
    ClientStep read{row.verb, {}};
    if (row.verb == Verb::send) {
      if (auto problem = read_numbers(words, read.numbers); problem.refused()) return problem;
    } else if (words.size() > 1) {
      return {words[1].offset, say(kVerbTakesNothing, row.name, quotable(words[1].text))};
    }
    step = std::move(read);
    return {};
  }
  return {words.front().offset, unknown_verb(words.front().text)};
}

ClientPlan added_client(const Scenario& scenario, std::string_view words) {
  ClientPlan plan;
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(';'), words.size());
    ClientStep step;
    if (read_step(words.substr(0, end), step).refused()) {
      plan.steps.clear();
      break;
    }
    plan.steps.push_back(std::move(step));
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  if (plan.steps.empty() && !scenario.clients.empty()) return scenario.clients.back();
  return plan;
}

WordProblem read_order(std::string_view text, std::size_t clients, std::vector<TurnRequest>& order) {
  const std::string numbers = clients == 1 ? "1" : fmt::format("1 to {}", clients);
  for (const Word& word : split(text)) {
    if (order.size() == kLongestOrder) return {word.offset, say(kOrderTooLong, kLongestOrder)};
    if (word.text == "S") {
      order.push_back({kServer, TurnRequest::Kind::proceed, {}});
      continue;
    }
    std::errc error{};
    const auto client = number_in<ActorId>(word.text, error);
    if (error == std::errc::invalid_argument) {
      return {word.offset, say(kOrderUnknown, quotable(word.text), numbers)};
    }
    if (!client || *client == kServer || *client > clients) {
      return {word.offset, say(kOrderNoSuchClient, quotable(word.text), numbers)};
    }
    order.push_back({*client, TurnRequest::Kind::proceed, {}});
  }
  return {};
}

}  // namespace sockwalk
