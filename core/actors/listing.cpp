#include "actors/listing.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <limits>
#include <optional>
#include <sstream>
#include <utility>

#include "text/scenario_text.h"
#include "text/wording.h"

namespace sockwalk {
namespace {

using namespace scenario_text;

constexpr std::string_view kOpening = "/* @";
constexpr std::string_view kClosing = "*/";
constexpr int kLastStep = 12;

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

/// The comment `/* @words */` at the end of a line.
struct Mark {
  std::string_view before;  ///< the line without it
  std::string_view label;
  std::string_view step;  ///< empty when there is none
};

std::optional<Mark> mark_of(std::string_view line) {
  const std::string_view whole = line.substr(0, line.find_last_not_of(" \t\r") + 1);
  const auto opening = whole.rfind(kOpening);
  if (opening == std::string_view::npos || !whole.ends_with(kClosing)) return std::nullopt;
  const auto start = opening + kOpening.size();
  if (whole.size() < start + kClosing.size()) return std::nullopt;
  const auto inside = trimmed(whole.substr(start, whole.size() - kClosing.size() - start));
  const auto space = inside.find(' ');
  Mark mark{whole.substr(0, opening), inside.substr(0, space), {}};
  if (space != std::string_view::npos) mark.step = trimmed(inside.substr(space));
  return mark;
}

/// 1 to 12; 0 when no step is given; nothing when it is not one.
std::optional<int> step_of(std::string_view text) {
  if (text.empty()) return 0;
  int step = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), step);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  if (!whole || step < 1 || step > kLastStep) return std::nullopt;
  return step;
}

class ListingReader {
 public:
  explicit ListingReader(const std::string& file) { listing_.file = file; }

  /// False when the line is refused; error() then says why.
  bool take(std::string_view line) {
    if (++number_ > std::numeric_limits<std::uint16_t>::max()) return refuse(say(kListingTooLong));
    const auto mark = mark_of(line);
    if (mark && (mark->label == "hide" || mark->label == "show")) {
      const bool hide = mark->label == "hide";
      if (hide == hidden_) return refuse(say(kListingHideTwice, mark->label));
      hidden_ = hide;
      return true;
    }
    if (hidden_) return !mark || refuse(say(kListingHiddenLabel, quotable(mark->label)));
    return show(line, mark);
  }

  Listing listing() && { return std::move(listing_); }
  const Error& error() const { return error_; }

 private:
  bool show(std::string_view line, const std::optional<Mark>& mark) {
    ListingLine shown;
    shown.number = static_cast<std::uint16_t>(number_);
    if (mark) {
      const auto step = step_of(mark->step);
      if (!step) return refuse(say(kListingBadStep, quotable(mark->step)));
      if (listing_.line_of(mark->label) != 0) {
        return refuse(say(kListingLabelTwice, quotable(mark->label)));
      }
      shown.label = mark->label;
      shown.step = *step;
      line = mark->before;
    }
    shown.text = line.substr(0, line.find_last_not_of(" \t\r") + 1);
    listing_.add(std::move(shown));
    return true;
  }

  bool refuse(const Sentence& why) {
    error_.sentence = fmt::format("{}:{}: {}", quotable(listing_.file), number_, why.words());
    return false;
  }

  Listing listing_;
  Error error_;
  unsigned number_ = 0;
  bool hidden_ = false;
};

}  // namespace

void Listing::add(ListingLine line) {
  if (!line.label.empty()) labels_.push_back({line.label, line.number});
  lines_.push_back(std::move(line));
}

std::uint16_t Listing::line_of(std::string_view label) const {
  const auto found = std::ranges::find(labels_, label, &Label::name);
  return found == labels_.end() ? std::uint16_t{0} : found->number;
}

int Listing::index_of(std::uint16_t number) const {
  const auto line = std::ranges::find(lines_, number, &ListingLine::number);
  return line == lines_.end() ? -1 : static_cast<int>(line - lines_.begin());
}

Result<Listing> parse_listing(std::string_view text, const std::string& file) {
  ListingReader reader(file);
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    if (!reader.take(text.substr(0, end))) return reader.error();
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return std::move(reader).listing();
}

Result<Listing> read_listing(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (!file || !(text << file.rdbuf())) {
    return Error{say(kListingUnreadable, quotable(path)).words()};
  }
  return parse_listing(text.str(), path.substr(path.rfind('/') + 1));
}

}  // namespace sockwalk
