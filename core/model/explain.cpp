#include "model/explain.h"

#include <cerrno>

#include "event/constant_names.h"
#include "model/explanation.h"
#include "text/explain_text.h"
#include "text/refusal_text.h"

namespace sockwalk {
namespace {

namespace texts = refusal_text;

Sentence success(const Circumstance& met, const Event& exit) {
  switch (met.enter.call) {
    case Syscall::socket:
    case Syscall::bind:
    case Syscall::listen:
    case Syscall::unlink:
      return explain_naming(met, exit);
    case Syscall::accept:
    case Syscall::connect:
      return explain_connection(met, exit);
    case Syscall::read:
    case Syscall::write:
    case Syscall::select:
      return explain_transfer(met, exit);
    case Syscall::close:
      return explain_close(met);
    case Syscall::exit: {
      const std::string open = open_numbers(met.model, met.enter.actor);
      const std::string actor = capitalised(met.caller);
      return open.empty() ? say(explain_text::kExitClean, actor)
                          : say(explain_text::kExitClosed, actor, open);
    }
    case Syscall::none:
      break;
    default: break;
  }
  return {};
}

Sentence special_refusal(const Circumstance& met, const Event& exit) {
  switch (met.enter.call) {
    case Syscall::socket:
    case Syscall::bind:
    case Syscall::listen:
    case Syscall::unlink:
      return explain_naming_refusal(met, exit);
    case Syscall::close:
      return explain_close_refusal(met, exit);
    case Syscall::accept:
    case Syscall::connect:
      return explain_connection_refusal(met, exit);
    case Syscall::read:
    case Syscall::write:
    case Syscall::select:
      return explain_loss(met, exit);
    case Syscall::exit:
    case Syscall::none:
      break;
    default: break;
  }
  return {};
}

/// What an errno means whatever the call was.
Sentence general_refusal(const Circumstance& met, int error) {
  const std::string_view call = row_of(met.enter.call).name;
  switch (error) {
    case EBADF:
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
  if (exit.error == 0) return success(met, exit);
  Sentence special = special_refusal(met, exit);
  return special.empty() ? general_refusal(met, exit.error) : special;
}

std::string manual_page(Syscall call) {
  if (call == Syscall::none) return {};
  const SyscallRow& row = row_of(call);
  return fmt::format("{}({})", row.name, row.section);
}

}  // namespace sockwalk
