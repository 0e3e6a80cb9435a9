#include "states_view.h"

#include <algorithm>

#include "label.h"
#include "machine_picture.h"
#include "phase_hue.h"
#include "scene_key.h"
#include "shapes.h"
#include "states_caption.h"
#include "text/states_text.h"
#include "text/transitions_text.h"
#include "wires.h"

namespace sockwalk {
namespace {

/// What the rows say, one a line, with their manual pages.
std::string rows_in_words(Machine machine, std::optional<Phase> from, std::optional<Phase> to) {
  std::string rows;
  for (const Transition& row : transition_table()) {
    const bool meant = row.machine == machine && (!to || row.to == *to) && row.from != row.to;
    if (!meant || (from && row.from != *from)) continue;
    rows += fmt::format("\n`{}` {} `{}`", row_of(row.call).name, words(*row.why), row.manual);
  }
  return rows;
}

/// Has a part of the picture react: to the mouse, and to the keyboard. True when it was chosen. `tip` composes what
/// there is to say about it.
template <class Tip>
bool react(const Scene& scene, ImDrawList* list, int id, ImVec2 min, ImVec2 max, Tip tip) {
  ImGui::SetCursorScreenPos(min);
  ImGui::PushID(id);
  const bool chosen = ImGui::InvisibleButton("part", {std::max(1.0F, max.x - min.x), std::max(1.0F, max.y - min.y)});
  ImGui::PopID();
  if (ImGui::IsItemFocused() && ImGui::GetIO().NavVisible) {
    draw_box(list, min, max, scene.px(4), 0, scene.palette.focus, scene.px(1.5F));
  }
  if (ImGui::IsItemHovered()) show_tooltip(scene.look(), tip() + "\n" + words(transitions_text::kArrowTip));
  return chosen;
}

void choose(const Scene& scene, StatesState& state, const ChosenArrow& arrow, SocketIndex socket) {
  state.chosen = arrow;
  state.chosen_socket = socket;
  state.chosen_turn = scene.turn;
  state.scroll = true;
  scene.request(Command::show_transitions);
}

/// One machine as a column of nodes.
class Column {
 public:
  Column(const Scene& scene, ImDrawList* list, SocketRole role, SocketIndex socket,
         const SocketPaths& paths, float middle, float top, float bottom, float width)
      : scene_(scene),
        list_(list),
        path_(paths.of(socket, scene.seq)),
        followed_(paths.complete() && socket != kNoSocket),
        picture_(picture_of(role, socket_or_null(scene, socket), call_on(scene, socket))),
        socket_(socket),
        middle_(middle),
        top_(top),
        step_((bottom - top) / static_cast<float>(picture_.phases.size())),
        width_(width) {
    if (socket != kNoSocket) place_ = place_in(picture_, scene.model.sockets[socket]);
    if (const Event* next = scene.foretold_call()) {
      next_arrow_ = arrow_of(picture_, scene.model, socket, *next);
    }
  }

  float height() const { return std::min(scene_.px(30), step_ * 0.5F); }
  ImVec2 node(std::size_t i) const {
    return {middle_, top_ + step_ * (static_cast<float>(i) + 0.5F)};
  }
  float left() const { return middle_ - width_ / 2; }
  float right() const { return middle_ + width_ / 2; }
  int next_arrow() const { return next_arrow_; }

  void draw_arrows() const {
    for (std::size_t i = 0; i + 1 < picture_.phases.size(); ++i) draw_arrow(i);
    draw_shortcuts();
  }

  void draw_nodes() const {
    for (std::size_t i = 0; i < picture_.phases.size(); ++i) draw_node(i);
  }

