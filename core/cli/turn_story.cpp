#include "cli/turn_story.h"

#include "cli/turn_lines.h"
#include "event/escape_sequences.h"
#include "event/event_text.h"
#include "model/explain.h"
#include "text/command_text.h"

namespace sockwalk {
namespace {

using namespace command_text;

/// The call that `exit` ends, and why it ended so.
std::string tell_exit(const Timeline& timeline, const ActorNames& names, const Event& exit) {
  const Event* enter = enter_of(timeline, exit);
  std::string sentence = plain_sentence(exit, enter, names);
  if (enter == nullptr) return sentence;
  const Model before = timeline.state_at(explained_from(*enter, exit));
  const std::string why = explain(before, *enter, exit).words();
  return why.empty() ? sentence : sentence + " " + why;
}

}  // namespace

std::vector<std::string> turn_story(const Timeline& timeline, const ActorNames& names,
                                    std::uint64_t turn) {
  std::vector<std::string> story;
  const Turn& stretch = timeline.turns()[turn];
  for (std::uint64_t seq = stretch.first; seq != 0 && seq <= stretch.last; ++seq) {
    const Event& event = timeline.event(seq);
    switch (event.kind) {
      case EventKind::turn:
      case EventKind::kernel:
        break;
      case EventKind::enter:
        if (falls_asleep(timeline, event)) {
          const Model now = timeline.state_at(seq);
          story.push_back(say(kFellAsleep, capitalised(escaped(doer_of(event, names))),
                              short_call_text(event), needs(now, event).words())
                              .words());
        }
        break;
      case EventKind::exit:
        story.push_back(tell_exit(timeline, names, event));
        break;
      default:
        story.push_back(plain_sentence(event, nullptr, names));
    }
  }
  return story;
}

std::vector<std::string> differences_in_words(const Agreement& agreement, const Model& model) {
  std::vector<std::string> sentences;
  for (const Comparison& each : agreement.comparisons) {
    if (each.verdict != Verdict::different) continue;
    std::string subject = say(kTheName).words();
    if (each.socket != kNoSocket) {
      subject = socket_title(model, each.socket);
    } else if (const Actor* actor = model.actor(each.actor); actor != nullptr) {
      subject = capitalised(escaped(actor->name));
    }
    sentences.push_back(
        say(kDifference, model.turn, subject, each.property, each.model, each.kernel).words());
  }
  return sentences;
}

}  // namespace sockwalk
