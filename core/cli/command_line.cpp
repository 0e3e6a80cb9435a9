#include "cli/command_line.h"

#include <CLI/CLI.hpp>
#include <array>
#include <charconv>
#include <limits>
#include <string_view>
#include <utility>
#include <vector>

#include "text/command_text.h"
#include "text/explore_text.h"
#include "text/wording.h"

namespace sockwalk {
namespace {

using namespace command_text;

using Outcome = Result<Command>;

constexpr const char* kUsage =
    "Watch real Unix domain sockets, one system call at a time.\n"
    "Without a command, the window opens (sockwalk-gui).";
constexpr const char* kFooter =
    "Try:\n"
    "  sockwalk scenarios                  what there is to see\n"
    "  sockwalk run one-client             a server and a client, turn by turn\n"
    "  sockwalk walk one-client            the same, one step at a time: press Enter\n"
    "  sockwalk explore queue              what becomes of it in every order of turns\n"
    "  sockwalk explain ECONNREFUSED       what an error means, and what to do\n"
    "  sockwalk facts                      what is known of Unix sockets, tried on this kernel\n"
    "  sockwalk doctor                     whether this machine has what it needs\n"
    "\n"
    "Exit codes: 0 fine, 1 the run or the check found what it should report, 2 wrong usage or\n"
    "bad input, 3 model and kernel differ.";
constexpr const char* kRunDirectory =
    "Make the run's private directory in this one; else in $XDG_RUNTIME_DIR, $TMPDIR or /tmp";
constexpr const char* kRunFooter =
    "Examples:\n"
    "  sockwalk run sum-select --check               compare model and kernel after every turn\n"
    "  sockwalk run queue --save queue.trace         keep the run; walk and show open it\n"
    "  sockwalk run queue --schedule queue.trace     the same turns again, results compared\n"
    "  sockwalk run my-scenario.toml --seed 7        another order, the same every time\n"
    "  sockwalk run one-client --json | jq .call     one JSON object an event";
constexpr const char* kWalkFooter =
    "Enter steps, b goes back, a number gives that actor the turn (0 is the server), ? lists "
    "all\n"
    "keys, q quits. Examples:\n"
    "  sockwalk walk one-client\n"
    "  sockwalk walk queue.trace\n"
    "  sockwalk walk queue --schedule queue.trace    its turns first, then it is yours";
constexpr const char* kExploreFooter =
    "Each outcome is printed with a run that leads to it: sockwalk walk FILE and sockwalk-gui --open\n"
    "FILE show it. Exit code 1: somebody waits for ever, received a wrong answer or ended badly.\n"
    "Examples:\n"
    "  sockwalk explore queue\n"
    "  sockwalk explore sum-select --limit 20000 --out orders\n"
    "  sockwalk explore queue --from-start           clients may be first";
constexpr const char* kShowFooter =
    "Examples:\n"
    "  sockwalk show queue.trace                     its events\n"
    "  sockwalk show queue.trace --turn 5            the whole state after turn 5\n"
    "  sockwalk show queue.trace --at 40 --json      the state after event 40, as JSON";
constexpr const char* kExplainFooter =
    "Examples:\n"
    "  sockwalk explain EADDRINUSE\n"
    "  sockwalk explain 111\n"
    "  sockwalk explain accept\n"
    "  sockwalk explain SO_SNDBUF                    a constant of the manual pages\n"
    "  sockwalk explain half-close                   a word of the glossary";

constexpr const char* kFactsFooter =
    "Exit code 1 when anything differs. Examples:\n"
    "  sockwalk facts                                all of them\n"
    "  sockwalk facts H1 K1                          these, or all facts of these rows\n"
    "  sockwalk facts --json | jq .outcome           one JSON object a fact, the counts last\n"
    "  sockwalk walk facts/H1                        step through one";

constexpr const char* kDoctorFooter =
    "fine: as it should be; limited: all runs, with less to see; missing: scenarios cannot be played,\n"
    "exit code 1. Examples:\n"
    "  sockwalk doctor\n"
    "  sockwalk doctor --json | jq .remedy           one JSON object a check";

/// All that can be given, as it was typed: numbers and combinations are checked afterwards, so that
/// every refusal is a sentence of ours.
struct Typed {
  std::string name, schedule, seed, clients, save, run_dir, trace, at, turn, word, limit, out;
  bool free = false, json = false, check = false, version = false, from_start = false;
  std::vector<std::string> ids;
};

struct Parsers {
  CLI::App app{kUsage, "sockwalk"};
  CLI::App* scenarios = nullptr;
  CLI::App* run = nullptr;
  CLI::App* walk = nullptr;
  CLI::App* explore = nullptr;
  CLI::App* show = nullptr;
  CLI::App* explain = nullptr;
  CLI::App* facts = nullptr;
  CLI::App* doctor = nullptr;
};

void add_run(Parsers& parsers, Typed& typed) {
  auto* run = parsers.run =
      parsers.app.add_subcommand("run", "Run a scenario for real, turn by turn");
  run->add_option("NAME", typed.name, "A scenario's name, or the path of a scenario file")
      ->type_name("");
  run->add_flag("--free", typed.free, "Without turns: everybody runs at once");
  run->add_option("--schedule", typed.schedule,
                  "Give the turns of this trace; what it recorded is compared")
      ->type_name("FILE");
  run->add_option("--seed", typed.seed, "Choose the turns at random from this seed")
      ->type_name("N");
  run->add_option("--clients", typed.clients,
                  "So many clients, in a scenario with a \"count\" of them")
      ->type_name("N");
  run->add_option("--save", typed.save, "Write the run to this file, as a trace")
      ->type_name("FILE");
  run->add_flag("--json", typed.json, "Print the lines of the trace");
  run->add_flag("--check", typed.check,
                "Compare model and kernel after every turn; exit code 3 if they differ");
  run->add_option("--run-dir", typed.run_dir, kRunDirectory)
      ->type_name("DIR");
  run->footer(kRunFooter);
}

void add_explore(Parsers& parsers, Typed& typed) {
  auto* explore = parsers.explore = parsers.app.add_subcommand(
      "explore", "Play a scenario in every order of turns, and tell all outcomes");
  explore->add_option("NAME", typed.name, "A scenario's name, or the path of a scenario file")
      ->type_name("");
  explore->add_option("--limit", typed.limit, "Play so many orders at most (2000)")->type_name("N");
  explore
      ->add_option("--out", typed.out,
                   "Write the runs to this directory, new or empty (NAME-orders)")
      ->type_name("DIR");
  explore->add_flag("--from-start", typed.from_start,
                    "Also orders in which somebody moves before the server listens");
  explore->add_flag("--json", typed.json, "Print a JSON object an outcome, and one at the end");
  explore->add_option("--run-dir", typed.run_dir, "Make the runs' private directories in this one")
      ->type_name("DIR");
  explore->footer(kExploreFooter);
}

void add_commands(Parsers& parsers, Typed& typed) {
  CLI::App& app = parsers.app;
  app.require_subcommand(0, 1);
  app.footer(kFooter);
  app.add_flag("--version", typed.version, "Print the version");
  parsers.scenarios = app.add_subcommand("scenarios", "List the scenarios: name and title");
  add_run(parsers, typed);
  auto* walk = parsers.walk =
      app.add_subcommand("walk", "Step through a scenario or a trace in the terminal");
  walk->add_option("NAME", typed.name, "A scenario's name, a scenario file, or a trace")
      ->type_name("");
  walk->add_option("--run-dir", typed.run_dir, kRunDirectory)
      ->type_name("DIR");
  walk->add_option("--schedule", typed.schedule, "Give the turns of this trace first")
      ->type_name("FILE");
  walk->footer(kWalkFooter);
  add_explore(parsers, typed);
  auto* show = parsers.show =
      app.add_subcommand("show", "Print the events of a trace, or the state after one of them");
  show->add_option("TRACE", typed.trace, "A file that sockwalk run --save wrote")->type_name("");
  show->add_option("--at", typed.at, "The state after event N")->type_name("N");
  show->add_option("--turn", typed.turn, "The state after turn K")->type_name("K");
  show->add_flag("--json", typed.json, "As JSON");
  show->footer(kShowFooter);
  auto* explain = parsers.explain =
      app.add_subcommand("explain", "Say what an error, a system call or another word means here");
  explain->add_option("WORD", typed.word, "ENOENT, 2, accept, …; none: lists what is known")->type_name("");
  explain->footer(kExplainFooter);
  auto* facts = parsers.facts =
      app.add_subcommand("facts", "Try what is known of Unix sockets on this kernel");
  facts->add_option("ID", typed.ids, "A fact, like H1, or a row of several, like K1")->type_name("");
  facts->add_flag("--json", typed.json, "One JSON object a fact, then the counts");
  facts->add_option("--run-dir", typed.run_dir, "Make the runs' private directories in this one")
      ->type_name("DIR");
  facts->footer(kFactsFooter);
  auto* doctor = parsers.doctor =
      app.add_subcommand("doctor", "Try what sockwalk needs of this machine, and say what mends it");
  doctor->add_flag("--json", typed.json, "One JSON object a check");
  doctor->footer(kDoctorFooter);
  for (CLI::App* each : {&app, parsers.scenarios, parsers.run, walk, parsers.explore, show, explain,
                         facts, doctor}) {
    each->allow_extras();
    each->set_help_flag("-h,--help", "Print this help");
    each->get_formatter()->label("REQUIRED", "");
    for (CLI::Option* option : each->get_options()) {
      if (option->get_expected_max() == 0) option->disable_flag_override();
      // What is given twice is refused afterwards, in a sentence of ours.
      if (option->get_expected_max() == 1 && !option->get_positional()) option->take_last();
    }
  }
}

/// The help of `command`, which says which words it cannot do without.
std::string help_of(const Parsers& parsers, CLI::App& command) {
  const bool needs_word = &command == parsers.run || &command == parsers.walk ||
                          &command == parsers.explore || &command == parsers.show;
  for (CLI::Option* option : command.get_options()) {
    if (needs_word && option->get_positional()) option->required();
  }
  return command.help("sockwalk");
}

Error misuse(const Sentence& sentence) { return Error{sentence.words()}; }

std::vector<std::string> option_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    if (!option->get_lnames().empty()) names.push_back("--" + option->get_lnames().front());
  }
  return names;
}

