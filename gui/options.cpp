#include "options.h"

#include <CLI/CLI.hpp>
#include <cstdio>

#include "app.h"
#include "settings_file.h"
#include "text/options_text.h"
#include "text/wording.h"

namespace sockwalk {
namespace {

/// "1920x1080"; false when it is none.
bool read_size(const std::string& size, Options& options) {
  int used = 0;
  const int read = std::sscanf(size.c_str(), "%4dx%4d%n", &options.width, &options.height, &used);
  const auto fits = [](int side) { return side >= kLeastSide && side <= kMostSide; };
  return read == 2 && used == static_cast<int>(size.size()) && fits(options.width) && fits(options.height);
}

/// By the names of the one table, those of the command palette.
Done add_command(const std::string& name, Options& options) {
  std::vector<std::string_view> known;
  for (const CommandRow& row : all_commands()) {
    known.push_back(row.id);
    if (row.id != name) continue;
    options.commands.push_back(row.command);
    return done();
  }
  const auto near = nearest(name, known);
  return Error{say(text::kWrongCommand, quotable(name), listed(near.empty() ? known : near)).words()};
}

}  // namespace

Result<Options> read_options(int argc, const char* const* argv) {
  Options options;
  std::string theme;
  std::string size;
  std::string file;
  std::vector<std::string> commands;
  CLI::App app{words(text::kGuiPurpose), "sockwalk-gui"};
  app.set_version_flag("--version", std::string("sockwalk-gui ") + SOCKWALK_VERSION);
  app.add_option("FILE", file, words(text::kOptionFile));
  app.add_option("--scenario", options.scenario, words(text::kOptionScenario))->excludes("FILE");
  app.add_option("--open", options.trace, words(text::kOptionOpen))->excludes("FILE");
  app.add_option("--schedule", options.schedule, words(text::kOptionSchedule))->excludes("--open");
  app.add_option("--lecture", options.lecture, words(text::kOptionLecture))
      ->excludes("--open")
      ->excludes("--scenario")
      ->excludes("--schedule");
  app.add_option("--theme", theme, words(text::kOptionTheme));
  app.add_flag("--presenter", options.presenter, words(text::kOptionPresenter));
  app.add_option("--size", size, words(text::kOptionSize));
  const CLI::Option* zoom = app.add_option("--zoom", options.zoom, words(text::kOptionZoom));
  app.add_option("--steps", options.steps, words(text::kOptionSteps))
      ->check(CLI::NonNegativeNumber);
  app.add_option("--do", commands, words(text::kOptionDo))->allow_extra_args(false);
  app.add_option("--screenshot", options.screenshot, words(text::kOptionScreenshot));
  app.add_option("--screenshot-steps", options.screenshot_steps, words(text::kOptionScreenshotSteps))
      ->excludes("--screenshot");
  app.add_option("--run-dir", options.run_directory, words(text::kOptionRunDirectory));
  app.add_flag("--pseudo-locale", options.pseudo_locale, words(text::kOptionPseudoLocale));
  app.add_flag("--frame-stats", options.frame_stats, words(text::kOptionFrameStats));
  app.add_flag("--doctor", options.doctor, words(text::kOptionDoctor));
  app.add_flag("--report", options.report, words(text::kOptionReport));
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& success) {
    app.exit(success);
    options.help_or_version = true;
    return options;
  } catch (const CLI::ParseError& error) {
    return Error{say(text::kWrongOption, error.what()).words()};
  }
  (file.ends_with(".toml") ? options.scenario : options.trace) += file;
  if (!options.trace.empty() && !options.schedule.empty()) {
    return Error{say(text::kTraceAndSchedule, quotable(options.trace, 300)).words()};
  }
  options.theme = theme_named(theme);
  if (!theme.empty() && !options.theme) return Error{say(text::kWrongTheme, theme).words()};
  if (!size.empty() && !read_size(size, options)) {
    return Error{say(text::kWrongSize, size, kLeastSide, kMostSide).words()};
  }
  for (const std::string& command : commands) {
    if (const Done known = add_command(command, options); !known.ok()) return known.error();
  }
  if (zoom->count() > 0 && (options.zoom < kLeastZoom || options.zoom > kMostZoom)) {
    return Error{say(text::kWrongZoom, options.zoom, kLeastZoom, kMostZoom).words()};
  }
  return options;
}

}  // namespace sockwalk
