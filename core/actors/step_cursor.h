#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "actors/step.h"

namespace sockwalk {

/// A word that a step may choose, and what it stands for.
struct WordChoice {
  std::string_view word;
  std::int64_t value = 0;
};

/// The words of a step, taken from left to right. Whatever is taken and is not there is refused:
/// the function returns false then, and problem() tells why.
class StepCursor {
 public:
  StepCursor(std::vector<Word> words, const StepVariables& variables)
      : words_(std::move(words)), variables_(variables) {}

  /// The verb whose words these are from now on, for refusals.
  void begin(const VerbRow& row, std::size_t offset);
  const VerbRow& row() const { return *row_; }
  const WordProblem& problem() const { return problem_; }
  bool refuse(std::size_t offset, Sentence why);

  bool at_end() const { return next_ == words_.size(); }
  std::size_t left() const { return words_.size() - next_; }
  const Word& peek(std::size_t ahead = 0) const { return words_[next_ + ahead]; }
  Word take() { return words_[next_++]; }
  /// Takes the next word if it is `word`.
  bool take_if(std::string_view word);
  /// Takes `word` out wherever it stands.
  bool take_flag(std::string_view word);
  /// Takes "key=value" out wherever it stands; `value` becomes what stands behind the sign.
  bool take_option(std::string_view key, Word& value);
  /// Takes all words out that begin with `start`, one after the other.
  bool take_starting(std::string_view start, Word& word);

  bool is_descriptor(std::string_view word) const;
  bool descriptor(StepDescriptor& out);
  bool descriptor_in(const Word& word, StepDescriptor& out);
  /// The next word if it is a descriptor, else the last socket.
  bool descriptor_or_socket(StepDescriptor& out);
  bool number(StepNumber& out, std::int64_t least, std::int64_t most, std::string_view what);
  bool number_in(const Word& word, StepNumber& out, std::int64_t least, std::int64_t most);
  /// A number whose value must be known and within bounds before the step is played.
  bool value_in(const Word& word, std::int32_t& out, std::int32_t least, std::int32_t most);
  bool integer(StepInteger& out);
  bool mode(StepNumber& out);
  bool name(StepName& out);
  bool text(std::string& out);
  bool choice(std::span<const WordChoice> rows, std::string_view what, std::int64_t& out);
  bool choice_in(const Word& word, std::span<const WordChoice> rows, std::string_view what,
                 std::int64_t& out);
  /// "IN|OUT" into bits; `epoll`: those of epoll(7).
  bool events_in(const Word& word, bool epoll, std::uint32_t& out);
  /// "h:IN|OUT"
  bool watch(StepWatch& out);
  /// Something is missing: "read" needs …
  bool missing(std::string_view what);
  /// Refuses what has been left.
  bool nothing_left();

 private:
  bool unknown_descriptor(const Word& word);

  std::vector<Word> words_;
  const StepVariables& variables_;
  const VerbRow* row_ = nullptr;
  std::size_t row_offset_ = 0;
  std::size_t next_ = 0;
  WordProblem problem_;
};

/// The flags that travel with messages, by name.
std::span<const WordChoice> message_flag_choices();

}  // namespace sockwalk
