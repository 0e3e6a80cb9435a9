#include "actors/table_reader.h"

#include "actors/step_name.h"
#include "text/scenario_text.h"
#include "text/step_text.h"
#include "text/wording.h"

namespace sockwalk {

using namespace scenario_text;

using Kind = TomlValue::Kind;

bool TableReader::refuse(Place place, const Sentence& why) {
  error_ = refusal(file_, place, why.words());
  return false;
}

bool TableReader::refuse(const TomlValue& value, const WordProblem& problem) {
  return refuse(place_inside(value, problem.offset, text_), problem.why);
}

bool TableReader::wrong_type(const TomlValue& value, std::string_view key, Kind wanted,
                             std::string_view example) {
  return refuse(value.place,
                say(kWrongType, key, kind_name(value.kind), kind_name(wanted), example));
}

bool TableReader::read_table(const TomlValue& value, std::string_view where,
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

bool TableReader::read_text(const TomlValue& value, std::string_view key, std::size_t longest,
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

bool TableReader::read_flag(const TomlValue& value, std::string_view key, bool& out) {
  if (value.kind != Kind::boolean) {
    return wrong_type(value, key, Kind::boolean, fmt::format("{} = true", key));
  }
  out = value.boolean;
  return true;
}

bool TableReader::read_number(const TomlValue& value, std::string_view key, int least, int most,
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

bool TableReader::read_name(const TomlValue& value, std::string_view key, bool path_only,
                            std::string& out) {
  if (value.kind != Kind::text) {
    return wrong_type(value, key, Kind::text, fmt::format("{} = \"demo.sock\"", key));
  }
  StepName name;
  WordProblem problem = sockwalk::read_name(value.text, name);
  if (problem.refused()) return refuse(value, problem);
  const bool path = name.form == StepName::Form::inside || name.form == StepName::Form::padded;
  if ((path_only && !path) || name.form == StepName::Form::autobind) {
    return refuse(value.place, say(kNoPath, key, quotable(value.text)));
  }
  out = value.text;
  return true;
}

bool TableReader::unknown_word(const TomlValue& value, std::string_view key, std::string_view what,
                               std::span<const std::string_view> words) {
  if (value.kind != Kind::text) {
    return wrong_type(value, key, Kind::text, fmt::format("{} = \"{}\"", key, words.front()));
  }
  const auto near = nearest(value.text, words);
  const auto word = quotable(value.text);
  if (near.empty()) return refuse(value.place, say(kUnknownWord, word, what, listed(words)));
  return refuse(value.place, say(kUnknownWordNear, word, what, near.front(), listed(words)));
}

}  // namespace sockwalk
