#include "window.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <backends/imgui_impl_glfw.h>
#include <imgui.h>
#include <time.h>

#include <algorithm>
#include <atomic>
#include <utility>

#include "event/mutex.h"
#include "text/utf8.h"
#include "text/window_text.h"

namespace sockwalk {
namespace {

static_assert(static_cast<int>(Key::space) == GLFW_KEY_SPACE);
static_assert(static_cast<int>(Key::z) == GLFW_KEY_Z);
static_assert(static_cast<int>(Key::escape) == GLFW_KEY_ESCAPE);
static_assert(static_cast<int>(Key::end) == GLFW_KEY_END);
static_assert(static_cast<int>(Key::f5) == GLFW_KEY_F5);
static_assert(static_cast<int>(Key::f11) == GLFW_KEY_F11);
static_assert(static_cast<int>(Key::keypad_enter) == GLFW_KEY_KP_ENTER);

/// What is pointed at lights up one frame later, and what it opens (a tooltip) one more.
constexpr int kFramesToSettle = 3;
/// A little less than a sixtieth, so that waiting for it never makes a frame miss the screen's own
/// rhythm; where nothing waits for a screen (Xvfb), this alone is the limit.
constexpr double kShortestFrame = 0.0155;

std::atomic<bool> woken{false};
// Who wakes GLFW must find it up, and must not meet its end: the lock is held while it is woken.
Mutex wakeable_mutex;
bool wakeable SOCKWALK_GUARDED_BY(wakeable_mutex) = false;
std::string glfw_reason;  // of the main thread: GLFW reports errors to a function only

void remember_reason(int, const char* description) { glfw_reason = description; }

double seconds_of(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) + 1.0e-9 * static_cast<double>(time.tv_nsec);
}

void set_wakeable(bool value) {
  MutexLock lock(wakeable_mutex);
  wakeable = value;
}

/// The character on the key, where Control or Alt keep it from being typed.
char32_t printed_on(int key, int scancode) {
  const char* name = glfwGetKeyName(key, scancode);
  return name != nullptr ? first_character(name).code_point : 0;
}

bool is_shift_down(GLFWwindow* window) {
  return glfwGetKey(window, GLFW_KEY_LEFT_SHIFT) == GLFW_PRESS ||
         glfwGetKey(window, GLFW_KEY_RIGHT_SHIFT) == GLFW_PRESS;
}

/// Shift, Control, Alt and Super are no strokes: they change those that follow.
bool is_modifier(int key) { return key >= GLFW_KEY_LEFT_SHIFT && key <= GLFW_KEY_RIGHT_SUPER; }

/// REQUIRES: GLFW is initialised
std::pair<int, int> wanted_size(const Window::Options& options) {
  GLFWmonitor* monitor = options.fit_screen ? glfwGetPrimaryMonitor() : nullptr;
  if (monitor == nullptr) return {options.width, options.height};
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;
  glfwGetMonitorWorkarea(monitor, &x, &y, &width, &height);
  if (width <= 0 || height <= 0) return {options.width, options.height};
  return {std::min(options.width, width), std::min(options.height, height)};
}

}  // namespace

