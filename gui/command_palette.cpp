#include "command_palette.h"

#include <algorithm>
#include <utility>

namespace sockwalk {
namespace {

constexpr std::ptrdiff_t kPage = 8;
constexpr int kNoMatch = 4;

std::string lower_case(std::string_view text) {
  std::string result(text);
  for (char& letter : result) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  return result;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    if (end > begin) words.push_back(lower_case(text.substr(begin, end - begin)));
    begin = end + 1;
  }
  return words;
}

/// How far `word` is from being what the command is called: 0 is best, kNoMatch is none.
int distance(const CommandRow& row, const std::string& word) {
  const std::string title = lower_case(row.title);
  if (title.starts_with(word)) return 0;
  if (title.find(word) != std::string::npos) return 1;
  if (row.id.find(word) != std::string_view::npos || lower_case(row.keys) == word) return 2;
  return lower_case(row.what).find(word) != std::string::npos ? 3 : kNoMatch;
}

/// Of all words: none may be missing.
int distance(const CommandRow& row, const std::vector<std::string>& words) {
  int sum = 0;
  for (const std::string& word : words) {
    const int one = distance(row, word);
    if (one == kNoMatch) return -1;
    sum += one;
  }
  return sum;
}

/// The actor, or what is to be closed, is not to be typed here.
bool is_offered(Command command) {
  return command != Command::give_turn && command != Command::dismiss &&
         command != Command::command_palette;
}

}  // namespace

std::vector<const CommandRow*> commands_matching(std::string_view words) {
  const std::vector<std::string> wanted = words_of(words);
  std::vector<std::pair<int, const CommandRow*>> found;
  for (const CommandRow& row : all_commands()) {
    const int far = is_offered(row.command) ? distance(row, wanted) : -1;
    if (far >= 0) found.emplace_back(far, &row);
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<const CommandRow*> rows;
  for (const auto& [far, row] : found) rows.push_back(row);
  return rows;
}

void CommandPalette::open() {
  open_ = true;
  typed_.set({});
  find();
}

std::optional<Request> CommandPalette::press(const KeyPress& press) {
  switch (press.key) {
    case Key::escape: close(); return {};
    case Key::enter:
    case Key::keypad_enter:
      if (matches_.empty()) return {};
      close();
      return Request{matches_[chosen_]->command, kNoActor, 0, {}};
    case Key::up: move(-1); return {};
    case Key::down:
    case Key::tab: move(+1); return {};
    case Key::page_up: move(-kPage); return {};
    case Key::page_down: move(+kPage); return {};
    case Key::home: chosen_ = 0; return {};
    case Key::end: move(std::ssize(matches_)); return {};
    default: break;
  }
  if (press.control && press.character == U'k') {
    close();
  } else if (typed_.press(press)) {
    find();
  }
  return {};
}

void CommandPalette::find() {
  matches_ = commands_matching(typed_.text());
  chosen_ = 0;
}

void CommandPalette::move(std::ptrdiff_t by) {
  const std::ptrdiff_t last = std::max<std::ptrdiff_t>(0, std::ssize(matches_) - 1);
  chosen_ = static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(chosen_) + by, 0, last));
}

}  // namespace sockwalk
