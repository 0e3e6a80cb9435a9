#include "png.h"

#include <stb_image_write.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "text/window_text.h"

namespace sockwalk {
namespace {

void append(void* bytes, void* data, int size) {
  const auto* begin = static_cast<const char*>(data);
  static_cast<std::vector<char>*>(bytes)->insert(static_cast<std::vector<char>*>(bytes)->end(),
                                                 begin, begin + size);
}

Error refused(const std::string& path, int error) {
  return {say(kPngNotWritten, path, std::strerror(error)).words()};
}

}  // namespace

Done write_png(const std::string& path, const Image& image) {
  const auto expected = 4ULL * static_cast<std::uint64_t>(image.width) *
                        static_cast<std::uint64_t>(image.height);
  if (image.width <= 0 || image.height <= 0 || image.rgba.size() != expected) {
    return refused(path, EINVAL);
  }
  std::vector<char> bytes;
  if (stbi_write_png_to_func(append, &bytes, image.width, image.height, 4, image.rgba.data(),
                             4 * image.width) == 0) {
    return refused(path, ENOMEM);
  }
  const std::string part = path + ".part";
  errno = 0;
  std::ofstream file(part, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  const int written = errno;
  std::error_code failure;
  if (file) {
    std::filesystem::rename(part, path, failure);
    if (!failure) return done();
  }
  std::error_code ignored;
  std::filesystem::remove(part, ignored);
  return refused(path, failure ? failure.value() : written != 0 ? written : EIO);
}

}  // namespace sockwalk
