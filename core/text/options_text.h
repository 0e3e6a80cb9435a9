#pragma once

#include "text/text.h"

namespace sockwalk::text {

inline constexpr Text kGuiPurpose{
    "options.purpose", "Watch a real Unix domain socket server and its clients, one system call at a time."};
inline constexpr Text kOptionFile{"options.file", "trace to open, or a scenario when it ends in .toml"};
inline constexpr Text kOptionScenario{"options.scenario", "scenario to open: a name (see `sockwalk scenarios`) or a file"};
inline constexpr Text kOptionOpen{"options.open", "trace to open instead"};
inline constexpr Text kOptionSchedule{"options.schedule", "give the turns of this trace first"};
inline constexpr Text kOptionLecture{"options.lecture", "walk through this lecture in presenter mode; its notes come on standard output"};
inline constexpr Text kOptionTheme{"options.theme", "dark, light or high-contrast"};
inline constexpr Text kOptionPresenter{"options.presenter", "open in presenter mode (F5), for a projector"};
inline constexpr Text kOptionSize{"options.size", "size of the window in pixels, for example 1920x1080"};
inline constexpr Text kOptionZoom{"options.zoom", "75 to 200 percent"};
inline constexpr Text kOptionSteps{"options.steps", "give so many turns first"};
inline constexpr Text kOptionDo{"options.do", "then do this command of the window, such as difference or help; a wrong name lists all; may be repeated"};
inline constexpr Text kOptionScreenshot{"options.screenshot", "write a PNG of the settled window and leave; needs no display"};
inline constexpr Text kOptionScreenshotSteps{"options.screenshot_steps", "write a PNG of each turn into this folder and leave; needs no display"};
inline constexpr Text kOptionRunDirectory{"options.run_directory", "where the run's private directory is made"};
inline constexpr Text kOptionFrameStats{"options.frame_stats", "print when the first frame was there, and at the end what drawing has cost"};
inline constexpr Text kOptionDoctor{"options.doctor", "say what is found here: display, OpenGL, fonts; `sockwalk doctor` shows it"};
inline constexpr Text kOptionPseudoLocale{"options.pseudo_locale", "say everything two fifths longer and accented, to see where a translation would not fit"};
inline constexpr Text kOptionReport{"options.report", "print a line of JSON whenever what is shown changes"};

inline constexpr Text kWrongOption{"options.wrong", "{0} (sockwalk-gui --help lists all options)"};
inline constexpr Text kTraceAndSchedule{
    "options.trace_and_schedule", "{0} is a trace, which has its turns: leave --schedule away"};
inline constexpr Text kWrongTheme{"options.wrong_theme", "--theme {0}: there is no such theme; try dark, light or high-contrast"};
inline constexpr Text kWrongSize{"options.wrong_size",
                                 "--size {0}: want WIDTHxHEIGHT in pixels, each from {1} to {2}, for example 1920x1080"};
inline constexpr Text kWrongCommand{"options.wrong_command", "--do {0}: there is no such command; try {1}"};
inline constexpr Text kWrongZoom{"options.wrong_zoom", "--zoom {0}: want percent, from {1} to {2}"};


}  // namespace sockwalk::text
