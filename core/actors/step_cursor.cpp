#include "actors/step_cursor.h"

#include <sys/socket.h>

#include <array>
#include <charconv>
#include <limits>

#include "event/argument_constants.h"
#include "text/step_text.h"
#include "text/wording.h"

namespace sockwalk {
namespace {

using namespace step_text;

constexpr std::array kPollEvents{std::string_view{"IN"},    std::string_view{"PRI"},
                                 std::string_view{"OUT"},   std::string_view{"ERR"},
                                 std::string_view{"HUP"},   std::string_view{"NVAL"},
                                 std::string_view{"RDHUP"}, std::string_view{"0"}};
constexpr std::array kEpollEvents{std::string_view{"IN"},      std::string_view{"PRI"},
                                  std::string_view{"OUT"},     std::string_view{"ERR"},
                                  std::string_view{"HUP"},     std::string_view{"RDHUP"},
                                  std::string_view{"ONESHOT"}, std::string_view{"EXCLUSIVE"},
                                  std::string_view{"ET"},      std::string_view{"0"}};

constexpr std::array kMessageFlags{
    WordChoice{"MSG_DONTWAIT", MSG_DONTWAIT}, WordChoice{"MSG_NOSIGNAL", MSG_NOSIGNAL},
    WordChoice{"MSG_PEEK", MSG_PEEK},         WordChoice{"MSG_TRUNC", MSG_TRUNC},
    WordChoice{"MSG_CTRUNC", MSG_CTRUNC},     WordChoice{"MSG_WAITALL", MSG_WAITALL},
    WordChoice{"MSG_EOR", MSG_EOR},           WordChoice{"MSG_MORE", MSG_MORE},
    WordChoice{"MSG_OOB", MSG_OOB},           WordChoice{"MSG_CMSG_CLOEXEC", MSG_CMSG_CLOEXEC}};

/// The words that a verb's form is made of.
std::vector<std::string_view> words_of(std::string_view form) {
  constexpr std::string_view kBetween = " []|=,…";
  std::vector<std::string_view> words;
  std::size_t start = form.find_first_not_of(kBetween);
  while (start != std::string_view::npos) {
    const std::size_t end = std::min(form.find_first_of(kBetween, start), form.size());
    if (end - start > 1) words.push_back(form.substr(start, end - start));
    start = form.find_first_not_of(kBetween, end);
  }
  return words;
}

}  // namespace

std::span<const WordChoice> message_flag_choices() { return kMessageFlags; }

void StepCursor::begin(const VerbRow& row, std::size_t offset) {
  row_ = &row;
  row_offset_ = offset;
}

bool StepCursor::refuse(std::size_t offset, Sentence why) {
  problem_ = {offset, std::move(why)};
  return false;
}

bool StepCursor::take_if(std::string_view word) {
  if (at_end() || peek().text != word) return false;
  ++next_;
  return true;
}

bool StepCursor::take_flag(std::string_view word) {
  for (std::size_t i = next_; i < words_.size(); ++i) {
    if (words_[i].text != word) continue;
    words_.erase(words_.begin() + static_cast<std::ptrdiff_t>(i));
    return true;
  }
  return false;
}

bool StepCursor::take_option(std::string_view key, Word& value) {
  for (std::size_t i = next_; i < words_.size(); ++i) {
    const std::string_view word = words_[i].text;
    if (!word.starts_with(key) || word.size() <= key.size() || word[key.size()] != '=') continue;
    value = {word.substr(key.size() + 1), words_[i].offset + key.size() + 1};
    words_.erase(words_.begin() + static_cast<std::ptrdiff_t>(i));
    return true;
  }
  return false;
}

bool StepCursor::take_starting(std::string_view start, Word& word) {
  for (std::size_t i = next_; i < words_.size(); ++i) {
    if (!words_[i].text.starts_with(start)) continue;
    word = words_[i];
    words_.erase(words_.begin() + static_cast<std::ptrdiff_t>(i));
    return true;
  }
  return false;
}

bool StepCursor::is_descriptor(std::string_view word) const {
  return (word.size() > 1 && word.front() == '#') || variables_.knows(word);
}

bool StepCursor::unknown_descriptor(const Word& word) {
  std::vector<std::string_view> known(variables_.names.begin(), variables_.names.end());
  const auto near = nearest(word.text, known);
  known.push_back("#4");
  const std::string all = listed(known);
  const std::string quoted = quotable(word.text);
  if (near.empty()) return refuse(word.offset, say(kDescriptorUnknown, quoted, all));
  return refuse(word.offset, say(kDescriptorUnknownNear, quoted, near.front(), all));
}

bool StepCursor::descriptor_in(const Word& word, StepDescriptor& out) {
  if (variables_.knows(word.text)) {
    out = {std::string(word.text), -1};
    return true;
  }
  if (!is_descriptor(word.text)) return unknown_descriptor(word);
  const std::string_view digits = word.text.substr(1);
  std::int32_t fd = -1;
  const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), fd);
  if (code != std::errc{} || end != digits.data() + digits.size() || fd < -1 || fd > 65535) {
    return refuse(word.offset + 1, say(kNumberRange, quotable(digits), -1, 65535, "#4"));
  }
  out = {{}, fd};
  return true;
}

