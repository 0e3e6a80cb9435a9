#pragma once

#include <memory>
#include <string>

#include "actors/scenario.h"
#include "event/result.h"

namespace sockwalk {

/// The private directory of one run (0700), in which the names of its sockets lie. Made under a
/// name of its own, so that two instances never meet, and removed with what the run left in it.
class RunDirectory {
 public:
  /// Under `base`; empty: $XDG_RUNTIME_DIR, else $TMPDIR where its name leaves room for `name`, else
  /// /tmp. A variable counts that names, from the root, a directory where one may write. Refused with a sentence when it cannot be
  /// made, or when `name` in it would be too long for a socket (unix(7): 107 bytes and a NUL).
  static Result<std::unique_ptr<RunDirectory>> make(const std::string& base, const std::string& name);
  ~RunDirectory();
  RunDirectory(const RunDirectory&) = delete;
  RunDirectory& operator=(const RunDirectory&) = delete;

  const std::string& path() const { return path_; }
  /// Where a name that scenarios write lies, from the root on, also where the kernel is given it as a
  /// relative one. Empty for a name that is no path.
  std::string path_of(const std::string& name) const;

  /// Puts there what a scenario wants to find before the first call: a file, a directory, a symbolic
  /// link, or the name of a socket whose server is gone.
  Done leave(const Leftover& leftover) const;
  /// Refused where `path`, which a server is going to remove, is there and no socket: whoever removes
  /// a stale name must not take anything else away. A directory may be there: unlink(2) leaves it.
  static Done check_removable(const std::string& path);
  /// Other users may look up names in it, though not list them (0711).
  void let_others_in() const;

 private:
  explicit RunDirectory(std::string path) : path_(std::move(path)) {}
  std::string path_;
};

}  // namespace sockwalk
