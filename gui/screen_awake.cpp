#include "screen_awake.h"

#include <dlfcn.h>

#include <atomic>
#include <cstdint>
#include <thread>

namespace sockwalk {
namespace {

struct sd_bus;  // sd-bus(3); its headers are not needed for four functions

/// The part of libsystemd that is used, if this machine has it.
struct BusLibrary {
  int (*open_user)(sd_bus**) = nullptr;
  int (*call_method_async)(sd_bus*, void** slot, const char* destination, const char* path,
                           const char* interface, const char* member, void* callback, void* data,
                           const char* types, ...) = nullptr;
  int (*process)(sd_bus*, void** message) = nullptr;
  int (*wait)(sd_bus*, std::uint64_t microseconds) = nullptr;
  sd_bus* (*close_unref)(sd_bus*) = nullptr;

  bool load() {
    // Never closed: other libraries of the process may have it too.
    void* library = dlopen("libsystemd.so.0", RTLD_NOW | RTLD_LOCAL);
    return library != nullptr && find(library, "sd_bus_open_user", open_user) &&
           find(library, "sd_bus_call_method_async", call_method_async) &&
           find(library, "sd_bus_process", process) && find(library, "sd_bus_wait", wait) &&
           find(library, "sd_bus_close_unref", close_unref);
  }

 private:
  template <class Function>
  static bool find(void* library, const char* name, Function& function) {
    function = reinterpret_cast<Function>(dlsym(library, name));
    return function != nullptr;
  }
};

constexpr std::uint64_t kPatience = 100'000;  // microseconds between two looks at whether it shall end

}  // namespace

/// One wish, as long as it lives.
class ScreenAwake::Wish {
 public:
  Wish() : thread_([this] { hold(); }) {}
  ~Wish() {
    ending_ = true;
    thread_.join();
  }
  Wish(const Wish&) = delete;
  Wish& operator=(const Wish&) = delete;

 private:
  void hold() {
    BusLibrary library;
    sd_bus* bus = nullptr;
    if (!library.load() || library.open_user(&bus) < 0) return;
    // Without a callback no answer is asked for: where nobody keeps a screen, nobody answers.
    int state = library.call_method_async(bus, nullptr, "org.freedesktop.ScreenSaver",
                                          "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "Inhibit",
                                          nullptr, nullptr, "ss", "sockwalk", "a lecture is being held");
    while (!ending_ && state >= 0) {
      state = library.process(bus, nullptr);
      if (state == 0) state = library.wait(bus, kPatience);
    }
    library.close_unref(bus);
  }

  std::atomic<bool> ending_{false};
  std::thread thread_;
};

ScreenAwake::ScreenAwake() = default;
ScreenAwake::~ScreenAwake() = default;

void ScreenAwake::keep(bool awake) {
  if (awake == (wish_ != nullptr)) return;
  wish_ = awake ? std::make_unique<Wish>() : nullptr;
}

}  // namespace sockwalk
