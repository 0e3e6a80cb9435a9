#include "scene_key.h"

#include <bit>
#include <functional>
#include <string_view>

#include "imgui_bridge.h"
#include "text/locale.h"

namespace sockwalk {
namespace {

std::uint64_t place(const void* pointer) { return reinterpret_cast<std::uintptr_t>(pointer); }
std::uint64_t number(bool value) { return value ? 1 : 0; }

void append(SceneKey& key, const Target& target) {
  key.insert(key.end(), {static_cast<std::uint64_t>(target.kind), target.actor,
                         static_cast<std::uint64_t>(static_cast<std::uint32_t>(target.fd)), target.socket, target.number});
}

}  // namespace

SceneKey key_of(const Scene& scene) {
  const ShownWalk& walk = scene.walk;
  SceneKey key{walk.generation(),
               walk.timeline().last_seq(),
               walk.turn(),
               scene.turn,
               scene.seq,
               scene.changes.size(),
               static_cast<std::uint64_t>(scene.reveal.beat),
               scene.mover,
               scene.next,
               place(scene.enter),
               place(scene.exit),
               scene.calls_version,
               number(walk.live()),
               number(walk.busy()),
               number(walk.finished()),
               walk.past().size(),
               number(scene.live),
               number(scene.playing),
               number(scene.question_open),
               number(scene.presenter),
               number(scene.reduced_motion),
               scene.marked_turn ? *scene.marked_turn + 1 : 0,
               std::hash<std::string_view>()(scene.foretold),
               static_cast<std::uint64_t>(locale()),
               place(&scene.palette),
               place(scene.fonts.body),
               std::bit_cast<std::uint32_t>(scene.scale),
               bridge::atlas_number()};
  append(key, scene.selection.hovered());
  append(key, scene.selection.selected());
  return key;
}

SceneKey key_of(const Scene& scene, const Area& area) {
  SceneKey key = key_of(scene);
  for (const float edge : {area.min.x, area.min.y, area.max.x, area.max.y}) {
    key.push_back(std::bit_cast<std::uint32_t>(edge));
  }
  return key;
}

}  // namespace sockwalk