Result<std::unique_ptr<Window>> Window::create(const Options& options) {
  glfwSetErrorCallback(remember_reason);
  if (glfwInit() == GLFW_FALSE) return Error{say(kNoDisplay, glfw_reason).words()};
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
  // Told of, a reset is the end of the window; else its picture would just stand still.
  glfwWindowHint(GLFW_CONTEXT_ROBUSTNESS, GLFW_LOSE_CONTEXT_ON_RESET);
  glfwWindowHint(GLFW_SCALE_TO_MONITOR, options.exact_size ? GLFW_FALSE : GLFW_TRUE);
  glfwWindowHint(GLFW_VISIBLE, options.hidden ? GLFW_FALSE : GLFW_TRUE);
  glfwWindowHintString(GLFW_X11_CLASS_NAME, "sockwalk");
  glfwWindowHintString(GLFW_X11_INSTANCE_NAME, "sockwalk");
  const auto [width, height] = wanted_size(options);
  GLFWwindow* raw = glfwCreateWindow(width, height, options.title.c_str(), nullptr, nullptr);
  if (raw == nullptr) {
    glfwTerminate();
    return Error{say(kNoWindowGl, glfw_reason).words()};
  }
  std::unique_ptr<Window> window(new Window(raw));
  glfwMakeContextCurrent(raw);
  glfwSwapInterval(1);
  auto painter = GlPainter::create(glfwGetProcAddress, kNoWindowGl, options.atlas);
  if (!painter) return painter.error();
  window->painter_ = *std::move(painter);
  for (const char* name : {"glGetGraphicsResetStatus", "glGetGraphicsResetStatusARB"}) {
    if (window->reset_status_ != nullptr) break;
    window->reset_status_ = reinterpret_cast<unsigned (*)()>(glfwGetProcAddress(name));
  }
  window->install_callbacks();
  // It calls the functions that were there before it: ours stay.
  window->backend_ready_ = ImGui_ImplGlfw_InitForOpenGL(raw, true);
  set_wakeable(true);
  return window;
}

Window::Window(GLFWwindow* window) : window_(window) {
  glfwSetWindowUserPointer(window_, this);
  glfwSetTime(0.0);
}

Window::~Window() {
  set_wakeable(false);
  if (backend_ready_) ImGui_ImplGlfw_Shutdown();
  painter_.reset();
  glfwDestroyWindow(window_);
  glfwTerminate();
}

Window& Window::of(GLFWwindow* window) {
  return *static_cast<Window*>(glfwGetWindowUserPointer(window));
}

void Window::install_callbacks() {
  glfwSetKeyCallback(window_, [](GLFWwindow* raw, int key, int scancode, int action, int mods) {
    Window& window = of(raw);
    window.stirred_ = true;
    if (action == GLFW_RELEASE || is_modifier(key)) return;
    KeyPress press;
    press.key = key < 0 ? Key::none : static_cast<Key>(key);
    press.shift = (mods & GLFW_MOD_SHIFT) != 0;
    press.control = (mods & GLFW_MOD_CONTROL) != 0;
    press.alt = (mods & GLFW_MOD_ALT) != 0;
    press.repeated = action == GLFW_REPEAT;
    if (press.control || press.alt) press.character = printed_on(key, scancode);
    window.keys_.press(press);
  });
  glfwSetCharCallback(window_, [](GLFWwindow* raw, unsigned character) {
    of(raw).keys_.type(static_cast<char32_t>(character), is_shift_down(raw));
    of(raw).stirred_ = true;
  });
  glfwSetDropCallback(window_, [](GLFWwindow* raw, int count, const char** paths) {
    of(raw).dropped_.assign(paths, paths + count);
    of(raw).stirred_ = true;
  });
  glfwSetCursorPosCallback(window_, [](GLFWwindow* raw, double, double) { of(raw).stirred_ = true; });
  glfwSetCursorEnterCallback(window_, [](GLFWwindow* raw, int) { of(raw).stirred_ = true; });
  glfwSetMouseButtonCallback(window_,
                             [](GLFWwindow* raw, int, int, int) { of(raw).stirred_ = true; });
  glfwSetScrollCallback(window_, [](GLFWwindow* raw, double, double) { of(raw).stirred_ = true; });
  glfwSetWindowFocusCallback(window_, [](GLFWwindow* raw, int) { of(raw).stirred_ = true; });
  glfwSetFramebufferSizeCallback(window_,
                                 [](GLFWwindow* raw, int, int) { of(raw).stirred_ = true; });
  glfwSetWindowRefreshCallback(window_, [](GLFWwindow* raw) { of(raw).stirred_ = true; });
  glfwSetWindowContentScaleCallback(window_,
                                    [](GLFWwindow* raw, float, float) { of(raw).stirred_ = true; });
  glfwSetWindowCloseCallback(window_, [](GLFWwindow* raw) { of(raw).stirred_ = true; });
}

