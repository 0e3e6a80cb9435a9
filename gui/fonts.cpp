#include "fonts.h"

#include <imgui.h>
#include <stb_truetype.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>

#include "imgui_bridge.h"

namespace sockwalk {
namespace {

#define SOCKWALK_INTER "/usr/share/fonts/opentype/inter/"
#define SOCKWALK_JETBRAINS "/usr/share/fonts/truetype/jetbrains-mono/"
#define SOCKWALK_DEJAVU "/usr/share/fonts/truetype/dejavu/"
#define SOCKWALK_LIBERATION "/usr/share/fonts/truetype/liberation/"

// The first of each list is the one of the design; each list ends with a null.
constexpr const char* kRegular[] = {SOCKWALK_INTER "Inter-Regular.otf",
                                    SOCKWALK_DEJAVU "DejaVuSans.ttf",
                                    SOCKWALK_LIBERATION "LiberationSans-Regular.ttf", nullptr};
constexpr const char* kSemiBold[] = {SOCKWALK_INTER "Inter-SemiBold.otf",
                                     SOCKWALK_DEJAVU "DejaVuSans-Bold.ttf",
                                     SOCKWALK_LIBERATION "LiberationSans-Bold.ttf", nullptr};
constexpr const char* kMono[] = {SOCKWALK_JETBRAINS "JetBrainsMono-Regular.ttf",
                                 SOCKWALK_DEJAVU "DejaVuSansMono.ttf",
                                 SOCKWALK_LIBERATION "LiberationMono-Regular.ttf", nullptr};
constexpr const char* kMonoBold[] = {SOCKWALK_JETBRAINS "JetBrainsMono-Bold.ttf",
                                     SOCKWALK_DEJAVU "DejaVuSansMono-Bold.ttf",
                                     SOCKWALK_LIBERATION "LiberationMono-Bold.ttf", nullptr};

#undef SOCKWALK_INTER
#undef SOCKWALK_JETBRAINS
#undef SOCKWALK_DEJAVU
#undef SOCKWALK_LIBERATION

/// What people write in scenarios and paths, and what our own sentences use.
constexpr ImWchar kGlyphs[] = {
    0x0020, 0x017F,  // Latin-1, Latin Extended-A
    0x0370, 0x03FF,  // Greek
    0x0400, 0x04FF,  // Cyrillic
    0x2010, 0x205E,  // dashes, quotation marks, ellipsis
    0x20AC, 0x20AC,  // euro
    0x2190, 0x21FF,  // arrows
    0x2212, 0x2212,  // minus
    0x2248, 0x2265,  // about, unequal, at most, at least
    0xFFFD, 0xFFFD,  // what a damaged byte becomes
    0};

/// What our own sentences use and ImGui's font lacks, and what it has instead: a minus must never be a
/// question mark.
constexpr ImWchar kStandIns[][2] = {{0x2010, '-'}, {0x2011, '-'}, {0x2012, '-'}, {0x2013, '-'},
                                    {0x2014, '-'}, {0x2018, '\''}, {0x2019, '\''}, {0x201C, '"'},
                                    {0x201D, '"'}, {0x2190, '<'}, {0x2192, '>'},
                                    {0x2212, '-'}, {0x2026, '.'}};

}  // namespace

struct Typefaces::File {
  std::vector<unsigned char> bytes;
  bool designed = false;       ///< the first of its list
  float height_per_em = 1.0F;  ///< ImGui asks for ascent − descent, designs are in em
};

Typefaces::Typefaces(const std::string& root)
    : regular_(find(root, kRegular)), semibold_(find(root, kSemiBold)), mono_(find(root, kMono)),
      mono_bold_(find(root, kMonoBold)) {}

Typefaces::~Typefaces() = default;

const Typefaces::File* Typefaces::find(const std::string& root, const char* const* paths) {
  const char* const* first = paths;
  for (; *paths != nullptr; ++paths) {
    std::ifstream stream(root + *paths, std::ios::binary);
    auto file = std::make_unique<File>();
    file->bytes.assign(std::istreambuf_iterator<char>(stream), {});
    stbtt_fontinfo font{};
    if (file->bytes.empty() || stbtt_InitFont(&font, file->bytes.data(), 0) == 0) continue;
    file->designed = paths == first;
    int ascent = 0;
    int descent = 0;
    stbtt_GetFontVMetrics(&font, &ascent, &descent, nullptr);
    file->height_per_em =
        stbtt_ScaleForMappingEmToPixels(&font, 1.0F) * static_cast<float>(ascent - descent);
    files_.push_back(std::move(file));
    return files_.back().get();
  }
  return nullptr;
}

std::vector<std::string> Typefaces::missing() const {
  const auto designed = [](const File* file) { return file != nullptr && file->designed; };
  std::vector<std::string> families;
  if (!designed(regular_) || !designed(semibold_)) families.emplace_back("Inter");
  if (!designed(mono_) || !designed(mono_bold_)) families.emplace_back("JetBrains Mono");
  return families;
}

Fonts Typefaces::set_into(ImFontAtlas& atlas, float scale, const FontSizes& sizes) const {
  atlas.Clear();
  struct Loaded {
    const File* file;
    float em;
    float letter_spacing;
    ImFont* font;
  };
  std::vector<Loaded> loaded;
  const auto add = [&](const File* file, float em, float letter_spacing = 0.0F) -> ImFont* {
    for (const Loaded& one : loaded) {
      // What looks the same takes its place in the atlas once.
      if (one.file == file && one.em == em && one.letter_spacing == letter_spacing) return one.font;
    }
    ImFontConfig config;
    ImFont* font = nullptr;
    if (file == nullptr) {
      config.SizePixels = std::max(8.0F, std::round(em * scale));
      font = atlas.AddFontDefault(&config);
    } else {
      config.FontDataOwnedByAtlas = false;
      // Large letters are smooth as they are, and would fill the atlas.
      config.OversampleH = scale < 1.5F ? 3 : em * scale < 40.0F ? 2 : 1;
      config.OversampleV = 1;
      bridge::set_letter_spacing(config, letter_spacing * scale);
      // The atlas only reads the bytes; it has no const because it could own them.
      auto* bytes = const_cast<unsigned char*>(file->bytes.data());
      font = atlas.AddFontFromMemoryTTF(bytes, static_cast<int>(file->bytes.size()),
                                        em * scale * file->height_per_em, &config, kGlyphs);
    }
    loaded.push_back({file, em, letter_spacing, font});
    return font;
  };
  Fonts fonts;
  fonts.body = add(regular_, sizes.body);
  fonts.bold = add(semibold_, sizes.bold);
  fonts.small = add(regular_, sizes.small);
  fonts.small_bold = add(semibold_, sizes.small_bold);
  fonts.header = add(regular_, sizes.header, sizes.letter_spacing);
  fonts.large_bold = add(semibold_, sizes.large_bold);
  fonts.title = add(semibold_, sizes.title);
  fonts.mono = add(mono_, sizes.mono);
  fonts.mono_bold = add(mono_bold_, sizes.mono_bold);
  fonts.mono_small = add(mono_, sizes.mono_small);
  fonts.bytes = add(semibold_, sizes.bytes);
  fonts.result = add(sizes.bold_result ? mono_bold_ : mono_, sizes.result);
  for (const Loaded& one : loaded) {
    if (one.file != nullptr) continue;
    for (const auto& [letter, other] : kStandIns) bridge::draw_as(atlas, one.font, letter, other);
  }
  return fonts;
}

}  // namespace sockwalk
