#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "build_paths.h"
#include "event/constant_names.h"
#include "explanation_rows.h"

namespace sockwalk {
namespace {

using explanation_rows::Row;
using enum Syscall;

/// A failure that the facts about Unix sockets name.
struct Named {
  std::string_view fact;  ///< its id: `sockwalk facts` plays most of them
  Syscall call;
  int error;
};

// Of a fact that leaves the call open ("every call at the limit") each call stands here that was
// tried. B5 and H8 name an errno that other systems give and Linux does not.
constexpr Named kNamed[]{
    {"A2", listen, EINVAL},
    {"A2", accept, EINVAL},
    {"A3", accept, EINVAL},
    {"A4", bind, EINVAL},
    {"A6", read, EINVAL},
    {"A6", sendto, ENOTCONN},
    {"A6", connect, EINVAL},
    {"A7", open, ENXIO},
    {"A11", connect, EISCONN},
    {"A12", read, EINVAL},
    {"A12", write, ENOTCONN},
    {"A13", read, ENOTCONN},
    {"A13", write, ENOTCONN},
    {"A16", connect, ECONNREFUSED},
    {"B3", recvfrom, EAGAIN},
    {"B5", accept, ECONNABORTED},
    {"B5", sendto, EPIPE},
    {"B8", read, ECONNRESET},
    {"B8", sendto, EPIPE},
    {"B9", connect, ECONNREFUSED},
    {"C2", accept, EAGAIN},
    {"C3", accept, EAGAIN},
    {"C4", accept, EINVAL},
    {"C4", connect, ECONNREFUSED},
    {"C5", connect, ECONNREFUSED},
    {"D1", connect, ENOENT},
    {"D2", connect, ENOTDIR},
    {"D3", connect, ECONNREFUSED},
    {"D4", connect, ECONNREFUSED},
    {"D5", connect, ECONNREFUSED},
    {"D6", connect, ECONNREFUSED},
    {"D7", connect, EPROTOTYPE},
    {"D8", connect, EINVAL},
    {"D9", connect, ENOENT},
    {"D9", connect, ECONNREFUSED},
    {"D10", connect, ENOENT},
    {"D11", socket, EPROTONOSUPPORT},
    {"D11", socket, ESOCKTNOSUPPORT},
    {"E1", bind, EADDRINUSE},
    {"E1", connect, ECONNREFUSED},
    {"E2", bind, EADDRINUSE},
    {"E2", setsockopt, EOPNOTSUPP},
    {"E4", bind, EADDRINUSE},
    {"E4", connect, ECONNREFUSED},
    {"E5", bind, EADDRINUSE},
    {"E6", bind, ENOENT},
    {"E6", bind, ENOTDIR},
    {"F4", bind, EINVAL},
    {"F8", connect, ENOENT},
    {"F10", bind, EADDRINUSE},
    {"F11", connect, ECONNREFUSED},
    {"F16", connect, ECONNREFUSED},
    {"G3", connect, EACCES},
    {"G4", connect, EACCES},
    {"G6", connect, EACCES},
    {"G7", bind, EACCES},
    {"G8", unlink, EACCES},
    {"G8", unlink, EPERM},
    {"G11", sendto, EACCES},
    {"G16", sendmsg, EPERM},
    {"H1", connect, EAGAIN},
    {"H4", connect, EAGAIN},
    {"H6", connect, EAGAIN},
    {"H8", connect, EINPROGRESS},
    {"I3", close, EBADF},
    {"I3", write, EBADF},
    {"J1", accept, EMFILE},
    {"J2", accept, EMFILE},
    {"J3", socket, EMFILE},
    {"J3", open, EMFILE},
    {"J3", dup, EMFILE},
    {"J3", epoll_create1, EMFILE},
    {"J6", accept, EMFILE},
    {"J8", accept, EMFILE},
    {"K7", recvfrom, EAGAIN},
    {"K8", write, EMSGSIZE},
    {"K8", sendto, EMSGSIZE},
    {"L2", write, EPIPE},
    {"L4", write, EPIPE},
    {"L8", shutdown, ENOTCONN},
    {"M1", read, ECONNRESET},
    {"M2", read, ECONNRESET},
    {"M3", write, EPIPE},
    {"M3", write, ECONNRESET},
    {"M5", read, ECONNRESET},
    {"M7", read, ECONNRESET},
    {"M9", write, EPIPE},
    {"M10", sendto, EPIPE},
    {"M11", write, EPIPE},
    {"M12", write, EPIPE},
    {"M13", write, EPIPE},
    {"M14", write, ECONNREFUSED},
    {"M14", write, ENOTCONN},
    {"N1", read, EAGAIN},
    {"N3", read, EBADF},
    {"O5", select, EBADF},
    {"O8", select, EINVAL},
    {"P4", poll, EINVAL},
    {"Q1", read, EAGAIN},
    {"Q1", accept, EAGAIN},
    {"Q2", write, EAGAIN},
    {"Q6", write, EAGAIN},
    {"R1", accept, EINTR},
    {"R1", read, EINTR},
    {"R1", connect, EINTR},
    {"R4", write, EINTR},
    {"R5", poll, EINTR},
    {"R5", select, EINTR},
    {"R5", epoll_wait, EINTR},
    {"R6", read, EINTR},
    {"R6", accept, EINTR},
    {"R8", epoll_wait, EINTR},
    {"R9", epoll_wait, EINTR},
    {"S9", accept, EAGAIN},
    {"S11", epoll_ctl, EEXIST},
    {"S11", epoll_ctl, ENOENT},
    {"S11", epoll_ctl, EBADF},
    {"S11", epoll_ctl, EPERM},
    {"S11", epoll_ctl, EINVAL},
    {"S13", epoll_ctl, EBADF},
    {"T6", sendmsg, EINVAL},
    {"T6", sendmsg, EBADF},
    {"U1", connect, ENOENT},
    {"U4", connect, ECONNREFUSED},
    {"V1", sendto, ENOTCONN},
    {"V2", listen, EOPNOTSUPP},
    {"V2", accept, EOPNOTSUPP},
    {"V3", sendto, EAGAIN},
    {"V5", write, ECONNREFUSED},
    {"V5", write, ENOTCONN},
    {"V6", sendto, EPERM},
    {"W12", connect, EFAULT},
    {"W12", read, EBADF},
    {"W12", sendto, ENOTSOCK},
    {"W12", epoll_wait, ENOSYS},
};

/// How one row of the tables ended, and what was said before.
struct Ending {
  const Row* row;
  Syscall call;
  int error;
  Sentence sentence;
  Sentence foretold;
  Sentence needed;
};

std::vector<Ending> all_endings() {
  using namespace explanation_rows;
  std::vector<Ending> endings;
  for (const Rows* rows :
       {&naming_refusals(), &losses(), &message_losses(), &other_refusals(), &course_calls(),
        &transfers(), &readiness(), &options(), &descriptors(), &urgent_bytes(), &unreachable()}) {
    for (const Row& row : *rows) {
      EventScript script;
      row.story(script);
      const Event& exit = script.last();
      const Event& enter = script.last_enter();
      const Model met = state_after(script, enter.seq - 1);
      endings.push_back({&row, exit.call, exit.error, explain(script.before(), enter, exit),
                         foretell(met, enter), needs(met, enter)});
    }
  }
  return endings;
}

/// Whether `source` ("J1, J2") names the fact.
bool names(std::string_view source, std::string_view fact) {
  for (std::size_t at = source.find(fact); at != std::string_view::npos;
       at = source.find(fact, at + 1)) {
    const std::size_t end = at + fact.size();
    const bool begins = at == 0 || source[at - 1] == ' ';
    if (begins && (end == source.size() || source[end] == ',')) return true;
  }
  return false;
}

/// A Text as its header has it.
struct Written {
  std::string id;
  std::string english;
};

/// Where the string literal that begins at `at` ends; what it says is put to `text`.
std::size_t read_literal(std::string_view header, std::size_t at, std::string& text) {
  for (++at; header[at] != '"'; ++at) {
    if (header[at] == '\\') ++at;
    text += header[at];
  }
  return at + 1;
}

void read_header(const std::filesystem::path& path, std::vector<Written>& texts) {
  std::ifstream file(path);
  const std::string header{std::istreambuf_iterator<char>(file), {}};
  constexpr std::string_view kBegin = "constexpr Text k";
  for (std::size_t at = header.find(kBegin); at != std::string::npos;
       at = header.find(kBegin, at + 1)) {
    Written text;
    std::size_t next = read_literal(header, header.find('"', at), text.id);
    while (header[next] != '}') {
      next = header[next] == '"' ? read_literal(header, next, text.english) : next + 1;
    }
    texts.push_back(text);
  }
}

/// All Texts in the headers that the sources of explain() and foretell() include.
std::vector<Written> all_texts() {
  const std::filesystem::path core = std::filesystem::path(SOCKWALK_SOURCE_DIR) / "core";
  std::set<std::string> headers;
  for (const auto& entry : std::filesystem::directory_iterator(core / "model")) {
    const std::string name = entry.path().filename().string();
    if (name.rfind("expl", 0) != 0 && name.rfind("foretell", 0) != 0) continue;
    std::ifstream source(entry.path());
    for (std::string line; std::getline(source, line);) {
      constexpr std::string_view kInclude = "#include \"text/";
      if (line.rfind(kInclude, 0) != 0 || line.find("_text.h") == std::string::npos) continue;
      headers.insert(line.substr(kInclude.size(), line.rfind('"') - kInclude.size()));
    }
  }
  std::vector<Written> texts;
  for (const std::string& header : headers) read_header(core / "text" / header, texts);
  return texts;
}

bool is_foretold(const Written& text) {
  return text.id.rfind("foretell.", 0) == 0 || text.id.rfind("needs.", 0) == 0;
}

/// Whether `words` hold what `english` says between its arguments, in order: a part of a sentence
/// is filled into another sentence before anybody sees it.
bool holds(std::string_view words, std::string_view english) {
  std::size_t from = 0;
  while (!english.empty()) {
    const std::size_t brace = std::min(english.find('{'), english.size());
    const std::size_t at = words.find(english.substr(0, brace), from);
    if (at == std::string_view::npos) return false;
    from = at + brace;
    if (brace == english.size()) break;
    english.remove_prefix(english.find('}') + 1);
  }
  return true;
}

bool tells(const Sentence& sentence, const Written& text) {
  return sentence.text->id == text.id ||
         std::any_of(sentence.arguments.begin(), sentence.arguments.end(),
                     [&](const std::string& argument) { return holds(argument, text.english); });
}

}  // namespace

TEST_SUITE_BEGIN("explain_coverage");

TEST_CASE("Each failure that the facts name is explained by more than its errno") {
  const std::vector<Ending> endings = all_endings();
  for (const Named& named : kNamed) {
    CAPTURE(named.fact);
    CAPTURE(row_of(named.call).name);
    CAPTURE(errno_name(named.error));
    CHECK(errno_row(named.error) != nullptr);
    std::size_t rows = 0;
    for (const Ending& ending : endings) {
      if (ending.call != named.call || ending.error != named.error) continue;
      if (!names(ending.row->source, named.fact)) continue;
      CHECK(ending.sentence.text->id != "refusal.general");
      CHECK(ending.sentence.text->id != "refusal.unknown");
      ++rows;
    }
    CHECK(rows > 0);
  }
}

TEST_CASE("Every explanation is told by some story") {
  const std::vector<Ending> endings = all_endings();
  std::size_t explanations = 0;
  for (const Written& text : all_texts()) {
    if (is_foretold(text)) continue;
    CAPTURE(text.id);
    CHECK(std::any_of(endings.begin(), endings.end(),
                      [&](const Ending& ending) { return tells(ending.sentence, text); }));
    ++explanations;
  }
  CHECK(explanations > 300);
}

TEST_CASE("Every foretelling and every need is told by some story") {
  const std::vector<Ending> endings = all_endings();
  std::size_t foretellings = 0;
  for (const Written& text : all_texts()) {
    if (!is_foretold(text)) continue;
    CAPTURE(text.id);
    CHECK(std::any_of(endings.begin(), endings.end(), [&](const Ending& ending) {
      return tells(ending.foretold, text) || tells(ending.needed, text);
    }));
    ++foretellings;
  }
  CHECK(foretellings > 100);
}

TEST_SUITE_END();

}  // namespace sockwalk
