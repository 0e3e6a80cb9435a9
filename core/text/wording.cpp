#include "text/wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "text/utf8.h"

namespace sockwalk {
namespace {

constexpr std::size_t kLongestCompared = 64;

char lower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

/// Insertions, deletions, replacements and swaps of neighbours that turn one word into the other.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = lower(a[i - 1]) == lower(b[j - 1]);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0U : 1U)});
      if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
          lower(a[i - 2]) == lower(b[j - 1])) {
        row[j] = std::min(row[j], before[j - 2] + 1);
      }
    }
    std::swap(before, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

bool begins_with(std::string_view word, std::string_view start) {
  return word.size() >= start.size() &&
         std::equal(start.begin(), start.end(), word.begin(),
                    [](char a, char b) { return lower(a) == lower(b); });
}

/// A word of `known` with how far it is from the one that was typed.
using Candidate = std::pair<std::size_t, std::string_view>;

std::vector<std::string_view> best_of(std::vector<Candidate> candidates) {
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.first < b.first; });
  std::vector<std::string_view> best;
  for (const auto& [distance, candidate] : candidates) {
    if (best.size() < 3) best.push_back(candidate);
  }
  return best;
}

}  // namespace

std::vector<std::string_view> nearest(std::string_view word,
                                      std::span<const std::string_view> known) {
  if (word.empty() || word.size() > kLongestCompared) return {};
  std::vector<Candidate> candidates;
  for (const std::string_view candidate : known) {
    if (candidate.empty() || candidate.size() > kLongestCompared) continue;
    std::size_t distance = edit_distance(word, candidate);
    const bool is_start = (word.size() >= 2 && begins_with(candidate, word)) ||
                          (candidate.size() >= 3 && begins_with(word, candidate));
    if (is_start) distance = std::min<std::size_t>(distance, 1);
    if (distance <= std::max<std::size_t>(1, std::max(word.size(), candidate.size()) / 3)) {
      candidates.emplace_back(distance, candidate);
    }
  }
  return best_of(std::move(candidates));
}

std::vector<std::string_view> closest(std::string_view word, std::span<const std::string_view> known) {
  if (word.size() > kLongestCompared) return {};
  std::vector<Candidate> candidates;
  for (const std::string_view one : known) candidates.emplace_back(edit_distance(word, one), one);
  return best_of(std::move(candidates));
}

std::string quotable(std::string_view word, std::size_t longest) {
  std::string out;
  while (!word.empty()) {
    if (out.size() >= longest) return out + "…";
    append_escaped(out, word);
  }
  return out;
}

std::string listed(std::span<const std::string_view> words) {
  return fmt::format("{}", fmt::join(words, ", "));
}

}  // namespace sockwalk
