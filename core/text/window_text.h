#pragma once

#include "text/text.h"

namespace sockwalk {

// Opening a window or drawing a picture without one.

inline constexpr Text kPngNotWritten{"window.png_not_written",
                                     "the picture {0} could not be written: {1}; name a file in a "
                                     "folder that exists and that you may write to"};
inline constexpr Text kPictureFolder{
    "window.picture_folder",
    "no pictures can be written into {0}: {1}; name a folder that you may make or write to"};
inline constexpr Text kPicturesThere{
    "window.pictures_there",
    "{0} has pictures already ({1}), and none is written over; name a new or an empty folder"};
inline constexpr Text kPicturesStopped{"window.pictures_stopped",
                                       "stopped after {0} pictures, which lie in {1}"};
inline constexpr Text kPicturesSoFar{"window.pictures_so_far", "pictures: {0}"};
inline constexpr Text kNoDisplay{
    "window.no_display",
    "no window can be opened, because there is no display ({0}); \"sockwalk walk NAME\" steps in "
    "this terminal, \"sockwalk-gui --screenshot OUT.png\" draws a picture without a display"};
inline constexpr Text kDisplayLost{"window.display_lost", "the display was closed, and the window with it"};
inline constexpr Text kGraphicsLost{
    "window.graphics_lost",
    "the graphics card was reset, and the window lost its OpenGL (LIBGL_ALWAYS_SOFTWARE=1 has the processor draw)"};
inline constexpr Text kRunKept{"window.run_kept", "{0}; what was played is kept: sockwalk-gui --open {1}"};
inline constexpr Text kNoWindowGl{
    "window.no_gl",
    "no window with OpenGL 3.3 can be opened ({0}); set LIBGL_ALWAYS_SOFTWARE=1 to have the "
    "processor draw, or step in this terminal with \"sockwalk walk NAME\""};
inline constexpr Text kNoOffscreenGl{
    "window.no_offscreen_gl",
    "no picture can be drawn, because EGL gives no OpenGL 3.3 ({0}); set LIBGL_ALWAYS_SOFTWARE=1 "
    "to have the processor draw"};
inline constexpr Text kPictureTooLarge{
    "window.picture_too_large",
    "a picture of {0} by {1} pixels cannot be drawn here; at most {2} by {2} can"};

}  // namespace sockwalk
