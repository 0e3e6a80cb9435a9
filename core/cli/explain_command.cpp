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

/// "SO_SNDBUF", "EPIPE": as constants of C are written.
bool is_constant(std::string_view word) {
  const auto capital = [](unsigned char letter) { return std::isupper(letter) != 0; };
  return !word.empty() && capital(static_cast<unsigned char>(word.front())) &&
         std::ranges::all_of(word, [&](unsigned char letter) {
           return capital(letter) || std::isdigit(letter) != 0 || letter == '_';
         });
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

/// What an entry of the glossary explains, as it is written there: the words between asterisks, and the
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
    terms.emplace_back(term.substr(0, term.find(" (")));
    rest.remove_prefix(std::min(end + kMark.size(), rest.size()));
    const std::size_t closed = rest.find(')');
    if (!rest.starts_with(" (") || closed == std::string_view::npos) continue;
    const std::string_view constant = rest.substr(2, closed - 2);
    if (is_constant(constant)) terms.emplace_back(constant);
  }
  return terms;
}

const Text* entry_about(const std::string& word, std::span<const Text* const> entries) {
  const std::string wanted = folded(word);
  for (const Text* entry : entries) {
    const std::vector<std::string> terms = terms_of(*entry);
    if (std::ranges::find(terms, wanted, folded) != terms.end()) return entry;
  }
  return nullptr;
}

const Text* entry_about(const std::string& word) {
  const Text* entry = entry_about(word, text::kGlossary);
  return entry != nullptr ? entry : entry_about(word, text::kConstantWords);
}

/// Without the asterisks, which a terminal does not show as bold.
std::string plain_words(const Text& entry) {
  std::string plain = words(entry);
  plain.erase(std::remove(plain.begin(), plain.end(), '*'), plain.end());
  return plain;
}

/// All that is explained, group by group.
struct KnownWords {
  std::vector<std::string_view> calls, errors;
  std::vector<std::string> constants, terms;
};

KnownWords known_words() {
  KnownWords known;
  for (const SyscallRow& row : all_syscalls()) {
    if (!row.name.empty()) known.calls.push_back(row.name);
  }
  for (const LibraryFunction& row : kLibraryFunctions) known.calls.push_back(row.name);
  for (const ErrnoRow& row : all_errnos()) known.errors.push_back(row.name);
  const auto take = [&](std::span<const Text* const> entries) {
    for (const Text* entry : entries) {
      for (std::string& term : terms_of(*entry)) {
        if (errno_row(term) != nullptr) continue;
        (is_constant(term) ? known.constants : known.terms).push_back(std::move(term));
      }
    }
  };
  take(text::kGlossary);
  take(text::kConstantWords);
  return known;
}

/// What the constants of one header's family begin with: "SO_" of SO_SNDBUF, "SIG", "E".
std::string_view family_of(std::string_view word) {
  if (!is_constant(word)) return {};
  if (const std::size_t end = word.find('_'); end != std::string_view::npos) return word.substr(0, end + 1);
  for (const std::string_view family : {"SIG", "EPOLL", "POLL", "E"}) {
    if (word.starts_with(family) && word.size() > family.size()) return family;
  }
  return {};
}

/// What `word` was probably meant to be: what is spelled nearly so, or has it as one of its words; else,
/// of a constant, the nearest of its family.
std::vector<std::string_view> meant(std::string_view word, const KnownWords& known) {
  std::vector<std::string_view> all = known.calls;
  all.insert(all.end(), known.constants.begin(), known.constants.end());
  all.insert(all.end(), known.errors.begin(), known.errors.end());
  all.insert(all.end(), known.terms.begin(), known.terms.end());
  if (auto near = nearest(word.substr(0, word.find('(')), all); !near.empty()) return near;
  std::vector<std::string_view> longer = all;
  const std::string wanted = fmt::format(" {} ", folded(word));
  std::erase_if(longer, [&](std::string_view each) {
    return fmt::format(" {} ", folded(each)).find(wanted) == std::string::npos;
  });
  if (!longer.empty()) return closest(word, longer);
  const std::string_view family = family_of(word);
  if (family.empty()) return {};
  if (family == "E") return closest(word, known.errors);
  std::erase_if(all, [&](std::string_view each) { return family_of(each) != family; });
  return closest(word, all);
}

std::string unknown(std::string_view word) {
  const KnownWords known = known_words();
  const auto near = meant(word, known);
  if (near.empty()) return say(kNothingToExplain, quotable(word)).words();
  return say(kNothingToExplainNear, quotable(word), listed(near)).words();
}

/// A heading, and the words below it in lines of at most 78 columns.
template <class Words>
void print_group(Output& output, const Text& heading, const Words& group) {
  constexpr std::size_t kWidth = 78;
  output.line(words(heading));
  std::string line;
  for (const auto& word : group) {
    if (!line.empty()) line += ',';
    if (line.size() + word.size() + 2 > kWidth) {
      output.line(line);
      line.clear();
    }
    line += line.empty() ? "  " : " ";
    line += word;
  }
  output.line(line);
}

void print_known_words(Output& output) {
  const KnownWords known = known_words();
  print_group(output, kExplainedCalls, known.calls);
  print_group(output, kExplainedErrors, known.errors);
  print_group(output, kExplainedConstants, known.constants);
  print_group(output, kExplainedTerms, known.terms);
}

}  // namespace

int explain(const ExplainCommand& command) {
  Output output;
  if (command.word.empty()) {
    print_known_words(output);
  } else if (const ErrnoRow* row = errno_of(command.word); row != nullptr) {
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
