#include "actors/scenario_words.h"

#include <fmt/format.h>
#include <array>
#include <charconv>

#include "text/scenario_text.h"
#include "text/wording.h"

namespace sockwalk {
namespace {

using namespace scenario_text;

using Kind = TurnRequest::Kind;

constexpr std::size_t kLongestOrder = 10000;

struct EntryRow {
  std::string_view name;
  Kind kind;
};
constexpr std::array kEntries{EntryRow{"crash", Kind::crash},
                              EntryRow{"interrupt", Kind::interrupt},
                              EntryRow{"interrupt-restart", Kind::interrupt_restart}};
constexpr std::array<std::string_view, 3> kEntryNames{"crash", "interrupt", "interrupt-restart"};

/// Who `word` is: S or the number of a client.
WordProblem read_actor(const Word& word, std::size_t clients, ActorId& actor) {
  const std::string numbers = clients == 0   ? "none here"
                              : clients == 1 ? "1"
                                             : fmt::format("1 to {}", clients);
  if (word.text == "S") {
    actor = kServer;
    return {};
  }
  const char* const end = word.text.data() + word.text.size();
  const auto [stopped, error] = std::from_chars(word.text.data(), end, actor);
  if (stopped != end || error == std::errc::invalid_argument) {
    return {word.offset, say(kOrderUnknown, quotable(word.text), numbers)};
  }
  if (error != std::errc{} || actor == kServer || actor > clients) {
    return {word.offset, say(kOrderNoSuchClient, quotable(word.text), numbers)};
  }
  return {};
}

WordProblem read_entry(const Word& word, std::size_t clients, TurnRequest& turn) {
  if (word.text == "T") {
    turn = {kClock, Kind::time, {}};
    return {};
  }
  const std::size_t colon = word.text.find(':');
  if (colon == std::string_view::npos) return read_actor(word, clients, turn.actor);
  const std::string_view name = word.text.substr(0, colon);
  for (const EntryRow& row : kEntries) {
    if (row.name != name) continue;
    turn.kind = row.kind;
    return read_actor({word.text.substr(colon + 1), word.offset + colon + 1}, clients, turn.actor);
  }
  const auto near = nearest(name, kEntryNames);
  if (near.empty())
    return {word.offset,
            say(kUnknownWord, quotable(name), "entry of \"order\"", listed(kEntryNames))};
  return {word.offset, say(kUnknownWordNear, quotable(name), "entry of \"order\"", near.front(),
                           listed(kEntryNames))};
}

}  // namespace

WordProblem read_order(std::string_view text, std::size_t clients,
                       std::vector<TurnRequest>& order) {
  for (const Word& word : split_words(text)) {
    if (order.size() == kLongestOrder) return {word.offset, say(kOrderTooLong, kLongestOrder)};
    TurnRequest& turn = order.emplace_back();
    if (WordProblem problem = read_entry(word, clients, turn); problem.refused()) return problem;
  }
  return {};
}

}  // namespace sockwalk
