#include "actors/step_words.h"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>

namespace sockwalk {
namespace {

constexpr std::string_view kSpace = " \t\r\n";

struct BaseRow {
  std::string_view name;
  StepNumber::Base base;
};
constexpr std::array kBases{BaseRow{"{somaxconn}", StepNumber::Base::somaxconn},
                            BaseRow{"{max_dgram_qlen}", StepNumber::Base::max_dgram_qlen},
                            BaseRow{"{pid}", StepNumber::Base::pid},
                            BaseRow{"{uid}", StepNumber::Base::uid}};

/// The end of the word that begins at `start`.
std::size_t word_end(std::string_view text, std::size_t start, char separator) {
  bool quoted = false;
  for (std::size_t i = start; i < text.size(); ++i) {
    if (quoted && text[i] == '\\') {
      ++i;
    } else if (text[i] == '"') {
      quoted = !quoted;
    } else if (!quoted && (kSpace.find(text[i]) != std::string_view::npos ||
                           (separator != ' ' && text[i] == separator))) {
      return i;
    }
  }
  return text.size();
}

std::optional<std::int64_t> plain_number(std::string_view text, std::errc& error) {
  std::int64_t number = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
  error = end == text.data() + text.size() ? code : std::errc::invalid_argument;
  if (error != std::errc{}) return std::nullopt;
  return number;
}

/// 0 where there is no such file: a machine without these settings.
std::int64_t setting(const char* path) {
  std::ifstream file(path);
  std::int64_t number = 0;
  file >> number;
  return number;
}

struct KernelNumbers {
  std::int64_t somaxconn = setting("/proc/sys/net/core/somaxconn");
  std::int64_t max_dgram_qlen = setting("/proc/sys/net/unix/max_dgram_qlen");
};

const KernelNumbers& kernel_numbers() {
  static const KernelNumbers numbers;
  return numbers;
}

int hex_digit(char letter) {
  if (letter >= '0' && letter <= '9') return letter - '0';
  if (letter >= 'a' && letter <= 'f') return letter - 'a' + 10;
  return -1;
}

}  // namespace

std::vector<Word> split_words(std::string_view text, char separator) {
  std::vector<Word> words;
  std::size_t start = text.find_first_not_of(kSpace);
  while (start != std::string_view::npos) {
    const bool separates = separator != ' ' && text[start] == separator;
    const std::size_t end = separates ? start + 1 : word_end(text, start, separator);
    words.push_back({text.substr(start, end - start), start});
    start = text.find_first_not_of(kSpace, end);
  }
  return words;
}

std::vector<Word> split_steps(std::string_view text) {
  std::vector<Word> steps;
  const auto add = [&](std::size_t start, std::size_t end) {
    const std::size_t first = std::min(text.find_first_not_of(kSpace, start), end);
    while (end > first && kSpace.find(text[end - 1]) != std::string_view::npos) --end;
    steps.push_back({text.substr(first, end - first), first});
  };
  std::size_t start = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (quoted && text[i] == '\\') {
      ++i;
    } else if (text[i] == '"') {
      quoted = !quoted;
    } else if (!quoted) {
      // A comma inside of a word belongs to it: rights=x,y.
      const bool comma = text[i] == ',' && (i + 1 == text.size() ||
                                            kSpace.find(text[i + 1]) != std::string_view::npos);
      if (text[i] != ';' && !comma) continue;
      add(start, i);
      start = i + 1;
    }
  }
  if (text.find_first_not_of(kSpace, start) != std::string_view::npos) add(start, text.size());
  return steps;
}

std::optional<StepNumber> number_of(std::string_view text, std::errc& error) {
  StepNumber number;
  for (const BaseRow& row : kBases) {
    if (!text.starts_with(row.name)) continue;
    number.base = row.base;
    text.remove_prefix(row.name.size());
    if (text.empty()) {
      error = {};
      return number;
    }
    // "+1" or "-1": from_chars takes the minus, not the plus.
    if (text.front() == '+' && text.size() > 1 && text[1] != '-') {
      text.remove_prefix(1);
    } else if (text.front() != '-') {
      text = {};
    }
    break;
  }
  const auto plus = plain_number(text, error);
  if (!plus) return std::nullopt;
  number.plus = *plus;
  return number;
}

std::int64_t value_of(const StepNumber& number) {
  switch (number.base) {
    case StepNumber::Base::none:
      break;
    case StepNumber::Base::somaxconn:
      return kernel_numbers().somaxconn + number.plus;
    case StepNumber::Base::max_dgram_qlen:
      return kernel_numbers().max_dgram_qlen + number.plus;
    case StepNumber::Base::pid:
      return ::getpid() + number.plus;
    case StepNumber::Base::uid:
      return std::int64_t{::getuid()} + number.plus;
  }
  return number.plus;
}

void read_kernel_numbers() { static_cast<void>(kernel_numbers()); }

std::string to_text(const StepNumber& number) {
  for (const BaseRow& row : kBases) {
    if (row.base != number.base) continue;
    return number.plus == 0 ? std::string(row.name) : fmt::format("{}{:+}", row.name, number.plus);
  }
  return fmt::format("{}", number.plus);
}

std::optional<std::string> unquoted(std::string_view word) {
  if (word.size() < 2 || word.front() != '"' || word.back() != '"') return std::nullopt;
  word = word.substr(1, word.size() - 2);
  std::string bytes;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (word[i] == '"') return std::nullopt;
    if (word[i] != '\\') {
      bytes += word[i];
      continue;
    }
    if (++i == word.size()) return std::nullopt;
    switch (word[i]) {
      case 'n':
        bytes += '\n';
        break;
      case 't':
        bytes += '\t';
        break;
      case '0':
        bytes += '\0';
        break;
      case '\\':
      case '"':
        bytes += word[i];
        break;
      case 'x': {
        if (i + 2 >= word.size()) return std::nullopt;
        const int high = hex_digit(word[i + 1]);
        const int low = hex_digit(word[i + 2]);
        if (high < 0 || low < 0) return std::nullopt;
        bytes += static_cast<char>(high * 16 + low);
        i += 2;
        break;
      }
      default:
        return std::nullopt;
    }
  }
  return bytes;
}

bool is_identifier(std::string_view word) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
  return !word.empty() && word.size() <= 20 && letter(word.front()) &&
         std::all_of(word.begin(), word.end(),
                     [&](char c) { return letter(c) || (c >= '0' && c <= '9'); });
}

}  // namespace sockwalk
