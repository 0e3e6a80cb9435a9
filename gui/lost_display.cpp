#include "lost_display.h"

#include <dlfcn.h>
#include <unistd.h>

#include <thread>
#include <utility>

namespace sockwalk {
namespace {

// XSetIOErrorHandler(3), without the headers of Xlib: GLFW has loaded it, or it is of no concern.
using Handler = int (*)(void* display);
using SetHandler = Handler (*)(Handler);

std::function<void()> farewell;
int exit_code = 0;
std::thread::id main_thread;

SetHandler set_handler() {
  void* found = ::dlsym(RTLD_DEFAULT, "XSetIOErrorHandler");
  if (found == nullptr) {
    void* xlib = ::dlopen("libX11.so.6", RTLD_LAZY | RTLD_NOLOAD);
    if (xlib != nullptr) found = ::dlsym(xlib, "XSetIOErrorHandler");
  }
  return reinterpret_cast<SetHandler>(found);
}

int say_farewell(void*) {
  // The farewell belongs to the main thread; another one could wait for itself.
  if (std::this_thread::get_id() == main_thread) std::exchange(farewell, [] {})();
  ::_exit(exit_code);
}

}  // namespace

LostDisplay::LostDisplay(std::function<void()> farewell_, int exit_code_) {
  farewell = std::move(farewell_);
  exit_code = exit_code_;
  main_thread = std::this_thread::get_id();
  if (const SetHandler set = set_handler(); set != nullptr) set(say_farewell);
}

LostDisplay::~LostDisplay() {
  if (const SetHandler set = set_handler(); set != nullptr) set(nullptr);
  farewell = nullptr;
}

}  // namespace sockwalk
