#pragma once

#include <imgui.h>

namespace sockwalk {

/// Makes what is drawn while it lives as opaque as `shown` says, 0 to 1, texts included: for what comes
/// and goes within a turn's motion. At rest everything is opaque.
class Fading {
 public:
  Fading(ImDrawList* list, float shown) : list_(list), shown_(shown), first_(list->VtxBuffer.Size) {}
  ~Fading();
  Fading(const Fading&) = delete;
  Fading& operator=(const Fading&) = delete;

 private:
  ImDrawList* const list_;
  const float shown_;
  const int first_;
};

}  // namespace sockwalk
