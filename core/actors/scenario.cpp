#include "actors/scenario.h"

#include <sys/un.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <functional>
#include <sstream>
#include <utility>

#include "actors/scenario_words.h"
#include "actors/toml_document.h"
#include "text/scenario_text.h"
#include "text/wording.h"

namespace sockwalk {
namespace {

using namespace scenario_text;

using Kind = TomlValue::Kind;

constexpr std::size_t kMostClients = 9;  // the keys 1 to 9
constexpr std::size_t kMostSteps = 1000;
/// Smaller than any kernel's net.core.somaxconn, above which listen(2) silently cuts it.
constexpr int kLargestBacklog = 128;
/// With the connection socket they fit into what an event records of a select.
constexpr int kMostSlots = 60;
constexpr int kMostServed = 1000;
constexpr std::size_t kLongestTitle = 200;
constexpr std::size_t kLongestText = 4000;
constexpr std::size_t kSunPath = sizeof(sockaddr_un::sun_path) - 1;
/// Leaves room for a run directory of the usual length before it.
constexpr std::size_t kLongestPath = 64;

/// One allowed key of a table, and what reads its value.
struct KeyRow {
  std::string_view key;
  std::function<bool(const TomlValue&)> read;
};

template <class Enum>
struct ChoiceRow {
  std::string_view word;
  Enum value;
};

constexpr std::array<ChoiceRow<ServerKind>, 2> kServerKinds{
    {{"iterative", ServerKind::iterative}, {"select", ServerKind::select}}};
constexpr std::array<ChoiceRow<ServiceKind>, 1> kServices{{{"sum", ServiceKind::sum}}};
constexpr std::array<ChoiceRow<StaleName>, 2> kStaleNames{
    {{"first", StaleName::first}, {"when-bind-fails", StaleName::when_bind_fails}}};
constexpr std::array<ChoiceRow<Leftover::Kind>, 1> kLeftoverKinds{
    {{"socket", Leftover::Kind::socket}}};
constexpr std::array<ChoiceRow<std::string_view>, 2> kClientListings{
    {{"client_sum.c", "client_sum.c"}, {"client_early.c", "client_early.c"}}};

/// Reads one scenario and stops at the first thing that is wrong: every read_… returns false then.
class ScenarioReader {
 public:
  ScenarioReader(std::string_view text, const std::string& file) : text_(text), file_(file) {
    scenario_.text = text;
    const std::string_view name = std::string_view{file}.substr(file.rfind('/') + 1);
    scenario_.name = name.ends_with(".toml") ? name.substr(0, name.size() - 5) : name;
  }

  bool read(const TomlValue& document);
  Scenario scenario() && { return std::move(scenario_); }
  const Error& error() const { return error_; }

 private:
  bool refuse(Place place, const Sentence& why) {
    error_ = refusal(file_, place, why.words());
    return false;
  }
  bool wrong_type(const TomlValue& value, std::string_view key, Kind wanted,
                  std::string_view example) {
    return refuse(value.place,
                  say(kWrongType, key, kind_name(value.kind), kind_name(wanted), example));
  }

  bool read_table(const TomlValue& value, std::string_view where, const std::vector<KeyRow>& rows);
  bool read_text(const TomlValue& value, std::string_view key, std::size_t longest,
                 std::string& out);
  bool read_flag(const TomlValue& value, std::string_view key, bool& out);
  bool read_number(const TomlValue& value, std::string_view key, int least, int most, int& out);
  bool read_path(const TomlValue& value, std::string& out);
  template <class Rows, class Out>
  bool read_choice(const TomlValue& value, std::string_view key, std::string_view what,
                   const Rows& rows, Out& out);

  bool read_server(const TomlValue& value);
  bool read_leftover(const TomlValue& value);
  bool read_clients(const TomlValue& value);
  bool read_client(const TomlValue& value);
  bool read_steps(const TomlValue& value, std::vector<ClientStep>& steps);
  bool settle_server();

