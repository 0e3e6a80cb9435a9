#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "command.h"
#include "event/result.h"
#include "palette.h"

namespace sockwalk {

/// The command line of sockwalk-gui.
struct Options {
  std::string scenario;           ///< empty: the last one
  std::string trace;              ///< opened instead of a scenario
  std::string schedule;           ///< a trace whose turns the scenario's run begins with
  std::string run_directory;
  std::string screenshot;         ///< write this picture and leave
  std::string screenshot_steps;   ///< write a picture of each turn into this folder and leave
  std::optional<Theme> theme;     ///< not given: as usual
  std::string lecture;            ///< walk through this one, in presenter mode
  bool presenter = false;
  int width = 0;                  ///< 0: as usual
  int height = 0;
  int zoom = 0;                   ///< percent; 0: as usual
  std::uint64_t steps = 0;        ///< turns to give before the first frame
  std::vector<Command> commands;  ///< to perform after those
  bool pseudo_locale = false;     ///< longer, accented words: what a translation needs
  bool frame_stats = false;
  bool report = false;            ///< a line of JSON on stdout whenever what is shown changes
  bool doctor = false;            ///< say what the window finds on this machine, and leave
  bool help_or_version = false;   ///< it has been printed: leave
};

/// Reads the command line. The error is one sentence that names the option and mends it.
Result<Options> read_options(int argc, const char* const* argv);

}  // namespace sockwalk
