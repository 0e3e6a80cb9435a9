#pragma once

#include <array>

#include "text/text.h"

/// The words of presenter mode: few, and each of them large.
namespace sockwalk::presenter_text {

// The stage.
inline constexpr Text kApplication{"presenter.application", "application"};
inline constexpr Text kInterface{"presenter.interface", "system call interface"};
inline constexpr Text kKernel{"presenter.kernel", "kernel"};
inline constexpr Text kOtherArguments{"presenter.other_arguments", "{0}(…)"};
inline constexpr Text kCallResult{"presenter.call_result", "{0} {1}"};
inline constexpr Text kNobodyWaits{"presenter.queue_empty", "accept queue · empty"};
inline constexpr Text kOneWaits{"presenter.queue_one", "accept queue · {0} waits"};
inline constexpr Text kManyWait{"presenter.queue_many", "accept queue · {0} wait"};
inline constexpr Text kQueueChange{"presenter.queue_change", "accept queue {0} → {1}"};
inline constexpr Text kQueueChangeShort{"presenter.queue_change_short", "queue {0} → {1}"};
inline constexpr Text kQueueShort{"presenter.queue_short", "queue: {0}"};
inline constexpr Text kDataSocket{"presenter.data_socket", "Data socket · handle {0}"};
inline constexpr Text kHandle{"presenter.handle", "handle {0}"};
inline constexpr Text kNotAccepted{"presenter.not_accepted", "not accepted"};

// The strip of the server's twelve steps. The names of calls stay in every language.
inline constexpr std::array kSteps{
    Text{"presenter.step.1", "1 remove"}, Text{"presenter.step.2", "2 `socket`"},
    Text{"presenter.step.3", "3 name"},   Text{"presenter.step.4", "4 `bind`"},
    Text{"presenter.step.5", "5 `listen`"}, Text{"presenter.step.6", "6 `accept`"},
    Text{"presenter.step.7", "7 `read`"},   Text{"presenter.step.8", "8 `write`"},
    Text{"presenter.step.9", "9 `close`"},  Text{"presenter.step.10", "10 `close`"},
    Text{"presenter.step.11", "11 remove"}, Text{"presenter.step.12", "12 exit"},
};

// The button, and the keys below its words.
inline constexpr Text kNext{"presenter.next", "{0}: {1}"};
inline constexpr Text kReplay{"presenter.replay", "Replay {0}: {1}"};
inline constexpr Text kShowResult{"presenter.show_result", "Show the result"};
inline constexpr Text kPlayAgain{"presenter.play_again", "Play again"};
inline constexpr Text kStepKeys{"presenter.step_keys", "Space · PageDown"};
inline constexpr Text kRestartKeys{"presenter.restart_keys", "Ctrl+R"};

// The sentence, where no call is to be told about.
inline constexpr Text kAllAsleep{"presenter.all_asleep", "Nobody can move: each sleeps in the kernel."};
inline constexpr Text kTheEnd{"presenter.the_end", "All have exited. The kernel has closed what was left open."};

}  // namespace sockwalk::presenter_text
