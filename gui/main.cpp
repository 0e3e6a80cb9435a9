#include <fmt/core.h>
#include <imgui.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "app.h"
#include "keys.h"
#include "lost_display.h"
#include "options.h"
#include "pictures.h"
#include "quit_signals.h"
#include "screen.h"
#include "screen_awake.h"
#include "settings_file.h"
#include "syscalls/standard_descriptors.h"
#include "text/doctor_text.h"
#include "text/locale.h"
#include "text/settings_text.h"
#include "text/window_text.h"
#include "window.h"
#include "window_check.h"

namespace sockwalk {
namespace {

constexpr int kWidth = 1600;
constexpr int kHeight = 1000;
constexpr int kFine = 0;
constexpr int kRefused = 2;

std::atomic<bool> asked_to_quit{false};

int refuse(const std::string& sentence) {
  std::fprintf(stderr, "sockwalk-gui: %s\n", sentence.c_str());
  return kRefused;
}

/// A scenario's name, or its file so that the next start finds it from another directory.
std::string from_anywhere(const std::string& name) {
  const bool fact = name.starts_with("facts/") && !name.ends_with(".toml");
  const bool is_file = !fact && (name.find('/') != std::string::npos || name.ends_with(".toml"));
  std::error_code ignored;
  return is_file ? std::filesystem::absolute(name, ignored).string() : name;
}

/// What is to be remembered of it; a size of 0 leaves what was.
Remembered remembered(const App& app, const Remembered& before, ImVec2 size) {
  Remembered now = before;
  now.theme = app.settings().theme;
  now.presenter_theme = app.settings().presenter_theme;
  now.zoom = app.settings().zoom;
  now.reduced_motion = app.settings().reduced_motion;
  now.sentences = app.settings().sentences;
  now.pane = app.lower_pane();
  now.panes = app.settings().panes;
  if (!app.scenario_name().empty()) now.scenario = from_anywhere(app.scenario_name());
  // The first start alone is nothing to remember.
  now.recent.clear();
  for (const std::string& name : app.recent()) now.recent.push_back(from_anywhere(name));
  if (now.recent == std::vector<std::string>{Remembered{}.scenario}) now.recent.clear();
  if (size.x >= kLeastSide && size.y >= kLeastSide) {
    now.width = static_cast<int>(size.x);
    now.height = static_cast<int>(size.y);
  }
  return now;
}

/// What the window remembers, and the file that keeps it.
struct Memory {
  explicit Memory(std::string path) : file(std::move(path)), last(file.read()) {}
  Done keep(const App& app, ImVec2 size) {
    last = remembered(app, last, size);
    return file.write(last);
  }

  SettingsFile file;
  Remembered last;
};

class Content final : public WindowContent {
 public:
  Content(App& app, Memory& memory, const Options& options)
      : app_(app), screen_(app), memory_(memory), report_(options.report), frame_stats_(options.frame_stats) {
    if (screen_.typefaces().bare() && app_.notice().empty()) app_.show_notice(words(doctor_text::kFontsBare));
  }

  /// They are made while the window that is wanted is made.
  void begin_fonts(Window::Options& wanted) {
    screen_.begin_fonts({static_cast<float>(wanted.width), static_cast<float>(wanted.height)});
    wanted.atlas = [this] { return screen_.early_atlas(); };
  }

  void prepare(Window& window, double now) override {
    for (const KeyPress& press : window.take_keys()) take(press, now);
    for (const std::string& file : window.take_dropped_files()) {
      app_.perform({Command::open_trace, kNoActor, 0, file}, now);
    }
    app_.update(now);
    tell_notes();
    if (app_.take_full_screen_wish()) window.toggle_full_screen();
    if (app_.quitting() || asked_to_quit) window.close();
    screen_.prepare(window.painter(), window.size(), window.screen_scale());
    awake_.keep(app_.settings().presenter);
    const Done kept = memory_.keep(app_, {});
    if (!kept.ok()) app_.show_notice(kept.error().sentence);
    report();
    if (frame_stats_ && window.stats().frames == 1) {
      fmt::print("{{\"first_frame_at\":{:.6f}}}\n", window.stats().first_frame_at);
      std::fflush(stdout);
    }
  }

