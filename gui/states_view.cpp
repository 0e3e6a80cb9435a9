#include "states_view.h"

#include <algorithm>

#include "label.h"
#include "machine_picture.h"
#include "phase_hue.h"
#include "shapes.h"
#include "text/states_text.h"
#include "wires.h"

namespace sockwalk {
namespace {

/// One machine as a column of nodes.
class Column {
 public:
  Column(const Scene& scene, ImDrawList* list, SocketRole role, SocketIndex socket, float middle, float top,
         float bottom, float width)
      : scene_(scene),
        list_(list),
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
    for (std::size_t i = 0; i + 1 < picture_.phases.size(); ++i) {
      const bool next = static_cast<int>(i) == next_arrow_;
      const ImVec2 from{middle_, node(i).y + height() / 2};
      const ImVec2 to{middle_, node(i + 1).y - height() / 2 - scene_.px(1)};
      WireStyle style;
      style.colour = next ? scene_.palette.accent_line : scene_.palette.wire;
      style.thickness = scene_.px(next ? 2.5F : 1.5F);
      style.head = scene_.px(next ? 10 : 8);
      draw_wire(list_, from, to, style);
      const MachineArrow& arrow = picture_.arrows[i];
      const std::string name(row_of(arrow.call).name);
      const std::string label = arrow.by_peer ? say(text::kPeersCall, name).words() : name + "()";
      const float top = (from.y + to.y) / 2 - text_height(scene_.fonts.mono_small) / 2 - scene_.px(1);
      const Colour ink = next ? scene_.palette.accent_text : scene_.palette.text_secondary;
      const float room = list_->GetClipRectMax().x - middle_ - scene_.px(12);
      // Whose call it is, where it is not the owner's, is said in words: those need a narrower font.
      ImFont* font = arrow.by_peer ? scene_.fonts.small : scene_.fonts.mono_small;
      const bool fits = text_width(font, label) <= room;
      draw_text(list_, font, {middle_ + scene_.px(9), top}, ink, fits ? label : elided(font, name, room));
    }
  }

  void draw_nodes() const {
    for (std::size_t i = 0; i < picture_.phases.size(); ++i) draw_node(i);
  }

 private:
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
    const bool gone_through = static_cast<int>(i) < place_ && visited(phase);
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
    hover(phase, min, max);
  }

  /// A data socket that was closed while connected was never "peer closed".
  bool visited(Phase phase) const {
    if (phase == Phase::connected && scene_.model.sockets[socket_].role() == SocketRole::datagram) {
      return scene_.model.sockets[socket_].was_connected;
    }
    if (phase == Phase::bound && picture_.machine == Machine::client_socket) {
      return scene_.model.sockets[socket_].address.kind != UnixAddress::Kind::none;
    }
    return phase != Phase::peer_closed || scene_.model.sockets[socket_].peer_gone;
  }

  void hover(Phase phase, ImVec2 min, ImVec2 max) const {
    if (!ImGui::IsWindowHovered() || !ImGui::IsMouseHoveringRect(min, max)) return;
    if (socket_ != kNoSocket) {
      scene_.selection.hover({Target::Kind::socket, kNoActor, -1, socket_, 0});
    }
    std::string rows;
    for (const Transition& row : transition_table()) {
      if (row.machine != picture_.machine || row.to != phase || row.from == phase) continue;
      rows += fmt::format("\n`{}` {}", row_of(row.call).name, words(*row.why));
    }
    show_tooltip(scene_.look(), fmt::format("**{}**{}", phase_name(phase), rows));
  }

