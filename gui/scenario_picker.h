#pragma once

#include <optional>
#include <string>
#include <vector>

#include "actors/scenario.h"
#include "command.h"
#include "key_press.h"

namespace sockwalk {

/// What a card shows of a scenario.
struct ScenarioCard {
  std::string name;         ///< what opens it
  std::string title;
  std::string about;        ///< or why it cannot be opened
  bool recent = false;
  bool playable = false;
  Scenario scenario;        ///< for its picture; when it is playable
};

/// F2: all scenarios as cards, those opened last first; one types to filter, arrows choose, Enter opens.
/// Stands in front of nothing: a window opens with a scenario in it. Knows no ImGui. Belongs to the
/// window's thread.
class ScenarioPicker {
 public:
  bool is_open() const { return open_; }
  /// Reads all scenarios; `recent` are names or files, the last one first.
  void open(const std::vector<std::string>& recent);
  void close() { open_ = false; }

  /// Takes a stroke; what Enter chose is returned and the picker closed. REQUIRES: is_open()
  std::optional<Request> press(const KeyPress& press);
  /// How many cards stand beside one another, as drawn last: up and down go by that.
  void set_columns(std::size_t columns) { columns_ = columns; }

  const std::string& typed() const { return typed_; }
  /// Indices in cards() of those that match.
  const std::vector<std::size_t>& matches() const { return matches_; }
  const std::vector<ScenarioCard>& cards() const { return cards_; }
  std::size_t chosen() const { return chosen_; }  ///< index in matches()

 private:
  void find();
  void move(std::ptrdiff_t by);

  bool open_ = false;
  std::string typed_;
  std::vector<ScenarioCard> cards_;
  std::vector<std::size_t> matches_;
  std::size_t chosen_ = 0;
  std::size_t columns_ = 3;
};

}  // namespace sockwalk
