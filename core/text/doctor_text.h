#pragma once

#include "text/text.h"

/// What sockwalk finds on a machine, and what mends it.
namespace sockwalk::doctor_text {

inline constexpr Text kKernelFine{"doctor.kernel", "Linux {0}"};
inline constexpr Text kKernelOld{"doctor.kernel_old", "Linux {0} has no private tables of file descriptors"};
inline constexpr Text kKernelRemedy{"doctor.kernel_remedy", "use Linux 5.9 or newer; a virtual machine with Debian 12 is enough"};

inline constexpr Text kTablesFine{"doctor.tables", "a thread was given a table of file descriptors of its own"};
inline constexpr Text kTablesRefused{"doctor.tables_refused",
                                     "close_range(3, ~0U, CLOSE_RANGE_UNSHARE) gave {0}: no actor can have a table of its own"};
inline constexpr Text kTablesRemedy{
    "doctor.tables_remedy", "use Linux 5.9 or newer, or have the sandbox (seccomp) let close_range(2) pass"};

inline constexpr Text kProcFine{"doctor.proc", "/proc tells that a thread sleeps in read()"};
inline constexpr Text kProcByWaiting{
    "doctor.proc_by_wchan", "/proc tells that a thread sleeps, by wchan; not in which call"};
inline constexpr Text kProcSilent{"doctor.proc_silent",
                                  "/proc does not tell that a thread sleeps in read(): no turn would end"};
inline constexpr Text kProcRemedy{"doctor.proc_remedy",
                                  "mount it (mount -t proc proc /proc), and let programs read /proc/self/task"};
inline constexpr Text kThreadRefused{"doctor.thread_refused", "no thread could be started ({0})"};
inline constexpr Text kThreadRemedy{"doctor.thread_remedy", "allow more threads: ulimit -u, or the pids limit of the container"};

inline constexpr Text kUnixDiagFine{"doctor.unix_diag", "the kernel tells of a socket what unix_diag knows"};
inline constexpr Text kUnixDiagRemedy{
    "doctor.unix_diag_remedy",
    "as root: modprobe unix_diag, or a kernel with CONFIG_UNIX_DIAG; without it all runs, but nothing is "
    "compared with the kernel"};

inline constexpr Text kDirectoryFine{"doctor.directory", "a socket could be bound in {0}"};
inline constexpr Text kDirectoryRemedy{
    "doctor.directory_remedy",
    "set XDG_RUNTIME_DIR or TMPDIR to a folder with a short name that you may write to, or give --run-dir"};

inline constexpr Text kDescriptorsFine{"doctor.descriptors", "{0} file descriptors a process (ulimit -n)"};
inline constexpr Text kDescriptorsFew{
    "doctor.descriptors_few", "only {0} file descriptors a process (ulimit -n): large scenarios would fail"};
inline constexpr Text kDescriptorsRemedy{"doctor.descriptors_remedy", "ulimit -n {0}, in the shell that starts sockwalk"};

inline constexpr Text kAssetsFine{"doctor.assets", "{0} scenarios in {1}"};
inline constexpr Text kAssetsNone{"doctor.assets_none", "no scenarios in {0}"};
inline constexpr Text kAssetsRemedy{
    "doctor.assets_remedy", "install sockwalk wholly, or set SOCKWALK_ASSETS to the folder that has \"scenarios\" in it"};

inline constexpr Text kNoWindowProgram{"doctor.no_window_program", "there is no sockwalk-gui beside this program: no window"};
inline constexpr Text kNoWindowProgramRemedy{
    "doctor.no_window_program_remedy", "build with SOCKWALK_BUILD_GUI=ON, or install sockwalk wholly; the terminal has all: sockwalk walk"};
inline constexpr Text kWindowProgramDied{
    "doctor.window_program_died", "sockwalk-gui died while it looked for a display and OpenGL ({0})"};
inline constexpr Text kWindowProgramSlow{
    "doctor.window_program_slow", "sockwalk-gui did not answer within {0} s while it looked for a display and OpenGL"};
inline constexpr Text kDriverRemedy{"doctor.driver_remedy",
                                    "set LIBGL_ALWAYS_SOFTWARE=1 to have the processor draw, or renew the graphics driver"};

inline constexpr Text kDisplayFine{"doctor.display", "a window was made: {0}, Dear ImGui {1}"};
inline constexpr Text kDisplayRemedy{
    "doctor.display_remedy",
    "start it in a graphical session, as its user; the rest works without one"};
inline constexpr Text kPictureFine{"doctor.picture", "a picture was drawn without a display: {0}, Dear ImGui {1}"};
inline constexpr Text kPictureEmpty{"doctor.picture_empty", "a picture that was drawn without a display came out empty: {0}"};
inline constexpr Text kPictureRemedy{
    "doctor.picture_remedy",
    "install Mesa (libegl-mesa0, libgl1-mesa-dri), or set LIBGL_ALWAYS_SOFTWARE=1; only --screenshot needs it"};
inline constexpr Text kFontsFine{"doctor.fonts", "Inter and JetBrains Mono are here"};
inline constexpr Text kFontsMissing{"doctor.fonts_missing", "not here: {0}; others stand in"};
inline constexpr Text kFontsBare{
    "doctor.fonts_bare",
    "No font was found that has all letters: what is missing shows as a question mark. To mend it: apt-get install "
    "fonts-inter fonts-jetbrains-mono"};
inline constexpr Text kFontsRemedy{"doctor.fonts_remedy", "apt-get install fonts-inter fonts-jetbrains-mono"};

// How it is printed.

inline constexpr Text kVerdictFine{"doctor.fine", "fine"};
inline constexpr Text kVerdictLimited{"doctor.limited", "limited"};
inline constexpr Text kVerdictMissing{"doctor.missing", "missing"};
inline constexpr Text kRemedy{"doctor.remedy", "remedy: {0}"};
inline constexpr Text kAllThere{"doctor.all_there", "all that is needed is there"};
inline constexpr Text kNotAllThere{"doctor.not_all_there", "something that is needed is missing: {0}"};

}  // namespace sockwalk::doctor_text