std::vector<std::string> command_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands(nullptr)) names.push_back(command->get_name());
  return names;
}

/// Why `word`, which nothing has taken, is wrong in `app`.
Error unexpected(const CLI::App& app, const std::string& word, bool is_command) {
  const bool option = word.starts_with('-');
  const std::string bare = word.substr(0, word.find('='));
  const auto names = is_command && !option ? command_names(app) : option_names(app);
  const std::vector<std::string_view> known(names.begin(), names.end());
  const auto near = nearest(bare, known);
  const std::string shown = quotable(bare);
  const std::string help =
      is_command ? "sockwalk --help" : fmt::format("sockwalk {} --help", app.get_name());
  if (!option && !is_command) return misuse(say(kOneTooMany, shown, app.get_name(), help));
  const auto& far_text = option ? kUnknownOption : kUnknownCommand;
  const auto& near_text = option ? kUnknownOptionNear : kUnknownCommandNear;
  if (near.empty()) return misuse(say(far_text, shown, listed(known), help));
  return misuse(say(near_text, shown, near.front(), help));
}

std::optional<std::uint64_t> number_in(const std::string& text) {
  std::uint64_t number = 0;
  const char* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, number);
  if (text.empty() || error != std::errc{} || stopped != end) return std::nullopt;
  return number;
}

