#include "transitions_view.h"

#include <algorithm>
#include <array>

#include "event/constant_names.h"
#include "imgui_bridge.h"
#include "label.h"
#include "machine_picture.h"
#include "phase_hue.h"
#include "shapes.h"
#include "text/transitions_text.h"

namespace sockwalk {
namespace {

namespace texts = transitions_text;

constexpr std::array kColumns{0.012F, 0.075F, 0.19F, 0.285F, 0.385F, 0.505F, 0.90F};
constexpr float kLine = 17.0F;
constexpr float kRowPadding = 3.0F;

/// Whose rows are shown.
struct Subject {
  Machine machine = Machine::connection_socket;
  SocketIndex socket = kNoSocket;
};

Machine machine_of(SocketRole role) {
  switch (role) {
    case SocketRole::connection: return Machine::connection_socket;
    case SocketRole::server_data: return Machine::data_socket;
    case SocketRole::client:
    case SocketRole::pair_end:
    case SocketRole::datagram: break;
  }
  return Machine::client_socket;
}

/// A choice holds until the picture is another one, or something else is selected.
void forget_choice(const Scene& scene, StatesState& state) {
  const SocketIndex selected = scene.selection.selected().socket;
  const bool elsewhere = selected != kNoSocket && selected != state.chosen_socket;
  const bool gone = state.chosen_socket != kNoSocket && state.chosen_socket >= scene.model.sockets.size();
  if (state.chosen_turn != scene.turn || elsewhere || gone) state.chosen.reset();
}

/// What was chosen in the picture, else what is selected, else what the next call is about, else the left machine's.
Subject subject_of(const Scene& scene, const StatesState& state) {
  const Model& model = scene.model;
  const auto of = [&](SocketIndex socket) { return Subject{machine_of(model.sockets[socket].role()), socket}; };
  const SocketIndex selected = scene.selection.selected().socket;
  if (state.chosen) return {state.chosen->machine, state.chosen_socket};
  if (selected < model.sockets.size()) return of(selected);
  const Event* next = scene.foretold_call();
  const SocketIndex at_fd = next == nullptr ? kNoSocket : model.socket_of(next->actor, next->fd());
  if (at_fd < model.sockets.size()) return of(at_fd);
  const MachinesShown shown = machines_shown(model, next, selected);
  return {machine_of(shown.left_role), shown.left};
}

std::string outcome_in_words(const Transition& row) {
  switch (row.outcome) {
    case Outcome::succeeded: return words(texts::kSucceeds);
    case Outcome::slept: return words(texts::kSleeps);
    case Outcome::failed: break;
  }
  if (row.error == 0) return words(texts::kFails);
  return say(texts::kFailsWith, errno_name(row.error)).words();
}

class Rows {
 public:
  Rows(const Scene& scene, StatesState& state, SocketIndex socket, ImVec2 origin, float width)
      : scene_(scene),
        state_(state),
        socket_(socket),
        list_(ImGui::GetWindowDrawList()),
        origin_(origin),
        width_(width),
        y_(origin.y) {}

  float y() const { return y_; }

  void head() {
    static constexpr std::array kHeads{&texts::kTimes, &texts::kFrom, &texts::kCall, &texts::kOutcome,
                                       &texts::kTo,    &texts::kWhy,  &texts::kManual};
    for (std::size_t i = 0; i < kHeads.size(); ++i) {
      put(i, scene_.fonts.small, scene_.palette.text_secondary, words(*kHeads[i]));
    }
    y_ += scene_.px(kLine + 2 * kRowPadding);
    rule();
  }

  /// A line of its own over the rows that follow.
  void group(const std::string& title) {
    draw_text(list_, scene_.fonts.small_bold, {left_of(0), y_ + scene_.px(kRowPadding)}, scene_.palette.text, title);
    y_ += scene_.px(kLine + 2 * kRowPadding);
    rule();
  }

  void row(std::size_t index, const TransitionRow& row) {
    const Transition& transition = *row.transition;
    const Palette& palette = scene_.palette;
    const float height = measure(row) + 2 * scene_.px(kRowPadding);
    const bool chosen = state_.chosen && state_.chosen->covers(transition);
    react(index, height, chosen);
    const Colour ink = row.possible || row.times > 0 ? palette.text : palette.text_secondary;
    if (row.times > 0) draw_times(row.times);
    if (transition.from) draw_phase(1, *transition.from, ink);
    else put(1, scene_.fonts.small, palette.text_secondary, words(texts::kUnborn));
    const std::string name = std::string(row_of(transition.call).name) + "()";
    if (transition.by_peer) put(2, scene_.fonts.small, next_ink(row, ink), say(texts::kPeers, name).words());
    else put(2, scene_.fonts.mono_small, next_ink(row, ink), name);
    put(3, scene_.fonts.small, ink, outcome_in_words(transition));
    if (transition.from == transition.to) put(4, scene_.fonts.small, palette.text_secondary, words(texts::kStays));
    else draw_phase(4, transition.to, ink);
    draw_paragraph(list_, scene_.look(), {left_of(5), y_ + scene_.px(kRowPadding)}, why_style(ink), words(*transition.why));
    put(6, scene_.fonts.mono_small, palette.text_secondary, transition.manual);
    y_ += height;
    if (chosen && state_.scroll) {
      ImGui::SetScrollFromPosY(y_ - height - ImGui::GetWindowPos().y, 0.3F);
      state_.scroll = false;
    }
  }

