#include "settings_file.h"

#include <fmt/format.h>
#include <stdlib.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include "actors/toml_document.h"
#include "text/settings_text.h"
#include "text/utf8.h"

namespace sockwalk {
namespace {

namespace texts = settings_text;
namespace fs = std::filesystem;

constexpr std::string_view kLowerPanes[] = {"timeline", "events", "difference", "transitions", "kernel"};
constexpr std::size_t kLongestFile = std::size_t{64} * 1024;

/// A TOML basic string; nothing for what is no UTF-8.
std::string quoted_toml(std::string_view text) {
  std::string out = "\"";
  while (!text.empty()) {
    const Utf8Character next = first_character(text);
    if (next.bytes == 0) return {};
    if (is_control(next.code_point)) {
      out += fmt::format("\\u{:04X}", next.code_point);
    } else {
      if (next.code_point == '"' || next.code_point == '\\') out += '\\';
      out += text.substr(0, next.bytes);
    }
    text.remove_prefix(next.bytes);
  }
  return out + '"';
}

/// Fills in what the document says, until something is wrong.
class Reader {
 public:
  explicit Reader(const std::string& file) : file_(file) {}

  void text(const TomlMember& member, std::string& into) {
    if (is(member, TomlValue::Kind::text)) into = member.value.text;
  }
  void texts_of(const TomlMember& member, std::vector<std::string>& into) {
    if (!is(member, TomlValue::Kind::list)) return;
    for (const TomlValue& item : member.value.items) {
      if (item.kind == TomlValue::Kind::text && into.size() < kMostRecent) into.push_back(item.text);
    }
  }
  void theme(const TomlMember& member, Theme& into) {
    if (!is(member, TomlValue::Kind::text)) return;
    const auto theme = theme_named(member.value.text);
    if (!theme) return refuse(member, say(texts::kUnknownTheme, member.value.text));
    into = *theme;
  }
  void pane(const TomlMember& member, LowerPane& into) {
    if (!is(member, TomlValue::Kind::text)) return;
    for (std::size_t i = 0; i < std::size(kLowerPanes); ++i) {
      if (member.value.text == kLowerPanes[i]) {
        into = static_cast<LowerPane>(i);
        return;
      }
    }
    refuse(member, say(texts::kUnknownPane, member.value.text));
  }
  void boolean(const TomlMember& member, bool& into) {
    if (is(member, TomlValue::Kind::boolean)) into = member.value.boolean;
  }
  void number(const TomlMember& member, int& into, int least, int most) {
    if (!is(member, TomlValue::Kind::integer)) return;
    const std::int64_t value = member.value.integer;
    if (value < least || value > most) return refuse(member, say(texts::kOutOfRange, member.key, least, most));
    into = static_cast<int>(value);
  }
  /// A size that makes no sense is cut to one that does: nobody loses all else for it.
  void size_of(const TomlMember& member, Splitter splitter, PaneSizes& into) {
    if (!is(member, TomlValue::Kind::integer)) return;
    const std::int64_t size = std::clamp<std::int64_t>(member.value.integer, kLeastPane, kMostPane);
    into.resize(splitter, static_cast<int>(size));
  }
  void hidden(const TomlMember& member, PaneSizes& into) {
    if (!is(member, TomlValue::Kind::list)) return;
    for (const TomlValue& item : member.value.items) {
      if (const auto pane = pane_named(item.text)) into.hide(*pane, true);
    }
  }
  const std::optional<Error>& error() const { return error_; }

 private:
  bool is(const TomlMember& member, TomlValue::Kind kind) {
    if (member.value.kind == kind) return true;
    refuse(member, say(texts::kWrongKind, member.key, kind_name(kind), kind_name(member.value.kind)));
    return false;
  }
  void refuse(const TomlMember& member, const Sentence& sentence) {
    if (!error_) error_ = refusal(file_, member.value.place, sentence.words());
  }

