#include "stage_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "button.h"
#include "model/explain.h"
#include "scene_key.h"
#include "spotlight_view.h"
#include "stage_layout.h"
#include "stage_paint.h"
#include "stage_tips.h"
#include "text/stage_text.h"
#include "text/term_text.h"

namespace sockwalk {
namespace {

namespace texts = stage_text;

/// What the pointer is on, with what there is to say about it.
struct Pointed {
  Target target;
  std::string tip;
};

void request_turn(const Scene& scene, ActorId actor) {
  Request request;
  request.command = Command::give_turn;
  request.actor = actor;
  scene.requests.push_back(request);
}

/// The bars that can be pressed. True when the pointer is on one of them.
bool draw_bars(const StagePaint& paint) {
  bool hovered = false;
  for (const StageBar& bar : paint.layout.bars) {
    const bool next = bar.kind == StageBar::Kind::next;
    if (!next && bar.kind != StageBar::Kind::can_move) continue;
    ButtonStyle style;
    style.kind = next ? ButtonKind::pill_next : ButtonKind::pill;
    style.width = bar.rect.width();
    style.height = bar.rect.height();
    ImGui::SetCursorScreenPos(paint.min(bar.rect));
    const std::string id = fmt::format("turn {}", bar.actor);
    if (paint.layout.presenter) {
      // What can be pressed looks as what cannot: a lecture hall is to see the call, not a button.
      const bool pressed = ImGui::InvisibleButton(id.c_str(), {style.width, style.height});
      if (pressed) request_turn(paint.scene, bar.actor);
    } else if (button(paint.look, id.c_str(), bar.text, style)) request_turn(paint.scene, bar.actor);
    hovered = hovered || ImGui::IsItemHovered();
  }
  return hovered;
}

Request request_of(const StageControl& control) {
  switch (control.kind) {
    case StageControl::Kind::ask: return {Command::ask, control.actor, 0, {}};
    case StageControl::Kind::add_client: return {Command::add_client, kNoActor, 0, {}};
    case StageControl::Kind::let_time_pass: return {Command::let_time_pass, kNoActor, 0, {}};
  }
  return {};
}

/// True when the pointer is on one of them.
bool draw_controls(const StagePaint& paint) {
  bool hovered = false;
  for (const StageControl& control : paint.layout.controls) {
    ButtonStyle style;
    style.kind = ButtonKind::pill;
    style.width = control.rect.width();
    style.height = control.rect.height();
    ImGui::SetCursorScreenPos(paint.min(control.rect));
    const Request request = request_of(control);
    const CommandRow& row = row_of(request.command);
    const std::string id = fmt::format("{} {}", row.id, control.actor);
    if (button(paint.look, id.c_str(), control.text, style)) paint.scene.requests.push_back(request);
    if (!ImGui::IsItemHovered()) continue;
    hovered = true;
    const std::string keys = row.keys.empty() ? std::string{} : fmt::format(" (`{}`)", row.keys);
    show_tooltip(paint.look, fmt::format("{}{}", row.what, keys));
  }
  return hovered;
}

bool within(const StageRect& rect, StagePoint point) {
  return point.x >= rect.left && point.x < rect.right && point.y >= rect.top &&
         point.y < rect.bottom;
}

bool near_wire(const StageWire& wire, StagePoint point, float reach) {
  for (std::size_t i = 1; i < wire.points.size(); ++i) {
    const StagePoint a = wire.points[i - 1];
    const StagePoint b = wire.points[i];
    const StageRect piece{std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x),
                          std::max(a.y, b.y)};
    if (within(piece.grown(reach), point)) return true;
  }
  return false;
}

Pointed point_at_box(const Model& model, const StageBox& box) {
  Pointed pointed{target_of(box), {}};
  if (pointed.target.kind == Target::Kind::none) return pointed;
  if (box.kind == StageBox::Kind::actor) {
    pointed.tip = tip_of_actor(model, box.actor);
  } else if (box.kind == StageBox::Kind::file_name) {
    pointed.tip = words(texts::kTipName);
  } else if (box.kind == StageBox::Kind::abstract_name) {
    pointed.tip = words(texts::kTipAbstract);
  } else if (box.kind == StageBox::Kind::open_file) {
    const FileKind kind = model.files[box.file].kind;
    pointed.tip = words(kind == FileKind::epoll ? texts::kTipEpoll : texts::kTipFile);
  } else if (box.kind == StageBox::Kind::reference) {
    pointed.tip = say(texts::kTipReference, socket_title(model, box.socket)).words();
  } else {
    pointed.tip = tip_of_socket(model, box.socket);
  }
  return pointed;
}

Target actor_of(const StageToken& token) { return {Target::Kind::actor, token.actor, -1, kNoSocket, 0}; }

/// The pills of the calls and the free places of the accept queue, and where they are written of.
Pointed point_at_small_part(const StagePaint& paint, StagePoint point) {
  const StageLayout& layout = paint.layout;
  const Event* next = paint.scene.next_call();
  if (layout.next_call && within(layout.next_call->rect, point) && next != nullptr) {
    return {actor_of(*layout.next_call), say(term_text::kCall, manual_page(next->call)).words()};
  }
  if (layout.result && within(layout.result->token.rect, point) && paint.scene.enter != nullptr) {
    return {actor_of(layout.result->token), say(term_text::kResult, manual_page(paint.scene.enter->call)).words()};
  }
  for (const StagePlace& place : layout.places) {
    const bool free = std::ranges::none_of(layout.boxes, [&](const StageBox& box) {
      return box.kind == StageBox::Kind::queued && within(box.rect, point);
    });
    if (!free || !within(place.rect, point)) continue;
    return {place.box == kNoBox ? Target{} : target_of(layout.boxes[place.box]), words(term_text::kPlace)};
  }
  return {};
}

/// Bytes in a receive buffer, and words that are terms by themselves.
Pointed point_at_content(const StagePaint& paint, StagePoint point) {
  const StageLayout& layout = paint.layout;
  for (const StageChip& chip : layout.chips) {
    if (!within(chip.rect, point)) continue;
    return {{Target::Kind::socket, kNoActor, -1, chip.socket, 0}, tip_of_chip(paint.scene.model, chip)};
  }
  for (const StageText& text : layout.texts) {
    if (!within(text.rect, point)) continue;
    return {text.box == kNoBox ? Target{} : target_of(layout.boxes[text.box]), tip_of_words(text)};
  }
  return {};
}

/// The titles of the four bands.
std::string tip_of_band(const StagePaint& paint, StagePoint point) {
  static constexpr std::array kBands{&term_text::kApplication, &term_text::kInterface, &term_text::kKernel,
                                     &term_text::kHardware};
  for (std::size_t i = 0; i < kBands.size(); ++i) {
    const StageRect& band = paint.layout.bands[i];
    const StageRect title{band.left, band.top, band.left + paint.look.px(96), band.top + paint.look.px(22)};
    if (within(title, point) && within(band, point)) return words(*kBands[i]);
  }
  return {};
}

/// Small things first: they lie in front of large ones.
Pointed point_at(const StagePaint& paint, StagePoint point) {
  const Model& model = paint.scene.model;
  const StageLayout& layout = paint.layout;
  for (const StageMarker& marker : layout.markers) {
    if (within(marker.rect, point)) return {{}, words(texts::kMarkerLegend)};
  }
  for (const StageJack& jack : layout.jacks) {
    const float dx = jack.centre.x - point.x;
    const float dy = jack.centre.y - point.y;
    if (dx * dx + dy * dy > jack.radius * jack.radius) continue;
    return {target_of(jack), tip_of_number(model, jack)};
  }
  for (const StageToken& token : layout.asleep) {
    if (!within(token.rect, point)) continue;
    Pointed pointed;
    pointed.target.kind = Target::Kind::actor;
    pointed.target.actor = token.actor;
    pointed.tip = tip_of_actor(model, token.actor);
    return pointed;
  }
  if (Pointed part = point_at_small_part(paint, point); !part.tip.empty()) return part;
  if (Pointed content = point_at_content(paint, point); !content.tip.empty()) return content;
  if (const auto cell = cell_pointed_at(layout, point)) {
    return {*cell, cell->kind == Target::Kind::actor ? tip_of_actor(model, cell->actor)
                                                     : tip_of_socket(model, cell->socket)};
  }
  for (std::size_t i = layout.boxes.size(); i-- > 0;) {
    if (within(layout.boxes[i].rect, point)) return point_at_box(model, layout.boxes[i]);
  }
  for (const StageWire& wire : layout.wires) {
    if (!near_wire(wire, point, paint.look.px(5.0F))) continue;
    const std::string tip = tip_of_wire(model, layout, wire);
    if (wire.jack != kNoBox) return {target_of(layout.jacks[wire.jack]), tip};
    return {target_of(layout.boxes[wire.to]), tip};
  }
  return {{}, tip_of_band(paint, point)};
}

/// What travels lies in front of all that stands.
std::string tip_of_travelling(const std::vector<StageTravelling>& travelling, StagePoint point) {
  for (std::size_t i = travelling.size(); i-- > 0;) {
    if (within(travelling[i].rect, point)) return travelling[i].tip;
  }
  return {};
}

void react(const StagePaint& paint, const Pane& pane, const std::vector<StageTravelling>& travelling, bool on_bar) {
  if (!pane.hovered || on_bar) return;
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const StagePoint point{mouse.x - paint.origin.x, mouse.y - paint.origin.y};
  Pointed pointed = point_at(paint, point);
  if (std::string tip = tip_of_travelling(travelling, point); !tip.empty()) pointed.tip = std::move(tip);
  if (pointed.target.kind != Target::Kind::none) paint.scene.selection.hover(pointed.target);
  if (!pointed.tip.empty()) show_tooltip(paint.look, pointed.tip);
  if (ImGui::IsMouseClicked(ImGuiMouseButton_Right) && pointed.target.kind == Target::Kind::actor) {
    paint.scene.requests.push_back({Command::ask, pointed.target.actor, 0, {}});
  }
  if (!ImGui::IsMouseClicked(ImGuiMouseButton_Left)) return;
  if (pointed.target.kind == Target::Kind::none) {
    paint.scene.selection.clear();
  } else {
    paint.scene.selection.select(pointed.target);
  }
}

/// Where not all actors have room: scrolls to who moves, and then to who is next, whenever that changes;
/// in between the stage stays where it was scrolled to.
void follow(const StagePaint& paint, const Pane& pane) {
  const Scene& scene = paint.scene;
  const bool settled = scene.reveal.beat == Beat::settled;
  const ActorId actor = settled && scene.next < kFirstSpecialActor ? scene.next : scene.mover;
  const std::size_t box = paint.layout.box_of_actor(actor);
  if (box == kNoBox) return;
  ImGuiStorage* storage = ImGui::GetStateStorage();
  const int led = static_cast<int>(scene.turn * 2 + (settled ? 1 : 0)) * 64 + static_cast<int>(actor);
  if (storage->GetInt(ImGui::GetID("led"), -1) == led) return;
  storage->SetInt(ImGui::GetID("led"), led);
  StageRect rect = paint.layout.boxes[box].rect;
  // The pill of its call may be wider than its box.
  if (const auto& call = paint.layout.next_call; call && call->actor == actor) {
    rect.left = std::min(rect.left, call->rect.left);
    rect.right = std::max(rect.right, call->rect.right);
  }
  const float view = pane.content.width();
  const float scroll = ImGui::GetScrollX();
  const float margin = paint.look.px(12);
  if (rect.left >= scroll && rect.right <= scroll + view) return;
  // As little as possible: what stands beside it stays in sight.
  ImGui::SetScrollX(rect.left < scroll ? std::max(0.0F, rect.left - margin) : rect.right + margin - view);
}

}  // namespace

