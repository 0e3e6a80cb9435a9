#pragma once

#include "text/text.h"

/// What the window remembers from one start to the next.
namespace sockwalk::settings_text {

inline constexpr Text kFileHead{
    "settings.head", "# What the window of sockwalk remembers. It is written anew whenever it changes."};
inline constexpr Text kSetAside{
    "settings.set_aside",
    "The settings could not be read ({0}). They are set aside beside it as {1}, and all is as at first."};
inline constexpr Text kNotSetAside{
    "settings.not_set_aside",
    "The settings could not be read ({0}). All is as at first, and nothing will be remembered until "
    "that file is mended or removed."};
inline constexpr Text kNotWritten{
    "settings.not_written",
    "The settings could not be written to {0}: {1}. They hold until you leave."};
inline constexpr Text kUnknownTheme{"settings.unknown_theme",
                                    "there is no theme \"{0}\"; write dark, light or high-contrast"};
inline constexpr Text kUnknownPane{"settings.unknown_pane",
                                   "there is no pane \"{0}\"; write timeline, events or kernel"};
inline constexpr Text kWrongKind{"settings.wrong_kind", "{0} wants {1}, not {2}"};
inline constexpr Text kOutOfRange{"settings.out_of_range", "{0} is to be from {1} to {2}"};
inline constexpr Text kNoLongerThere{
    "settings.scenario_gone", "{0} The scenario one-client is open instead."};

}  // namespace sockwalk::settings_text
