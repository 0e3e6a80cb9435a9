/// Takes the place of GLFW's function in a window that loads this first (LD_PRELOAD): the graphics card is
/// reset once the file is there that RESET_GRAPHICS names. No software renderer does that by itself.
#include <dlfcn.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>

namespace {

unsigned reset_status() {
  constexpr unsigned kNoError = 0;
  constexpr unsigned kGuiltyContextReset = 0x8253;
  const char* file = std::getenv("RESET_GRAPHICS");
  return file != nullptr && ::access(file, F_OK) == 0 ? kGuiltyContextReset : kNoError;
}

}  // namespace

extern "C" void (*glfwGetProcAddress(const char* name))() {
  if (std::strcmp(name, "glGetGraphicsResetStatus") == 0) {
    return reinterpret_cast<void (*)()>(reset_status);
  }
  using Function = void (*(*)(const char*))();
  static const auto real = reinterpret_cast<Function>(::dlsym(RTLD_NEXT, "glfwGetProcAddress"));
  return real(name);
}
