#include <sys/socket.h>

#include <array>
#include <csignal>
#include <limits>
#include <utility>
#include <vector>

#include "actors/step.h"
#include "actors/step_cursor.h"
#include "event/constant_names.h"
#include "text/step_text.h"
#include "text/wording.h"

namespace sockwalk {
namespace {

using namespace step_text;

using Kind = ExpectedFact::Kind;

constexpr std::int64_t kLargest = std::numeric_limits<std::int64_t>::max();
constexpr std::array kSignals{WordChoice{"SIGPIPE", SIGPIPE}, WordChoice{"SIGKILL", SIGKILL}};
constexpr std::array<std::string_view, 13> kWords{"ok",     "end",   "none",  "sleeps", "then",
                                                  "killed", "value", "pid",   "uid",    "rights",
                                                  "flags",  "name",  "length"};
/// Words that have a number behind them.
constexpr std::array kNumbers{WordChoice{"value", static_cast<std::int64_t>(Kind::answer)},
                              WordChoice{"pid", static_cast<std::int64_t>(Kind::pid)},
                              WordChoice{"uid", static_cast<std::int64_t>(Kind::uid)},
                              WordChoice{"rights", static_cast<std::int64_t>(Kind::rights)},
                              WordChoice{"length", static_cast<std::int64_t>(Kind::length)}};
constexpr VerbRow kRow{Verb::exit, "expect", "expect = \"4\" or \"value 5\"", Syscall::none};

/// Reads what a step should lead to: facts between commas.
class ExpectationReader {
 public:
  ExpectationReader(std::string_view text, const StepVariables& variables)
      : cursor_(split_words(text, ','), variables) {
    cursor_.begin(kRow, 0);
    expectation_.words = text;
  }

  bool read() {
    if (cursor_.at_end()) return cursor_.refuse(0, say(kExpectEmpty, forms()));
    do {
      if (!read_fact()) return false;
    } while (cursor_.take_if(","));
    if (!cursor_.at_end()) {
      return cursor_.refuse(cursor_.peek().offset, say(kExpectMore, quotable(cursor_.peek().text)));
    }
    const auto& facts = expectation_.facts;
    expectation_.sleeps_on = facts.size() == 1 && facts.front().kind == Kind::sleeps;
    return true;
  }
  Expectation expectation() && { return std::move(expectation_); }
  const WordProblem& problem() const { return cursor_.problem(); }

 private:
  static std::string forms() { return say(kExpectForms).words(); }
  bool clause_ends() const { return cursor_.at_end() || cursor_.peek().text == ","; }

  bool read_fact() {
    if (clause_ends()) {
      return cursor_.refuse(cursor_.at_end() ? expectation_.words.size() : cursor_.peek().offset,
                            say(kExpectEmpty, forms()));
    }
    const Word& first = cursor_.peek();
    if (first.text == "then") {
      const auto& facts = expectation_.facts;
      if (facts.empty() || facts.back().kind != Kind::sleeps) {
        return cursor_.refuse(first.offset, say(kExpectThen));
      }
      cursor_.take();
      return read_fact();
    }
    ExpectedFact fact;
    if (!read_into(fact)) return false;
    expectation_.facts.push_back(std::move(fact));
    return true;
  }

  bool read_into(ExpectedFact& fact) {
    const Word& first = cursor_.peek();
    if (first.text.starts_with('"')) {
      fact.kind = Kind::data;
      fact.data.kind = StepData::Kind::text;
      return cursor_.text(fact.data.text);
    }
    if (first.text.starts_with('>') || first.text.starts_with('<')) {
      const Word word = cursor_.take();
      fact.kind = word.text.front() == '>' ? Kind::above : Kind::below;
      return cursor_.number_in({word.text.substr(1), word.offset + 1}, fact.number, -kLargest,
                               kLargest);
    }
    std::errc error{};
    if (number_of(first.text, error) || error == std::errc::result_out_of_range) {
      fact.kind = Kind::value;
      return cursor_.number(fact.number, -kLargest, kLargest, "a number");
    }
    if (const ErrnoRow* row = errno_row(first.text)) {
      fact.kind = Kind::error;
      fact.number.plus = row->number;
      cursor_.take();
      return true;
    }
    if (first.text.find(':') != std::string_view::npos) return read_ready(fact);
    return read_word(fact);
  }