  /// From top to bottom, as the keyboard goes through them. `first`: the number of the first part.
  void react_to(StatesState& state, int first) const {
    for (std::size_t i = 0; i < picture_.phases.size(); ++i) {
      const Phase phase = picture_.phases[i];
      const ImVec2 min{left(), node(i).y - height() / 2};
      const ImVec2 max{right(), node(i).y + height() / 2};
      const auto tip = [&] { return fmt::format("**{}**{}", phase_name(phase), rows_in_words(picture_.machine, {}, phase)); };
      if (react(scene_, list_, first + static_cast<int>(2 * i), min, max, tip)) {
        choose(scene_, state, {picture_.machine, phase, {}}, socket_);
        if (socket_ != kNoSocket) scene_.selection.select(target());
      }
      if (ImGui::IsItemHovered() && socket_ != kNoSocket) scene_.selection.hover(target());
      if (i + 1 < picture_.phases.size()) react_to_arrow(state, i, first + static_cast<int>(2 * i) + 1);
    }
  }

 private:
  Target target() const { return {Target::Kind::socket, kNoActor, -1, socket_, 0}; }
  ImVec2 arrow_begin(std::size_t i) const { return {middle_, node(i).y + height() / 2}; }
  ImVec2 arrow_end(std::size_t i) const { return {middle_, node(i + 1).y - height() / 2 - scene_.px(1)}; }

  void react_to_arrow(StatesState& state, std::size_t i, int id) const {
    const Phase from = picture_.phases[i];
    const Phase to = picture_.phases[i + 1];
    const ImVec2 begin = arrow_begin(i);
    const float right_end = std::min(begin.x + scene_.px(74), list_->GetClipRectMax().x - scene_.px(2));
    const auto tip = [&] {
      const std::string rows = rows_in_words(picture_.machine, from, to);
      return fmt::format("**{} \xE2\x86\x92 {}**{}", phase_name(from), phase_name(to), rows);
    };
    if (react(scene_, list_, id, {begin.x - scene_.px(8), begin.y}, {right_end, arrow_end(i).y}, tip)) {
      choose(scene_, state, {picture_.machine, from, to}, socket_);
    }
  }

  /// Whether the socket has gone from the one to the other.
  bool has_gone(Phase from, Phase to) const {
    return std::ranges::any_of(path_, [&](const PathStep& step) { return step.row->from == from && step.row->to == to; });
  }

  void draw_arrow(std::size_t i) const {
    const bool next = static_cast<int>(i) == next_arrow_;
    const bool gone = has_gone(picture_.phases[i], picture_.phases[i + 1]);
    const bool possible = static_cast<int>(i) == place_;
    const Palette& palette = scene_.palette;
    const ImVec2 from = arrow_begin(i);
    const ImVec2 to = arrow_end(i);
    WireStyle style;
    style.colour = next ? palette.accent_line : gone || possible ? palette.text_secondary : palette.wire;
    style.thickness = scene_.px(next || gone ? 2.5F : 1.5F);
    style.head = scene_.px(next || gone ? 10 : 8);
    draw_wire(list_, from, to, style);
    const MachineArrow& arrow = picture_.arrows[i];
    const std::string name(row_of(arrow.call).name);
    const std::string label = arrow.by_peer ? say(text::kPeersCall, name).words() : name + "()";
    const float top = (from.y + to.y) / 2 - text_height(scene_.fonts.mono_small) / 2 - scene_.px(1);
    const Colour ink = next ? palette.accent_text : possible ? palette.text : palette.text_secondary;
    const float room = list_->GetClipRectMax().x - middle_ - scene_.px(12);
    // Whose call it is, where it is not the owner's, is said in words: those need a narrower font.
    ImFont* font = arrow.by_peer ? scene_.fonts.small : scene_.fonts.mono_small;
    const bool fits = text_width(font, label) <= room;
    draw_text(list_, font, {middle_ + scene_.px(9), top}, ink, fits ? label : elided(font, name, room));
  }

