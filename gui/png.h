#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "event/result.h"

namespace sockwalk {

/// A picture in memory: rows from the top, four bytes a pixel (red, green, blue, alpha).
struct Image {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> rgba;
};

/// Writes `image` as a PNG. It is written beside `path` first and then renamed, so that `path` is
/// never half a picture. The error names the file and the reason.
Done write_png(const std::string& path, const Image& image);

}  // namespace sockwalk
