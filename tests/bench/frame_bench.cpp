#include <benchmark/benchmark.h>
#include <imgui.h>
#include <time.h>

#include <algorithm>
#include <array>
#include <cfloat>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "app.h"
#include "fonts.h"
#include "frame.h"
#include "frame_layout.h"
#include "generated_recording.h"
#include "log/trace_file.h"
#include "look.h"
#include "motion.h"
#include "offscreen.h"
#include "palette.h"
#include "temporary_directory.h"

namespace sockwalk {
namespace {

constexpr int kWidth = 1920;
constexpr int kHeight = 1080;
/// Of one kind, one after another: a window that was not there the frame before costs more.
constexpr int kFramesTogether = 50;
/// Seconds of the window's clock.
constexpr double kNow = 1000.0;

void require(const Done& done) {
  if (!done.ok()) throw std::runtime_error(done.error().sentence);
}

/// The main window on a surface without a display.
class Frames {
 public:
  explicit Frames(WalkOptions options = {}) : app(std::move(options)) {
    auto made = Offscreen::create(kWidth, kHeight);
    if (!made.ok()) throw std::runtime_error(made.error().sentence);
    surface = *std::move(made);
    fonts = typefaces.set_into(*ImGui::GetIO().Fonts, 1.0F);
    apply_look({palette_of(Theme::dark), fonts, 1.0F});
  }

  /// NewFrame to Render of the main window; the picture is left as it is.
  void lay_out(double now = kNow) {
    const Scene scene = app.scene(palette_of(Theme::dark), fonts, 1.0F, now);
    draw_frame(scene, app, state, {kWidth, kHeight});
  }

  App app;
  Typefaces typefaces;
  Fonts fonts;
  FrameState state;
  std::unique_ptr<Offscreen> surface;
};

/// A recording of that many clients and events, open at its end.
class Recorded : public Frames {
  TemporaryDirectory folder_;

 public:
  Recorded(std::uint16_t clients, std::size_t events) {
    GeneratedRecording::Shape shape;
    shape.events = events;
    shape.clients = clients;
    shape.churn = 0;
    const GeneratedRecording recording(shape);
    ActorNames names;
    names.id_of("server");
    for (int client = 1; client <= clients; ++client) names.id_of("client " + std::to_string(client));
    const std::string path = folder_.path_of("long.trace");
    require(write_trace(path, {}, recording.events(), names));
    require(app.open_trace(path));
    app.perform({Command::end, kNoActor, 0, {}}, 0.0);
    app.update(kNow);
  }
};

/// A live run, with the programs that its actors walk through.
class Played : private TemporaryDirectory, public Frames {
 public:
  Played(const char* scenario, std::uint64_t turns) : Frames(options_in(path())) {
    require(app.open_scenario(scenario));
    app.update(kNow);
    app.give_turns(turns);
  }

