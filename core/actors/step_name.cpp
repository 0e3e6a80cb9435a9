#include "actors/step_name.h"

#include <fmt/core.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <algorithm>
#include <charconv>
#include <cstddef>

#include "text/step_text.h"
#include "text/wording.h"

namespace sockwalk {
namespace {

using namespace step_text;

/// Leaves room for a run directory of the usual length before it.
constexpr std::size_t kLongestPath = 64;
constexpr std::size_t kSunPath = sizeof(sockaddr_un::sun_path);
constexpr std::uint32_t kNameStart = offsetof(sockaddr_un, sun_path);
/// Longer than the directory of a run is.
constexpr std::uint32_t kLeastPadded = 80;
constexpr std::string_view kRun = "{run}";
/// So many stand for it: "sockwalk-AbCdEf".
constexpr std::size_t kRunBytes = 15;
constexpr std::string_view kExample = "{107}";

bool has_control(std::string_view text) {
  for (const char letter : text) {
    const auto byte = static_cast<unsigned char>(letter);
    if (byte < 0x20 || byte == 0x7f) return true;
  }
  return false;
}

/// A path below a directory that leads nowhere else.
WordProblem check_path(std::string_view path) {
  if (path.size() > kLongestPath) {
    return {0, say(kNameTooLong, path.size(), kSunPath - 1, kLongestPath, kExample)};
  }
  if (path.starts_with('/')) return {0, say(kNameOutside, quotable(path))};
  if (has_control(path)) return {0, say(kNameControl)};
  while (true) {
    const std::size_t slash = path.find('/');
    const std::string_view part = path.substr(0, slash);
    if (part == "..") return {0, say(kNameOutside, quotable(path))};
    if (part.empty() || part == ".") return {0, say(kNameNone, quotable(path))};
    if (slash == std::string_view::npos) return {};
    path.remove_prefix(slash + 1);
  }
}

WordProblem read_abstract(std::string_view word, StepName& name) {
  const std::string_view text = word.substr(1);
  if (text.find(kRun) == std::string_view::npos) return {0, say(kNameAbstract, quotable(word))};
  if (has_control(text)) return {0, say(kNameControl)};
  if (text.size() > kLongestPath) {
    return {0, say(kNameTooLong, text.size(), kSunPath - 1, kLongestPath, kExample)};
  }
  name = {StepName::Form::abstract, std::string(text)};
  return {};
}

WordProblem read_padded(std::string_view word, StepName& name) {
  std::uint32_t size = 0;
  const std::string_view digits = word.substr(1, word.size() - 2);
  const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), size);
  if (code != std::errc{} || end != digits.data() + digits.size() || size < kLeastPadded ||
      size > kSunPath) {
    return {0, say(kNamePadded, quotable(word), kLeastPadded, kSunPath, kExample)};
  }
  name = {StepName::Form::padded, {}, size};
  return {};
}

}  // namespace

WordProblem read_name(std::string_view word, StepName& name) {
  if (word == "autobind") {
    name = {StepName::Form::autobind, {}};
    return {};
  }
  if (word.starts_with('@')) return read_abstract(word, name);
  if (word.size() > 2 && word.starts_with('{') && word.ends_with('}'))
    return read_padded(word, name);
  const bool relative = word.starts_with("./");
  const std::string_view path = relative ? word.substr(2) : word;
  if (WordProblem problem = check_path(path); problem.refused()) return problem;
  name = {relative ? StepName::Form::relative : StepName::Form::inside, std::string(path)};
  return {};
}

std::int32_t least_length(const StepName& name) {
  switch (name.form) {
    case StepName::Form::none:
    case StepName::Form::autobind:
    case StepName::Form::relative:
      return 0;
    case StepName::Form::inside:
      return sizeof(sockaddr_un);
    case StepName::Form::padded:
      return static_cast<std::int32_t>(kNameStart + name.size);
    case StepName::Form::abstract:
      break;
  }
  return static_cast<std::int32_t>(kNameStart + 1 + name.text.find(kRun) + kRunBytes);
}

std::string resolved(const StepName& name, std::string_view directory) {
  switch (name.form) {
    case StepName::Form::none:
    case StepName::Form::autobind:
      return {};
    case StepName::Form::relative:
      return name.text;
    case StepName::Form::inside:
      return fmt::format("{}/{}", directory, name.text);
    case StepName::Form::padded: {
      std::string path = fmt::format("{}/", directory);
      if (path.size() < name.size) path.resize(name.size, 'x');
      return path;
    }
    case StepName::Form::abstract:
      break;
  }
  std::string text = name.text;
  const std::string_view run = directory.substr(directory.rfind('/') + 1);
  for (std::size_t at = text.find(kRun); at != std::string::npos;
       at = text.find(kRun, at + run.size())) {
    text.replace(at, kRun.size(), run);
  }
  // The NULs that the length argument counts are a part of the name (unix(7)).
  const auto counted = std::min(static_cast<std::size_t>(std::max(name.length, 0)), sizeof(sockaddr_un));
  if (counted > kNameStart + 1 + text.size()) text.resize(counted - kNameStart - 1, '\0');
  return text;
}

UnixAddress address_of(const StepName& name, std::string_view resolved) {
  UnixAddress address;
  if (name.form == StepName::Form::none) return address;
  if (name.form == StepName::Form::autobind) {
    address = {UnixAddress::Kind::unnamed, {}, sizeof(sa_family_t)};
  } else {
    const bool is_abstract = name.form == StepName::Form::abstract;
    address = {is_abstract ? UnixAddress::Kind::abstract : UnixAddress::Kind::path, resolved, 0};
    // What the call is told, for the trace.
    std::uint32_t length = 0;
    to_sockaddr(address, length);
    address.length = length;
  }
  if (name.length < 0) return address;
  address.length = static_cast<std::uint32_t>(name.length);
  // The kernel reads no further than the length says, and sees no name where none is left (unix(7)).
  const std::uint32_t before = kNameStart + (address.kind == UnixAddress::Kind::abstract ? 1 : 0);
  if (address.length > before) address.name = address.name.substr(0, address.length - before);
  if (address.length == kNameStart) address = {UnixAddress::Kind::unnamed, {}, kNameStart};
  return address;
}

std::string to_text(const StepName& name) {
  switch (name.form) {
    case StepName::Form::none:
      return {};
    case StepName::Form::autobind:
      return "autobind";
    case StepName::Form::inside:
      return name.text;
    case StepName::Form::relative:
      return "./" + name.text;
    case StepName::Form::padded:
      return fmt::format("{{{}}}", name.size);
    case StepName::Form::abstract:
      break;
  }
  return "@" + name.text;
}

}  // namespace sockwalk
