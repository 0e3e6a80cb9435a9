#include "walk_strip.h"

#include <array>
#include <string>

#include "label.h"
#include "shapes.h"
#include "text/pane_text.h"

namespace sockwalk {
namespace {

constexpr int kSteps = 12;

bool listens(const Model& model, const Event& call) {
  const SocketIndex socket = model.socket_of(kServer, call.fd());
  return socket != kNoSocket && model.sockets[socket].role() == SocketRole::connection;
}

bool has_listened(const Model& model) {
  const Actor* server = model.actor(kServer);
  return server != nullptr && (server->steps_done >> 4 & 1) != 0;
}

}  // namespace

int step_of_call(const Model& model, const Event& call) {
  if (call.actor != kServer) return 0;
  switch (call.call) {
    case Syscall::unlink: return has_listened(model) ? 11 : 1;
    case Syscall::socket: return 2;
    case Syscall::bind: return 4;
    case Syscall::listen: return 5;
    case Syscall::accept:
    case Syscall::accept4: return 6;
    case Syscall::read:
    case Syscall::recvfrom:
    case Syscall::recvmsg: return 7;
    case Syscall::write:
    case Syscall::sendto:
    case Syscall::sendmsg: return 8;
    case Syscall::close: return listens(model, call) ? 10 : 9;
    case Syscall::exit: return 12;
    default: break;
  }
  return 0;
}

float draw_walk_strip(const Scene& scene, ImDrawList* list, const Area& area) {
  const Actor* server = scene.model.actor(kServer);
  const bool known = kServer < scene.next_calls.size() && scene.next_calls[kServer].has_value();
  const int next = known ? step_of_call(scene.model, *scene.next_calls[kServer]) : 0;
  const bool turn = scene.next == kServer;
  const Palette& palette = scene.palette;
  const float gap = scene.px(4);
  const float width = (area.width() - gap * (kSteps - 1)) / kSteps;
  const float height = scene.px(20);
  for (int step = 1; step <= kSteps; ++step) {
    const float left = area.min.x + (width + gap) * static_cast<float>(step - 1);
    const ImVec2 min{left, area.min.y};
    const ImVec2 max{left + width, area.min.y + height};
    const bool done = server != nullptr && (server->steps_done >> (step - 1) & 1) != 0;
    const bool accent = step == next && turn;
    const Colour fill = accent ? palette.accent_fill : done ? palette.raised : palette.pane;
    const Colour border = accent ? palette.accent_line : done ? palette.raised_border : palette.pane_border;
    const Colour ink = accent ? palette.accent_text : done ? palette.text : palette.text_dimmed;
    draw_box(list, min, max, scene.px(4), fill, border, accent ? scene.px(2) : 1.0F);
    draw_text_centred(list, scene.fonts.mono_small, {(min.x + max.x) / 2, (min.y + max.y) / 2}, ink,
                      std::to_string(step));
    if (done) {
      // A bar at the foot says "done" without hue; that it is there again and again, the tooltip.
      list->AddRectFilled({min.x + scene.px(4), max.y - scene.px(3)}, {max.x - scene.px(4), max.y - scene.px(2)},
                          accent ? palette.accent_line : palette.text_secondary);
    }
    if (ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect(min, max)) {
      const std::uint32_t count =
          server != nullptr ? server->step_counts[static_cast<std::size_t>(step - 1)] : 0;
      show_tooltip(scene.look(), say(text::kStepTooltip, step,
                                     text::kSteps[static_cast<std::size_t>(step - 1)].english, count,
                                     text::kStepPages[static_cast<std::size_t>(step - 1)])
                                     .words());
    }
  }
  return height;
}

}  // namespace sockwalk
