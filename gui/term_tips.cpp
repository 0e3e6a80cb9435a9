#include "term_tips.h"

#include <array>

#include "text/term_text.h"

namespace sockwalk {
namespace {

namespace texts = term_text;

struct Term {
  std::string_view word;
  const Text* text;
};

constexpr std::array kTerms{
    Term{"phase", &texts::kPhase},
    Term{"socket", &texts::kSocket},
    Term{"address", &texts::kAddress},
    Term{"name", &texts::kAddress},
    Term{"backlog", &texts::kBacklog},
    Term{"accept queue", &texts::kQueue},
    Term{"queue order", &texts::kQueue},
    Term{"peer", &texts::kPeer},
    Term{"shutdown", &texts::kShutdown},
    Term{"in flight", &texts::kInFlight},
    Term{"unread bytes", &texts::kUnread},
    Term{"O_NONBLOCK", &texts::kNonblocking},
    Term{"interest list", &texts::kInterest},
    Term{"epoll entries", &texts::kInterest},
    Term{"handle", &texts::kDescriptor},
    Term{"descriptor", &texts::kDescriptor},
    Term{"state", &texts::kState},
    Term{"thread", &texts::kThread},
    Term{"calls made", &texts::kCalls},
    Term{"last call", &texts::kCalls},
    Term{"slot", &texts::kSlot},
    Term{"sum of slot", &texts::kSum},
    Term{"file name", &texts::kFileName},
    Term{"fd_set", &texts::kFdSet},
    Term{"pollfd array", &texts::kPollArray},
    Term{"threads", &texts::kThreads},
};

}  // namespace

std::string term_tip(std::string_view word) {
  // "slot 12" is the term with a number behind it.
  const std::size_t end = word.find_last_not_of("0123456789 ");
  word = word.substr(0, end == std::string_view::npos ? 0 : end + 1);
  for (const Term& term : kTerms) {
    if (term.word == word) return words(*term.text);
  }
  return {};
}

std::string term_tip(HandleStructure::Kind kind) {
  switch (kind) {
    case HandleStructure::Kind::fd_set: return words(texts::kFdSet);
    case HandleStructure::Kind::poll_array: return words(texts::kPollArray);
    case HandleStructure::Kind::epoll: return words(texts::kInterest);
    case HandleStructure::Kind::threads: return words(texts::kThreads);
    case HandleStructure::Kind::none: break;
  }
  return {};
}

}  // namespace sockwalk
