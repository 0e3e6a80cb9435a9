#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "actors/step_name.h"
#include "actors/step_words.h"
#include "event/syscall.h"

namespace sockwalk {

/// What a step does: one system call, but for the last two, which make none.
enum class Verb : std::uint8_t {
  socket,
  pair,
  bind,
  listen,
  accept,
  connect,
  send,
  write,
  ask,
  receive,
  read,
  sendto,
  recv,
  sendmsg,
  recvmsg,
  shutdown,
  dup,
  close,
  nonblock,
  flags,
  fdflags,
  set,
  get,
  ioctl,
  getsockname,
  getpeername,
  select,
  poll,
  epoll,
  epoll_ctl,
  epoll_wait,
  unlink,
  open,
  chmod,
  fchmod,
  umask,
  mkdir,
  chdir,
  become,
  exit,
  limit,
  sigpipe,
};

/// A descriptor as a step names it: a variable of the actor, or a number.
struct StepDescriptor {
  std::string variable;
  std::int32_t number = -1;  ///< where there is no variable

  bool operator==(const StepDescriptor&) const = default;
};

/// An integer of four bytes: a constant, or one that tells the clients of an actor apart.
struct StepInteger {
  std::int32_t plus = 0;
  bool of_client = false;  ///< {client}: the number of the client is added

  bool operator==(const StepInteger&) const = default;
};

/// As much as a step may send or make room for.
inline constexpr std::int64_t kMostBytes = 16 * 1024 * 1024;

/// What a step sends.
struct StepData {
  enum class Kind : std::uint8_t { none, integers, text, filler };
  Kind kind = Kind::none;
  std::vector<StepInteger> integers;
  std::string text;
  StepNumber bytes;  ///< filler: so many bytes, of no meaning

  bool operator==(const StepData&) const = default;
};

/// The integers for client number `client`, as they lie in memory.
std::vector<std::int32_t> integers_of(const StepData& data, std::uint32_t client);
/// "7", "{client}", "{client}+7"
std::string to_text(const StepInteger& integer);

/// One descriptor of a readiness call, with the events that are asked for.
struct StepWatch {
  StepDescriptor descriptor;
  std::uint32_t events = 0;

  bool operator==(const StepWatch&) const = default;
};

/// One condition of what a step should lead to.
struct ExpectedFact {
  enum class Kind : std::uint8_t {
    value,   ///< the call returns `number`
    above,   ///< more than `number`
    below,   ///< less than `number`
    ok,      ///< it does not fail
    error,   ///< it fails with errno `number`
    end,     ///< it returns 0: the end of file
    killed,  ///< the signal `number` ends the actor
    data,    ///< these bytes came: `data`
    answer,  ///< getsockopt, ioctl, fcntl told `number`
    pid,     ///< the credentials tell it
    uid,
    rights,   ///< so many descriptors came
    message,  ///< these flags came with the message: `number`
    name,     ///< this address came: `name`
    length,   ///< an address of so many bytes came
    ready,    ///< exactly these are ready: `ready`
    sleeps,   ///< the call was asleep
  };
  Kind kind = Kind::ok;
  StepNumber number;
  StepData data;
  StepName name;
  std::vector<StepWatch> ready;

  bool operator==(const ExpectedFact&) const = default;
};

/// What a step should lead to; all facts must hold. Empty: nothing is expected.
struct Expectation {
  std::vector<ExpectedFact> facts;
  /// Nothing but "sleeps": the call is still asleep when the run ends.
  bool sleeps_on = false;
  std::string words;

  bool empty() const { return facts.empty(); }
  bool operator==(const Expectation&) const = default;
};

/// One line of an actor's script. Which fields count follows from the verb.
struct Step {
  Verb verb = Verb::socket;
  std::vector<std::string> makes;  ///< variables that receive descriptors, in order
  StepDescriptor on;               ///< the descriptor the call is made on
  StepDescriptor about;            ///< epoll_ctl: the one that is watched
  std::int64_t constant = 0;  ///< SO_…, SHUT_…, EPOLL_CTL_…, FIONREAD, O_…; socket: its type
  std::int64_t flags = 0;     ///< SOCK_NONBLOCK, SOCK_CLOEXEC, MSG_…; nonblock: 1 = on
  StepNumber number;          ///< backlog, size, value, mode, user, status, limit, protocol
  StepName name;
  StepData data;
  std::vector<StepDescriptor> rights;  ///< descriptors that travel along
  bool credentials = false;            ///< credentials travel along:
  bool own_credentials = false;        ///< those of the actor itself
  StepNumber user;                     ///< else this user's
  std::int32_t room = 0;               ///< recvmsg: for so many descriptors; −1: for credentials
  std::vector<StepWatch> watch;        ///< select, poll, epoll_ctl
  std::int64_t timeout_ms = -1;
  std::int32_t nfds = -1;       ///< select: −1 = the highest + 1
  std::int32_t max_events = 8;  ///< epoll_wait
  std::string words;            ///< as they were written
  Expectation expectation;
  StepNumber repeat{1};

  bool operator==(const Step&) const = default;
};

/// The most repetitions of a step.
inline constexpr std::int64_t kMostRepeats = 10'000;
/// How often the step is made: no more than that also where a number of this kernel is larger.
std::int64_t repeats_of(const Step& step);

/// The variables of an actor that a step may name.
struct StepVariables {
  std::vector<std::string> names;
  std::string socket;  ///< the one of the last `socket`, which is meant where none is named

  bool knows(std::string_view name) const;
  /// Takes note of what `step` makes.
  void after(const Step& step);
};

/// Reads "h = accept m nonblock". `step` is untouched when the words are refused. Any thread.
WordProblem read_step(std::string_view words, const StepVariables& variables, Step& step);

/// The errno that a script is ready for at that step: the one that it expects; 0 = none. To remove a
/// name that is not there is fine, as it is for rm -f.
int error_ready_for(const Step& step);

/// Reads "sleeps, then EAGAIN". Variables are those known after the step.
WordProblem read_expectation(std::string_view words, const StepVariables& variables,
                             Expectation& expectation);

/// One verb of the language, for refusals, menus and the manual.
struct VerbRow {
  Verb verb;
  std::string_view name;
  std::string_view form;  ///< "accept [d] [nonblock] [cloexec]"
  Syscall call = Syscall::none;
};
std::span<const VerbRow> all_verbs();
const VerbRow& row_of(Verb verb);

/// True for the verbs of the course, written plainly: those that client_sum.c has lines for.
bool is_course_step(const Step& step);

/// The call as a C programmer writes it: "h = accept(m, NULL, NULL);".
std::string c_text(const Step& step);

}  // namespace sockwalk