  const Scene& scene_;
  ImDrawList* const list_;
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

/// One or two lines below the machines: what the accent on them says.
std::string caption(const Column& left, const Column& right, bool linked) {
  if (linked && right.next_arrow() == 0) return words(text::kAcceptMovesOn);
  if (left.next_arrow() >= 0 || right.next_arrow() >= 0) return words(text::kNextMovesOn);
  return words(text::kMachineLegend);
}

/// Whose connection the machines show; the columns name the sockets themselves.
std::string whose_life(const Model& model, const MachinesShown& shown) {
  const bool client = shown.left_role == SocketRole::client;
  const SocketIndex socket = client ? shown.left : shown.right;
  if (socket == kNoSocket || (!shown.linked && !client)) return {};
  const ActorId who = client ? holder_of(model, socket) : client_of(model, socket);
  if (who == kNoActor) return socket_title(model, socket);
  return say(text::kStatesFor, capitalised(model.actors[who].name)).words();
}

std::string title_of(const Scene& scene, SocketRole role, SocketIndex socket) {
  const bool alone = role == SocketRole::pair_end || role == SocketRole::datagram;
  if (alone && socket != kNoSocket) return socket_title(scene.model, socket);
  switch (role) {
    case SocketRole::connection: return words(text::kConnectionSocket);
    case SocketRole::server_data: return words(text::kDataSocket);
    case SocketRole::pair_end: return words(text::kPairEnd);
    case SocketRole::datagram: return words(text::kDatagramSocket);
    case SocketRole::client: break;
  }
  return words(text::kClientSocket);
}

}  // namespace

void draw_states(const Scene& scene, const Area& area) {
  const MachinesShown shown =
      machines_shown(scene.model, scene.foretold_call(), scene.selection.selected().socket);
  const std::string right_header = whose_life(scene.model, shown);
  const Pane pane = begin_pane(scene.look(), "states", area, {words(text::kStates), right_header}, Scrolling::none);
  ImDrawList* list = pane.list;
  const float caption_height = scene.px(44);
  const float head = scene.px(30);
  const float top = pane.content.min.y + head;
  const float bottom = pane.content.max.y - caption_height;
  const float node_width = std::min(scene.px(126), pane.content.width() * 0.36F);
  const float left_middle = pane.content.min.x + pane.content.width() * 0.21F;
  const float right_middle = pane.content.min.x + pane.content.width() * 0.70F;
  const Column left(scene, list, shown.left_role, shown.left, left_middle, top, bottom, node_width);
  const Column right(scene, list, shown.right_role, shown.right, right_middle, top, bottom, node_width);
  const bool two = shown.linked || shown.right != kNoSocket || shown.left_role == SocketRole::client;
  const float title_y = pane.content.min.y + head * 0.55F;
  const float title_room = pane.content.width() * (two ? 0.5F : 1.0F) - scene.px(8);
  const auto title = [&](float middle, SocketRole role, SocketIndex socket) {
    const std::string name =
        elided(scene.fonts.small_bold, title_of(scene, role, socket), title_room);
    // The left one begins at the pane's edge where it is long.
    const float half = text_width(scene.fonts.small_bold, name) / 2;
    const float x = std::clamp(middle, pane.content.min.x + half + scene.px(4),
                               std::max(pane.content.min.x + half + scene.px(4),
                                        pane.content.max.x - half - scene.px(4)));
    draw_text_centred(list, scene.fonts.small_bold, {x, title_y}, scene.palette.text, name);
  };
  title(left_middle, shown.left_role, shown.left);
  left.draw_arrows();
  if (two) {
    title(right_middle, shown.right_role, shown.right);
    right.draw_arrows();
    if (shown.linked) draw_between(scene, list, left, right);
    right.draw_nodes();
  }
  left.draw_nodes();
  ParagraphStyle style;
  style.width = pane.content.width() - 2 * scene.px(kPanePadding);
  style.font = scene.fonts.small;
  style.bold = scene.fonts.small_bold;
  style.colour = scene.palette.text_secondary;
  style.line_height = scene.px(17);
  draw_paragraph(list, scene.look(), {pane.content.min.x + scene.px(kPanePadding), bottom + scene.px(4)}, style,
                 caption(left, right, shown.linked));
  end_pane();
}

}  // namespace sockwalk
