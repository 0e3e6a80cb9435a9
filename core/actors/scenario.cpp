#include "actors/scenario.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <utility>

#include "actors/crowd.h"
#include "actors/leftover_reader.h"
#include "actors/scenario_words.h"
#include "actors/server_reader.h"
#include "actors/table_reader.h"
#include "text/scenario_text.h"
#include "text/step_text.h"
#include "text/wording.h"

namespace sockwalk {
namespace {

using namespace scenario_text;

using Kind = TomlValue::Kind;

constexpr std::size_t kMostClients = 9;  // the keys 1 to 9
constexpr int kUsualPerActor = 100;
constexpr std::size_t kMostSteps = 1000;
constexpr std::size_t kLongestTitle = 200;
constexpr std::size_t kLongestText = 4000;
constexpr std::size_t kLongestName = 20;

constexpr std::array<ChoiceRow<std::string_view>, 2> kClientListings{
    {{"client_sum.c", "client_sum.c"}, {"client_early.c", "client_early.c"}}};
constexpr std::array<ChoiceRow<Fact::Promise>, 3> kPromises{
    {{"P", Fact::Promise::posix}, {"L", Fact::Promise::linux_only}, {"K", Fact::Promise::kernel}}};
constexpr std::array<ChoiceRow<bool>, 1> kNeeds{{{"root", true}}};

bool is_table(const TomlValue& value) { return value.kind == Kind::table; }

/// Reads one scenario: the top, the clients, and what lies about.
class ScenarioReader {
 public:
  ScenarioReader(std::string_view text, const std::string& file) : reader_(text, file) {
    scenario_.text = text;
    const std::string_view name = std::string_view{file}.substr(file.rfind('/') + 1);
    scenario_.name = name.ends_with(".toml") ? name.substr(0, name.size() - 5) : name;
  }

  bool read(const TomlValue& document);
  Scenario scenario() && { return std::move(scenario_); }
  const Error& error() const { return reader_.error(); }

 private:
  bool read_top(const TomlValue& document);
  bool read_clients(const TomlValue& value);
  bool read_client(const TomlValue& value);
  bool settle_client(const TomlValue& value, const Place& listing, ClientPlan& client);
  bool cast_crowd(const TomlValue& value, int count, int per_actor);
  bool read_fact(const TomlValue& value);
  bool read_steps(const TomlValue& value, std::vector<Step>& steps);
  bool read_step_line(const TomlValue& item, StepVariables& variables, Step& step);
  bool read_repeat(const TomlValue& value, StepNumber& repeat);
  bool check_names();