/// Puts the number typed for `option` into `out`; the refusal where it is none.
std::optional<Error> read_number(const CLI::App& app, const std::string& option,
                                 const std::string& typed, std::optional<std::uint64_t>& out) {
  if (app.get_option(option)->count() == 0) return std::nullopt;
  out = number_in(typed);
  if (out) return std::nullopt;
  if (typed.find_first_not_of("0123456789") == std::string::npos) {
    constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();
    return misuse(say(kNumberTooLarge, option, kMost, quotable(typed)));
  }
  return misuse(say(kNotANumber, option, quotable(typed)));
}

std::optional<Error> refuse_values(const CLI::App& app) {
  for (const CLI::Option* option : app.get_options()) {
    const std::string name = option->get_name(option->get_positional());
    if (option->count() > 1 && option->get_expected_max() == 1) {
      return misuse(say(kGivenTwice, name, option->results().front(), option->results().back()));
    }
    if (option->count() != 0 && !option->results().empty() && option->results().front().empty()) {
      return misuse(say(kEmptyValue, name, app.get_name()));
    }
  }
  return std::nullopt;
}

/// Words that nothing has taken. "--" only says that what follows are no options.
std::vector<std::string> left_over(const CLI::App& app) {
  std::vector<std::string> left = app.remaining();
  std::erase(left, "--");
  return left;
}

/// An option without its value, or a flag with one; `what` begins with its name, with or without dashes.
Error wrong_value(const CLI::App& app, std::string_view what) {
  std::string name(what.substr(0, what.find_first_of(": ")));
  if (!name.starts_with('-')) name.insert(0, "--");
  const CLI::Option* option = app.get_option_no_throw(name);
  const bool flag = option != nullptr && option->get_expected_max() == 0;
  const std::string help =
      app.get_name() == "sockwalk" ? "sockwalk" : fmt::format("sockwalk {}", app.get_name());
  return misuse(say(flag ? kNoValueTaken : kValueMissing, quotable(name), help));
}

