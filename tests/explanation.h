#pragma once

#include <doctest/doctest.h>

#include <string>

#include "event_script.h"
#include "model/explain.h"

namespace sockwalk {

inline constexpr std::string_view kDemo = "/run/demo.sock";

/// Integers as clients send them.
inline constexpr std::string_view kSeven{"\7\0\0\0", 4};
inline constexpr std::string_view kEight{"\10\0\0\0", 4};
inline constexpr std::string_view kZero{"\0\0\0\0", 4};

inline Model state_after(const EventScript& script, std::uint64_t seq) {
  Model model;
  for (const Event& event : script.events()) {
    if (event.seq <= seq) model.apply(event);
  }
  return model;
}

/// Why the last call of the script returned what it did. Where the call did not sleep, the state
/// before its enter and the one before its exit must give the same words.
inline Sentence explain_last(const EventScript& script) {
  const Event& exit = script.last();
  const Event& enter = script.last_enter();
  const Sentence sentence = explain(script.before(), enter, exit);
  if (!exit.slept) {
    CHECK(explain(state_after(script, enter.seq - 1), enter, exit).words() == sentence.words());
  }
  const std::string text = sentence.words();
  CHECK_FALSE(sentence.empty());
  CHECK(text.find('{') == std::string::npos);
  // What an errno means in general is as long as errno_text.h makes it.
  if (!sentence.empty() && sentence.text->id != "refusal.general") CHECK(text.size() <= 260);
  CHECK((text.back() == '.' || text.back() == ')'));
  return sentence;
}

inline std::string explained(const EventScript& script) { return explain_last(script).words(); }

/// The exit of the actor's last enter, of a call that was seen asleep.
inline void exit_slept(EventScript& script, std::int64_t ret, int error = 0,
                       const PartsDraft& parts = {}) {
  Event event = script.last_enter();
  event.kind = EventKind::exit;
  event.enter = event.seq;
  event.ret = error == 0 ? ret : -1;
  event.error = error;
  event.slept = true;
  script.add(event, parts);
}

/// Client 1 connected and accepted: handle 4 in the server, 3 in the client.
inline EventScript& served_client(EventScript& script, int type = 1) {
  script.as("server").socket(3, 0, type).bind(3, kDemo).listen(3, 5);
  script.as("client 1").socket(3, 0, type).connect(3, kDemo);
  return script.as("server").accept(3, 4);
}

}  // namespace sockwalk
