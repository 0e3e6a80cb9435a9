#pragma once

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "build_paths.h"
#include "temporary_directory.h"

extern char** environ;

namespace sockwalk {

/// What a program left behind.
struct Ended {
  int code = -1;  ///< as a shell shows it: 128 + the signal where one ended it
  std::string out;
  std::string err;
};

/// The built `sockwalk`, started as a user's shell would, in a place of its own: its run
/// directories are made in run_dir(), so that a test sees what is left behind.
class Program {
 public:
  using Environment = std::vector<std::pair<std::string, std::string>>;

  explicit Program(std::string path = SOCKWALK_PROGRAM) : path_(std::move(path)) {
    std::filesystem::create_directory(run_dir());
  }

  std::string file(const std::string& name) const { return place_.path_of(name); }
  std::string run_dir() const { return place_.path_of("run"); }
  bool left_nothing() const { return std::filesystem::is_empty(run_dir()); }
  std::string write(const std::string& name, std::string_view text) const {
    std::ofstream(file(name), std::ios::binary) << text;
    return file(name);
  }
  static std::string read(const std::string& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
  }

  /// Variables are set for the program; an empty value takes one away.
  Program& with(const Environment& variables) {
    variables_ = variables;
    return *this;
  }

  /// Runs it to its end with `input` on standard input.
  Ended operator()(const std::vector<std::string>& arguments, std::string_view input = {}) {
    return finish(start(arguments, write("in", input), file("out"), file("err")));
  }

  /// Starts it and returns at once. `in` and `out` are files, or pipes by their /proc/self/fd name.
  pid_t start(const std::vector<std::string>& arguments, const std::string& in,
              const std::string& out, const std::string& err) {
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    constexpr int kWrite = O_WRONLY | O_CREAT | O_TRUNC;
    posix_spawn_file_actions_addopen(&files, 0, in.c_str(), O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&files, 1, out.c_str(), kWrite, 0600);
    posix_spawn_file_actions_addopen(&files, 2, err.c_str(), kWrite, 0600);
    std::vector<std::string> words{path_};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    auto variables = environment();
    std::vector<char*> envp;
    for (std::string& variable : variables) envp.push_back(variable.data());
    envp.push_back(nullptr);
    pid_t pid = -1;
    if (posix_spawn(&pid, path_.c_str(), &files, nullptr, argv.data(), envp.data()) != 0) pid = -1;
    posix_spawn_file_actions_destroy(&files);
    return pid;
  }

  /// Waits for it. Its output is read from the files that operator() uses.
  Ended finish(pid_t pid) {
    int status = 0;
    Ended ended;
    if (pid < 0 || waitpid(pid, &status, 0) != pid) return ended;
    ended.code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    ended.out = read(file("out"));
    ended.err = read(file("err"));
    return ended;
  }

 private:
  std::vector<std::string> environment() const {
    const std::vector<std::string> fresh = {"DISPLAY", "WAYLAND_DISPLAY", "NO_COLOR",
                                            "TERM",    "SOCKWALK_ASSETS", "XDG_RUNTIME_DIR",
                                            "TMPDIR"};
    std::vector<std::string> variables{"XDG_RUNTIME_DIR=" + run_dir(), "TERM=xterm"};
    const auto named = [](const std::string& variable, const std::string& name) {
      return variable.starts_with(name + "=");
    };
    for (char** each = environ; *each != nullptr; ++each) {
      bool kept = true;
      for (const auto& name : fresh) kept = kept && !named(*each, name);
      if (kept) variables.emplace_back(*each);
    }
    for (const auto& [name, value] : variables_) {
      const std::string key = name;
      std::erase_if(variables, [&](const std::string& each) { return named(each, key); });
      if (!value.empty()) variables.push_back(name + "=" + value);
    }
    return variables;
  }

  std::string path_;
  TemporaryDirectory place_;
  Environment variables_;
};

}  // namespace sockwalk
