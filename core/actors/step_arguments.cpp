#include <sys/socket.h>

#include <array>
#include <limits>

#include "actors/step_reader.h"
#include "event/argument_constants.h"
#include "text/step_text.h"
#include "text/wording.h"

namespace sockwalk {
namespace {

using namespace step_text;

constexpr std::int64_t kInt32 = std::numeric_limits<std::int32_t>::max();
/// So many make one write of 256 bytes, far below any send buffer.
constexpr std::size_t kMostIntegers = 64;
constexpr std::array kTypes{
    WordChoice{"stream", SOCK_STREAM}, WordChoice{"seqpacket", SOCK_SEQPACKET},
    WordChoice{"dgram", SOCK_DGRAM}, WordChoice{"rdm", SOCK_RDM}, WordChoice{"raw", SOCK_RAW}};
constexpr std::array kOptionNames{"SO_REUSEADDR", "SO_TYPE",      "SO_ERROR",      "SO_SNDBUF",
                                  "SO_RCVBUF",    "SO_REUSEPORT", "SO_PASSCRED",   "SO_PEERCRED",
                                  "SO_RCVTIMEO",  "SO_SNDTIMEO",  "SO_ACCEPTCONN", "SO_DOMAIN"};
constexpr std::int32_t kMostTimeout = 1'000'000;
/// A length argument that leaves no name at all.
constexpr std::int32_t kLongestNameless = sizeof(sa_family_t);
constexpr std::int64_t kMostRoom = 253;  // SCM_MAX_FD

}  // namespace

bool StepReader::read_type() {
  if (cursor_.take_flag("nonblock")) step_.flags |= SOCK_NONBLOCK;
  if (cursor_.take_flag("cloexec")) step_.flags |= SOCK_CLOEXEC;
  Word protocol;
  if (cursor_.take_option("protocol", protocol) &&
      !cursor_.number_in(protocol, step_.number, 0, kInt32)) {
    return false;
  }
  step_.constant = SOCK_STREAM;
  for (const WordChoice& type : kTypes) {
    if (cursor_.take_if(type.word)) step_.constant = type.value;
  }
  return true;
}

bool StepReader::read_data(bool addressed) {
  StepData& data = step_.data;
  const auto ends = [&] { return cursor_.at_end() || (addressed && cursor_.peek().text == "to"); };
  if (ends()) return cursor_.refuse(verb_offset_, say(kSendNothing, cursor_.row().name));
  if (cursor_.peek().text.starts_with('"')) {
    data.kind = StepData::Kind::text;
    return cursor_.text(data.text);
  }
  if (cursor_.left() > 1 && cursor_.peek(1).text == "bytes") {
    data.kind = StepData::Kind::filler;
    if (!cursor_.number(data.bytes, 0, kMostBytes, "a size")) return false;
    cursor_.take();
    return true;
  }
  data.kind = StepData::Kind::integers;
  while (!ends()) {
    if (!cursor_.integer(data.integers.emplace_back())) return false;
  }
  if (data.integers.size() <= kMostIntegers) return true;
  return cursor_.refuse(verb_offset_,
                        say(kSendTooMany, cursor_.row().name, data.integers.size(), kMostIntegers));
}

bool StepReader::read_message_flags() {
  Word word;
  while (cursor_.take_starting("MSG_", word)) {
    std::int64_t flag = 0;
    if (!cursor_.choice_in(word, message_flag_choices(), "flag of a message", flag)) return false;
    step_.flags |= flag;
  }
  return true;
}

bool StepReader::read_control() {
  Word value;
  if (cursor_.take_option("rights", value)) {
    for (const Word& word : split_words(value.text, ',')) {
      if (word.text == ",") continue;
      const Word one{word.text, value.offset + word.offset};
      if (!cursor_.descriptor_in(one, step_.rights.emplace_back())) return false;
    }
    if (step_.rights.size() > kMostRoom) return cursor_.missing("at most 253 descriptors");
  }
  if (!cursor_.take_option("credentials", value)) return true;
  step_.credentials = true;
  step_.own_credentials = value.text == "self";
  if (step_.own_credentials || value.text == "root") return true;
  return cursor_.number_in(value, step_.user, 0, kInt32);
}

bool StepReader::read_option_name() {
  if (cursor_.at_end()) return cursor_.missing("an option");
  std::array<WordChoice, kOptionNames.size()> rows;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    rows[i] = {kOptionNames[i], *constant_named(ArgumentKind::option, kOptionNames[i])};
  }
  std::errc error{};
  if (const auto number = number_of(cursor_.peek().text, error)) {
    cursor_.take();
    step_.constant = number->plus;
    return true;
  }
  return cursor_.choice(rows, "option of a Unix socket", step_.constant);
}

bool StepReader::read_length() {
  Word value;
  if (!cursor_.take_option("length", value)) return true;
  length_offset_ = value.offset;
  return cursor_.value_in(value, step_.name.length, 1, sizeof(sockaddr_storage));
}

/// A name that its length argument does not cut before the run's part of it ends.
bool StepReader::read_name() {
  if (!cursor_.name(step_.name)) return false;
  const StepName& name = step_.name;
  const std::int32_t least = least_length(name);
  if (name.length <= kLongestNameless || name.length >= least) return true;
  if (name.form != StepName::Form::abstract) {
    return cursor_.refuse(length_offset_, say(kLengthOutside, name.length, quotable(to_text(name)),
                                              kLongestNameless, least));
  }
  // Where nobody has the cut name, connect only says so.
  return step_.verb != Verb::bind ||
         cursor_.refuse(length_offset_, say(kLengthCutsRun, name.length, quotable(to_text(name)), least));
}

bool StepReader::check_path() {
  const bool path =
      step_.name.form != StepName::Form::abstract && step_.name.form != StepName::Form::autobind;
  return path ||
         cursor_.refuse(verb_offset_, say(kNoPathHere, cursor_.row().name,
                                          quotable(to_text(step_.name)), cursor_.row().form));
}

bool StepReader::read_milliseconds() {
  Word value;
  if (!cursor_.take_option("timeout", value)) return true;
  std::int32_t timeout = -1;
  if (!cursor_.value_in(value, timeout, -1, kMostTimeout)) return false;
  step_.timeout_ms = timeout;
  return true;
}

}  // namespace sockwalk
