#pragma once

#include <memory>
#include <string>
#include <vector>

struct ImFont;
struct ImFontAtlas;

namespace sockwalk {

/// The fonts of the window, by use. The pointers belong to the atlas and are all set; they hold
/// until the next Typefaces::set_into(). Sizes below are design pixels (em) of the window as usual.
struct Fonts {
  ImFont* body = nullptr;        ///< Inter 13: sentences, buttons
  ImFont* bold = nullptr;        ///< Inter SemiBold 13: names of objects, the accent button
  ImFont* small = nullptr;       ///< Inter 11.5: what stands in boxes
  ImFont* small_bold = nullptr;  ///< Inter SemiBold 11.5: phase words, names of small boxes
  ImFont* header = nullptr;      ///< Inter 11, letter-spaced: headers of panes, in upper case
  ImFont* large_bold = nullptr;  ///< Inter SemiBold 14.5: names of actors
  ImFont* title = nullptr;       ///< Inter SemiBold 18: a notice over everything
  ImFont* mono = nullptr;        ///< JetBrains Mono 12.5: code, calls, tables
  ImFont* mono_bold = nullptr;   ///< JetBrains Mono Bold 13: numbers in jacks
  ImFont* mono_small = nullptr;  ///< JetBrains Mono 11.25: calls in the timeline, names of keys
  ImFont* bytes = nullptr;       ///< Inter SemiBold 11.5: what lies in a receive buffer
  ImFont* result = nullptr;      ///< JetBrains Mono 12.5: what a call has returned
};

/// How large each of them is, in design pixels (em).
struct FontSizes {
  float body, bold, small, small_bold, header, large_bold, title, mono, mono_bold, mono_small;
  float bytes, result;
  float letter_spacing;  ///< of header
  bool bold_result;
};
inline constexpr FontSizes kWindowFonts{.body = 13.0F,
                                        .bold = 13.0F,
                                        .small = 11.5F,
                                        .small_bold = 11.5F,
                                        .header = 11.0F,
                                        .large_bold = 14.5F,
                                        .title = 18.0F,
                                        .mono = 12.5F,
                                        .mono_bold = 13.0F,
                                        .mono_small = 11.25F,
                                        .bytes = 11.5F,
                                        .result = 12.5F,
                                        .letter_spacing = 0.75F,
                                        .bold_result = false};
/// Presenter mode has two pixels to a design pixel where the window is 1080 pixels high: nothing is
/// smaller than 24 pixels there; numbers, bytes and results are at least 32.
inline constexpr FontSizes kPresenterFonts{.body = 16.0F,
                                           .bold = 13.5F,
                                           .small = 12.0F,
                                           .small_bold = 12.0F,
                                           .header = 13.0F,
                                           .large_bold = 16.0F,
                                           .title = 16.0F,
                                           .mono = 13.0F,
                                           .mono_bold = 16.5F,
                                           .mono_small = 12.0F,
                                           .bytes = 16.0F,
                                           .result = 16.5F,
                                           .letter_spacing = 0.0F,
                                           .bold_result = true};

/// The font files that this machine has: Inter and JetBrains Mono, else DejaVu or Liberation, else
/// what ImGui brings along. Read once. REQUIRES: outlives every atlas that it has set fonts into,
/// because the atlas keeps pointers to the files' bytes.
class Typefaces {
 public:
  /// `root` stands before the paths, for a machine without fonts in a test.
  explicit Typefaces(const std::string& root = {});
  ~Typefaces();
  Typefaces(const Typefaces&) = delete;
  Typefaces& operator=(const Typefaces&) = delete;

  /// The families of the design that another one stands in for.
  std::vector<std::string> missing() const;
  /// True when a font of ImGui's own stands in: it has no letters but the Latin ones.
  bool bare() const { return regular_ == nullptr || semibold_ == nullptr || mono_ == nullptr || mono_bold_ == nullptr; }

  /// Replaces the fonts of `atlas` by ours, for `scale` pixels per design pixel. Only between two
  /// frames; GlPainter::renew_fonts() must follow.
  Fonts set_into(ImFontAtlas& atlas, float scale, const FontSizes& sizes = kWindowFonts) const;

 private:
  struct File;
  const File* find(const std::string& root, const char* const* paths);

  std::vector<std::unique_ptr<File>> files_;
  const File* regular_ = nullptr;    ///< null: ImGui's own font stands in
  const File* semibold_ = nullptr;
  const File* mono_ = nullptr;
  const File* mono_bold_ = nullptr;
};

}  // namespace sockwalk