void draw_stage(const Scene& scene, StageState& state, const Area& area) {
  const Look look{scene.palette, scene.fonts, scene.scale};
  const Pane pane = scene.presenter ? begin_bare_pane("stage", area, Scrolling::both)
                                    : begin_pane(look, "stage", area, {}, Scrolling::both);
  state.lay_out(scene, pane.content);
  const StageLayout& layout = state.shown(scene.reveal);
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  const StagePaint paint{scene, look, layout, pane.list, origin, state.shapes()};
  SceneKey key = key_of(scene, {origin, origin});
  key.push_back(state.number_of_shown(scene.reveal));
  state.shapes().begin(*pane.list, std::move(key));
  paint_bands(paint);
  paint_wires(paint);
  paint_boxes(paint, StageLayer::standing);
  paint_requests(paint);
  paint_contents(paint, StageLayer::standing);
  paint_heats(paint);
  paint_numbers(paint);
  paint_boxes(paint, StageLayer::travelling);
  paint_contents(paint, StageLayer::travelling);
  bool on_bar = false;
  paint.part(false, [&] {
    on_bar = draw_bars(paint);
    on_bar = draw_controls(paint) || on_bar;
  });
  const std::vector<StageTravelling> travelling = paint_tokens(paint, state.before());
  paint_markers(paint);
  state.shapes().end();
  paint_spotlight(paint, pane);
  react(paint, pane, travelling, on_bar);
  // Tells ImGui how far it can be scrolled.
  ImGui::SetCursorScreenPos(origin);
  ImGui::Dummy({layout.width, layout.height});
  follow(paint, pane);
  end_pane();
}

}  // namespace sockwalk
