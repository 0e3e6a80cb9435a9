#include "run/lecture.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <utility>

#include "actors/table_reader.h"
#include "run/assets.h"
#include "text/lecture_text.h"
#include "text/wording.h"

namespace sockwalk {
namespace {

namespace texts = lecture_text;
using Kind = TomlValue::Kind;

constexpr std::size_t kLongestName = 1024;
constexpr std::size_t kLongestQuestion = 90;  // has to fit into one line of presenter mode
constexpr std::size_t kLongestNote = 4000;

class LectureReader {
 public:
  LectureReader(std::string_view text, const std::string& file) : reader_(text, file) {
    lecture_.file = file;
  }

  bool read(const TomlValue& document) {
    const bool whole = reader_.read_table(
        document, "at the top of a lecture",
        {{"title", [this](const auto& v) { return reader_.read_text(v, "title", kLongestQuestion, lecture_.title); }},
         {"stop", [this](const auto& v) { return read_stops(v); }}});
    if (!whole) return false;
    return !lecture_.stops.empty() || reader_.refuse({1, 1}, say(texts::kNoStops));
  }

  const Error& error() const { return reader_.error(); }
  Lecture take() { return std::move(lecture_); }

 private:
  bool read_stops(const TomlValue& value) {
    if (value.kind != Kind::list) return reader_.refuse(value.place, say(texts::kStopIsNoTable));
    for (const TomlValue& item : value.items) {
      if (item.kind != Kind::table) return reader_.refuse(item.place, say(texts::kStopIsNoTable));
      if (lecture_.stops.size() == kMostStops) {
        return reader_.refuse(item.place, say(texts::kTooManyStops, kMostStops + 1, kMostStops));
      }
      if (!read_stop(item)) return false;
    }
    return true;
  }

  bool read_stop(const TomlValue& value) {
    LectureStop stop;
    stop.line = value.place.line;
    int turn = 0;
    const bool whole = reader_.read_table(
        value, "of a [[stop]]",
        {{"scenario", [&](const auto& v) { return read_scenario_name(v, stop.scenario); }},
         {"turn", [&](const auto& v) { return reader_.read_number(v, "turn", 0, kMostLectureTurns, turn); }},
         {"question", [&](const auto& v) { return read_question(v, stop); }},
         {"note", [&](const auto& v) { return reader_.read_text(v, "note", kLongestNote, stop.note); }}});
    if (!whole) return false;
    stop.turn = static_cast<std::uint64_t>(turn);
    if (stop.scenario.empty()) {
      if (lecture_.stops.empty()) return reader_.refuse(value.place, say(texts::kNoScenario));
      stop.scenario = lecture_.stops.back().scenario;
    }
    lecture_.stops.push_back(std::move(stop));
    return true;
  }

  bool read_scenario_name(const TomlValue& value, std::string& name) {
    if (!reader_.read_text(value, "scenario", kLongestName, name)) return false;
    if (name.ends_with(".toml")) {
      const std::filesystem::path folder = std::filesystem::path(lecture_.file).parent_path();
      std::error_code ignored;
      name = std::filesystem::absolute(folder / name, ignored).string();
    }
    const Result<Scenario> scenario = find_scenario(name);
    if (scenario.ok()) return true;
    return reader_.refuse(value.place, Sentence{&texts::kScenario, {scenario.error().sentence}});
  }

  bool read_question(const TomlValue& value, LectureStop& stop) {
    if (value.kind == Kind::boolean) {
      stop.asks = value.boolean;
      return true;
    }
    if (value.kind != Kind::text) {
      return reader_.refuse(value.place, say(texts::kQuestionKind, kind_name(value.kind)));
    }
    stop.asks = true;
    return reader_.read_text(value, "question", kLongestQuestion, stop.question);
  }

  TableReader reader_;
  Lecture lecture_;
};

}  // namespace

Result<Lecture> parse_lecture(std::string_view toml, const std::string& file) {
  const auto document = parse_toml(toml, file);
  if (!document) {
    // What it advises behind the semicolon is about scenarios.
    const std::string& sentence = document.error().sentence;
    return Error{sentence.substr(0, sentence.rfind("; "))};
  }
  LectureReader reader(toml, file);
  if (!reader.read(*document)) return reader.error();
  return reader.take();
}

Result<Lecture> read_lecture(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  const int error = errno;
  if (!file) return Error{say(texts::kUnreadable, quotable(path), std::strerror(error)).words()};
  // One byte more than is allowed: parse_toml() then says that there is too much.
  std::string text(64 * 1024 + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (file.bad()) return Error{say(texts::kUnreadable, quotable(path), "is it a folder?").words()};
  text.resize(static_cast<std::size_t>(file.gcount()));
  return parse_lecture(text, path);
}

}  // namespace sockwalk
