#pragma once

#include <functional>
#include <string>

#include "app.h"
#include "event/result.h"

namespace sockwalk {

struct PictureSize {
  int width = 0;   ///< pixels
  int height = 0;
};

/// Writes what `app` shows, settled, as a PNG. Needs no display. An existing file is replaced, because
/// the person has named it.
Done write_picture(App& app, PictureSize size, const std::string& path);

/// Writes a picture of the turn that is shown and of each that follows, as turn-00000.png and so on into
/// `directory`, which is made where it is missing. Gives the turns, for real where the run is live. Nothing is
/// written over: a directory with such pictures is refused. `stop` is asked before each; what was written
/// stays. Shows progress on a terminal.
Done write_step_pictures(App& app, PictureSize size, const std::string& directory,
                         const std::function<bool()>& stop);

}  // namespace sockwalk
