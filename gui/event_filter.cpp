#include "event_filter.h"

#include <algorithm>

namespace sockwalk {
namespace {

/// Of ASCII letters: what is searched for are the names of calls, errors and actors.
char small(char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter; }

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

std::size_t find(std::string_view text, std::string_view term, std::size_t from) {
  const auto same = [](char a, char b) { return small(a) == b; };
  const auto* begin = text.data() + std::min(from, text.size());
  const auto* found = std::search(begin, text.data() + text.size(), term.begin(), term.end(), same);
  return found == text.data() + text.size() ? std::string_view::npos : static_cast<std::size_t>(found - text.data());
}

}  // namespace

EventFilter::EventFilter(std::string_view typed) {
  for (std::size_t at = 0; at < typed.size();) {
    const std::size_t begin = typed.find_first_not_of(' ', at);
    if (begin == std::string_view::npos) break;
    at = std::min(typed.find(' ', begin), typed.size());
    std::string term(typed.substr(begin, at - begin));
    std::ranges::transform(term, term.begin(), small);
    const bool number = std::ranges::all_of(term, is_digit);
    if (number && !terms_.empty()) terms_.back() += " " + term;
    else terms_.push_back(std::move(term));
  }
}

bool EventFilter::passes(std::string_view doer, std::string_view line) const {
  return std::ranges::all_of(terms_, [&](const std::string& term) {
    return find(doer, term, 0) != std::string_view::npos || find(line, term, 0) != std::string_view::npos;
  });
}

std::vector<std::pair<std::size_t, std::size_t>> EventFilter::places_in(std::string_view text) const {
  std::vector<std::pair<std::size_t, std::size_t>> places;
  for (const std::string& term : terms_) {
    for (std::size_t at = find(text, term, 0); at != std::string_view::npos; at = find(text, term, at + 1)) {
      places.emplace_back(at, at + term.size());
    }
  }
  std::ranges::sort(places);
  std::vector<std::pair<std::size_t, std::size_t>> apart;
  for (const auto& place : places) {
    if (!apart.empty() && place.first <= apart.back().second) {
      apart.back().second = std::max(apart.back().second, place.second);
    } else {
      apart.push_back(place);
    }
  }
  return apart;
}

bool FilterLine::press(const KeyPress& press) {
  const bool elsewhere = press.key == Key::f1 || press.key == Key::f2 || press.key == Key::f5 || press.key == Key::f11;
  switch (press.key) {
    case Key::escape:
      clear();
      end();
      return true;
    case Key::enter:
    case Key::keypad_enter:
    case Key::tab: end(); return true;
    default: break;
  }
  if (elsewhere) end();
  else typed_.press(press);
  return !elsewhere;
}

}  // namespace sockwalk
