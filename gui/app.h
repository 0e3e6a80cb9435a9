#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "class_question.h"
#include "command.h"
#include "command_palette.h"
#include "event_filter.h"
#include "handle_order.h"
#include "help_page.h"
#include "palette.h"
#include "pane_resizing.h"
#include "pane_sizes.h"
#include "play_prompt.h"
#include "reveal.h"
#include "run/lecture.h"
#include "run/walk.h"
#include "scenario_picker.h"
#include "scene.h"
#include "selection.h"
#include "spotlight.h"
#include "timeline_layout.h"
#include "tour.h"

namespace sockwalk {

/// How a person wants the window to look; views read it through the scene.
struct Settings {
  Theme theme = Theme::dark;
  bool presenter = false;
  Theme presenter_theme = Theme::light;  ///< in presenter mode: a projector in a lit hall
  int zoom = 100;              ///< percent, 75 to 200
  bool reduced_motion = false;
  bool sentences = false;      ///< events in sentences, not as strace(1) writes them
  bool blank = false;
  PaneSizes panes;             ///< those around the stage
};
/// The palette that these settings ask for.
const Palette& palette_for(const Settings& settings);
inline constexpr int kLeastZoom = 75;
inline constexpr int kMostZoom = 200;

inline constexpr std::size_t kMostRecent = 6;  ///< scenarios that are remembered as opened lately

/// What the lowest pane shows.
enum class LowerPane : std::uint8_t { timeline, events, difference, transitions, kernel };

/// Where "run to" stops.
struct RunTo {
  std::optional<std::uint64_t> turn;      ///< once this turn is over
  Syscall call = Syscall::none;           ///< before the next such call
  bool sleep = false;                     ///< once a call has fallen asleep
};

/// The state of the window without the window: a walk, the reveal of its last turn, playing, settings
/// and selection. Knows no ImGui and no display; the time is told to it. Belongs to the window's thread and
/// never waits for an actor.
class App {
 public:
  explicit App(WalkOptions options);

  /// Opens a scenario (name or file) or a trace. On failure what is open stays, and the sentence is
  /// returned; notice() shows it as well.
  Done open_scenario(const std::string& name);
  Done open_trace(const std::string& path);
  /// Opens a lecture at its first stop. PageDown and PageUp then go from stop to stop.
  Done open_lecture(Lecture lecture);
  /// What the lecturer is to read since the last call. It must not be drawn: the hall sees the window.
  std::string take_notes() { return std::exchange(notes_, {}); }
  /// Goes to the stop at once and waits for the run: for pictures, before the window draws.
  void arrive();

  /// Carries out what a view or a key asked for. Requests that make no sense now do nothing.
  void perform(const Request& request, double now);
  /// True while strokes go to a line of our own: the command palette's, free play's, or the filter's.
  bool typing() const { return command_palette_.is_open() || play_prompt_.is_open() || filtering(); }
  /// Gives a stroke to that line; what it chose is to be performed, or asked for. REQUIRES: typing()
  std::optional<Request> type(const KeyPress& press);
  const CommandPalette& command_palette() const { return command_palette_; }
  const PlayPrompt& play_prompt() const { return play_prompt_; }
  const ScenarioPicker& scenario_picker() const { return picker_; }
  ScenarioPicker& scenario_picker() { return picker_; }
  const Tour& tour() const { return tour_; }
  /// What the timeline shows of the run; the view moves it as well.
  TimelineWindow& timeline_window() { return timeline_window_; }
  /// What events to look for; the view empties it and ends its typing as well.
  FilterLine& filter() { return filter_; }
  /// Names and files that were opened, the last one first.
  const std::vector<std::string>& recent() const { return recent_; }
  void set_recent(std::vector<std::string> names) { recent_ = std::move(names); }
  /// The question that a class is asked, with its tally.
  const ClassQuestion& question() const { return question_; }
  /// Gives a stroke to it; it must be shown. What it asks for is to be performed.
  std::optional<Request> answer(const KeyPress& press) { return question_.press(press); }
  /// Takes what has happened since, moves reveal and playing on. Once a frame.
  void update(double now);
  /// True while something moves on screen: draw again soon. False: wait for an event.
  bool moving() const;
  /// Seconds from `now` until something is due without an event (the pause between two played
  /// turns); negative: nothing.
  double due_in(double now) const;

  /// What the views read in this frame. REQUIRES: has_walk()
  Scene scene(const Palette& palette, const Fonts& fonts, float scale, double now);
  /// Ends the run and removes what it made; nothing is open any more. For the end of the program.
  void end_run() { walk_.reset(); }
  bool has_walk() const { return walk_ != nullptr; }
  const Walk& walk() const { return *walk_; }

