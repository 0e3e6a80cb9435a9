#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "cli/command_line.h"
#include "cli/output.h"
#include "event/constant_names.h"
#include "event/syscall.h"
#include "model/explain.h"
#include "model/transition.h"
#include "text/command_text.h"
#include "text/constant_text.h"
#include "text/glossary_text.h"
#include "text/wording.h"

namespace sockwalk {
namespace {

using namespace command_text;

const ErrnoRow* errno_of(const std::string& word) {
  int number = 0;
  const char* end = word.data() + word.size();
  const auto [stopped, error] = std::from_chars(word.data(), end, number);
  if (error == std::errc{} && stopped == end) return errno_row(number);
  std::string name = word;
  std::transform(name.begin(), name.end(), name.begin(),
                 [](unsigned char letter) { return static_cast<char>(std::toupper(letter)); });
  return errno_row(name);
}

/// "accept", "accept()", "accept(2)", "ACCEPT"
Syscall call_of(const std::string& word) {
  std::string name = word.substr(0, word.find('('));
  std::transform(name.begin(), name.end(), name.begin(),
                 [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
  return name.empty() ? Syscall::none : syscall_named(name);
}

/// Functions of the C library under which people know a call by another name.
struct LibraryFunction {
  std::string_view name;
  Syscall call;
};
constexpr std::array kLibraryFunctions{LibraryFunction{"send", Syscall::sendto},
                                       LibraryFunction{"recv", Syscall::recvfrom},
                                       LibraryFunction{"remove", Syscall::unlink},
                                       LibraryFunction{"epoll_create", Syscall::epoll_create1},
                                       LibraryFunction{"setuid", Syscall::setresuid},
                                       LibraryFunction{"pselect", Syscall::select},
                                       LibraryFunction{"ppoll", Syscall::poll},
                                       LibraryFunction{"_exit", Syscall::exit}};

const LibraryFunction* library_function(std::string_view word) {
  const std::string_view name = word.substr(0, word.find('('));
  const auto* row = std::ranges::find(kLibraryFunctions, name, &LibraryFunction::name);
  return row == kLibraryFunctions.end() ? nullptr : row;
}

std::string arguments_of(const SyscallRow& row) {
  std::vector<std::string_view> names;
  for (const ArgumentRow& argument : row.arguments) {
    if (argument.kind != ArgumentKind::none) names.push_back(argument.name);
  }
  return fmt::format("{}({})", row.name, listed(names));
}

std::string from_text(const Transition& row) {
  return row.from ? std::string{phase_name(*row.from)} : say(kNoSocketYet).words();
}

std::string outcome_text(const Transition& row) {
  switch (row.outcome) {
    case Outcome::succeeded:
      return say(kOutcomeSucceeds).words();
    case Outcome::slept:
      return say(kOutcomeSleeps).words();
    case Outcome::failed:
      break;
  }
  return row.error == 0 ? say(kOutcomeFails).words()
                        : say(kOutcomeFailsWith, errno_name(row.error)).words();
}

void print_errno(Output& output, const ErrnoRow& row) {
  output.line(say(kErrnoHeading, row.name, row.number, row.says).words());
  output.line(row.means);
  std::set<std::string> said;
  for (const Transition& transition : transition_table()) {
    if (transition.error != row.number || transition.outcome != Outcome::failed) continue;
    const std::string line = say(kErrnoFrom, manual_page(transition.call), from_text(transition),
                                 say(*transition.why).words())
                                 .words();
    if (said.insert(line).second) output.line(line);
  }
}

void print_call(Output& output, const SyscallRow& row) {
  output.line(say(kCallHeading, manual_page(row.id), arguments_of(row)).words());
  output.line(say(kCallPurpose, row.name, row.purpose).words());
  output.line(say(row.may_block ? kCallMayBlock : kCallNeverBlocks).words());
  std::set<std::string> said;
  for (const Transition& transition : transition_table()) {
    if (transition.call != row.id) continue;
    const std::string line =
        say(transition.by_peer ? kTransitionLineByPeer : kTransitionLine, from_text(transition),
            outcome_text(transition), phase_name(transition.to), say(*transition.why).words())
            .words();
    if (said.insert(line).second) output.line(line);
  }
}

/// In lower case, and "half close" for "Half-close" and "half_close".
std::string folded(std::string_view term) {
  std::string plain(term);
  for (char& letter : plain) {
    const bool joins = letter == '-' || letter == '_';
    letter = joins ? ' ' : static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  }
  return plain;
}

/// What an entry of the glossary explains, in the order of its text: the words between asterisks, and the
/// constant in parentheses behind them, as in "**Stream** (SOCK_STREAM)".
std::vector<std::string> terms_of(const Text& entry) {
  constexpr std::string_view kMark = "**";
  std::vector<std::string> terms;
  for (std::string_view rest = entry.english; !rest.empty();) {
    const std::size_t begin = rest.find(kMark);
    if (begin == std::string_view::npos) break;
    rest.remove_prefix(begin + kMark.size());
    const std::size_t end = std::min(rest.find(kMark), rest.size());
    const std::string_view term = rest.substr(0, end);
    terms.push_back(folded(term.substr(0, term.find(" ("))));
    rest.remove_prefix(std::min(end + kMark.size(), rest.size()));
    const std::size_t closed = rest.find(')');
    if (!rest.starts_with(" (") || closed == std::string_view::npos) continue;
    terms.push_back(folded(rest.substr(2, closed - 2)));
  }
  return terms;
}

const Text* entry_about(const std::string& word, std::span<const Text* const> entries) {
  const std::string wanted = folded(word);
  for (const Text* entry : entries) {
    const std::vector<std::string> terms = terms_of(*entry);
    if (std::find(terms.begin(), terms.end(), wanted) != terms.end()) return entry;
  }
  return nullptr;
}

const Text* entry_about(const std::string& word) {
  const Text* entry = entry_about(word, text::kGlossary);
  return entry != nullptr ? entry : entry_about(word, text::kConstantWords);
}

/// As they are written: constants in capitals.
std::vector<std::string> constants() {
  std::vector<std::string> names;
  for (const Text* entry : text::kConstantWords) {
    for (std::string name : terms_of(*entry)) {
      std::ranges::transform(name, name.begin(), [](unsigned char letter) {
        return letter == ' ' ? '_' : static_cast<char>(std::toupper(letter));
      });
      names.push_back(std::move(name));
    }
  }
  return names;
}

/// Without the asterisks, which a terminal does not show as bold.
std::string plain_words(const Text& entry) {
  std::string plain = words(entry);
  plain.erase(std::remove(plain.begin(), plain.end(), '*'), plain.end());
  return plain;
}

/// "EFOO": an E, and no small letter.
bool looks_like_error(const std::string& word) {
  return word.size() >= 2 && word[0] == 'E' && std::ranges::all_of(word, [](unsigned char letter) {
           return std::isupper(letter) != 0 || std::isdigit(letter) != 0;
         });
}

std::string unknown(const std::string& word) {
  std::vector<std::string_view> errors;
  for (const ErrnoRow& row : all_errnos()) errors.push_back(row.name);
  std::vector<std::string_view> known;
  for (const SyscallRow& row : all_syscalls()) {
    if (!row.name.empty()) known.push_back(row.name);
  }
  const std::string calls = listed(known);
  const std::vector<std::string> others = constants();
  known.insert(known.end(), others.begin(), others.end());
  known.insert(known.end(), errors.begin(), errors.end());
  if (const auto near = nearest(word.substr(0, word.find('(')), known); !near.empty()) {
    return say(kNothingToExplainNear, quotable(word), listed(near)).words();
  }
  const auto closest_errors = looks_like_error(word) ? closest(word, errors) : std::vector<std::string_view>{};
  if (closest_errors.empty()) return say(kNothingToExplain, quotable(word), calls).words();
  return say(kNoSuchError, quotable(word), listed(closest_errors)).words();
}

}  // namespace

int explain(const ExplainCommand& command) {
  Output output;
  if (const ErrnoRow* row = errno_of(command.word); row != nullptr) {
    print_errno(output, *row);
  } else if (const Syscall call = call_of(command.word); call != Syscall::none) {
    print_call(output, row_of(call));
  } else if (const LibraryFunction* function = library_function(command.word)) {
    output.line(say(kLibraryFunction, function->name, row_of(function->call).name).words());
    print_call(output, row_of(function->call));
  } else if (const Text* entry = entry_about(command.word); entry != nullptr) {
    output.line(plain_words(*entry));
  } else {
    return refuse(unknown(command.word));
  }
  return output.finish(kFine);
}

}  // namespace sockwalk