  bool read_ready(ExpectedFact& fact) {
    fact.kind = Kind::ready;
    while (!clause_ends()) {
      if (!cursor_.watch(fact.ready.emplace_back())) return false;
    }
    return true;
  }

  bool read_word(ExpectedFact& fact) {
    const Word word = cursor_.take();
    if (word.text == "ok" || word.text == "end" || word.text == "sleeps" || word.text == "none") {
      fact.kind = word.text == "ok"     ? Kind::ok
                  : word.text == "end"  ? Kind::end
                  : word.text == "none" ? Kind::ready
                                        : Kind::sleeps;
      return true;
    }
    if (word.text == "=") return read_integers(word, fact);
    for (const WordChoice& row : kNumbers) {
      if (row.word != word.text) continue;
      fact.kind = static_cast<Kind>(row.value);
      if (clause_ends()) return needs(word, "a number");
      return cursor_.number(fact.number, -kLargest, kLargest, "a number");
    }
    if (word.text == "killed") {
      fact.kind = Kind::killed;
      if (clause_ends()) return needs(word, "a signal, like SIGPIPE");
      return cursor_.choice(kSignals, "signal that ends an actor", fact.number.plus);
    }
    if (word.text == "flags") return read_flags(word, fact);
    if (word.text == "name") {
      fact.kind = Kind::name;
      if (clause_ends()) return needs(word, "a name, or (unnamed)");
      if (cursor_.take_if("(unnamed)")) return true;
      return cursor_.name(fact.name);
    }
    std::vector<std::string_view> known(kWords.begin(), kWords.end());
    for (const ErrnoRow& row : all_errnos()) known.push_back(row.name);
    const auto near = nearest(word.text, known);
    const std::string quoted = quotable(word.text);
    if (near.empty()) return cursor_.refuse(word.offset, say(kExpectUnknown, quoted, forms()));
    return cursor_.refuse(word.offset, say(kExpectUnknownNear, quoted, near.front(), forms()));
  }

  bool read_integers(const Word& sign, ExpectedFact& fact) {
    fact.kind = Kind::data;
    fact.data.kind = StepData::Kind::integers;
    if (clause_ends()) return needs(sign, "integers, like = 7 8");
    while (!clause_ends()) {
      if (!cursor_.integer(fact.data.integers.emplace_back())) return false;
    }
    return true;
  }

  bool read_flags(const Word& word, ExpectedFact& fact) {
    fact.kind = Kind::message;
    if (clause_ends()) return needs(word, "flags, like MSG_TRUNC, or 0");
    if (cursor_.take_if("0")) return true;
    const Word flags = cursor_.take();
    std::size_t start = 0;
    while (start <= flags.text.size()) {
      const std::size_t end = std::min(flags.text.find('|', start), flags.text.size());
      std::int64_t bit = 0;
      if (!cursor_.choice_in({flags.text.substr(start, end - start), flags.offset + start},
                             message_flag_choices(), "flag of a message", bit)) {
        return false;
      }
      fact.number.plus |= bit;
      start = end + 1;
    }
    return true;
  }

  bool needs(const Word& word, std::string_view what) {
    return cursor_.refuse(word.offset, say(kExpectNeeds, quotable(word.text), what));
  }

  StepCursor cursor_;
  Expectation expectation_;
};

}  // namespace

WordProblem read_expectation(std::string_view words, const StepVariables& variables,
                             Expectation& expectation) {
  ExpectationReader reader(words, variables);
  if (!reader.read()) return reader.problem();
  expectation = std::move(reader).expectation();
  return {};
}

}  // namespace sockwalk
