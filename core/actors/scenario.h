#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "event/ids.h"
#include "actors/turn_request.h"
#include "event/result.h"

namespace sockwalk {

enum class ServerKind : std::uint8_t { iterative, select };
enum class ServiceKind : std::uint8_t { sum };

/// When the server takes a name away that stands in its way.
enum class StaleName : std::uint8_t { first, when_bind_fails };

struct ServerPlan {
  ServerKind kind = ServerKind::iterative;
  ServiceKind service = ServiceKind::sum;
  int backlog = 5;
  int slots = 4;       ///< select: handles beside the connection socket
  int serve = 0;       ///< leaves when so many clients have gone
  StaleName remove_stale = StaleName::first;
  std::string path = "demo.sock";  ///< relative to the run's private directory
  std::string listing;  ///< file in assets/code that the code walk shows
};

/// One verb of a client: one system call, made again only where the answer came short.
struct ClientStep {
  enum class Verb : std::uint8_t { socket, connect, send, ask, receive, close };
  Verb verb = Verb::socket;
  std::vector<std::int32_t> numbers;  ///< send: the integers of one write
};

struct ClientPlan {
  std::vector<ClientStep> steps;
  std::string listing = "client_sum.c";
};

/// What lies in the run's directory before the first call.
struct Leftover {
  enum class Kind : std::uint8_t { socket };
  Kind kind = Kind::socket;
  std::string path = "demo.sock";
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
  std::optional<Leftover> leftover;
  bool free = false;            ///< meant to be run without turns
  bool kernel_chooses = false;  ///< one call wakes several that race: compared as sets of outcomes
};

/// The plan of a client that is added to a run: the steps in `words`, separated by semicolons, or
/// those of the last client where there are none or one of them is no step.
ClientPlan added_client(const Scenario& scenario, std::string_view words);

/// Reads a scenario. Every refusal names file:line:column and what would be right.
Result<Scenario> parse_scenario(std::string_view toml, const std::string& file_name);
Result<Scenario> read_scenario(const std::string& path);

}  // namespace sockwalk
