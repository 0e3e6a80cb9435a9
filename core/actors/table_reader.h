#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "actors/step_words.h"
#include "actors/toml_document.h"
#include "event/result.h"

namespace sockwalk {

/// One allowed key of a table, and what reads its value.
struct KeyRow {
  std::string_view key;
  std::function<bool(const TomlValue&)> read;
};

/// A word that a key may have as its value.
template <class Value>
struct ChoiceRow {
  std::string_view word;
  Value value;
};

/// Reads the tables of a scenario and stops at the first thing that is wrong: every read_… returns
/// false then, and error() tells what, where and what would be right.
class TableReader {
 public:
  TableReader(std::string_view text, const std::string& file) : text_(text), file_(file) {}

  const Error& error() const { return error_; }

  bool refuse(Place place, const Sentence& why);
  /// The same at a byte of the string `value`.
  bool refuse(const TomlValue& value, const WordProblem& problem);
  bool wrong_type(const TomlValue& value, std::string_view key, TomlValue::Kind wanted,
                  std::string_view example);
  bool read_table(const TomlValue& value, std::string_view where, const std::vector<KeyRow>& rows);
  bool read_text(const TomlValue& value, std::string_view key, std::size_t longest,
                 std::string& out);
  bool read_flag(const TomlValue& value, std::string_view key, bool& out);
  bool read_number(const TomlValue& value, std::string_view key, int least, int most, int& out);
  /// A name as steps write it. `path_only`: one in the file system.
  bool read_name(const TomlValue& value, std::string_view key, bool path_only, std::string& out);
  template <class Rows, class Out>
  bool read_choice(const TomlValue& value, std::string_view key, std::string_view what,
                   const Rows& rows, Out& out) {
    std::vector<std::string_view> words;
    for (const auto& row : rows) {
      words.push_back(row.word);
      if (value.kind != TomlValue::Kind::text || row.word != value.text) continue;
      out = row.value;
      return true;
    }
    return unknown_word(value, key, what, words);
  }

 private:
  bool unknown_word(const TomlValue& value, std::string_view key, std::string_view what,
                    std::span<const std::string_view> words);

  std::string_view text_;
  const std::string& file_;
  Error error_;
};

}  // namespace sockwalk
