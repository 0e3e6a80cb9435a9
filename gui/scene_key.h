#pragma once

#include <cstdint>
#include <vector>

#include "pane.h"
#include "scene.h"

namespace sockwalk {

/// Everything that views read of a scene, as numbers: while they are the same, a view that nobody touches and
/// that keeps nothing else draws the same. The recording only grows, so which one it is, how long it is and how
/// much of it is shown stands for its states. Left out is how far a beat is, which moves the stage alone.
/// Of App::scene() only: the others do not tell Scene::calls_version.
using SceneKey = std::vector<std::uint64_t>;
SceneKey key_of(const Scene& scene);
/// The same for what is drawn into `area`.
SceneKey key_of(const Scene& scene, const Area& area);

}  // namespace sockwalk
