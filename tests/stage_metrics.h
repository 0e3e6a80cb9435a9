#pragma once

#include <cmath>
#include <cstring>
#include <string_view>

#include "fonts.h"
#include "stage_layout.h"

namespace sockwalk {

/// Widths like those of Inter and JetBrains Mono, without their files.
inline StageMetrics metrics_at(float scale, const FontSizes& sizes = kWindowFonts) {
  const std::array<float, kStageFonts> em{sizes.large_bold, sizes.bold,  sizes.body,
                                          sizes.small_bold, sizes.small, sizes.header,
                                          sizes.mono,       sizes.bytes, sizes.result};
  StageMetrics metrics;
  for (std::size_t i = 0; i < kStageFonts; ++i) metrics.height[i] = std::ceil(em[i] * 1.21F * scale);
  metrics.width = [scale, em](StageFont font, std::string_view text) {
    const float size = em[static_cast<std::size_t>(font)] * scale;
    const bool mono = font == StageFont::mono || font == StageFont::result;
    float width = 0.0F;
    for (const char c : text) {
      if ((static_cast<unsigned char>(c) & 0xC0U) == 0x80U) continue;
      if (mono) width += 0.6F * size;
      else if (std::strchr(" il.,:;'|()[]", c) != nullptr) width += 0.29F * size;
      else if (c >= 'A' && c <= 'Z') width += 0.7F * size;
      else width += 0.58F * size;
    }
    return width;
  };
  return metrics;
}

}  // namespace sockwalk
