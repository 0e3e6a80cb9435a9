#include <sys/stat.h>

#include <cerrno>

#include "event/argument_constants.h"
#include "model/explanation.h"
#include "text/file_text.h"

namespace sockwalk {
namespace {

namespace texts = file_text;

constexpr std::int64_t kAnyWrite = 0222;
constexpr std::int64_t kAllModes = 0777;

std::string mode_text(std::int64_t mode) { return constant_text(ArgumentKind::mode, mode); }

Sentence socket_mode_set(const Circumstance& met) {
  const std::string mode = mode_text(met.enter.args[1]);
  if (met.socket == nullptr) return say(texts::kFchmodFile, met.number, mode);
  const bool named = met.socket->address.kind == UnixAddress::Kind::path;
  return say(named ? texts::kFchmodAfter : texts::kFchmodBefore, met.number, mode);
}

Sentence user_set(const Circumstance& met) {
  const std::int64_t user = met.enter.args[1];
  if (user == 0) return say(texts::kSetRoot, capitalised(met.caller));
  return say(texts::kSetNobody, capitalised(met.caller), user);
}

Sentence open_refusal(const Circumstance& met, int error) {
  switch (error) {
    case ENXIO:
      return say(texts::kOpenSocket, met.name());
    case EMFILE:
      return say(texts::kOpenLimit, capitalised(met.caller), met.name());
    case EEXIST:
      return say(texts::kOpenExists, met.name());
    case EISDIR:
      return say(texts::kOpenDirectory, met.name());
    default:
      return {};
  }
}

Sentence mode_refusal(const Circumstance& met, int error) {
  if (error == ENOENT) return say(texts::kChmodNoName, met.name(), met.call);
  if (error == EPERM) {
    const bool numbered = met.enter.call == Syscall::fchmod;
    return say(texts::kChmodForeign, capitalised(met.caller), numbered ? met.number : met.name());
  }
  return {};
}

/// What any call that follows a path may meet.
Sentence path_refusal(const Circumstance& met, int error) {
  switch (error) {
    case ENOENT:
      if (met.enter.call == Syscall::mkdir) return say(texts::kNoDirectoryForName, met.name(), met.call);
      return say(texts::kNoPath, met.name(), met.call);
    case EACCES:
    case EPERM:
      return say(texts::kPathForbidden, capitalised(met.caller), met.name(), met.call);
    case ENAMETOOLONG:
      return say(texts::kPathTooLong, met.call);
    case ENOSPC:
    case EDQUOT:
      return say(texts::kNoSpace, met.call, met.name());
    default:
      return {};
  }
}

Sentence own_refusal(const Circumstance& met, int error) {
  switch (met.enter.call) {
    case Syscall::open:
      return open_refusal(met, error);
    case Syscall::chmod:
    case Syscall::fchmod:
      return mode_refusal(met, error);
    case Syscall::mkdir:
      return error == EEXIST ? say(texts::kMkdirExists, met.name()) : Sentence{};
    case Syscall::setresuid:
      if (error != EPERM) return {};
      return say(texts::kSetForbidden, capitalised(met.caller), met.enter.args[1]);
    default:
      return {};
  }
}

}  // namespace

Sentence explain_file(const Circumstance& met, const Event& exit) {
  const std::int64_t mode = met.enter.args[0];
  switch (met.enter.call) {
    case Syscall::open:
      return say(texts::kOpen, exit.ret, met.name());
    case Syscall::chmod:
      return say((mode & kAnyWrite) == 0 ? texts::kChmodShut : texts::kChmod, met.name(),
                 mode_text(mode));
    case Syscall::fchmod:
      return socket_mode_set(met);
    case Syscall::umask:
      return say(texts::kUmask, mode_text(mode), mode_text(exit.ret), mode_text(kAllModes & ~mode));
    case Syscall::mkdir:
      return say(texts::kMkdir, met.name());
    case Syscall::chdir:
      return say(texts::kChdir, capitalised(met.caller), met.name());
    default:
      return user_set(met);
  }
}

Sentence explain_file_refusal(const Circumstance& met, const Event& exit) {
  const Sentence own = own_refusal(met, exit.error);
  const bool by_path = met.address().kind == UnixAddress::Kind::path;
  return own.empty() && by_path ? path_refusal(met, exit.error) : own;
}

}  // namespace sockwalk