/// "help", "help run"
Outcome help(Parsers& parsers, int argc, const char* const* argv) {
  if (argc == 2) return Command{PrintCommand{parsers.app.help()}};
  if (argc > 3) return misuse(say(kOneTooMany, quotable(argv[3]), "help", "sockwalk --help"));
  for (CLI::App* command : parsers.app.get_subcommands(nullptr)) {
    if (command->get_name() == argv[2]) return Command{PrintCommand{help_of(parsers, *command)}};
  }
  return unexpected(parsers.app, argv[2], true);
}

Outcome run_command(const Parsers& parsers, Typed& typed) {
  RunCommand command{typed.name, typed.free, typed.schedule, std::nullopt, std::nullopt,
                     typed.save, typed.json, typed.check,    typed.run_dir};
  if (typed.name.empty()) return misuse(say(kNameMissing, "run"));
  if (auto error = read_number(*parsers.run, "--seed", typed.seed, command.seed)) return *error;
  if (auto error = read_number(*parsers.run, "--clients", typed.clients, command.clients))
    return *error;
  const bool schedule = !typed.schedule.empty();
  if (schedule && command.seed) return misuse(say(kNotTogether, "--schedule", "--seed"));
  if (typed.free && schedule) return misuse(say(kNotTogether, "--free", "--schedule"));
  if (typed.free && command.seed) return misuse(say(kNotTogether, "--free", "--seed"));
  return Command{std::move(command)};
}

Outcome explore_command(const Parsers& parsers, Typed& typed) {
  ExploreCommand command{typed.name, std::nullopt, typed.out,
                         typed.from_start, typed.json, typed.run_dir};
  if (typed.name.empty()) return misuse(say(kNameMissing, "explore"));
  if (auto error = read_number(*parsers.explore, "--limit", typed.limit, command.limit)) return *error;
  if (command.limit && *command.limit == 0) return misuse(say(explore_text::kLimitZero));
  return Command{std::move(command)};
}

Outcome show_command(const Parsers& parsers, Typed& typed) {
  ShowCommand command{typed.trace, std::nullopt, std::nullopt, typed.json};
  if (typed.trace.empty()) return misuse(say(kTraceMissing));
  if (auto error = read_number(*parsers.show, "--at", typed.at, command.at)) return *error;
  if (auto error = read_number(*parsers.show, "--turn", typed.turn, command.turn)) return *error;
  if (command.at && command.turn) return misuse(say(kNotTogether, "--at", "--turn"));
  return Command{std::move(command)};
}

Outcome chosen(const Parsers& parsers, Typed& typed) {
  if (typed.version) return Command{PrintCommand{"sockwalk " SOCKWALK_VERSION}};
  const auto given = parsers.app.get_subcommands();
  const CLI::App& app = given.empty() ? parsers.app : *given.front();
  // What stands before the subcommand belongs to the program itself.
  if (const auto left = left_over(parsers.app); !left.empty()) {
    return unexpected(parsers.app, left.front(), true);
  }
  if (const auto left = left_over(app); !left.empty()) return unexpected(app, left.front(), false);
  if (const auto error = refuse_values(app)) return *error;
  if (given.empty()) return Command{StartCommand{parsers.app.help()}};
  if (&app == parsers.scenarios) return Command{ScenariosCommand{}};
  if (&app == parsers.run) return run_command(parsers, typed);
  if (&app == parsers.explore) return explore_command(parsers, typed);
  if (&app == parsers.show) return show_command(parsers, typed);
  if (&app == parsers.walk) {
    if (typed.name.empty()) return misuse(say(kNameMissing, "walk"));
    return Command{WalkCommand{typed.name, typed.run_dir, typed.schedule}};
  }
  if (&app == parsers.facts) return Command{FactsCommand{typed.ids, typed.json, typed.run_dir}};
  if (&app == parsers.doctor) return Command{DoctorCommand{typed.json}};
  return Command{ExplainCommand{typed.word}};
}

}  // namespace

Result<Command> parse_command_line(int argc, const char* const* argv) {
  Typed typed;
  Parsers parsers;
  add_commands(parsers, typed);
  if (argc >= 2 && std::string_view{argv[1]} == "help") return help(parsers, argc, argv);
  const auto given = [&] {
    const auto commands = parsers.app.get_subcommands();
    return commands.empty() ? &parsers.app : commands.front();
  };
  try {
    parsers.app.parse(argc, argv);
    return chosen(parsers, typed);
  } catch (const CLI::CallForHelp&) {
    if (given() == &parsers.app) return Command{PrintCommand{parsers.app.help()}};
    return Command{PrintCommand{help_of(parsers, *given())}};
  } catch (const CLI::ArgumentMismatch& error) {
    return wrong_value(*given(), error.what());
  } catch (const CLI::Error& error) {
    return misuse(say(kWrongUsage, quotable(error.what(), 300)));
  }
}

}  // namespace sockwalk