  std::string_view text_;
  const std::string& file_;
  Scenario scenario_;
  Error error_;
  std::vector<TomlValue> order_;  ///< read last: only then the clients are known
  Place slots_;                   ///< of "slots", when it is given
  Place remove_stale_;            ///< likewise
  bool serve_given_ = false;
};

bool ScenarioReader::read(const TomlValue& document) {
  const bool whole = read_table(
      document, "at the top",
      {{"title",
        [&](const auto& v) { return read_text(v, "title", kLongestTitle, scenario_.title); }},
       {"about",
        [&](const auto& v) { return read_text(v, "about", kLongestText, scenario_.about); }},
       {"what_next",
        [&](const auto& v) {
          return read_text(v, "what_next", kLongestText, scenario_.what_next);
        }},
       {"order",
        [&](const auto& v) {
          order_.push_back(v);
          return v.kind == Kind::text || wrong_type(v, "order", Kind::text, "order = \"S S 1\"");
        }},
       {"free", [&](const auto& v) { return read_flag(v, "free", scenario_.free); }},
       {"kernel_chooses",
        [&](const auto& v) { return read_flag(v, "kernel_chooses", scenario_.kernel_chooses); }},
       {"server", [&](const auto& v) { return read_server(v); }},
       {"client", [&](const auto& v) { return read_clients(v); }},
       {"leftover", [&](const auto& v) { return read_leftover(v); }}});
  if (!whole) return false;
  if (scenario_.title.empty()) {
    return refuse({1, 1}, say(kMissingKey, "title", "title = \"what it shows\" at the top"));
  }
  if (scenario_.clients.empty()) return refuse({1, 1}, say(kNoClients));
  for (const TomlValue& order : order_) {
    const auto problem = read_order(order.text, scenario_.clients.size(), scenario_.order);
    if (problem.refused()) return refuse(place_inside(order, problem.offset, text_), problem.why);
  }
  return settle_server();
}

bool ScenarioReader::read_table(const TomlValue& value, std::string_view where,
                                const std::vector<KeyRow>& rows) {
  for (const TomlMember& member : value.members) {
    std::vector<std::string_view> keys;
    const KeyRow* known = nullptr;
    for (const KeyRow& row : rows) {
      keys.push_back(row.key);
      if (row.key == member.key) known = &row;
    }
    if (known != nullptr) {
      if (!known->read(member.value)) return false;
      continue;
    }
    const auto near = nearest(member.key, keys);
    const auto key = quotable(member.key);
    if (near.empty()) return refuse(member.place, say(kUnknownKey, key, where, listed(keys)));
    return refuse(member.place, say(kUnknownKeyNear, key, where, near.front(), listed(keys)));
  }
  return true;
}

bool ScenarioReader::read_text(const TomlValue& value, std::string_view key, std::size_t longest,
                               std::string& out) {
  if (value.kind != Kind::text) {
    return wrong_type(value, key, Kind::text, fmt::format("{} = \"…\"", key));
  }
  if (value.text.size() > longest) {
    return refuse(value.place, say(kTextTooLong, key, value.text.size(), longest));
  }
  for (const char letter : value.text) {
    const auto byte = static_cast<unsigned char>(letter);
    if ((byte < 0x20 && letter != '\n') || byte == 0x7f) {
      return refuse(value.place, say(kTextControl, key));
    }
  }
  out = value.text;
  return true;
}

bool ScenarioReader::read_flag(const TomlValue& value, std::string_view key, bool& out) {
  if (value.kind != Kind::boolean) {
    return wrong_type(value, key, Kind::boolean, fmt::format("{} = true", key));
  }
  out = value.boolean;
  return true;
}

bool ScenarioReader::read_number(const TomlValue& value, std::string_view key, int least, int most,
                                 int& out) {
  if (value.kind != Kind::integer) {
    return wrong_type(value, key, Kind::integer, fmt::format("{} = 5", key));
  }
  if (value.integer < least || value.integer > most) {
    return refuse(value.place, say(kOutOfRange, key, value.integer, least, most));
  }
  out = static_cast<int>(value.integer);
  return true;
}

bool ScenarioReader::read_path(const TomlValue& value, std::string& out) {
  std::string path;
  if (!read_text(value, "path", kLongestText, path)) return false;
  if (path.find('/') != std::string::npos) {
    return refuse(value.place, say(kPathAbsolute, quotable(path)));
  }
  if (path.empty() || path == "." || path == ".." || path.find('\n') != std::string::npos) {
    return refuse(value.place, say(kPathNoName, quotable(path)));
  }
  if (path.size() > kLongestPath) {
    return refuse(value.place, say(kPathTooLong, path.size(), kSunPath, kLongestPath));
  }
  out = std::move(path);
  return true;
}

template <class Rows, class Out>
bool ScenarioReader::read_choice(const TomlValue& value, std::string_view key,
                                 std::string_view what, const Rows& rows, Out& out) {
  std::vector<std::string_view> words;
  for (const auto& row : rows) {
    words.push_back(row.word);
    if (value.kind != Kind::text || row.word != value.text) continue;
    out = row.value;
    return true;
  }
  if (value.kind != Kind::text) {
    return wrong_type(value, key, Kind::text, fmt::format("{} = \"{}\"", key, words.front()));
  }
  const auto near = nearest(value.text, words);
  const auto word = quotable(value.text);
  if (near.empty()) return refuse(value.place, say(kUnknownWord, word, what, listed(words)));
  return refuse(value.place, say(kUnknownWordNear, word, what, near.front(), listed(words)));
}

bool ScenarioReader::read_server(const TomlValue& value) {
  if (value.kind != Kind::table) return wrong_type(value, "server", Kind::table, "[server]");
  ServerPlan& plan = scenario_.server;
  return read_table(
      value, "in [server]",
      {{"kind",
        [&](const auto& v) {
          return read_choice(v, "kind", "kind of server", kServerKinds, plan.kind);
        }},
       {"service",
        [&](const auto& v) {
          return read_choice(v, "service", "service", kServices, plan.service);
        }},
       {"backlog",
        [&](const auto& v) { return read_number(v, "backlog", 0, kLargestBacklog, plan.backlog); }},
       {"slots",
        [&](const auto& v) {
          slots_ = v.place;
          return read_number(v, "slots", 1, kMostSlots, plan.slots);
        }},
       {"serve",
        [&](const auto& v) {
          serve_given_ = true;
          return read_number(v, "serve", 1, kMostServed, plan.serve);
        }},
       {"remove_stale",
        [&](const auto& v) {
          remove_stale_ = v.place;
          return read_choice(v, "remove_stale", "time to remove a stale name", kStaleNames,
                             plan.remove_stale);
        }},
       {"path", [&](const auto& v) { return read_path(v, plan.path); }}});
}

bool ScenarioReader::read_leftover(const TomlValue& value) {
  if (value.kind != Kind::table) return wrong_type(value, "leftover", Kind::table, "[leftover]");
  Leftover& leftover = scenario_.leftover.emplace();
  return read_table(value, "in [leftover]",
                    {{"path", [&](const auto& v) { return read_path(v, leftover.path); }},
                     {"kind", [&](const auto& v) {
                        return read_choice(v, "kind", "kind of leftover", kLeftoverKinds,
                                           leftover.kind);
                      }}});
}

bool ScenarioReader::read_clients(const TomlValue& value) {
  if (value.kind != Kind::list) {
    return wrong_type(value, "client", Kind::list, "[[client]], with two brackets, for each");
  }
  for (const TomlValue& client : value.items) {
    if (!read_client(client)) return false;
  }
  if (scenario_.clients.size() > kMostClients) {
    return refuse(value.place, say(kTooManyClients, scenario_.clients.size(), kMostClients));
  }
  return true;
}

bool ScenarioReader::read_client(const TomlValue& value) {
  if (value.kind != Kind::table) return wrong_type(value, "client", Kind::table, "[[client]]");
  ClientPlan& client = scenario_.clients.emplace_back();
  bool does_given = false;
  const bool whole = read_table(value, "in [[client]]",
                                {{"does",
                                  [&](const auto& v) {
                                    does_given = true;
                                    return read_steps(v, client.steps);
                                  }},
                                 {"listing", [&](const auto& v) {
                                    return read_choice(v, "listing", "listing of a client",
                                                       kClientListings, client.listing);
                                  }}});
  if (whole && !does_given) {
    return refuse(value.place,
                  say(kMissingKey, "does", "does = [\"socket\", \"connect\", \"close\"]"));
  }
  return whole;
}

bool ScenarioReader::read_steps(const TomlValue& value, std::vector<ClientStep>& steps) {
  if (value.kind != Kind::list) {
    return wrong_type(value, "does", Kind::list, "does = [\"socket\", \"connect\", \"close\"]");
  }
  if (value.items.empty()) return refuse(value.place, say(kNothingToDo));
  if (value.items.size() > kMostSteps) {
    return refuse(value.place, say(kTooManySteps, value.items.size(), kMostSteps));
  }
  for (const TomlValue& item : value.items) {
    if (item.kind != Kind::text) return wrong_type(item, "does", Kind::text, "\"send 7\"");
    const auto problem = read_step(item.text, steps.emplace_back());
    if (problem.refused()) return refuse(place_inside(item, problem.offset, text_), problem.why);
  }
  return true;
}

bool ScenarioReader::settle_server() {
  ServerPlan& plan = scenario_.server;
  if (plan.kind != ServerKind::select && slots_.line != 0) {
    return refuse(slots_, say(kSlotsNeedSelect));
  }
  if (!serve_given_) plan.serve = static_cast<int>(scenario_.clients.size());
  const bool select = plan.kind == ServerKind::select;
  const bool again = plan.remove_stale == StaleName::when_bind_fails;
  if (select && again) return refuse(remove_stale_, say(kStaleNeedsIterative));
  plan.listing = select ? "server_select.c" : again ? "server_bind_again.c" : "server_iterative.c";
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
  return parse_scenario(text, path);
}

}  // namespace sockwalk
