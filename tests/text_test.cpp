#include "text/text.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "build_paths.h"

namespace sockwalk {
namespace {

namespace fs = std::filesystem;

/// A Text as its header writes it.
struct Defined {
  std::string space;  ///< the namespace within sockwalk, or empty
  std::string name;   ///< kBindPath
  std::string id;
  std::string english;
  std::string file;

  /// How many arguments it needs: the highest number in braces and one more.
  std::size_t arguments() const {
    std::size_t count = 0;
    static const std::regex number(R"(\{(\d+)[^}]*\})");
    for (std::sregex_iterator it(english.begin(), english.end(), number), end; it != end; ++it) {
      count = std::max<std::size_t>(count, std::stoul((*it)[1]) + 1);
    }
    return count;
  }
};

std::string content_of(const fs::path& path) {
  std::ifstream file(path);
  std::stringstream content;
  content << file.rdbuf();
  return content.str();
}

/// Source text with comments and literals blanked, so that names and brackets can be counted.
std::string bare_code(std::string code) {
  std::size_t i = 0;
  const auto blank_to = [&](std::size_t end) {
    for (; i < std::min(end, code.size()); ++i) {
      if (code[i] != '\n') code[i] = ' ';
    }
  };
  const auto end_of_literal = [&](char quote) {
    std::size_t end = i + 1;
    while (end < code.size() && code[end] != quote && code[end] != '\n') {
      end += code[end] == '\\' ? 2 : 1;
    }
    return end + 1;
  };
  while (i < code.size()) {
    const bool in_number = i > 0 && std::isxdigit(static_cast<unsigned char>(code[i - 1])) != 0;
    if (code.compare(i, 2, "//") == 0) {
      blank_to(code.find('\n', i));
    } else if (code.compare(i, 2, "/*") == 0) {
      blank_to(std::min(code.find("*/", i), code.size() - 2) + 2);
    } else if (code[i] == '"' || (code[i] == '\'' && !in_number)) {
      blank_to(end_of_literal(code[i]));
    } else {
      ++i;
    }
  }
  return code;
}

/// A name in code, with what stands before its "::".
struct Name {
  std::size_t at = 0;
  std::string_view space;
  std::string_view name;
};

std::vector<Name> names_in(std::string_view code) {
  const auto of_name = [](char c) {
    return c == '_' || std::isalnum(static_cast<unsigned char>(c)) != 0;
  };
  std::vector<Name> names;
  for (std::size_t i = 0; i < code.size();) {
    const std::size_t start = i;
    while (i < code.size() && of_name(code[i])) ++i;
    if (i == start) {
      ++i;
      continue;
    }
    Name name{start, {}, code.substr(start, i - start)};
    const bool qualified = !names.empty() && start >= 2 && code.substr(start - 2, 2) == "::" &&
                           names.back().at + names.back().name.size() + 2 == start;
    if (qualified) name.space = names.back().name;
    names.push_back(name);
  }
  return names;
}

bool is_constant(std::string_view name) {
  return name.size() > 1 && name[0] == 'k' && name[1] >= 'A' && name[1] <= 'Z';
}

/// A source file of ours.
struct Source {
  fs::path path;
  std::string text;
  std::string code;  ///< bare
  bool holds_texts = false;
};

const std::vector<Source>& sources() {
  static const std::vector<Source> all = [] {
    std::vector<Source> files;
    for (const char* folder : {"core", "gui"}) {
      const fs::path root = fs::path(SOCKWALK_SOURCE_DIR) / folder;
      for (const auto& entry : fs::recursive_directory_iterator(root)) {
        const std::string extension = entry.path().extension().string();
        if (extension != ".h" && extension != ".cpp") continue;
        Source file{entry.path(), content_of(entry.path()), {}, false};
        file.code = bare_code(file.text);
        // event/event_text.h has the ending too, but writes events.
        file.holds_texts = entry.path().filename().string().ends_with("_text.h") &&
                           file.code.find("constexpr Text k") != std::string::npos;
        files.push_back(std::move(file));
      }
    }
    return files;
  }();
  return all;
}

std::vector<Defined> defined_in(const Source& header) {
  static const std::regex token(
      R"re(namespace sockwalk(?:::(\w+))? \{|constexpr Text (\w+)\{\s*"([^"]+)",\s*((?:"(?:[^"\\]|\\.)*"\s*)+)\})re");
  static const std::regex literal(R"re("((?:[^"\\]|\\.)*)")re");
  std::vector<Defined> all;
  std::string space;
  for (std::sregex_iterator it(header.text.begin(), header.text.end(), token), end; it != end;
       ++it) {
    if (!(*it)[2].matched) {
      space = (*it)[1];
      continue;
    }
    Defined text{space, (*it)[2], (*it)[3], {}, header.path.filename().string()};
    const std::string parts = (*it)[4];
    for (std::sregex_iterator part(parts.begin(), parts.end(), literal); part != end; ++part) {
      text.english += (*part)[1];
    }
    all.push_back(std::move(text));
  }
  return all;
}

const std::vector<Defined>& all_texts() {
  static const std::vector<Defined> texts = [] {
    std::vector<Defined> all;
    for (const Source& file : sources()) {
      if (!file.holds_texts) continue;
      for (Defined& text : defined_in(file)) all.push_back(std::move(text));
    }
    return all;
  }();
  return texts;
}

/// What stands between the bracket at `open` and its partner, cut at the commas of its own level.
std::vector<std::string> arguments_at(const std::string& code, std::size_t open) {
  std::vector<std::string> parts(1);
  int depth = 0;
  for (std::size_t i = open; i < code.size(); ++i) {
    const char c = code[i];
    const bool opens = c == '(' || c == '{' || c == '[';
    const bool closes = c == ')' || c == '}' || c == ']';
    if (closes && --depth == 0) break;
    if (depth == 1 && c == ',') {
      parts.emplace_back();
    } else if (depth > 0) {
      parts.back() += c;
    }
    if (opens) ++depth;
  }
  return parts;
}

/// A place where a Text is given its arguments.
struct Use {
  std::string place;  ///< file and line
  std::string space;  ///< as written before the name: "texts", or empty
  std::string name;
  std::size_t arguments = 0;
};

/// say(text, a, b) and words(text, {a, b}); the text may be chosen with ?:.
std::vector<Use> uses_in(const Source& file) {
  std::vector<Use> uses;
  for (const Name& call : names_in(file.code)) {
    const std::size_t open = call.at + call.name.size();
    if ((call.name != "say" && call.name != "words") || file.code[open] != '(') continue;
    const std::vector<std::string> parts = arguments_at(file.code, open);
    std::size_t given = parts.size() - 1;
    if (call.name == "words" && parts.size() == 2) {
      const std::size_t list = parts[1].find('{');
      if (list == std::string::npos) continue;  // a list that is made elsewhere
      given = arguments_at(parts[1], list).size();
    }
    const auto start = file.code.begin();
    const auto line = 1 + std::count(start, start + static_cast<std::ptrdiff_t>(open), '\n');
    for (const Name& text : names_in(parts[0])) {
      if (!is_constant(text.name)) continue;
      uses.push_back({file.path.filename().string() + ":" + std::to_string(line),
                      std::string(text.space), std::string(text.name), given});
    }
  }
  return uses;
}

/// Which namespaces a qualifier may stand for in a file. Aliases may be local to a function, so one
/// can have several; no qualifier stands for those that are used, too.
using Spaces = std::map<std::string, std::set<std::string>, std::less<>>;

Spaces spaces_of(const Source& file) {
  Spaces spaces;
  const std::vector<Name> names = names_in(file.code);
  for (std::size_t i = 1; i + 2 < names.size(); ++i) {
    if (names[i].name != "namespace") continue;
    const bool used = names[i - 1].name == "using";
    const bool alias = file.code.compare(names[i + 1].at + names[i + 1].name.size(), 2, " =") == 0;
    if (!used && !alias) continue;
    std::size_t last = used ? i + 1 : i + 2;
    while (last + 1 < names.size() && names[last + 1].space == names[last].name) ++last;
    spaces[used ? "" : std::string(names[i + 1].name)].insert(std::string(names[last].name));
  }
  return spaces;
}

/// The Texts that a use may mean.
std::vector<const Defined*> meant(const Use& use, const Spaces& spaces) {
  const auto known = spaces.find(use.space);
  std::vector<const Defined*> found;
  for (const Defined& text : all_texts()) {
    const bool here =
        text.space == use.space || (known != spaces.end() && known->second.count(text.space) != 0);
    if (here && text.name == use.name) found.push_back(&text);
  }
  return found;
}

}  // namespace

TEST_SUITE_BEGIN("text");

TEST_CASE("words fills in arguments, and gives the bare text where they are missing") {
  constexpr Text text{"test.both", "{1} waits for {0}"};
  CHECK(words(text, {"a", "b"}) == "b waits for a");
  CHECK(say(text, 1, "two").words() == "two waits for 1");
  CHECK(words(text, {"a"}) == "{1} waits for {0}");
  CHECK(Sentence{}.words().empty());
}

TEST_CASE("Every id is used once, over all headers") {
  std::map<std::string, std::string> seen;
  for (const Defined& text : all_texts()) {
    CAPTURE(text.file);
    CAPTURE(text.id);
    CHECK(seen.emplace(text.id, text.file).second);
    CHECK(std::regex_match(text.id, std::regex(R"([a-z_0-9]+(\.[A-Za-z_0-9]+)+)")));
    CHECK_FALSE(text.english.empty());
  }
  CHECK(all_texts().size() > 300);
}

TEST_CASE("Every header of sentences is found") {
  std::set<std::string> files;
  for (const Defined& text : all_texts()) files.insert(text.file);
  for (const Source& file : sources()) {
    if (!file.holds_texts) continue;
    CAPTURE(file.path.string());
    CHECK(files.count(file.path.filename().string()) == 1);
  }
}

TEST_CASE("Braces hold numbers and nothing else") {
  static const std::regex placeholder(R"(\{\d+\}|\{\{|\}\})");
  for (const Defined& text : all_texts()) {
    CAPTURE(text.id);
    const std::string rest = std::regex_replace(text.english, placeholder, "");
    CHECK(rest.find_first_of("{}") == std::string::npos);
  }
}

TEST_CASE("Every text is used, and every use gives it the arguments that it needs") {
  std::set<std::string_view> mentioned;
  std::size_t checked = 0;
  for (const Source& file : sources()) {
    for (const Name& name : names_in(file.code)) {
      // Where texts are defined, only a list mentions one again: {&kFirst, &kSecond}.
      const bool listed = name.at > 0 && file.code[name.at - 1] == '&';
      if (is_constant(name.name) && (listed || !file.holds_texts)) mentioned.insert(name.name);
    }
    if (file.holds_texts) continue;
    const Spaces spaces = spaces_of(file);
    for (const Use& use : uses_in(file)) {
      const std::vector<const Defined*> candidates = meant(use, spaces);
      if (candidates.empty()) continue;
      CAPTURE(use.place);
      CAPTURE(use.name);
      CHECK(std::any_of(candidates.begin(), candidates.end(),
                        [&](const Defined* text) { return text->arguments() <= use.arguments; }));
      ++checked;
    }
  }
  CHECK(checked > 200);
  for (const Defined& text : all_texts()) {
    CAPTURE(text.file);
    CAPTURE(text.name);
    CHECK(mentioned.count(text.name) == 1);
  }
}

TEST_SUITE_END();

}  // namespace sockwalk
