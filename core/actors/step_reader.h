#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "actors/step.h"
#include "actors/step_cursor.h"

namespace sockwalk {

/// Reads one step. Every read_… returns false at the first thing that is wrong.
class StepReader {
 public:
  StepReader(std::string_view text, const StepVariables& variables)
      : words_(split_words(text)), cursor_(words_, variables), variables_(variables) {
    step_.words = text;
  }

  bool read();
  Step step() && { return std::move(step_); }
  const WordProblem& problem() const { return cursor_.problem(); }

 private:
  bool read_variables();
  bool read_verb();
  bool settle_variables();
  bool read_arguments();
  bool read_transfer();
  bool read_readiness();
  bool read_file_call();
  bool read_type();
  bool read_data(bool addressed);
  bool read_message_flags();
  bool read_control();
  bool read_option_name();
  bool read_length();
  bool read_name();
  bool read_path() { return cursor_.name(step_.name) && check_path(); }
  bool check_path();
  bool read_milliseconds();
  bool on() { return cursor_.descriptor_or_socket(step_.on); }

  std::vector<Word> words_;
  StepCursor cursor_;
  const StepVariables& variables_;
  Step step_;
  std::size_t verb_offset_ = 0;
  std::size_t length_offset_ = 0;
};

}  // namespace sockwalk
