#pragma once

#include "model/model.h"

namespace sockwalk {

// What a call that waits for readiness (select, poll, epoll_wait) finds in the state of a model.
// 0, 1 and 2 may be anything; like a file they count as ready for all they are asked about
// (poll(2)).

/// For which of its POLL… bits select() takes `fd`, which it was given, for readable. 0: it does
/// not, or the number is not below nfds, so that it is not looked at.
std::uint32_t selected(const Model& model, const Event& call, std::int32_t fd);
/// The revents that poll() gives one of its entries.
std::uint32_t polled(const Model& model, const Event& call, const PollEntry& entry);
/// How many descriptors the call reports in that state. 0: it sleeps, unless its time-out is 0.
std::int64_t ready_count(const Model& model, const Event& call);
/// The time-out that the call itself was given, in milliseconds; −1 = none.
std::int64_t timeout_of(const Event& call);

}  // namespace sockwalk