bool StepCursor::descriptor(StepDescriptor& out) {
  if (at_end()) return missing("a descriptor");
  return descriptor_in(take(), out);
}

bool StepCursor::descriptor_or_socket(StepDescriptor& out) {
  if (!at_end() && is_descriptor(peek().text)) return descriptor_in(take(), out);
  if (variables_.socket.empty()) {
    std::vector<std::string_view> known(variables_.names.begin(), variables_.names.end());
    known.push_back("#4");
    const std::size_t offset = at_end() ? row_offset_ : peek().offset;
    return refuse(offset, say(kNoDescriptor, row_->name, listed(known)));
  }
  out = {variables_.socket, -1};
  return true;
}

bool StepCursor::number(StepNumber& out, std::int64_t least, std::int64_t most,
                        std::string_view what) {
  if (at_end()) return missing(what);
  return number_in(take(), out, least, most);
}

bool StepCursor::number_in(const Word& word, StepNumber& out, std::int64_t least,
                           std::int64_t most) {
  std::errc error{};
  const auto read = number_of(word.text, error);
  const bool too_large = error == std::errc::result_out_of_range;
  if (!read && !too_large) {
    return refuse(word.offset, say(kNotNumber, quotable(word.text), row_->form));
  }
  // Of a number of the kernel only what is added to it is known as yet, which may be less than
  // none.
  const bool constant = read && read->base == StepNumber::Base::none;
  if (too_large || read->plus > most || read->plus < (constant ? least : -most)) {
    return refuse(word.offset, say(kNumberRange, quotable(word.text), least, most, row_->form));
  }
  out = *read;
  return true;
}

bool StepCursor::value_in(const Word& word, std::int32_t& out, std::int32_t least,
                          std::int32_t most) {
  StepNumber number;
  if (!number_in(word, number, least, most)) return false;
  const std::int64_t value = value_of(number);
  if (value < least || value > most) {
    return refuse(word.offset, say(kNumberRange, quotable(word.text), least, most, row_->form));
  }
  out = static_cast<std::int32_t>(value);
  return true;
}

bool StepCursor::integer(StepInteger& out) {
  constexpr std::string_view kClient = "{client}";
  const Word word = take();
  std::errc error{};
  std::string_view digits = word.text;
  out.of_client = digits.starts_with(kClient);
  if (out.of_client) {
    digits.remove_prefix(kClient.size());
    if (digits.empty()) return true;
    const bool plus = digits.front() == '+' && digits.size() > 1 && digits[1] != '-';
    if (!plus && digits.front() != '-') {
      return refuse(word.offset, say(kSendNotNumber, quotable(word.text), row_->name));
    }
    if (plus) digits.remove_prefix(1);
  }
  const auto read = number_of(digits, error);
  const bool too_large = error == std::errc::result_out_of_range;
  if (too_large || (read && (read->plus < std::numeric_limits<std::int32_t>::min() ||
                             read->plus > std::numeric_limits<std::int32_t>::max()))) {
    return refuse(word.offset, say(kSendOutOfRange, quotable(word.text)));
  }
  if (!read || read->base != StepNumber::Base::none) {
    return refuse(word.offset, say(kSendNotNumber, quotable(word.text), row_->name));
  }
  out.plus = static_cast<std::int32_t>(read->plus);
  return true;
}

