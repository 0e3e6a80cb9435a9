#include "pictures.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <system_error>

#include "offscreen.h"
#include "png.h"
#include "screen.h"
#include "text/window_text.h"

namespace sockwalk {
namespace {

namespace fs = std::filesystem;

Image settled_picture(Offscreen& offscreen, Screen& screen, PictureSize size) {
  // A few frames, until everything that is laid out by what the frame before has measured is at rest.
  constexpr int kFrames = 4;
  for (int frame = 0; frame < kFrames; ++frame) {
    screen.prepare(offscreen.painter(),
                   {static_cast<float>(size.width), static_cast<float>(size.height)}, 1.0F);
    offscreen.begin_frame(frame);
    screen.draw(frame);
    offscreen.end_frame(screen.palette().background);
  }
  return offscreen.image();
}

/// Five digits sort up to 99,999 turns.
std::string name_of(std::uint64_t turn) { return fmt::format("turn-{:05}.png", turn); }

Done make_folder(const std::string& directory) {
  std::error_code error;
  fs::create_directories(directory, error);
  if (!error && !fs::is_directory(directory, error)) error = std::make_error_code(std::errc::not_a_directory);
  if (error) return Error{say(kPictureFolder, directory, error.message()).words()};
  fs::directory_iterator entries(directory, error);
  for (; !error && entries != fs::directory_iterator(); entries.increment(error)) {
    const std::string name = entries->path().filename().string();
    if (name.starts_with("turn-") && name.ends_with(".png")) {
      return Error{say(kPicturesThere, directory, name).words()};
    }
  }
  if (error) return Error{say(kPictureFolder, directory, error.message()).words()};
  return done();
}

}  // namespace

Done write_picture(App& app, PictureSize size, const std::string& path) {
  auto offscreen = Offscreen::create(size.width, size.height);
  if (!offscreen.ok()) return offscreen.error();
  Screen screen(app);
  return write_png(path, settled_picture(**offscreen, screen, size));
}

Done write_step_pictures(App& app, PictureSize size, const std::string& directory,
                         const std::function<bool()>& stop) {
  if (const Done made = make_folder(directory); !made.ok()) return made;
  auto offscreen = Offscreen::create(size.width, size.height);
  if (!offscreen.ok()) return offscreen.error();
  Screen screen(app);
  const bool terminal = isatty(STDERR_FILENO) == 1;
  for (std::uint64_t written = 1;; ++written) {
    if (stop()) return Error{say(kPicturesStopped, written - 1, directory).words()};
    const std::uint64_t turn = app.walk().turn();
    const std::string path = (fs::path(directory) / name_of(turn)).string();
    const Done done = write_png(path, settled_picture(**offscreen, screen, size));
    if (!done.ok()) return done;
    if (terminal) std::fprintf(stderr, "\r%s", say(kPicturesSoFar, written).words().c_str());
    if (app.walk().next_actor() == kNoActor) break;
    app.give_turns(1);
    if (app.walk().turn() == turn) break;
  }
  if (terminal) std::fputc('\n', stderr);
  return done();
}

}  // namespace sockwalk
