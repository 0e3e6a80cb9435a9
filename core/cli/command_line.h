#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "event/result.h"

namespace sockwalk {

// What the user asked for, one struct a command, and what carries it out. Each function returns
// the exit code and has said on standard error whatever is to be said. Main thread only.

struct ScenariosCommand {};

struct RunCommand {
  std::string name;  ///< a scenario's name, or a file
  bool free = false;
  std::string schedule;
  std::optional<std::uint64_t> seed;
  std::optional<std::uint64_t> clients;  ///< instead of the `count` of the scenario
  std::string save;
  bool json = false;
  bool check = false;
  std::string run_dir;
};

struct WalkCommand {
  std::string name;  ///< a scenario's name, a scenario file, or a trace
  std::string run_dir;
  std::string schedule;  ///< whose turns come first
};

struct ExploreCommand {
  std::string name;  ///< a scenario's name, or a file
  std::optional<std::uint64_t> limit;
  std::string out;  ///< the directory for the outcomes' runs; empty: NAME-orders
  bool from_start = false;
  bool json = false;
  std::string run_dir;
};

struct ShowCommand {
  std::string trace;
  std::optional<std::uint64_t> at;
  std::optional<std::uint64_t> turn;
  bool json = false;
};

struct ExplainCommand {
  std::string word;  ///< empty: lists the words that are explained
};

/// Plays facts and compares them with what is claimed.
struct FactsCommand {
  std::vector<std::string> ids;  ///< of facts, or of rows of them; none: all
  bool json = false;
  std::string run_dir;
};

/// Tries what sockwalk needs of this machine.
struct DoctorCommand {
  bool json = false;
};

/// Something to print and nothing to do: help, or the version.
struct PrintCommand {
  std::string text;
};

/// `sockwalk` alone: the window where there is a display, else `help`.
struct StartCommand {
  std::string help;
};

using Command = std::variant<StartCommand, PrintCommand, ScenariosCommand, RunCommand, WalkCommand,
                             ExploreCommand, ShowCommand, ExplainCommand, FactsCommand, DoctorCommand>;

/// Reads the command line. A refusal is one sentence, with the nearest word where one is near.
Result<Command> parse_command_line(int argc, const char* const* argv);

int start(const StartCommand& command);
int list_scenarios(const ScenariosCommand& command);
int run(const RunCommand& command);
int walk(const WalkCommand& command);
int explore(const ExploreCommand& command);
int show(const ShowCommand& command);
int explain(const ExplainCommand& command);
int facts(const FactsCommand& command);
int doctor(const DoctorCommand& command);

}  // namespace sockwalk
