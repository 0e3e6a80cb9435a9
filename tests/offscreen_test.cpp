#include "offscreen.h"

#include <doctest/doctest.h>
#include <imgui.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "fonts.h"
#include "label.h"
#include "png.h"
#include "shapes.h"
#include "skipped.h"
#include "temporary_directory.h"

namespace sockwalk {
namespace {

constexpr int kWidth = 60;
constexpr int kHeight = 40;

/// A picture of the size above, or nothing where EGL has no OpenGL 3.3.
std::unique_ptr<Offscreen> surface() {
  Result<std::unique_ptr<Offscreen>> made = Offscreen::create(kWidth, kHeight);
  if (!made) {
    skipped(made.error().sentence);
    return nullptr;
  }
  return *std::move(made);
}

Colour pixel(const Image& image, int x, int y) {
  const auto at = 4 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) +
                       static_cast<std::size_t>(x));
  return rgb(static_cast<std::uint32_t>(image.rgba[at] << 16 | image.rgba[at + 1] << 8 |
                                        image.rgba[at + 2]));
}

/// One frame in which `draw` fills the list behind everything.
template <class Draw>
Image frame(Offscreen& offscreen, Draw draw) {
  offscreen.begin_frame(0.02);
  draw(ImGui::GetBackgroundDrawList());
  offscreen.end_frame(rgb(0x102030));
  return offscreen.image();
}

}  // namespace

TEST_SUITE_BEGIN("offscreen");

TEST_CASE("the picture is the frame, the right way up") {
  const auto offscreen = surface();
  if (offscreen == nullptr) return;
  const Image image = frame(*offscreen, [](ImDrawList* list) {
    draw_box(list, {0.0F, 0.0F}, {30.0F, 10.0F}, 0.0F, rgb(0xFF8040), 0);
  });
  CHECK(image.width == kWidth);
  CHECK(image.height == kHeight);
  REQUIRE(image.rgba.size() == 4U * kWidth * kHeight);
  CHECK(pixel(image, 5, 5) == rgb(0xFF8040));
  CHECK(pixel(image, 35, 5) == rgb(0x102030));
  CHECK(pixel(image, 5, kHeight - 5) == rgb(0x102030));
}

TEST_CASE("a border lies within its box and is crisp") {
  const auto offscreen = surface();
  if (offscreen == nullptr) return;
  for (const int thickness : {1, 2, 3}) {
    CAPTURE(thickness);
    const Image image = frame(*offscreen, [&](ImDrawList* list) {
      draw_box(list, {10.0F, 10.0F}, {50.0F, 30.0F}, 0.0F, rgb(0x000000), rgb(0xFFFFFF),
               static_cast<float>(thickness));
    });
    CHECK(pixel(image, 9, 20) == rgb(0x102030));
    CHECK(pixel(image, 10, 20) == rgb(0xFFFFFF));
    CHECK(pixel(image, 10 + thickness - 1, 20) == rgb(0xFFFFFF));
    CHECK(pixel(image, 10 + thickness, 20) == rgb(0x000000));
    CHECK(pixel(image, 49, 20) == rgb(0xFFFFFF));
    CHECK(pixel(image, 50, 20) == rgb(0x102030));
  }
}

TEST_CASE("fonts can be changed between frames, and text is there") {
  const auto offscreen = surface();
  if (offscreen == nullptr) return;
  const Typefaces typefaces;
  float width_before = 0.0F;
  for (const float scale : {1.0F, 1.5F, 0.75F, 2.0F}) {
    CAPTURE(scale);
    const Fonts fonts = typefaces.set_into(*ImGui::GetIO().Fonts, scale);
    offscreen->painter().renew_fonts();
    const Image image = frame(*offscreen, [&](ImDrawList* list) {
      draw_text(list, fonts.body, {2.0F, 2.0F}, rgb(0xFFFFFF), "HHHHH");
    });
    int lit = 0;
    for (int x = 0; x < kWidth; ++x) {
      for (int y = 0; y < kHeight; ++y) lit += pixel(image, x, y) != rgb(0x102030) ? 1 : 0;
    }
    CHECK(lit > 50);
    const float width = text_width(fonts.body, "HHHHH") / scale;
    if (width_before > 0.0F) CHECK(width == doctest::Approx(width_before).epsilon(0.06));
    width_before = width;
  }
}

TEST_CASE("without any font file a minus is a minus, not a question mark") {
  const auto offscreen = surface();
  if (offscreen == nullptr) return;
  const Typefaces typefaces("/nowhere");
  CHECK(typefaces.bare());
  CHECK(typefaces.missing() == std::vector<std::string>{"Inter", "JetBrains Mono"});
  const Fonts fonts = typefaces.set_into(*ImGui::GetIO().Fonts, 1.0F);
  offscreen->painter().renew_fonts();
  const auto drawn = [&](const char* words) {
    return frame(*offscreen, [&](ImDrawList* list) {
             draw_text(list, fonts.body, {2.0F, 2.0F}, rgb(0xFFFFFF), words);
           }).rgba;
  };
  CHECK(drawn("\u22121") == drawn("-1"));
  CHECK(drawn("\u22121") != drawn("?1"));
  CHECK(drawn("\u2192") != drawn("?"));
}

TEST_CASE("a picture of no or of too large a size is refused with a sentence") {
  if (surface() == nullptr) return;
  for (const int size : {0, -3, 1'000'000}) {
    const Result<std::unique_ptr<Offscreen>> made = Offscreen::create(size, 40);
    REQUIRE_FALSE(made.ok());
    CHECK(made.error().sentence.find("pixels cannot be drawn here") != std::string::npos);
  }
}

TEST_CASE("a PNG is written whole, or the reason is said") {
  const TemporaryDirectory directory;
  Image image{2, 1, {255, 0, 0, 255, 0, 255, 0, 255}};
  const std::string path = directory.path() + "/two.png";
  REQUIRE(write_png(path, image).ok());
  CHECK(std::filesystem::file_size(path) > 60);
  CHECK_FALSE(std::filesystem::exists(path + ".part"));

  const Done nowhere = write_png(directory.path() + "/none/two.png", image);
  REQUIRE_FALSE(nowhere.ok());
  CHECK(nowhere.error().sentence.find("none/two.png could not be written: No such file") !=
        std::string::npos);
  image.rgba.pop_back();
  CHECK_FALSE(write_png(path, image).ok());
}

TEST_SUITE_END();

}  // namespace sockwalk