 private:
  float left_of(std::size_t column) const { return origin_.x + width_ * kColumns[column]; }
  float room(std::size_t column) const {
    const float end = column + 1 < kColumns.size() ? kColumns[column + 1] : 1.0F;
    return width_ * (end - kColumns[column]) - scene_.px(6);
  }
  Colour next_ink(const TransitionRow& row, Colour ink) const { return row.next ? scene_.palette.accent_text : ink; }
  ParagraphStyle why_style(Colour ink) const {
    ParagraphStyle style;
    style.width = room(5);
    style.line_height = scene_.px(kLine);
    style.font = scene_.fonts.small;
    style.bold = scene_.fonts.small_bold;
    style.colour = ink;
    return style;
  }
  float measure(const TransitionRow& row) const {
    return std::max(scene_.px(kLine), draw_paragraph(nullptr, scene_.look(), {0, 0}, why_style(0), words(*row.transition->why)));
  }
  void put(std::size_t column, ImFont* font, Colour ink, std::string_view words) const {
    const float middle = y_ + scene_.px(kRowPadding) + scene_.px(kLine) / 2;
    draw_text(list_, font, {left_of(column), middle - text_height(font) / 2}, ink, elided(font, words, room(column)));
  }
  void rule() const { list_->AddLine({origin_.x, y_}, {origin_.x + width_, y_}, scene_.palette.rule); }

  void draw_times(std::size_t times) const {
    const float middle = y_ + scene_.px(kRowPadding + kLine / 2);
    draw_mark(list_, Mark::tick, {left_of(0) + scene_.px(5), middle}, scene_.px(9), scene_.palette.tick);
    ImFont* font = scene_.fonts.small;
    if (times > 1) {
      draw_text(list_, font, {left_of(0) + scene_.px(14), middle - text_height(font) / 2}, scene_.palette.text,
                fmt::format("{}\xC3\x97", times));
    }
  }

  void draw_phase(std::size_t column, Phase phase, Colour ink) const {
    const float middle = y_ + scene_.px(kRowPadding + kLine / 2);
    const Hue hue = hue_of(phase);
    draw_phase_mark(list_, {left_of(column) + scene_.px(5), middle}, scene_.px(10), shape_of(hue), scene_.palette.of(hue).line);
    ImFont* font = scene_.fonts.small;
    draw_text(list_, font, {left_of(column) + scene_.px(14), middle - text_height(font) / 2}, ink,
              elided(font, phase_name(phase), room(column) - scene_.px(14)));
  }

  /// A widget, so that the keyboard reaches it; the ground is lit where the row is meant.
  void react(std::size_t index, float height, bool chosen) const {
    const ImVec2 max{origin_.x + width_, y_ + height};
    ImGui::SetCursorScreenPos({origin_.x, y_});
    ImGui::PushID(static_cast<int>(index));
    const bool pressed = ImGui::InvisibleButton("row", {width_, height});
    const bool focused = ImGui::IsItemFocused() && ImGui::GetIO().NavVisible;
    ImGui::PopID();
    const Target target{Target::Kind::socket, kNoActor, -1, socket_, 0};
    if (chosen || ImGui::IsItemHovered()) list_->AddRectFilled({origin_.x, y_}, max, scene_.palette.hover);
    if (chosen) list_->AddRectFilled({origin_.x, y_ + 1}, {origin_.x + scene_.px(3), max.y - 1}, scene_.palette.text);
    if (focused) draw_box(list_, {origin_.x, y_}, max, scene_.px(3), 0, scene_.palette.focus, scene_.px(1.5F));
    if (pressed && socket_ != kNoSocket) scene_.selection.select(target);
  }

  const Scene& scene_;
  StatesState& state_;
  const SocketIndex socket_;
  ImDrawList* const list_;
  const ImVec2 origin_;
  const float width_;
  float y_;
};

std::string name_of_machine(Machine machine) {
  switch (machine) {
    case Machine::connection_socket: return words(texts::kConnectionMachine);
    case Machine::data_socket: return words(texts::kDataMachine);
    case Machine::client_socket: break;
  }
  return words(texts::kClientMachine);
}

}  // namespace

void draw_transitions(const Scene& scene, StatesState& state, const Area& area) {
  state.paths.follow(scene.walk.timeline(), scene.walk.generation(), scene.seq);
  forget_choice(scene, state);
  const Subject subject = subject_of(scene, state);
  const bool there = subject.socket < scene.model.sockets.size();
  std::string header = there ? socket_title(scene.model, subject.socket) : name_of_machine(subject.machine);
  if (!state.paths.complete()) header = say(texts::kPathTooLong, header).words();
  const Pane pane = begin_pane(scene.look(), "transitions", area, {"", header}, Scrolling::vertical);
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  const std::vector<PathStep> path = there ? state.paths.of(subject.socket, scene.seq) : std::vector<PathStep>{};
  const std::vector<TransitionRow> found =
      transition_rows(subject.machine, scene.model, subject.socket, path, scene.foretold_call());
  Rows rows(scene, state, subject.socket, origin, pane.content.width() - ImGui::GetStyle().ScrollbarSize);
  rows.head();
  for (std::size_t i = 0; i < found.size(); ++i) {
    const bool possible = found[i].possible;
    if (i == 0 && possible) rows.group(say(texts::kFromHere, phase_name(phase_of(scene.model.sockets[subject.socket]))).words());
    if ((i == 0 || found[i - 1].possible) && !possible) rows.group(words(there ? texts::kElsewhere : texts::kAllRows));
    rows.row(i, found[i]);
  }
  state.scroll = false;
  ImGui::SetCursorScreenPos({origin.x, rows.y()});
  ImGui::Dummy({1, scene.px(6)});
  end_pane();
}

}  // namespace sockwalk
