#include "actors/leftover_reader.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "text/scenario_text.h"
#include "text/wording.h"

namespace sockwalk {
namespace {

using namespace scenario_text;

using Kind = TomlValue::Kind;

constexpr std::size_t kMostLeftovers = 20;

constexpr std::array<ChoiceRow<Leftover::Kind>, 4> kLeftoverKinds{
    {{"socket", Leftover::Kind::socket},
     {"file", Leftover::Kind::file},
     {"directory", Leftover::Kind::directory},
     {"symlink", Leftover::Kind::symlink}}};

bool read_mode(TableReader& reader, const TomlValue& value, int& mode) {
  if (value.kind != Kind::text)
    return reader.wrong_type(value, "mode", Kind::text, "mode = \"0755\"");
  int read = 0;
  for (const char digit : value.text) {
    if (digit < '0' || digit > '7' || read > 07777) read = 1 << 20;
    read = read > 07777 ? read : read * 8 + (digit - '0');
  }
  if (value.text.empty() || read > 07777) {
    return reader.refuse(value.place, say(kModeBad, quotable(value.text)));
  }
  mode = read;
  return true;
}

/// Whether the name can be made, after `before`.
bool check_place(TableReader& reader, Place place, const Leftover& leftover,
                 const std::vector<Leftover>& before) {
  const std::string& path = leftover.path;
  if (std::ranges::count(before, path, &Leftover::path) != 0) {
    return reader.refuse(place, say(kLeftoverTwice, quotable(path)));
  }
  const std::size_t slash = path.rfind('/');
  if (slash == std::string::npos) return true;
  const std::string folder = path.substr(0, slash);
  // A symbolic link may lead to one.
  const bool there = std::ranges::any_of(before, [&](const Leftover& other) {
    return other.path == folder &&
           (other.kind == Leftover::Kind::directory || other.kind == Leftover::Kind::symlink);
  });
  return there || reader.refuse(place, say(kLeftoverNowhere, quotable(folder)));
}

bool read_leftover(TableReader& reader, const TomlValue& value, std::vector<Leftover>& leftovers) {
  if (value.kind != Kind::table)
    return reader.wrong_type(value, "leftover", Kind::table, "[leftover]");
  Leftover leftover;
  Place path = value.place;
  Place to;
  const bool whole = reader.read_table(
      value, "in [leftover]",
      {{"path",
        [&](const auto& v) {
          path = v.place;
          return reader.read_name(v, "path", true, leftover.path);
        }},
       {"kind",
        [&](const auto& v) {
          return reader.read_choice(v, "kind", "kind of leftover", kLeftoverKinds, leftover.kind);
        }},
       {"to",
        [&](const auto& v) {
          to = v.place;
          return reader.read_name(v, "to", true, leftover.to);
        }},
       {"mode", [&](const auto& v) { return read_mode(reader, v, leftover.mode); }}});
  if (!whole) return false;
  const bool symlink = leftover.kind == Leftover::Kind::symlink;
  if (symlink && leftover.to.empty()) {
    return reader.refuse(value.place,
                         say(kMissingKey, "to", "to = \"other.sock\", the name it leads to"));
  }
  if (!symlink && !leftover.to.empty()) return reader.refuse(to, say(kToNeedsSymlink));
  if (!check_place(reader, path, leftover, leftovers)) return false;
  leftovers.push_back(std::move(leftover));
  return true;
}

/// The name in the run's directory, however it is written.
std::string inside(const std::string& path) { return path.starts_with("./") ? path.substr(2) : path; }

}  // namespace

bool read_leftovers(TableReader& reader, const TomlValue& value, std::vector<Leftover>& leftovers) {
  if (value.kind != Kind::list) return read_leftover(reader, value, leftovers);
  if (value.items.size() > kMostLeftovers) {
    return reader.refuse(value.place, say(kTooManyLeftovers, value.items.size(), kMostLeftovers));
  }
  for (const TomlValue& item : value.items) {
    if (!read_leftover(reader, item, leftovers)) return false;
  }
  return true;
}

bool check_leftovers(TableReader& reader, const TomlValue& value,
                     const std::vector<Leftover>& leftovers, const ServerPlan& server) {
  if (server.kind == ServerKind::script) return true;
  for (std::size_t i = 0; i < leftovers.size(); ++i) {
    const Leftover& leftover = leftovers[i];
    const bool harmless = leftover.kind == Leftover::Kind::socket ||
                          leftover.kind == Leftover::Kind::directory;
    if (harmless || inside(leftover.path) != inside(server.path)) continue;
    const Place place = value.kind == Kind::list ? value.items[i].place : value.place;
    return reader.refuse(place, say(kLeftoverNoSocket, quotable(leftover.path)));
  }
  return true;
}

}  // namespace sockwalk