  const std::string& file_;
  std::optional<Error> error_;
};

/// "left_width", "lower_height"
std::string key_of(Splitter splitter) {
  return fmt::format("{}_{}", name_of(splitter), is_upright(splitter) ? "width" : "height");
}

void read_member(Reader& reader, const TomlMember& member, Remembered& into) {
  if (member.key == "theme") reader.theme(member, into.theme);
  if (member.key == "presenter_theme") reader.theme(member, into.presenter_theme);
  if (member.key == "zoom") reader.number(member, into.zoom, kLeastZoom, kMostZoom);
  if (member.key == "reduced_motion") reader.boolean(member, into.reduced_motion);
  if (member.key == "sentences") reader.boolean(member, into.sentences);
  if (member.key == "pane") reader.pane(member, into.pane);
  if (member.key == "hidden_panes") reader.hidden(member, into.panes);
  for (std::size_t i = 0; i < kSplitters; ++i) {
    const auto splitter = static_cast<Splitter>(i);
    if (member.key == key_of(splitter)) reader.size_of(member, splitter, into.panes);
  }
  if (member.key == "scenario") reader.text(member, into.scenario);
  if (member.key == "recent") reader.texts_of(member, into.recent);
  if (member.key == "width") reader.number(member, into.width, kLeastSide, kMostSide);
  if (member.key == "height") reader.number(member, into.height, kLeastSide, kMostSide);
}

/// Nothing of what is as at first.
void put_panes(std::string& out, const PaneSizes& panes) {
  std::string hidden;
  for (std::size_t i = 0; i < kPanes; ++i) {
    const auto pane = static_cast<PaneName>(i);
    if (panes.is_hidden(pane)) hidden += fmt::format("{}\"{}\"", hidden.empty() ? "" : ", ", name_of(pane));
  }
  if (!hidden.empty()) out += fmt::format("hidden_panes = [{}]\n", hidden);
  for (std::size_t i = 0; i < kSplitters; ++i) {
    const auto splitter = static_cast<Splitter>(i);
    if (panes.of(splitter) > 0) out += fmt::format("{} = {}\n", key_of(splitter), panes.of(splitter));
  }
}

std::string reason(int error) { return std::generic_category().message(error); }

/// An absolute path from the environment, or nothing.
std::string folder_of(const char* variable) {
  const char* value = ::getenv(variable);
  return value != nullptr && value[0] == '/' ? value : "";
}

}  // namespace

std::string settings_in_toml(const Remembered& remembered) {
  std::string out = words(texts::kFileHead) + "\n";
  const auto put = [&](std::string_view key, const auto& value) {
    out += fmt::format("{} = {}\n", key, value);
  };
  put("theme", quoted_toml(palette_of(remembered.theme).name));
  put("presenter_theme", quoted_toml(palette_of(remembered.presenter_theme).name));
  put("zoom", remembered.zoom);
  put("reduced_motion", remembered.reduced_motion);
  put("sentences", remembered.sentences);
  put("pane", quoted_toml(kLowerPanes[static_cast<std::size_t>(remembered.pane)]));
  put_panes(out, remembered.panes);
  const std::string scenario = quoted_toml(remembered.scenario);
  if (!scenario.empty()) put("scenario", scenario);
  std::string recent;
  for (const std::string& name : remembered.recent) {
    const std::string quoted = quoted_toml(name);
    if (!quoted.empty()) recent += (recent.empty() ? "" : ", ") + quoted;
  }
  if (!recent.empty()) put("recent", "[" + recent + "]");
  if (remembered.width > 0 && remembered.height > 0) {
    put("width", remembered.width);
    put("height", remembered.height);
  }
  return out;
}

Result<Remembered> settings_of_toml(std::string_view toml, const std::string& file) {
  const Result<TomlValue> document = parse_toml(toml, file);
  if (!document.ok()) {
    // What it advises behind the semicolon is about scenarios.
    const std::string& sentence = document.error().sentence;
    return Error{sentence.substr(0, sentence.rfind("; "))};
  }
  Remembered remembered;
  Reader reader(file);
  for (const TomlMember& member : document->members) read_member(reader, member, remembered);
  if (reader.error()) return *reader.error();
  if (remembered.width == 0 || remembered.height == 0) remembered.width = remembered.height = 0;
  return remembered;
}

std::string settings_path() {
  const std::string config = folder_of("XDG_CONFIG_HOME");
  if (!config.empty()) return config + "/sockwalk/settings.toml";
  const std::string home = folder_of("HOME");
  return home.empty() ? home : home + "/.config/sockwalk/settings.toml";
}

std::string kept_run_path() {
  const std::string state = folder_of("XDG_STATE_HOME");
  if (!state.empty()) return state + "/sockwalk/last.trace";
  const std::string home = folder_of("HOME");
  return home.empty() ? home : home + "/.local/state/sockwalk/last.trace";
}

Remembered SettingsFile::read() {
  std::error_code error;
  if (path_.empty() || !fs::exists(fs::symlink_status(path_, error))) return {};
  errno = 0;
  std::string toml;
  if (std::ifstream file(path_, std::ios::binary); fs::is_regular_file(path_, error) && file) {
    toml.resize(kLongestFile + 1);
    file.read(toml.data(), static_cast<std::streamsize>(toml.size()));
    toml.resize(static_cast<std::size_t>(file.gcount()));
  } else {
    set_aside(fmt::format("{}: {}", path_, reason(errno != 0 ? errno : EISDIR)));
    return {};
  }
  Result<Remembered> remembered = settings_of_toml(toml, path_);
  if (!remembered.ok()) {
    set_aside(remembered.error().sentence);
    return {};
  }
  known_ = settings_in_toml(*remembered);
  return *std::move(remembered);
}

void SettingsFile::set_aside(const std::string& why) {
  const std::string broken = path_ + ".broken";
  if (std::rename(path_.c_str(), broken.c_str()) == 0) {
    sentence_ = say(texts::kSetAside, why, fs::path(broken).filename().string()).words();
  } else {
    sentence_ = say(texts::kNotSetAside, why).words();
    path_.clear();
  }
}

Done SettingsFile::write(const Remembered& remembered) {
  const std::string toml = settings_in_toml(remembered);
  if (path_.empty() || toml == known_) return done();
  known_ = toml;  // what fails is not tried again until it changes
  std::error_code error;
  fs::create_directories(fs::path(path_).parent_path(), error);
  if (error) return Error{say(texts::kNotWritten, path_, error.message()).words()};
  const std::string part = path_ + ".part";
  errno = 0;
  std::ofstream file(part, std::ios::binary | std::ios::trunc);
  file << toml;
  file.close();
  if (!file || std::rename(part.c_str(), path_.c_str()) != 0) {
    const std::string why = reason(errno != 0 ? errno : EIO);
    std::remove(part.c_str());
    return Error{say(texts::kNotWritten, path_, why).words()};
  }
  return done();
}

}  // namespace sockwalk