 private:
  static WalkOptions options_in(const std::string& folder) {
    WalkOptions options;
    options.run.base_directory = folder;
    return options;
  }
};

double cpu_micros() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_nsec) / 1e3;
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

/// NewFrame to Render.
template <class Draw>
double one_frame_micros(Frames& frames, Draw draw) {
  frames.surface->painter().begin_frame();
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {kWidth, kHeight};
  io.DeltaTime = 1.0F / 60.0F;
  const double before = cpu_micros();
  ImGui::NewFrame();
  draw();
  ImGui::Render();
  return cpu_micros() - before;
}

/// The middle cost of a frame, after two that let it settle.
template <class Draw>
double frame_micros(Frames& frames, Draw draw) {
  std::vector<double> costs;
  for (int frame = -2; frame < kFramesTogether; ++frame) {
    const double micros = one_frame_micros(frames, draw);
    if (frame >= 0) costs.push_back(micros);
  }
  return median(std::move(costs));
}

/// The main window beside ImGui's own demonstration, in turn; `draw` is told the number of the frame.
template <class Draw>
void beside_demo(benchmark::State& state, Frames& frames, Draw draw) {
  std::vector<double> ours;
  std::vector<double> theirs;
  for (auto _ : state) {
    int frame = 0;
    ours.push_back(frame_micros(frames, [&] { draw(frame++ % kFramesTogether); }));
    ImGui::GetIO().MousePos = {-FLT_MAX, -FLT_MAX};
    theirs.push_back(frame_micros(frames, [] { ImGui::ShowDemoWindow(); }));
  }
  state.counters["frame_us"] = median(ours);
  state.counters["demo_us"] = median(theirs);
  state.counters["ratio"] = median(ours) / median(theirs);
}

void frame_to_demo(benchmark::State& state) {
  Recorded recorded(3, 400);
  beside_demo(state, recorded, [&](int) { recorded.lay_out(); });
}
BENCHMARK(frame_to_demo)->Iterations(9)->Unit(benchmark::kMillisecond);

/// A turn of a live run whose reveal is measured: which it is, and how many have been given.
constexpr const char* kMotionScenario = "sum-select";
constexpr std::uint64_t kMotionTurns = 40;

Beat beat_of(Frames& frames) {
  return frames.app.scene(palette_of(Theme::dark), frames.fonts, 1.0F, kNow).reveal.beat;
}

/// Shows `turn` from its first beat on, and then the beat that is asked for; false when it has none such.
bool reveal(Frames& frames, std::uint64_t turn, Beat beat) {
  frames.app.perform({Command::seek_turn, kNoActor, turn - 1, {}}, kNow);
  frames.app.perform({Command::forward, kNoActor, 0, {}}, kNow);
  while (beat_of(frames) < beat) frames.app.perform({Command::beat, kNoActor, 0, {}}, kNow);
  return beat_of(frames) == beat;
}

bool makes(Frames& frames, std::uint64_t turn, Syscall call) {
  const Timeline& timeline = frames.app.walk().timeline();
  const Turn& stretch = timeline.turns()[turn];
  for (std::uint64_t seq = stretch.first; seq <= stretch.last; ++seq) {
    const Event& event = timeline.event(seq);
    if (event.kind == EventKind::exit && event.actor == stretch.actor && event.call == call) return true;
  }
  return false;
}

/// A beat in the middle of its motion, every frame another moment of it: of the last turn that made the call and
/// has such a beat.
void frame_in_motion(benchmark::State& state) {
  Played played(kMotionScenario, kMotionTurns);
  const auto call = static_cast<Syscall>(state.range(0));
  const auto beat = static_cast<Beat>(state.range(1));
  std::uint64_t turn = played.app.walk().last_turn();
  while (turn > 0 && !(makes(played, turn, call) && reveal(played, turn, beat))) --turn;
  if (turn == 0) return state.SkipWithError("no such beat");
  beside_demo(state, played, [&](int frame) {
    const double part = 0.2 + 0.6 * frame / kFramesTogether;
    played.lay_out(kNow + part * kBeatMotion);
  });
  state.counters["turn"] = static_cast<double>(turn);
  state.SetLabel(std::string(row_of(call).name));
}
void in_motion_of(benchmark::internal::Benchmark* rows) {
  rows->ArgNames({"call", "beat"});
  for (const Syscall call : {Syscall::write, Syscall::connect, Syscall::accept}) {
    for (const Beat beat : {Beat::call, Beat::kernel, Beat::wake, Beat::result}) {
      // Nobody waits for what accept() does.
      if (call == Syscall::accept && beat == Beat::wake) continue;
      rows->Args({static_cast<int>(call), static_cast<int>(beat)});
    }
  }
}
BENCHMARK(frame_in_motion)->Apply(in_motion_of)->Iterations(9)->Unit(benchmark::kMillisecond);

/// From a turn's first frame to its last, sixty a second: the mean, with those in which a beat begins and other
/// panes are drawn too.
void frame_of_reveal(benchmark::State& state) {
  Played played(kMotionScenario, kMotionTurns);
  std::vector<double> ours;
  std::vector<double> theirs;
  for (auto _ : state) {
    double micros = 0;
    int frames = 0;
    reveal(played, kMotionTurns, Beat::call);
    for (double now = kNow; played.app.moving(); now += 1.0 / 60.0, ++frames) {
      played.app.update(now);
      micros += one_frame_micros(played, [&] { played.lay_out(now); });
    }
    ours.push_back(micros / frames);
    theirs.push_back(frame_micros(played, [] { ImGui::ShowDemoWindow(); }));
  }
  state.counters["frame_us"] = median(ours);
  state.counters["demo_us"] = median(theirs);
  state.counters["ratio"] = median(ours) / median(theirs);
}
BENCHMARK(frame_of_reveal)->Iterations(9)->Unit(benchmark::kMillisecond);

/// The same window at rest.
void frame_of_run(benchmark::State& state) {
  Played played(kMotionScenario, kMotionTurns);
  beside_demo(state, played, [&](int) { played.lay_out(); });
}
BENCHMARK(frame_of_run)->Iterations(9)->Unit(benchmark::kMillisecond);

/// The mouse goes from the left to the right through the middle of a pane.
void frame_under_mouse(benchmark::State& state) {
  Played played(kMotionScenario, kMotionTurns);
  const FrameLayout layout = lay_out_frame({kWidth, kHeight}, 1.0F);
  const std::array panes{layout.code, layout.explanation, layout.stage, layout.handles, layout.states, layout.lower};
  const Area area = panes[static_cast<std::size_t>(state.range(0))];
  beside_demo(state, played, [&](int frame) {
    const float part = (static_cast<float>(frame) + 0.5F) / kFramesTogether;
    // Heard of in the next frame.
    ImGui::GetIO().MousePos = {area.min.x + part * area.width(), (area.min.y + area.max.y) / 2};
    played.lay_out();
  });
}
BENCHMARK(frame_under_mouse)->ArgName("pane")->DenseRange(0, 5)->Iterations(9)->Unit(benchmark::kMillisecond);

/// Ten thousand handles and a million events. ImGui's context is one for all, so the two are measured one
/// after the other, in the same run.
void frame_of_many(benchmark::State& state) {
  std::vector<double> few;
  std::vector<double> many;
  {
    Recorded recorded(3, 400);
    for (int i = 0; i < 9; ++i) few.push_back(frame_micros(recorded, [&] { recorded.lay_out(); }));
  }
  Recorded recorded(10'000, 1'000'000);
  for (auto _ : state) many.push_back(frame_micros(recorded, [&] { recorded.lay_out(); }));
  state.counters["few_us"] = median(few);
  state.counters["many_us"] = median(many);
  state.counters["ratio"] = median(many) / median(few);
  state.counters["actors"] = static_cast<double>(recorded.app.walk().model().actors.size());
}
BENCHMARK(frame_of_many)->Iterations(3)->Unit(benchmark::kMillisecond);

/// What is done in the lowest pane while it is measured.
enum class Pane : int { timeline, bars, panning, events, filtered };

void draw_pane(Recorded& recorded, Pane pane, int frame) {
  const Scene scene = recorded.app.scene(palette_of(Theme::dark), recorded.fonts, 1.0F, 1000.0);
  const Area area{{8, 760}, {kWidth - 8, kHeight - 8}};
  TimelineWindow& window = recorded.app.timeline_window();
  if (pane == Pane::bars) window.zoom(0.0F, 0);
  if (pane == Pane::panning) window.pan(frame % 100 < 50 ? -7 : 7);
  FilterLine& filter = recorded.app.filter();
  if (pane == Pane::filtered && filter.words().empty()) {
    for (const char letter : std::string("read")) filter.press({.character = static_cast<char32_t>(letter)});
  }
  begin_screen(scene.look(), {kWidth, kHeight});
  if (pane <= Pane::panning) draw_timeline(scene, window, recorded.state.timeline, area);
  else draw_events(scene, EventForm::strace, filter, recorded.state.events, area);
  end_screen();
}

/// A pane over a million events beside the same over a few hundred: the length of the run alone differs.
void pane_of_long_run(benchmark::State& state) {
  const auto pane = static_cast<Pane>(state.range(0));
  std::vector<double> few;
  std::vector<double> many;
  const auto measure = [&](Recorded& recorded, std::vector<double>& costs) {
    int frame = 0;
    const auto draw = [&] { draw_pane(recorded, pane, frame++); };
    while (frame_micros(recorded, draw) > 0 && !recorded.state.events.rows.complete()) continue;
    for (int i = 0; i < 9; ++i) costs.push_back(frame_micros(recorded, draw));
  };
  {
    Recorded recorded(3, 4000);
    measure(recorded, few);
  }
  Recorded recorded(3, 1'000'000);
  for (auto _ : state) measure(recorded, many);
  state.counters["few_us"] = median(few);
  state.counters["many_us"] = median(many);
  state.counters["ratio"] = median(many) / median(few);
}
BENCHMARK(pane_of_long_run)->ArgName("pane")->DenseRange(0, 4)->Iterations(1)->Unit(benchmark::kMillisecond);

/// A filter goes through a million events a piece a frame: what one such frame costs.
void filter_piece(benchmark::State& state) {
  Recorded recorded(3, 1'000'000);
  std::vector<double> costs;
  int frame = 0;
  for (auto _ : state) costs.push_back(frame_micros(recorded, [&] { draw_pane(recorded, Pane::filtered, frame++); }));
  state.counters["frame_us"] = median(costs);
}
BENCHMARK(filter_piece)->Iterations(3)->Unit(benchmark::kMillisecond);

/// A whole frame at 1080p, until its pixels are there: with a software renderer nearly all of it is drawing.
void picture_1080p(benchmark::State& state) {
  Recorded recorded(3, 400);
  for (auto _ : state) {
    recorded.surface->begin_frame(1.0 / 60.0);
    recorded.lay_out();
    recorded.surface->end_frame(rgb(0x101820));
    benchmark::DoNotOptimize(recorded.surface->image());
  }
  state.SetLabel(recorded.surface->painter().renderer());
}
BENCHMARK(picture_1080p)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();

}  // namespace
}  // namespace sockwalk