  /// Where the socket has passed phases over, as with a close() before its peer's: beside their nodes.
  void draw_shortcuts() const {
    const float x = left() - scene_.px(5);
    for (const PathStep& step : path_) {
      if (!step.row->from || *step.row->from == step.row->to) continue;
      const auto from = std::ranges::find(picture_.phases, *step.row->from);
      const auto to = std::ranges::find(picture_.phases, step.row->to);
      if (from == picture_.phases.end() || to == picture_.phases.end() || to <= from + 1) continue;
      const float begin = node(static_cast<std::size_t>(from - picture_.phases.begin())).y;
      const float end = node(static_cast<std::size_t>(to - picture_.phases.begin())).y;
      WireStyle style;
      style.colour = scene_.palette.text_secondary;
      style.thickness = scene_.px(2);
      draw_wire(list_, {left(), begin}, {x, begin}, style);
      draw_wire(list_, {x, begin}, {x, end}, style);
      style.head = scene_.px(7);
      draw_wire(list_, {x, end}, {left() + scene_.px(2), end}, style);
    }
  }

  static const Socket* socket_or_null(const Scene& scene, SocketIndex socket) {
    return socket < scene.model.sockets.size() ? &scene.model.sockets[socket] : nullptr;
  }
  /// The next call, where it is about that socket.
  static const Event* call_on(const Scene& scene, SocketIndex socket) {
    const Event* next = scene.foretold_call();
    const bool about =
        next != nullptr && socket != kNoSocket && scene.model.socket_of(next->actor, next->fd()) == socket;
    return about ? next : nullptr;
  }

  void draw_node(std::size_t i) const {
    const Palette& palette = scene_.palette;
    const Phase phase = picture_.phases[i];
    const Hue hue = hue_of(phase);
    const HueColours& colours = palette.of(hue);
    const ImVec2 centre = node(i);
    const ImVec2 min{left(), centre.y - height() / 2};
    const ImVec2 max{right(), centre.y + height() / 2};
    const bool here = static_cast<int>(i) == place_;
    const bool gone_through = !here && (followed_ ? has_been_in(phase) : static_cast<int>(i) < place_ && visited(phase));
    const float rounding = height() / 2;
    if (here) {
      draw_box(list_, min, max, rounding, colours.strong, colours.line, scene_.px(2.5F));
    } else if (phase == Phase::closed) {
      draw_dashed_box(list_, min, max, rounding, palette.raised_border, 1.0F, scene_.px(4));
    } else {
      draw_box(list_, min, max, rounding, palette.raised, palette.raised_border, 1.0F);
    }
    const Colour ink = here ? palette.text : gone_through ? palette.text : palette.text_secondary;
    ImFont* font = here ? scene_.fonts.small_bold : scene_.fonts.small;
    // "half-closed (sent)": whose shutdown() it was stands at the arrow too.
    std::string_view name = phase_name(phase);
    if (text_width(font, name) + scene_.px(19) > width_) name = name.substr(0, name.find(" ("));
    const float total = text_width(font, name) + scene_.px(17);
    const float left_edge = centre.x - total / 2;
    const ImVec2 mark{left_edge + scene_.px(5), centre.y};
    if (gone_through) {
      draw_mark(list_, Mark::tick, mark, scene_.px(9), palette.tick);
    } else {
      draw_phase_mark(list_, mark, scene_.px(11), shape_of(hue), here ? palette.text : colours.line);
    }
    draw_text(list_, font, {left_edge + scene_.px(17), centre.y - text_height(font) / 2}, ink, name);
  }

  bool has_been_in(Phase phase) const {
    return std::ranges::any_of(path_, [&](const PathStep& step) { return step.row->to == phase || step.row->from == phase; });
  }

  /// What follows from the facts of the last state, where the path is not known: a data socket that was closed while connected was never "peer closed".
  bool visited(Phase phase) const {
    if (phase == Phase::connected && scene_.model.sockets[socket_].role() == SocketRole::datagram) {
      return scene_.model.sockets[socket_].was_connected;
    }
    if (phase == Phase::bound && picture_.machine == Machine::client_socket) {
      return scene_.model.sockets[socket_].address.kind != UnixAddress::Kind::none;
    }
    return phase != Phase::peer_closed || scene_.model.sockets[socket_].peer_gone;
  }