  Pace draw(Window&, double now) override {
    const bool was_playing = app_.playing();
    screen_.draw(now);
    Pace pace;
    pace.moving = app_.moving() || screen_.busy() || was_playing != app_.playing();
    if (const double due = app_.due_in(now); due >= 0) pace.wake_at = now + due;
    return pace;
  }

  Colour background() const override { return screen_.palette().background; }

  /// The window is gone, and nobody could be asked: a live run is kept, and ended as it should be.
  void lose_window(const Text& why) {
    static_cast<void>(memory_.keep(app_, {}));
    std::string sentence = words(why);
    const std::string path = kept_run_path();
    if (app_.walk().live() && app_.walk().last_turn() > 0 && !path.empty()) {
      std::error_code ignored;
      std::filesystem::create_directories(std::filesystem::path(path).parent_path(), ignored);
      const Done saved = app_.walk().save(path);
      sentence = saved.ok() ? say(kRunKept, sentence, path).words() : sentence + "; " + saved.error().sentence;
    }
    app_.end_run();
    refuse(sentence);
  }

 private:
  void take(const KeyPress& press, double now) {
    ImGuiIO& io = ImGui::GetIO();
    if (app_.typing()) {
      if (const auto chosen = app_.type(press)) screen_.carry_out(*chosen, now);
      return;
    }
    if (app_.help_open() && app_.move_help(press)) return;
    if (app_.scenario_picker().is_open() && !io.WantTextInput) {
      if (const auto chosen = app_.scenario_picker().press(press)) screen_.carry_out(*chosen, now);
      return;
    }
    if (app_.question().is_shown() && !app_.help_open() && !io.WantTextInput) {
      if (const auto asked = app_.answer(press)) screen_.carry_out(*asked, now);
      return;
    }
    if (app_.pane_resizing().is_on() && !io.WantTextInput) {
      if (const auto asked = app_.resize(press)) screen_.carry_out(*asked, now);
      return;
    }
    // A small window that is open takes Esc for itself.
    constexpr ImGuiPopupFlags kAny = ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel;
    if (press.key == Key::escape && ImGui::IsPopupOpen("", kAny)) return;
    const bool widgets = (io.ConfigFlags & ImGuiConfigFlags_NavEnableKeyboard) != 0;
    if (press.key == Key::tab && !io.WantTextInput) io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    if (press.key == Key::escape) io.ConfigFlags &= ~ImGuiConfigFlags_NavEnableKeyboard;
    const KeyFocus focus = io.WantTextInput ? KeyFocus::typing : widgets ? KeyFocus::widgets : KeyFocus::stage;
    if (const auto request = request_of(press, focus)) screen_.carry_out(*request, now);
  }

  /// To the terminal, which the lecturer sees and the hall does not.
  void tell_notes() {
    const std::string notes = app_.take_notes();
    if (notes.empty()) return;
    std::fputs(notes.c_str(), stdout);
    std::fflush(stdout);
  }

  void report() {
    if (!report_) return;
    std::string line = app_.report();
    if (line == reported_) return;
    reported_ = std::move(line);
    std::printf("%s\n", reported_.c_str());
    std::fflush(stdout);
  }