bool StepCursor::mode(StepNumber& out) {
  if (at_end()) return missing("a mode");
  const Word word = take();
  const auto mode = constant_named(ArgumentKind::mode, word.text);
  if (!mode || *mode < 0 || *mode > 07777) {
    return refuse(word.offset, say(kNotMode, quotable(word.text)));
  }
  out = StepNumber{*mode};
  return true;
}

bool StepCursor::name(StepName& out) {
  if (at_end()) return missing("a name");
  const Word word = take();
  const std::int32_t length = out.length;  // an option, which may have been read before
  WordProblem problem = read_name(word.text, out);
  out.length = length;
  if (problem.refused()) return refuse(word.offset + problem.offset, std::move(problem.why));
  return true;
}

bool StepCursor::text(std::string& out) {
  const Word word = take();
  auto bytes = unquoted(word.text);
  if (!bytes) return refuse(word.offset, say(kBadText, quotable(word.text)));
  out = std::move(*bytes);
  return true;
}

bool StepCursor::choice(std::span<const WordChoice> rows, std::string_view what,
                        std::int64_t& out) {
  if (at_end()) return missing(what);
  return choice_in(take(), rows, what, out);
}

bool StepCursor::choice_in(const Word& word, std::span<const WordChoice> rows,
                           std::string_view what, std::int64_t& out) {
  std::vector<std::string_view> known;
  for (const WordChoice& row : rows) {
    known.push_back(row.word);
    if (row.word != word.text) continue;
    out = row.value;
    return true;
  }
  const auto near = nearest(word.text, known);
  const std::string quoted = quotable(word.text);
  if (near.empty()) return refuse(word.offset, say(kWordUnknown, quoted, what, listed(known)));
  return refuse(word.offset, say(kWordUnknownNear, quoted, what, near.front(), listed(known)));
}

bool StepCursor::events_in(const Word& word, bool epoll, std::uint32_t& out) {
  const std::span<const std::string_view> known =
      epoll ? std::span<const std::string_view>(kEpollEvents) : kPollEvents;
  const std::string_view prefix = epoll ? "EPOLL" : "POLL";
  out = 0;
  std::string_view rest = word.text;
  for (;;) {
    const std::string_view one = rest.substr(0, rest.find('|'));
    const std::string_view plain = one.starts_with(prefix) ? one.substr(prefix.size()) : one;
    const std::string full = std::string(prefix) + std::string(plain);
    const auto bits = epoll ? epoll_events_named(full) : poll_events_named(full);
    if (!bits && plain != "0") {
      const std::size_t offset = word.offset + (word.text.size() - rest.size());
      const auto near = nearest(plain, known);
      const std::string what = epoll ? "event of epoll" : "event of poll";
      if (near.empty()) {
        return refuse(offset, say(kWordUnknown, quotable(one), what, listed(known)));
      }
      return refuse(offset,
                    say(kWordUnknownNear, quotable(one), what, near.front(), listed(known)));
    }
    out |= bits.value_or(0);
    if (one.size() == rest.size()) return true;
    rest.remove_prefix(one.size() + 1);
  }
}

bool StepCursor::watch(StepWatch& out) {
  const Word word = take();
  const std::size_t colon = word.text.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon + 1 == word.text.size()) {
    return refuse(word.offset, say(kWatchForm, quotable(word.text)));
  }
  return descriptor_in({word.text.substr(0, colon), word.offset}, out.descriptor) &&
         events_in({word.text.substr(colon + 1), word.offset + colon + 1}, false, out.events);
}

bool StepCursor::missing(std::string_view what) {
  return refuse(row_offset_, say(kMissing, row_->name, what, row_->form));
}

bool StepCursor::nothing_left() {
  if (at_end()) return true;
  const Word& word = peek();
  const std::string quoted = quotable(word.text);
  const std::size_t sign = word.text.find('=');
  const auto near = nearest(word.text.substr(0, sign), words_of(row_->form));
  if (!near.empty() && near.front() != word.text) {
    return refuse(word.offset, say(kUnexpectedNear, quoted, row_->name, near.front(), row_->form));
  }
  if (sign != std::string_view::npos) {
    return refuse(word.offset, say(kOptionUnknown, quoted, row_->name, row_->form));
  }
  return refuse(word.offset, say(kUnexpected, quoted, row_->name, row_->form));
}

}  // namespace sockwalk
