#include "model/explain.h"

#include <cerrno>

#include "event/constant_names.h"
#include "model/explanation.h"
#include "text/explain_text.h"
#include "text/refusal_text.h"

namespace sockwalk {
namespace {

namespace texts = refusal_text;

Sentence left(const Circumstance& met) {
  const std::string open = open_numbers(met.model, met.enter.actor);
  const std::string actor = capitalised(met.caller);
  return open.empty() ? say(explain_text::kExitClean, actor)
                      : say(explain_text::kExitClosed, actor, open);
}

/// Who explains a call: one function for its success, one for its failure.
struct Explainer {
  Sentence (*success)(const Circumstance& met, const Event& exit);
  Sentence (*refusal)(const Circumstance& met, const Event& exit);
};

Explainer explainer_of(Syscall call) {
  switch (call) {
    case Syscall::socket:
    case Syscall::bind:
    case Syscall::listen:
    case Syscall::unlink:
      return {explain_naming, explain_naming_refusal};
    case Syscall::accept:
    case Syscall::accept4:
    case Syscall::connect:
      return {explain_connection, explain_connection_refusal};
    case Syscall::read:
    case Syscall::write:
    case Syscall::sendto:
    case Syscall::recvfrom:
    case Syscall::sendmsg:
    case Syscall::recvmsg:
      return {explain_transfer, explain_loss};
    case Syscall::select:
    case Syscall::poll:
      return {explain_readiness, explain_readiness_refusal};
    case Syscall::epoll_create1:
    case Syscall::epoll_ctl:
    case Syscall::epoll_wait:
      return {explain_epoll, explain_epoll_refusal};
    case Syscall::socketpair:
    case Syscall::shutdown:
    case Syscall::dup:
    case Syscall::fcntl:
      return {explain_descriptor, explain_descriptor_refusal};
    case Syscall::ioctl:
    case Syscall::setsockopt:
    case Syscall::getsockopt:
    case Syscall::getsockname:
    case Syscall::getpeername:
      return {explain_option, explain_option_refusal};
    case Syscall::open:
    case Syscall::chmod:
    case Syscall::fchmod:
    case Syscall::umask:
    case Syscall::mkdir:
    case Syscall::chdir:
    case Syscall::setresuid:
      return {explain_file, explain_file_refusal};
    case Syscall::close:
      return {[](const Circumstance& met, const Event&) { return explain_close(met); },
              explain_close_refusal};
    case Syscall::exit:
      return {[](const Circumstance& met, const Event&) { return left(met); }, nullptr};
    case Syscall::none:
      break;
  }
  return {nullptr, nullptr};
}

/// Whether the call is one for which open(2) has to be asked: O_RDONLY, O_WRONLY.
bool moves_data(Syscall call) { return call == Syscall::read || call == Syscall::write; }

/// What an errno means whatever the call was.
Sentence general_refusal(const Circumstance& met, int error) {
  const std::string_view call = row_of(met.enter.call).name;
  switch (error) {
    case EBADF:
      if (met.file != nullptr && met.file->kind == FileKind::plain) {
        return say(texts::kWrongMode, met.caller, met.number, call);
      }
      if (met.file == nullptr && met.enter.fd() >= 0 && met.enter.fd() <= 2 &&
          moves_data(met.enter.call)) {
        return say(texts::kClosedOrMode, capitalised(met.caller), met.number, call);
      }
      return say(texts::kBadNumber, capitalised(met.caller), met.number, call);
    case ENOTSOCK:
      return say(texts::kNotSocket, met.caller, met.number, call);
    case EFAULT:
      return say(texts::kBadPointer, met.caller, call);
    case ENFILE:
      return say(texts::kSystemTable, call, met.caller);
    case ENOMEM:
    case ENOBUFS:
      return say(texts::kNoMemory, call);
    case ELOOP:
      return say(texts::kPathLoop, call, met.name());
    case EROFS:
      return say(texts::kReadOnly, call, met.name());
    case ENOTDIR:
      return say(texts::kNotDirectory, call, met.name());
    case ENOSYS:
      return say(texts::kNoSuchCall, call);
    default:
      break;
  }
  if (const ErrnoRow* row = errno_row(error); row != nullptr) {
    return say(texts::kGeneral, call, row->name, row->means);
  }
  return say(texts::kUnknown, call, errno_name(error), manual_page(met.enter.call));
}

}  // namespace

Sentence explain(const Model& before, const Event& enter, const Event& exit) {
  if (enter.call == Syscall::none) return {};
  const Circumstance met(before, enter);
  const Explainer explainer = explainer_of(enter.call);
  if (exit.error == 0) return explainer.success(met, exit);
  Sentence special = explainer.refusal == nullptr ? Sentence{} : explainer.refusal(met, exit);
  return special.empty() ? general_refusal(met, exit.error) : special;
}

std::string manual_page(Syscall call) {
  if (call == Syscall::none) return {};
  const SyscallRow& row = row_of(call);
  return fmt::format("{}({})", row.name, row.section);
}

}  // namespace sockwalk
