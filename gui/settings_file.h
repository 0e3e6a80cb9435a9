#pragma once

#include <string>
#include <vector>

#include "app.h"
#include "event/result.h"

namespace sockwalk {

inline constexpr int kLeastSide = 200;   ///< of a window or a picture, in pixels
inline constexpr int kMostSide = 8192;

/// What the window remembers from one start to the next. As it is here on the first.
struct Remembered {
  Theme theme = Theme::dark;
  Theme presenter_theme = Theme::light;
  int zoom = 100;
  bool reduced_motion = false;
  bool sentences = false;
  LowerPane pane = LowerPane::timeline;
  PaneSizes panes;                      ///< which are shown, and how large; too small or too large: cut
  std::string scenario = "one-client";  ///< a name, or an absolute path
  std::vector<std::string> recent;      ///< opened lately, the last one first; names or absolute paths
  int width = 0;                        ///< of the window; 0: as usual
  int height = 0;
};

/// As a TOML document, and back. An error names `file`, line and column. Keys that are not known here
/// are passed over: a newer version may have written them.
std::string settings_in_toml(const Remembered& remembered);
Result<Remembered> settings_of_toml(std::string_view toml, const std::string& file);

/// $XDG_CONFIG_HOME/sockwalk/settings.toml, else the one below ~/.config; empty where the
/// environment names neither (XDG Base Directory Specification: relative paths are ignored).
std::string settings_path();

/// Where the run is kept that the end of the display has cut off: sockwalk/last.trace below
/// $XDG_STATE_HOME, else ~/.local/state. Empty: nowhere.
std::string kept_run_path();

/// The file with them. Belongs to the window's thread.
class SettingsFile {
 public:
  /// Nothing is read, written or made yet. An empty path: nothing ever is.
  explicit SettingsFile(std::string path)
      : path_(std::move(path)), known_(settings_in_toml(Remembered{})) {}

  /// What it has. A file that cannot be understood is renamed to settings.toml.broken, one that cannot
  /// even be renamed is never written over; sentence() then says so, and all is as at first.
  Remembered read();
  const std::string& sentence() const { return sentence_; }

  /// Writes them, unless they are what the file says already (no file: what is so at first). Whole or not at all: as NAME.part, then
  /// renamed.
  Done write(const Remembered& remembered);

 private:
  void set_aside(const std::string& why);

  std::string path_;
  std::string sentence_;
  std::string known_;  ///< what the file says, as we would write it
};

}  // namespace sockwalk