  TableReader reader_;
  Scenario scenario_;
  std::vector<TomlValue> order_;   ///< read last: only then the clients are known
  std::vector<TomlValue> server_;  ///< likewise
  std::vector<TomlValue> leftovers_;  ///< compared with the server's name when that is known
};

bool ScenarioReader::read(const TomlValue& document) {
  if (!read_top(document)) return false;
  if (scenario_.title.empty()) {
    return reader_.refuse({1, 1},
                          say(kMissingKey, "title", "title = \"what it shows\" at the top"));
  }
  const std::size_t clients = scenario_.clients.size();
  const std::size_t served = client_count(scenario_);
  settle_server(served, scenario_.server);
  const auto does = [&](const TomlValue& value, std::vector<Step>& steps) {
    return read_steps(value, steps);
  };
  for (const TomlValue& server : server_) {
    if (!read_server(reader_, server, {served, served > clients}, does, scenario_.server))
      return false;
  }
  for (const TomlValue& leftovers : leftovers_) {
    if (!check_leftovers(reader_, leftovers, scenario_.leftovers, scenario_.server)) return false;
  }
  if (clients == 0 && scenario_.server.kind != ServerKind::script) {
    return reader_.refuse({1, 1}, say(kNoClients));
  }
  for (const TomlValue& order : order_) {
    const WordProblem problem = read_order(order.text, clients, scenario_.order);
    if (problem.refused()) return reader_.refuse(order, problem);
  }
  // Steps may ask for them, in threads that can open no file.
  read_kernel_numbers();
  return true;
}

bool ScenarioReader::read_top(const TomlValue& document) {
  TableReader& r = reader_;
  return r.read_table(
      document, "at the top",
      {{"title",
        [&](const auto& v) { return r.read_text(v, "title", kLongestTitle, scenario_.title); }},
       {"about",
        [&](const auto& v) { return r.read_text(v, "about", kLongestText, scenario_.about); }},
       {"what_next",
        [&](const auto& v) {
          return r.read_text(v, "what_next", kLongestText, scenario_.what_next);
        }},
       {"order",
        [&](const auto& v) {
          order_.push_back(v);
          return v.kind == Kind::text || r.wrong_type(v, "order", Kind::text, "order = \"S S 1\"");
        }},
       {"free", [&](const auto& v) { return r.read_flag(v, "free", scenario_.free); }},
       {"kernel_chooses",
        [&](const auto& v) { return r.read_flag(v, "kernel_chooses", scenario_.kernel_chooses); }},
       {"server",
        [&](const auto& v) {
          server_.push_back(v);
          return is_table(v) || r.wrong_type(v, "server", Kind::table, "[server]");
        }},
       {"client", [&](const auto& v) { return read_clients(v) && check_names(); }},
       {"leftover",
        [&](const auto& v) {
          leftovers_.push_back(v);
          return read_leftovers(r, v, scenario_.leftovers);
        }},
       {"fact", [&](const auto& v) { return read_fact(v); }}});
}

bool ScenarioReader::read_clients(const TomlValue& value) {
  if (value.kind != Kind::list) {
    return reader_.wrong_type(value, "client", Kind::list,
                              "[[client]], with two brackets, for each");
  }
  for (const TomlValue& client : value.items) {
    if (!read_client(client)) return false;
  }
  if (value.items.size() > kMostClients) {
    return reader_.refuse(value.place, say(kTooManyClients, value.items.size(), kMostClients));
  }
  return true;
}

bool ScenarioReader::read_client(const TomlValue& value) {
  if (!is_table(value)) return reader_.wrong_type(value, "client", Kind::table, "[[client]]");
  const std::uint32_t number = client_count(scenario_) + 1;
  ClientPlan& client = scenario_.clients.emplace_back();
  client.number = number;
  client.name = client_name(number);
  bool does_given = false;
  int count = 0;
  int per_actor = kUsualPerActor;
  Place listing;
  std::vector<KeyRow> rows{
      {"name",
       [&](const auto& v) { return reader_.read_text(v, "name", kLongestName, client.name); }},
      {"does",
       [&](const auto& v) {
         does_given = true;
         return read_steps(v, client.steps);
       }},
      {"count",
       [&](const auto& v) { return reader_.read_number(v, "count", 1, kMostClientsInAll, count); }},
      {"per_actor",
       [&](const auto& v) {
         return reader_.read_number(v, "per_actor", 1, kMostClientsInAll, per_actor);
       }},
      {"listing", [&](const auto& v) {
         listing = v.place;
         return reader_.read_choice(v, "listing", "listing of a client", kClientListings,
                                    client.listing);
       }}};
  for (KeyRow& row : process_keys(reader_, client.process)) rows.push_back(std::move(row));
  if (!reader_.read_table(value, "in [[client]]", rows)) return false;
  if (!does_given) {
    return reader_.refuse(value.place,
                          say(kMissingKey, "does", "does = [\"socket\", \"connect\", \"close\"]"));
  }
  return settle_client(value, listing, client) &&
         (count == 0 || cast_crowd(value, count, per_actor));
}

/// The client that was read last stands for `count` of them.
bool ScenarioReader::cast_crowd(const TomlValue& value, int count, int per_actor) {
  const ClientPlan plan = std::move(scenario_.clients.back());
  scenario_.clients.pop_back();
  if (plan.name != client_name(plan.number)) {
    return reader_.refuse(value.place, say(kCrowdNamed, quotable(plan.name)));
  }
  const auto all = static_cast<std::int64_t>(client_count(scenario_)) + count;
  const std::int64_t actors = (count + per_actor - 1) / per_actor;
  if (all > kMostClientsInAll) {
    return reader_.refuse(value.place, say(kTooManyClients, all, kMostClientsInAll));
  }
  if (actors > kMostClientActors) {
    return reader_.refuse(value.place, say(kTooManyClientActors, actors, kMostClientActors));
  }
  for (ClientPlan& actor : crowd_of(plan, count, per_actor)) {
    scenario_.clients.push_back(std::move(actor));
  }
  return true;
}

bool ScenarioReader::settle_client(const TomlValue& value, const Place& listing,
                                   ClientPlan& client) {
  if (client.name.empty() || client.name == "server" ||
      client.name.find('\n') != std::string::npos) {
    return reader_.refuse(value.place, say(kClientNameBad, quotable(client.name)));
  }
  const auto other = std::find_if_not(client.steps.begin(), client.steps.end(), is_course_step);
  if (other == client.steps.end()) {
    if (client.listing.empty()) client.listing = "client_sum.c";
  } else if (!client.listing.empty()) {
    return reader_.refuse(listing, say(kListingHasNoLine, client.listing, quotable(other->words)));
  }
  return true;
}

bool ScenarioReader::check_names() {
  const auto& clients = scenario_.clients;
  for (std::size_t i = 0; i < clients.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (clients[i].name == clients[j].name) {
        return reader_.refuse({1, 1}, say(kClientNameTwice, quotable(clients[i].name)));
      }
    }
  }
  return true;
}

bool ScenarioReader::read_fact(const TomlValue& value) {
  if (!is_table(value)) return reader_.wrong_type(value, "fact", Kind::table, "[fact]");
  Fact& fact = scenario_.fact.emplace();
  bool promised = false;
  const bool whole = reader_.read_table(
      value, "in [fact]",
      {{"id", [&](const auto& v) { return reader_.read_text(v, "id", kLongestName, fact.id); }},
       {"claim",
        [&](const auto& v) { return reader_.read_text(v, "claim", kLongestText, fact.claim); }},
       {"promised",
        [&](const auto& v) {
          promised = true;
          return reader_.read_choice(v, "promised", "promise", kPromises, fact.promised);
        }},
       {"needs",
        [&](const auto& v) {
          return reader_.read_choice(v, "needs", "need", kNeeds, fact.needs_root);
        }},
       {"why",
        [&](const auto& v) { return reader_.read_text(v, "why", kLongestText, fact.why); }}});
  if (!whole) return false;
  if (fact.id.empty())
    return reader_.refuse(value.place, say(kMissingKey, "id", "id = \"A1\" in [fact]"));
  if (fact.claim.empty()) {
    return reader_.refuse(value.place,
                          say(kMissingKey, "claim", "claim = \"what is true\" in [fact]"));
  }
  return promised ||
         reader_.refuse(value.place, say(kMissingKey, "promised", "promised = \"P\" in [fact]"));
}

bool ScenarioReader::read_steps(const TomlValue& value, std::vector<Step>& steps) {
  if (value.kind != Kind::list) {
    return reader_.wrong_type(value, "does", Kind::list,
                              "does = [\"socket\", \"connect\", \"close\"]");
  }
  if (value.items.empty()) return reader_.refuse(value.place, say(kNothingToDo));
  if (value.items.size() > kMostSteps) {
    return reader_.refuse(value.place, say(kTooManySteps, value.items.size(), kMostSteps));
  }
  StepVariables variables;
  for (const TomlValue& item : value.items) {
    if (!read_step_line(item, variables, steps.emplace_back())) return false;
  }
  return true;
}

bool ScenarioReader::read_step_line(const TomlValue& item, StepVariables& variables, Step& step) {
  if (item.kind == Kind::text) {
    const WordProblem problem = read_step(item.text, variables, step);
    if (problem.refused()) return reader_.refuse(item, problem);
    variables.after(step);
    return true;
  }
  if (!is_table(item)) return reader_.wrong_type(item, "does", Kind::text, "\"send 7\"");
  const TomlValue* words = nullptr;
  const TomlValue* expect = nullptr;
  const TomlValue* repeat = nullptr;
  const auto keep = [&](std::string_view key, const TomlValue*& kept) {
    return KeyRow{key, [&, key](const TomlValue& v) {
                    kept = &v;
                    return key == "repeat" || v.kind == Kind::text ||
                           reader_.wrong_type(v, key, Kind::text, fmt::format("{} = \"…\"", key));
                  }};
  };
  if (!reader_.read_table(item, "of a step",
                          {keep("do", words), keep("expect", expect), keep("repeat", repeat)})) {
    return false;
  }
  if (words == nullptr)
    return reader_.refuse(item.place, say(kMissingKey, "do", "do = \"send 7\""));
  WordProblem problem = read_step(words->text, variables, step);
  if (problem.refused()) return reader_.refuse(*words, problem);
  variables.after(step);
  if (repeat != nullptr && !read_repeat(*repeat, step.repeat)) return false;
  if (expect == nullptr) return true;
  if (row_of(step.verb).call == Syscall::none) {
    return reader_.refuse(expect->place, say(kExpectsNoCall, quotable(step.words)));
  }
  problem = read_expectation(expect->text, variables, step.expectation);
  return !problem.refused() || reader_.refuse(*expect, problem);
}

bool ScenarioReader::read_repeat(const TomlValue& value, StepNumber& repeat) {
  if (value.kind == Kind::text) {
    std::errc error{};
    const auto number = number_of(value.text, error);
    if (number && number->base != StepNumber::Base::none) {
      repeat = *number;
      if (number->plus >= -kMostRepeats && number->plus <= kMostRepeats) return true;
      return reader_.refuse(value.place, say(step_text::kNumberRange, quotable(value.text), 1,
                                             kMostRepeats, "repeat = \"{max_dgram_qlen}+1\""));
    }
  }
  int count = 0;
  if (!reader_.read_number(value, "repeat", 1, kMostRepeats, count)) return false;
  repeat = StepNumber{count};
  return true;
}

}  // namespace

Result<Scenario> parse_scenario(std::string_view toml, const std::string& file_name) {
  const auto document = parse_toml(toml, file_name);
  if (!document) return document.error();
  ScenarioReader reader(toml, file_name);
  if (!reader.read(*document)) return reader.error();
  return std::move(reader).scenario();
}

Result<Scenario> read_scenario(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  const int error = errno;
  if (!file) return Error{say(kScenarioUnreadable, quotable(path), std::strerror(error)).words()};
  // One byte more than is allowed: parse_toml() then says that there is too much.
  std::string text(64 * 1024 + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (file.bad()) return Error{say(kScenarioUnreadable, quotable(path), "is it a folder?").words()};
  text.resize(static_cast<std::size_t>(file.gcount()));
  if (text.starts_with(R"({"format":"sockwalk-trace")")) return Error{say(kScenarioIsTrace, quotable(path)).words()};
  return parse_scenario(text, path);
}

}  // namespace sockwalk