  const Settings& settings() const { return settings_; }
  void set_settings(const Settings& settings) { settings_ = settings; }
  /// As it was asked for: a name or a file. Empty before the first.
  const std::string& scenario_name() const { return scenario_name_; }
  double speed() const { return speed_; }
  void set_speed(double speed);
  bool playing() const { return playing_; }
  bool quitting() const { return quitting_; }
  LowerPane lower_pane() const { return lower_pane_; }
  void show_pane(LowerPane pane) { lower_pane_ = pane; }
  /// How the table of client handles is sorted.
  const HandleSort& handle_sort() const { return handle_sort_; }
  const PaneResizing& pane_resizing() const { return pane_resizing_; }
  /// A stroke while panes are resized. REQUIRES: pane_resizing().is_on()
  std::optional<Request> resize(const KeyPress& press) { return pane_resizing_.press(press, laid_out_); }
  /// How large the panes came out, in design pixels: what a stroke changes. Told by the frame.
  void set_laid_out(const std::array<int, kSplitters>& sizes) { laid_out_ = sizes; }
  bool help_open() const { return help_.is_open(); }
  const HelpPage& help() const { return help_; }
  /// A stroke while the help is open; true: the page has moved. REQUIRES: help_open()
  bool move_help(const KeyPress& press) { return help_.press(press); }
  /// A sentence to show until it is dismissed; empty: none.
  const std::string& notice() const { return notice_; }
  void dismiss_notice() { notice_.clear(); }
  void show_notice(std::string sentence) { notice_ = std::move(sentence); }
  /// True for one frame after full screen was asked for.
  bool take_full_screen_wish() { return std::exchange(full_screen_wish_, false); }

  /// Gives `turns` turns and waits for each: for --steps, before the window draws. Reveals nothing.
  void give_turns(std::uint64_t turns);
  /// One line of JSON about what is shown, for tests that drive the window from outside.
  std::string report() const;

  static constexpr double kSpeeds[] = {0.25, 0.5, 1.0, 2.0, 4.0, 8.0};

 private:
  void adopt(std::unique_ptr<Walk> walk);
  void step(double now);
  void dismiss();
  void zoom_to(int percent);
  void open_prompt(std::string words);
  void ask(const Request& request);
  void play(const std::string& words);
  void back(double now);
  void seek(std::uint64_t turn);
  void remember(const std::string& name);
  void show_turn(double now, bool animate);
  void refresh();
  void find_next_calls(const Scene& scene);
  void note_calls(const Scene& scene);
  void play_on(double now);
  bool run_to_reached() const;
  void say_notice(const Done& done);
  void change_speed(int direction);

  // app_views.cpp
  void compare_here();
  bool filtering() const {
    return filter_.is_typing() && lower_pane_ == LowerPane::events && !settings_.presenter &&
           !settings_.panes.is_hidden(PaneName::lower);
  }
  void move_timeline(const Request& request);
  void continue_from_here();
  void sort_handles(std::uint64_t column);
  void show_lower(LowerPane pane);
  void arrange_panes(const Request& request);

  // app_question.cpp
  void ask_class(const std::string& words);
  bool question_takes(const Request& request, double now);
  void settle_question();
  ShownWalk shown_walk() const;
  std::string foretold(const Event* next) const;

  // app_lecture.cpp
  Done go_to_stop(std::size_t index, double now, bool hurried);
  void onward(double now);
  void backward(double now);
  void travel();

  WalkOptions options_;
  std::string scenario_name_;
  std::unique_ptr<Walk> walk_;
  Selection selection_;
  std::vector<Request> requests_;
  std::vector<std::optional<Event>> next_calls_;  ///< of the scene, by actor
  std::array<std::uint64_t, 4> next_calls_found_by_{};
  std::vector<std::uint64_t> calls_;     ///< what next_calls_ are, and how the actors stand
  std::uint64_t calls_version_ = 0;
  Settings settings_;
  double speed_ = 1.0;
  double now_ = 0.0;

  TurnReveal reveal_;
  std::uint64_t shown_turn_ = 0;
  std::uint64_t shown_events_ = 0;   ///< last_seq when the shown state was made
  Model before_;
  Model left_;  ///< by the beat before the shown one
  Model shown_;
  std::vector<Change> changes_;
  std::optional<std::uint64_t> marked_turn_;  ///< to compare others with
  std::uint64_t marked_generation_ = 0;       ///< of the recording that it is a turn of

  bool playing_ = false;
  std::optional<RunTo> run_to_;
  double rest_until_ = 0.0;          ///< playing: the next turn is due then
  bool quitting_ = false;
  LowerPane lower_pane_ = LowerPane::timeline;
  HandleSort handle_sort_;
  PaneResizing pane_resizing_;
  std::array<int, kSplitters> laid_out_{};
  HelpPage help_;
  CommandPalette command_palette_;
  PlayPrompt play_prompt_;
  ClassQuestion question_;
  ScenarioPicker picker_;
  std::vector<std::string> recent_;
  Tour tour_;
  Spotlight spotlight_;
  TimelineWindow timeline_window_;
  FilterLine filter_;
  Timeline until_now_;               ///< while a question is open in a recording: it, up to here
  std::optional<Lecture> lecture_;
  std::size_t stop_ = 0;             ///< of the lecture
  bool travelling_ = false;          ///< on the way to that stop
  bool hurried_ = false;             ///< without showing what lies between
  std::string notes_;
  bool full_screen_wish_ = false;
  std::string notice_;
};

}  // namespace sockwalk
