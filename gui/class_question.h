#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "command.h"
#include "key_press.h"
#include "model/alternatives.h"

namespace sockwalk {

/// "Ask the class": what will the next call return? The hands for each alternative are counted and
/// typed in; then the call is made for real, and its real result says which was right. Knows no run and
/// no ImGui: App asks, reveals and settles it. Belongs to the window's thread.
class ClassQuestion {
 public:
  enum class Stage : std::uint8_t {
    closed,
    open,      ///< hands are counted; nothing later than now may be seen anywhere
    awaited,   ///< the call is being made and revealed
    answered,
  };
  struct Row {
    Answer answer;
    std::uint32_t hands = 0;
  };

  /// Opens with no hand raised. `words` is the question; `actor` makes the next call, after `turn`.
  void ask(std::string words, ActorId actor, std::uint64_t turn, const std::vector<Answer>& offer);
  void close() { stage_ = Stage::closed; }
  void await() { stage_ = Stage::awaited; }
  /// What really came, said as the call and its result.
  void settle(const Answer& real, std::string words);

  Stage stage() const { return stage_; }
  bool is_shown() const { return stage_ != Stage::closed; }
  bool is_open() const { return stage_ == Stage::open; }

  /// Takes a stroke: digits and Backspace count for the chosen row; arrows, Tab and letters choose;
  /// Space, Enter and PageDown reveal (or close what is answered), Esc and PageUp withdraw. What the window is to do is
  /// returned; strokes that would move the run are swallowed. REQUIRES: is_shown()
  std::optional<Request> press(const KeyPress& press);
  void choose(std::size_t row);

  const std::string& words() const { return words_; }
  const std::vector<Row>& rows() const { return rows_; }
  std::size_t chosen() const { return chosen_; }  ///< index in rows()
  ActorId actor() const { return actor_; }
  std::uint64_t turn() const { return turn_; }
  std::uint64_t all_hands() const;
  /// The row that was right; nothing before it is answered, or when none of them was.
  std::optional<std::size_t> right() const { return right_; }

 private:
  void count(char32_t digit);

  Stage stage_ = Stage::closed;
  std::string words_;
  std::vector<Row> rows_;
  std::size_t chosen_ = 0;
  ActorId actor_ = kNoActor;
  std::uint64_t turn_ = 0;
  std::optional<std::size_t> right_;
};

}  // namespace sockwalk