  const Scene& scene_;
  ImDrawList* const list_;
  const std::vector<PathStep> path_;
  const bool followed_;
  const MachinePicture picture_;
  const SocketIndex socket_;
  const float middle_;
  const float top_;
  const float step_;
  const float width_;
  int place_ = -1;
  int next_arrow_ = -1;
};

/// accept() is what moves the second machine on; connect() is what starts it.
void draw_between(const Scene& scene, ImDrawList* list, const Column& left, const Column& right) {
  const bool accepts = right.next_arrow() == 0;
  const float gap = scene.px(3);
  WireStyle accept;
  accept.colour = accepts ? scene.palette.accent_line : scene.palette.wire;
  accept.thickness = scene.px(accepts ? 2.5F : 1.5F);
  accept.head = scene.px(accepts ? 11 : 8);
  draw_wire(list, {left.right() + gap, left.node(2).y}, {right.left() - gap, right.node(1).y}, accept);

  const bool connects = scene.foretold_call() != nullptr && scene.foretold_call()->call == Syscall::connect;
  WireStyle connect = accept;
  connect.colour = connects ? scene.palette.accent_line : scene.palette.wire;
  connect.thickness = scene.px(1.5F);
  connect.head = scene.px(8);
  connect.dash = WireStyle::Dash::dotted;
  // Starts clear of the name of the arrow into its node.
  const ImVec2 from{left.right() + gap + scene.px(6), left.node(2).y - scene.px(6)};
  const ImVec2 to{right.left() - gap, right.node(0).y};
  draw_curve(list, from, {from.x + scene.px(26), to.y + scene.px(34)}, {to.x - scene.px(24), to.y}, to, connect);
  const std::string label = "connect()";
  draw_text_right(list, scene.fonts.mono_small,
                  {to.x, to.y - right.height() / 2 - text_height(scene.fonts.mono_small) - scene.px(1)},
                  connects ? scene.palette.accent_text : scene.palette.text_secondary, label);
}

/// accept() and connect() between the machines explain themselves, too.
void react_between(const Scene& scene, ImDrawList* list, const Column& left, const Column& right, StatesState& state,
                   SocketIndex data) {
  constexpr Machine kData = Machine::data_socket;
  const auto accepted = [&] {
    return fmt::format("**{}**{}", phase_name(Phase::connected),
                       rows_in_words(kData, Phase::in_accept_queue, Phase::connected));
  };
  const float gap = scene.px(3);
  const float reach = scene.px(7);
  const float low = std::min(left.node(2).y, right.node(1).y) - reach;
  const float high = std::max(left.node(2).y, right.node(1).y) + reach;
  const float middle = (left.right() + right.left()) / 2;
  if (react(scene, list, 200, {middle, low}, {right.left() - gap, high}, accepted)) {
    choose(scene, state, {kData, Phase::in_accept_queue, Phase::connected}, data);
  }
  const float top = right.node(0).y - reach;
  const auto born = [] {
    std::string tip = fmt::format("**{}**", phase_name(Phase::in_accept_queue));
    for (const Transition& row : transition_table()) {
      if (row.machine != kData || row.from) continue;
      tip += fmt::format("\n`{}` {} `{}`", row_of(row.call).name, words(*row.why), row.manual);
    }
    return tip;
  };
  if (react(scene, list, 201, {right.left() - scene.px(40), top}, {right.left() - gap, top + 2 * reach}, born)) {
    choose(scene, state, {kData, std::nullopt, Phase::in_accept_queue}, data);
  }
}

/// One or two lines below the machines: what the accent on them says, else what may be called.
std::string caption(const Scene& scene, const MachinesShown& shown, const Column& left, const Column& right,
                    bool brief) {
  if (shown.linked && right.next_arrow() == 0) return words(text::kAcceptMovesOn);
  if (left.next_arrow() >= 0 || right.next_arrow() >= 0) return words(text::kNextMovesOn);
  return possible_in_words(scene, shown, brief);
}

/// Where the two machines stand.
struct Places {
  Places(const Scene& scene, const Area& content, const MachinesShown& shown)
      : top(content.min.y + scene.px(30)),
        bottom(content.max.y - scene.px(kCaption)),
        title(content.min.y + scene.px(30) * 0.55F),
        node_width(std::min(scene.px(126), content.width() * 0.385F)),
        two(shown.linked || shown.right != kNoSocket || shown.left_role == SocketRole::client),
        left(content.min.x + content.width() * (two ? 0.21F : 0.5F)),
        right(content.min.x + content.width() * 0.71F) {}

