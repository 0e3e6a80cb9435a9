#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "actors/step.h"
#include "actors/turn_request.h"
#include "event/ids.h"
#include "event/result.h"

namespace sockwalk {

enum class ServerKind : std::uint8_t {
  iterative,
  select,
  poll,
  epoll,
  threads,  ///< a thread for each client
  pool,     ///< some threads, made before the first client comes
  script,   ///< no built-in program: it does the steps of its plan
};
enum class ServiceKind : std::uint8_t { sum, echo, upper };
enum class ServerType : std::uint8_t { stream, seqpacket, dgram };
/// When epoll tells of a descriptor: while it is ready, or once when it becomes so (epoll(7)).
enum class EpollTrigger : std::uint8_t { level, edge };

/// When the server takes a name away that stands in its way.
enum class StaleName : std::uint8_t { first, when_bind_fails };

/// Mistakes that a built-in server can be told to make.
struct ServerFaults {
  bool forgets_unlink = false;    ///< leaves its name behind
  bool forgets_close = false;     ///< keeps the handles of clients that have gone
  bool reads_too_little = false;  ///< takes what one read gives for a whole message
  bool never_reads = false;       ///< accepts, and then leaves the bytes where they are
  bool closes_unread = false;     ///< closes a handle while bytes wait in it
  bool naive = false;             ///< looks at no result

  bool operator==(const ServerFaults&) const = default;
};

/// What a process is given before its first call.
struct ProcessSetting {
  int fd_limit = 0;             ///< room for descriptors below it only; 0 = as the system has it
  std::string user;             ///< "nobody"; empty: the user who runs sockwalk
  bool ignore_sigpipe = false;  ///< as after signal(SIGPIPE, SIG_IGN)

  bool operator==(const ProcessSetting&) const = default;
};

struct ServerPlan {
  ServerKind kind = ServerKind::iterative;
  ServiceKind service = ServiceKind::sum;
  ServerType type = ServerType::stream;
  EpollTrigger trigger = EpollTrigger::level;  ///< epoll
  int backlog = 5;
  int slots = 4;       ///< select, poll, epoll: handles beside the connection socket
  int workers = 4;     ///< pool: its threads
  int serve = 0;       ///< leaves when so many clients have gone
  StaleName remove_stale = StaleName::first;
  bool nonblocking = false;  ///< its sockets have O_NONBLOCK
  ServerFaults faults;
  ProcessSetting process;
  std::string path = "demo.sock";  ///< a name as steps write it
  /// File in assets/code that the code walk shows; empty: that of its script (script_listing).
  std::string listing;
  std::vector<Step> steps;  ///< script
};

/// What one actor plays: a client, or several that do the same.
struct ClientPlan {
  std::string name;          ///< "client 1"; of several "clients 1-100"
  std::uint32_t number = 0;  ///< from 1: of the client, or of the first of them
  std::uint32_t count = 1;   ///< how many: each step is made for each of them before the next
  std::vector<Step> steps;
  /// File in assets/code that has a line for each of the steps; empty: a listing of the steps
  /// themselves (script_listing).
  std::string listing;
  ProcessSetting process;
};

/// What lies in the run's directory before the first call.
struct Leftover {
  enum class Kind : std::uint8_t { socket, file, directory, symlink };
  Kind kind = Kind::socket;
  std::string path = "demo.sock";  ///< a name as steps write it, below the run's directory
  std::string to;                  ///< symlink: the name it leads to
  int mode = -1;                   ///< −1: as it is made
};

/// A scenario that is a proof: of what, and by whose promise it holds.
struct Fact {
  /// Who says so: POSIX, Linux alone, or this kernel only as far as was looked.
  enum class Promise : std::uint8_t { posix, linux_only, kernel };
  std::string id;  ///< "A1"
  std::string claim;
  Promise promised = Promise::posix;
  bool needs_root = false;
  std::string why;
};

/// What is played: who acts, what they do, and in which order unless somebody chooses otherwise.
struct Scenario {
  std::string name;
  std::string title;
  std::string about;
  std::string what_next;
  std::string text;  ///< the TOML it was read from
  ServerPlan server;
  std::vector<ClientPlan> clients;
  std::vector<TurnRequest> order;
  std::vector<Leftover> leftovers;
  std::optional<Fact> fact;
  bool free = false;            ///< meant to be run without turns
  bool kernel_chooses = false;  ///< one call wakes several that race: compared as sets of outcomes
};

/// The name of actor `actor` of `scenario`: "server", "client 1", or what the file calls it.
std::string actor_name(const Scenario& scenario, ActorId actor);
/// The steps of a script; empty for a built-in server.
const std::vector<Step>& steps_of(const Scenario& scenario, ActorId actor);
/// The variables that the steps of `actor` make, for those who ask it for another one.
StepVariables variables_of(const Scenario& scenario, ActorId actor);
/// True when somebody in it runs as another user: the run's directory must then let him in.
bool has_other_users(const Scenario& scenario);

/// The plan of a client that is added to a run: the steps in `words`, separated by semicolons, or
/// those of the last client where there are none or one of them is no step.
ClientPlan added_client(const Scenario& scenario, std::string_view words);

/// Reads a scenario. Every refusal names file:line:column and what would be right.
Result<Scenario> parse_scenario(std::string_view toml, const std::string& file_name);
Result<Scenario> read_scenario(const std::string& path);

}  // namespace sockwalk
