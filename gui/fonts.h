#pragma once

#include <memory>
#include <vector>

struct ImFont;
struct ImFontAtlas;

namespace sockwalk {

/// The fonts of the window, by use. The pointers belong to the atlas and are all set; they hold
/// until the next Typefaces::set_into(). Sizes below are design pixels (em).
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
};

/// The font files that this machine has: Inter and JetBrains Mono, else DejaVu or Liberation, else
/// what ImGui brings along. Read once. REQUIRES: outlives every atlas that it has set fonts into,
/// because the atlas keeps pointers to the files' bytes.
class Typefaces {
 public:
  Typefaces();
  ~Typefaces();
  Typefaces(const Typefaces&) = delete;
  Typefaces& operator=(const Typefaces&) = delete;

  /// Replaces the fonts of `atlas` by ours, for `scale` pixels per design pixel. Only between two
  /// frames; GlPainter::renew_fonts() must follow.
  Fonts set_into(ImFontAtlas& atlas, float scale) const;

 private:
  struct File;
  const File* find(const char* const* paths);

  std::vector<std::unique_ptr<File>> files_;
  const File* regular_ = nullptr;    ///< null: ImGui's own font stands in
  const File* semibold_ = nullptr;
  const File* mono_ = nullptr;
  const File* mono_bold_ = nullptr;
};

}  // namespace sockwalk