  static constexpr float kCaption = 44;  ///< height, in design pixels

  float top;
  float bottom;
  float title;
  float node_width;
  bool two;  ///< else one alone
  float left;
  float right;
};

void draw_title(const Scene& scene, const Pane& pane, const Places& places, float middle, SocketRole role,
                SocketIndex socket) {
  const float room = pane.content.width() * (places.two ? 0.5F : 1.0F) - scene.px(8);
  const std::string name = elided(scene.fonts.small_bold, title_of(scene, role, socket), room);
  // The left one begins at the pane's edge where it is long.
  const float half = text_width(scene.fonts.small_bold, name) / 2;
  const float least = pane.content.min.x + half + scene.px(4);
  const float x = std::clamp(middle, least, std::max(least, pane.content.max.x - half - scene.px(4)));
  draw_text_centred(pane.list, scene.fonts.small_bold, {x, places.title}, scene.palette.text, name);
}

void draw_caption(const Scene& scene, const Pane& pane, const Places& places, const MachinesShown& shown,
                  const Column& left, const Column& right) {
  ParagraphStyle style;
  style.width = pane.content.width() - 2 * scene.px(kPanePadding);
  style.font = scene.fonts.small;
  style.bold = scene.fonts.small_bold;
  style.colour = scene.palette.text_secondary;
  style.line_height = scene.px(17);
  std::string below = caption(scene, shown, left, right, false);
  const float room = scene.px(Places::kCaption - 4);
  if (draw_paragraph(nullptr, scene.look(), {0, 0}, style, below) > room) below = caption(scene, shown, left, right, true);
  draw_paragraph(pane.list, scene.look(), {pane.content.min.x + scene.px(kPanePadding), places.bottom + scene.px(4)}, style,
                 below);
}

void draw_machines(const Scene& scene, const Pane& pane, const Places& places, const MachinesShown& shown,
                   const Column& left, const Column& right) {
  draw_title(scene, pane, places, places.left, shown.left_role, shown.left);
  left.draw_arrows();
  if (places.two) {
    draw_title(scene, pane, places, places.right, shown.right_role, shown.right);
    right.draw_arrows();
    if (shown.linked) draw_between(scene, pane.list, left, right);
    right.draw_nodes();
  }
  left.draw_nodes();
  draw_caption(scene, pane, places, shown, left, right);
}

}  // namespace

void draw_states(const Scene& scene, StatesState& state, const Area& area) {
  state.paths.follow(scene.walk.timeline(), scene.walk.generation(), scene.seq);
  const MachinesShown& shown = state.machines.of(scene.model, {scene.walk.generation(), scene.seq},
                                                 scene.foretold_call(), scene.selection.selected().socket);
  const std::string right_header = whose_life(scene.model, shown);
  const Pane pane = begin_pane(scene.look(), "states", area, {words(text::kStates), right_header}, Scrolling::none);
  const Places places(scene, pane.content, shown);
  const auto column = [&](SocketRole role, SocketIndex socket, float middle) {
    return Column(scene, pane.list, role, socket, state.paths, middle, places.top, places.bottom, places.node_width);
  };
  const Column left = column(shown.left_role, shown.left, places.left);
  const Column right = column(shown.right_role, shown.right, places.right);
  state.shapes.begin(*pane.list, key_of(scene, pane.content));
  state.shapes.part(true, [&] { draw_machines(scene, pane, places, shown, left, right); });
  state.shapes.end();
  left.react_to(state, 0);
  if (places.two && shown.linked) react_between(scene, pane.list, left, right, state, shown.right);
  if (places.two) right.react_to(state, 100);
  end_pane();
}

}  // namespace sockwalk