void Window::run(WindowContent& content) {
  Pace pace;
  int settling = kFramesToSettle;
  while (glfwWindowShouldClose(window_) == GLFW_FALSE && !graphics_lost_) {
    wait(pace, settling > 0);
    const bool due = pace.wake_at && now() >= *pace.wake_at;
    if (woken.exchange(false)) stirred_ = true;
    if (stirred_ || due) settling = kFramesToSettle;
    if (!pace.moving && settling == 0) continue;
    stirred_ = false;
    settling = std::max(0, settling - 1);
    pace = draw_frame(content);
  }
}

void Window::wait(const Pace& pace, bool settling) {
  if (pace.moving || settling || stirred_) {
    glfwPollEvents();
    // Events that come meanwhile are gathered; they do not make frames more frequent.
    for (double left; (left = last_frame_ + kShortestFrame - now()) > 0.0;) {
      glfwWaitEventsTimeout(left);
    }
  } else if (pace.wake_at) {
    const double left = *pace.wake_at - now();
    if (left > 0.0) {
      glfwWaitEventsTimeout(left);
    } else {
      glfwPollEvents();
    }
  } else {
    glfwWaitEvents();
  }
}

Pace Window::draw_frame(WindowContent& content) {
  const double time = now();
  last_frame_ = time;
  content.prepare(*this, time);
  painter_->begin_frame();
  ImGui_ImplGlfw_NewFrame();
  const double begin = seconds_of(CLOCK_THREAD_CPUTIME_ID);
  ImGui::NewFrame();
  const Pace pace = content.draw(*this, time);
  ImGui::Render();
  const double cost = seconds_of(CLOCK_THREAD_CPUTIME_ID) - begin;
  ++stats_.frames;
  stats_.cpu_seconds += cost;
  stats_.worst_seconds = std::max(stats_.worst_seconds, cost);
  int width = 0;
  int height = 0;
  glfwGetFramebufferSize(window_, &width, &height);
  painter_->paint(width, height, content.background());
  glfwSwapBuffers(window_);
  look_for_reset();
  if (stats_.first_frame_at == 0.0) stats_.first_frame_at = seconds_of(CLOCK_MONOTONIC);
  return pace;
}

void Window::look_for_reset() {
  constexpr unsigned kNoError = 0;
  graphics_lost_ = reset_status_ != nullptr && reset_status_() != kNoError;
}

void Window::close() { glfwSetWindowShouldClose(window_, GLFW_TRUE); }

void Window::wake() {
  woken = true;
  MutexLock lock(wakeable_mutex);
  if (wakeable) glfwPostEmptyEvent();
}

std::vector<std::string> Window::take_dropped_files() { return std::exchange(dropped_, {}); }

double Window::now() const { return glfwGetTime(); }

float Window::screen_scale() const {
  float x = 1.0F;
  float y = 1.0F;
  glfwGetWindowContentScale(window_, &x, &y);
  return std::max(x, y);
}

ImVec2 Window::size() const {
  int width = 0;
  int height = 0;
  glfwGetWindowSize(window_, &width, &height);
  return {static_cast<float>(width), static_cast<float>(height)};
}

ImVec2 Window::restored_size() const {
  if (glfwGetWindowMonitor(window_) == nullptr) return size();
  return {static_cast<float>(before_full_screen_.width), static_cast<float>(before_full_screen_.height)};
}

void Window::toggle_full_screen() {
  if (glfwGetWindowMonitor(window_) != nullptr) {
    const Place& place = before_full_screen_;
    glfwSetWindowMonitor(window_, nullptr, place.x, place.y, place.width, place.height, 0);
    return;
  }
  GLFWmonitor* monitor = glfwGetPrimaryMonitor();
  const GLFWvidmode* mode = monitor != nullptr ? glfwGetVideoMode(monitor) : nullptr;
  if (mode == nullptr) return;
  Place& place = before_full_screen_;
  glfwGetWindowPos(window_, &place.x, &place.y);
  glfwGetWindowSize(window_, &place.width, &place.height);
  glfwSetWindowMonitor(window_, monitor, 0, 0, mode->width, mode->height, mode->refreshRate);
}

}  // namespace sockwalk
