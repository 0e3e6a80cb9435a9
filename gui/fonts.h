#pragma once

#include <memory>
#include <vector>

struct ImFont;
struct ImFontAtlas;

namespace sockwalk {

/// The fonts of the window, by use. The pointers belong to the atlas and are all set; they hold
/// until the next Typefaces::set_into(). Sizes below are design pixels (em).
struct Fonts {
  ImFont* body = nullptr;        ///< Inter 14: sentences, menus
  ImFont* bold = nullptr;        ///< Inter SemiBold 14: names of objects, phases that hold
  ImFont* small = nullptr;       ///< Inter 12.5: what stands in boxes
  ImFont* small_bold = nullptr;  ///< Inter SemiBold 12.5: phase words, names of small boxes
  ImFont* header = nullptr;      ///< Inter 12.5, letter-spaced: headers of panes, in upper case
  ImFont* button = nullptr;      ///< Inter 15: the toolbar
  ImFont* button_bold = nullptr; ///< Inter SemiBold 15: the accent button, an actor's name
  ImFont* title = nullptr;       ///< Inter SemiBold 18: a notice over everything
  ImFont* mono = nullptr;        ///< JetBrains Mono 12.5: code, calls, tables
  ImFont* mono_bold = nullptr;   ///< JetBrains Mono Bold 13: numbers in jacks
  ImFont* mono_small = nullptr;  ///< JetBrains Mono 11.5: calls in the timeline, key hints
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
  /// frames; the renderer's texture must be made anew afterwards (see GlPainter::forget_fonts).
  Fonts set_into(ImFontAtlas& atlas, float scale) const;

  /// True when Inter and JetBrains Mono were found, so that widths are those of the design.
  bool as_designed() const { return as_designed_; }

 private:
  struct File;
  const File* find(const char* const* paths);

  std::vector<std::unique_ptr<File>> files_;
  const File* regular_ = nullptr;    ///< null: ImGui's own font stands in
  const File* semibold_ = nullptr;
  const File* mono_ = nullptr;
  const File* mono_bold_ = nullptr;
  bool as_designed_ = false;
};

}  // namespace sockwalk