  App& app_;
  Screen screen_;
  Memory& memory_;
  const bool report_;
  const bool frame_stats_;
  ScreenAwake awake_;
  std::string reported_;
};

int show_window(App& app, Memory& memory, const Options& options) {
  Window::Options wanted;
  wanted.exact_size = options.width != 0;
  if (wanted.exact_size) {
    wanted.width = options.width;
    wanted.height = options.height;
  }
  const bool remembers_size = !wanted.exact_size;
  if (remembers_size && memory.last.width > 0) {
    wanted.exact_size = true;
    wanted.width = memory.last.width;
    wanted.height = memory.last.height;
    wanted.fit_screen = true;  // another one may be plugged in
  }
  Content content(app, memory, options);
  content.begin_fonts(wanted);
  auto window = Window::create(wanted);
  if (!window.ok()) return refuse(window.error().sentence);
  {
    const LostDisplay lost([&] { content.lose_window(kDisplayLost); }, kRefused);
    (*window)->run(content);
  }
  if ((*window)->graphics_lost()) {
    content.lose_window(kGraphicsLost);
    return kRefused;
  }
  const Done kept = memory.keep(app, remembers_size ? (*window)->restored_size() : ImVec2{});
  if (!kept.ok()) std::fprintf(stderr, "sockwalk-gui: %s\n", kept.error().sentence.c_str());
  if (options.frame_stats) {
    const FrameStats& stats = (*window)->stats();
    const auto frames = static_cast<double>(std::max<std::uint64_t>(1, stats.frames));
    fmt::print("{{\"frames\":{},\"cpu_ms_per_frame\":{:.3f},\"worst_ms\":{:.3f}}}\n", stats.frames,
               stats.cpu_seconds / frames * 1e3, stats.worst_seconds * 1e3);
  }
  return kFine;
}

int write_pictures(App& app, const Options& options) {
  const PictureSize size{options.width != 0 ? options.width : kWidth,
                         options.height != 0 ? options.height : kHeight};
  const Done written =
      options.screenshot_steps.empty()
          ? write_picture(app, size, options.screenshot)
          : write_step_pictures(app, size, options.screenshot_steps, [] { return asked_to_quit.load(); });
  return written.ok() ? kFine : refuse(written.error().sentence);
}

Settings settings_of(const Remembered& last, const Options& options) {
  Settings settings;
  settings.theme = options.theme.value_or(last.theme);
  settings.presenter_theme = options.theme.value_or(last.presenter_theme);
  settings.presenter = options.presenter || !options.lecture.empty();
  settings.zoom = options.zoom != 0 ? options.zoom : last.zoom;
  settings.reduced_motion = last.reduced_motion;
  settings.sentences = last.sentences;
  settings.panes = last.panes;
  return settings;
}

/// What the command line names, else the last scenario, else the first one.
Done open(App& app, const Memory& memory, const Options& options) {
  if (!options.lecture.empty()) {
    Result<Lecture> lecture = read_lecture(options.lecture);
    if (!lecture.ok()) return lecture.error();
    return app.open_lecture(*std::move(lecture));
  }
  if (!options.trace.empty()) return app.open_trace(options.trace);
  if (!options.scenario.empty()) return app.open_scenario(options.scenario);
  const Done opened = app.open_scenario(memory.last.scenario);
  const std::string first = Remembered{}.scenario;
  if (opened.ok() || memory.last.scenario == first) return opened;
  const std::string why = opened.error().sentence;
  const Done instead = app.open_scenario(first);
  if (instead.ok()) app.show_notice(say(settings_text::kNoLongerThere, why).words());
  return instead;
}

int run(int argc, char** argv) {
  const Result<Options> options = read_options(argc, argv);
  if (!options.ok()) return refuse(options.error().sentence);
  if (options->help_or_version) return kFine;
  if (options->doctor) {
    for (const MachineCheck& check : check_window()) std::printf("%s\n", tab_line(check).c_str());
    return kFine;
  }
  if (options->pseudo_locale) set_locale(Locale::pseudo);
  const QuitSignals signals([] {
    asked_to_quit = true;
    Window::wake();
  });
  WalkOptions walk;
  walk.run.base_directory = options->run_directory;
  if (!options->schedule.empty()) {
    auto turns = read_schedule(options->schedule);
    if (!turns.ok()) return refuse(turns.error().sentence);
    walk.schedule = *std::move(turns);
  }
  const bool picture = !options->screenshot.empty() || !options->screenshot_steps.empty();
  if (!picture) walk.run.on_change = [] { Window::wake(); };
  App app(walk);
  // A picture is the same on every machine.
  Memory memory(picture ? std::string{} : settings_path());
  app.set_settings(settings_of(memory.last, *options));
  app.show_pane(memory.last.pane);
  app.set_recent(memory.last.recent);
  const Done opened = open(app, memory, *options);
  if (!opened.ok()) return refuse(opened.error().sentence);
  if (!memory.file.sentence().empty()) app.show_notice(memory.file.sentence());
  if (picture && !options->lecture.empty()) app.arrive();
  app.give_turns(options->steps);
  for (const Command command : options->commands) app.perform({command, kNoActor, 0, {}}, 0.0);
  return picture ? write_pictures(app, *options) : show_window(app, memory, *options);
}

}  // namespace
}  // namespace sockwalk

int main(int argc, char** argv) {
  sockwalk::hold_standard_descriptors();
  return sockwalk::run(argc, argv);
}
