#include "model/alternatives.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <string_view>
#include <tuple>

#include "event/constant_names.h"
#include "model/call_family.h"
#include "model/circumstance.h"
#include "model/transition.h"

namespace sockwalk {
namespace {

/// Errors of which the manual page of a call speaks first, beside those of the state diagram.
std::vector<int> manual_errors(const Circumstance& met) {
  const Syscall call = family_of(met.enter.call);
  // What may sleep does not say "try again".
  const bool patient = !met.may_not_wait();
  switch (call) {
    case Syscall::socket:
    case Syscall::open:
      return {EMFILE, EACCES};
    case Syscall::socketpair:
    case Syscall::epoll_create1:
      return {EMFILE};
    case Syscall::bind:
      return {EADDRINUSE, ENOENT};
    case Syscall::listen:
      return {EADDRINUSE};
    case Syscall::accept:
      return patient ? std::vector<int>{EMFILE} : std::vector<int>{EAGAIN, EMFILE};
    case Syscall::connect:
      return {ECONNREFUSED, ENOENT};
    case Syscall::read:
      return patient ? std::vector<int>{ECONNRESET} : std::vector<int>{EAGAIN, ECONNRESET};
    case Syscall::write:
      return patient ? std::vector<int>{EPIPE} : std::vector<int>{EAGAIN, EPIPE};
    case Syscall::shutdown:
      return {ENOTCONN};
    case Syscall::unlink:
    case Syscall::chmod:
      return {ENOENT, EACCES};
    case Syscall::close:
    case Syscall::dup:
      return {EBADF};
    case Syscall::mkdir:
      return {EEXIST};
    default:
      return takes_fd(call) ? std::vector<int>{EBADF} : std::vector<int>{EINVAL};
  }
}

/// Numbers that people take for the result.
std::vector<std::int64_t> usual_mistakes(const Circumstance& met) {
  const Event& enter = met.enter;
  if (makes_descriptor(enter.call)) {
    // The number that was passed, zero for "done", and one too far.
    const std::int64_t passed = takes_fd(enter.call) ? enter.args[0] : 0;
    return {passed, lowest_free(met.model, enter.actor) + 1, 0};
  }
  const auto size = static_cast<std::int64_t>(bytes_asked(met.enter));
  const Syscall family = family_of(enter.call);
  if (family == Syscall::read) return {0, size, 4};
  if (family == Syscall::write) return {0, size + 1};
  if (enter.call == Syscall::select) return {1, enter.args[0] - 1, 0};
  if (is_readiness_call(enter.call)) return {1, 2, 0};
  return {takes_fd(enter.call) ? enter.args[0] : 1};
}

/// What the call returns where all is well.
std::int64_t usual_number(const Circumstance& met) {
  if (makes_descriptor(met.enter.call)) return lowest_free(met.model, met.enter.actor);
  if (family_of(met.enter.call) == Syscall::write) {
    return static_cast<std::int64_t>(bytes_asked(met.enter));
  }
  return family_of(met.enter.call) == Syscall::read ? 4 : 0;
}

/// Errors and sleep that the state diagram has for this call.
std::vector<Answer> from_state_diagram(Syscall family) {
  std::vector<Answer> found;
  for (const Transition& row : transition_table()) {
    if (row.call != family || row.by_peer) continue;
    if (row.outcome == Outcome::slept) found.push_back(Answer::asleep());
    if (row.outcome == Outcome::failed && row.error != 0)
      found.push_back(Answer::failing(row.error));
  }
  return found;
}

}  // namespace

std::vector<Answer> alternatives(const Model& now, const Event& enter) {
  std::vector<Answer> chosen;
  const auto expected = expected_answer(now, enter);
  if (!expected) return chosen;
  const auto offer = [&chosen](const Answer& answer) {
    const bool known = std::find(chosen.begin(), chosen.end(), answer) != chosen.end();
    if (!known && chosen.size() < kMostAlternatives) chosen.push_back(answer);
  };
  const Circumstance met(now, enter);
  const Syscall family = family_of(enter.call);
  offer(*expected);
  // Sleep, a number and an error stand among them where the call can end so: a kind that is missing
  // would betray the result.
  if (row_of(enter.call).may_block) offer(Answer::asleep());
  const std::vector<std::int64_t> mistakes = usual_mistakes(met);
  offer(Answer::returning(expected->kind == Answer::Kind::returns ? mistakes.front()
                                                                  : usual_number(met)));
  const std::size_t errors_until = kMostAlternatives - (chosen.size() < 3 ? 1 : 0);
  for (const int error : manual_errors(met)) {
    if (chosen.size() < errors_until) offer(Answer::failing(error));
  }
  for (const std::int64_t mistake : mistakes) offer(Answer::returning(mistake));
  for (const Answer& answer : from_state_diagram(family)) offer(answer);
  std::sort(chosen.begin(), chosen.end(), [](const Answer& a, const Answer& b) {
    return std::tuple(a.kind, a.value, errno_name(a.error)) <
           std::tuple(b.kind, b.value, errno_name(b.error));
  });
  return chosen;
}

}  // namespace sockwalk
