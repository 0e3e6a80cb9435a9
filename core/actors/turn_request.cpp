#include "actors/turn_request.h"

#include <array>

#include "text/scenario_text.h"
#include "text/wording.h"

namespace sockwalk {
namespace {

using Kind = TurnRequest::Kind;

struct CommandRow {
  Kind kind;
  std::string_view words;
  bool takes_more;  ///< what follows are words of a step
};
constexpr std::array kCommands{
    CommandRow{Kind::perform, "do ", true},
    CommandRow{Kind::crash, "crash", false},
    CommandRow{Kind::interrupt_restart, "interrupt with SA_RESTART", false},
    CommandRow{Kind::interrupt, "interrupt", false},
    CommandRow{Kind::time, "let time pass", false},
    CommandRow{Kind::add_client, "add client", true},
};

}  // namespace

std::string command_words(const TurnRequest& request) {
  for (const CommandRow& row : kCommands) {
    if (row.kind != request.kind) continue;
    std::string words(row.words);
    if (request.kind == Kind::add_client && !request.words.empty()) words += ": ";
    return row.takes_more ? words + request.words : words;
  }
  return {};
}

Result<TurnRequest> read_command(std::string_view words, ActorId actor) {
  for (const CommandRow& row : kCommands) {
    if (row.takes_more ? !words.starts_with(row.words) : words != row.words) continue;
    std::string_view more = words.substr(row.words.size());
    if (row.kind == Kind::add_client && more.starts_with(": ")) more.remove_prefix(2);
    return TurnRequest{actor, row.kind, std::string(more)};
  }
  return Error{say(scenario_text::kCommandUnknown, quotable(words)).words()};
}

}  // namespace sockwalk
