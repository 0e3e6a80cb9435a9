#include <fcntl.h>
#include <linux/sockios.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <array>
#include <limits>
#include <utility>

#include "actors/step_reader.h"
#include "text/step_text.h"
#include "text/wording.h"

namespace sockwalk {
namespace {

using namespace step_text;

constexpr std::int64_t kInt32 = std::numeric_limits<std::int32_t>::max();
constexpr std::int32_t kMostRoom = 253;  // SCM_MAX_FD
constexpr std::uint32_t kNobody = 65534;

constexpr std::array kHow{WordChoice{"read", SHUT_RD}, WordChoice{"write", SHUT_WR},
                          WordChoice{"both", SHUT_RDWR}};
constexpr std::array kSwitch{WordChoice{"on", 1}, WordChoice{"off", 0}};
constexpr std::array kRequests{WordChoice{"FIONREAD", FIONREAD}, WordChoice{"SIOCOUTQ", SIOCOUTQ}};
constexpr std::array kOperations{WordChoice{"add", EPOLL_CTL_ADD}, WordChoice{"mod", EPOLL_CTL_MOD},
                                 WordChoice{"del", EPOLL_CTL_DEL}};
constexpr std::array kSigpipe{WordChoice{"ignore", 1}, WordChoice{"default", 0}};

}  // namespace

bool StepReader::read() {
  return read_variables() && read_verb() && read_arguments() && settle_variables() &&
         cursor_.nothing_left();
}

bool StepReader::read_variables() {
  std::size_t sign = 0;
  while (sign < words_.size() && words_[sign].text != "=") ++sign;
  if (sign == words_.size()) return true;
  for (std::size_t i = 0; i < sign; ++i) {
    const Word word = cursor_.take();
    if (!is_identifier(word.text)) {
      return cursor_.refuse(word.offset, say(kNotVariable, quotable(word.text)));
    }
    for (const VerbRow& row : all_verbs()) {
      if (row.name == word.text) {
        return cursor_.refuse(word.offset, say(kVariableIsVerb, quotable(word.text)));
      }
    }
    step_.makes.emplace_back(word.text);
  }
  cursor_.take();
  return true;
}

bool StepReader::read_verb() {
  std::vector<std::string_view> names;
  for (const VerbRow& row : all_verbs()) names.push_back(row.name);
  if (cursor_.at_end()) return cursor_.refuse(0, say(kVerbEmpty, listed(names)));
  const Word word = cursor_.take();
  for (const VerbRow& row : all_verbs()) {
    if (row.name != word.text) continue;
    step_.verb = row.verb;
    verb_offset_ = word.offset;
    cursor_.begin(row, word.offset);
    return true;
  }
  const auto near = nearest(word.text, names);
  const std::string quoted = quotable(word.text);
  if (near.empty()) return cursor_.refuse(word.offset, say(kVerbUnknown, quoted, listed(names)));
  return cursor_.refuse(word.offset, say(kVerbUnknownNear, quoted, near.front(), listed(names)));
}

bool StepReader::settle_variables() {
  auto& makes = step_.makes;
  const VerbRow& row = cursor_.row();
  std::string_view usual;
  switch (step_.verb) {
    case Verb::socket:
      usual = "s";
      break;
    case Verb::accept:
      usual = "h";
      break;
    case Verb::dup:
      usual = "d";
      break;
    case Verb::epoll:
      usual = "e";
      break;
    case Verb::open:
      usual = "f";
      break;
    case Verb::pair:
      if (makes.empty()) makes = {"a", "b"};
      return makes.size() == 2 || cursor_.refuse(words_.front().offset, say(kPairMakesTwo));
    case Verb::recvmsg:
      for (std::int32_t i = 1;
           i <= step_.room && makes.size() < static_cast<std::size_t>(step_.room); ++i) {
        if (static_cast<std::size_t>(i) <= makes.size()) continue;
        makes.push_back(i == 1 ? "r" : fmt::format("r{}", i));
      }
      return true;
    default:
      if (makes.empty()) return true;
      return cursor_.refuse(words_.front().offset,
                            say(kMakesNothing, row.name, makes.front(), row.form));
  }
  if (makes.empty()) makes.emplace_back(usual);
  if (makes.size() == 1) return true;
  return cursor_.refuse(words_.front().offset, say(kMakesOne, row.name, makes.size(), row.form));
}

bool StepReader::read_arguments() {
  switch (step_.verb) {
    case Verb::socket:
    case Verb::pair:
      return read_type();
    case Verb::bind:
      return read_length() && on() && read_name();
    case Verb::connect:
      if (!read_length() || !on()) return false;
      return cursor_.at_end() || read_name();
    case Verb::listen:
      step_.number = StepNumber{5};
      if (!on()) return false;
      return cursor_.at_end() || cursor_.number(step_.number, -kInt32 - 1, kInt32, "a number");
    case Verb::accept:
      if (cursor_.take_flag("nonblock")) step_.flags |= SOCK_NONBLOCK;
      if (cursor_.take_flag("cloexec")) step_.flags |= SOCK_CLOEXEC;
      return on();
    case Verb::shutdown:
      return on() && cursor_.choice(kHow, "half of a connection", step_.constant);
    case Verb::ask:
    case Verb::receive:
    case Verb::dup:
    case Verb::close:
    case Verb::flags:
    case Verb::fdflags:
    case Verb::getsockname:
    case Verb::getpeername:
      return on();
    case Verb::nonblock:
      return on() && cursor_.choice(kSwitch, "switch", step_.flags);
    case Verb::set:
      return on() && read_option_name() &&
             cursor_.number(step_.number, -kInt32 - 1, kInt32, "a value");
    case Verb::get:
      return on() && read_option_name();
    case Verb::ioctl:
      return on() && cursor_.choice(kRequests, "request", step_.constant);
    case Verb::exit:
      return cursor_.at_end() || cursor_.number(step_.number, 0, 255, "a status");
    case Verb::limit:
      return cursor_.number(step_.number, 3, 65536, "a number");
    case Verb::sigpipe:
      return cursor_.choice(kSigpipe, "way to meet SIGPIPE", step_.constant);
    case Verb::send:
    case Verb::write:
    case Verb::read:
    case Verb::sendto:
    case Verb::recv:
    case Verb::sendmsg:
    case Verb::recvmsg:
      return read_transfer();
    case Verb::select:
    case Verb::poll:
    case Verb::epoll:
    case Verb::epoll_ctl:
    case Verb::epoll_wait:
      return read_readiness();
    default:
      return read_file_call();
  }
}

bool StepReader::read_transfer() {
  switch (step_.verb) {
    case Verb::send:
    case Verb::write:
      return on() && read_data(false);
    case Verb::read:
      return on() && cursor_.number(step_.number, 0, kMostBytes, "a size");
    case Verb::sendto:
      if (!read_message_flags() || !read_length() || !on() || !read_data(true)) return false;
      return !cursor_.take_if("to") || read_name();
    case Verb::recv:
      return read_message_flags() && on() && cursor_.number(step_.number, 0, kMostBytes, "a size");
    case Verb::sendmsg:
      return read_message_flags() && read_control() && on() && read_data(false);
    default:
      break;
  }
  Word room;
  if (cursor_.take_option("room", room)) {
    if (room.text == "credentials") {
      step_.room = -1;
    } else if (!cursor_.value_in(room, step_.room, 0, kMostRoom)) {
      return false;
    }
  }
  return read_message_flags() && on() && cursor_.number(step_.number, 0, kMostBytes, "a size");
}

bool StepReader::read_readiness() {
  Word value;
  switch (step_.verb) {
    case Verb::select:
      if (cursor_.take_option("nfds", value) && !cursor_.value_in(value, step_.nfds, -1, 65536)) {
        return false;
      }
      if (!read_milliseconds()) return false;
      while (!cursor_.at_end() && cursor_.peek().text.find('=') == std::string_view::npos) {
        if (!cursor_.descriptor(step_.watch.emplace_back().descriptor)) return false;
      }
      return true;
    case Verb::poll:
      if (!read_milliseconds()) return false;
      while (!cursor_.at_end() && cursor_.peek().text.find('=') == std::string_view::npos) {
        if (!cursor_.watch(step_.watch.emplace_back())) return false;
      }
      return true;
    case Verb::epoll:
      if (cursor_.take_flag("cloexec")) step_.flags |= EPOLL_CLOEXEC;
      return true;
    case Verb::epoll_wait:
      if (cursor_.take_option("max", value) && !cursor_.value_in(value, step_.max_events, 0, 64)) {
        return false;
      }
      return read_milliseconds() && cursor_.descriptor(step_.on);
    default:
      break;
  }
  if (!cursor_.descriptor(step_.on) ||
      !cursor_.choice(kOperations, "operation of epoll_ctl", step_.constant) ||
      !cursor_.descriptor(step_.about)) {
    return false;
  }
  StepWatch& watch = step_.watch.emplace_back(StepWatch{step_.about, 0});
  if (cursor_.at_end()) return step_.constant == EPOLL_CTL_DEL || cursor_.missing("events");
  return cursor_.events_in(cursor_.take(), true, watch.events);
}

bool StepReader::read_file_call() {
  switch (step_.verb) {
    case Verb::open: {
      const bool writes = cursor_.take_flag("write");
      const bool reads = cursor_.take_flag("read");
      if (cursor_.take_flag("create")) step_.constant |= O_CREAT;
      step_.constant |= writes ? (reads ? O_RDWR : O_WRONLY) : O_RDONLY;
      return read_path();
    }
    case Verb::unlink:
    case Verb::chdir:
      return read_path();
    case Verb::chmod:
    case Verb::mkdir:
      return read_path() && cursor_.mode(step_.number);
    case Verb::fchmod:
      return on() && cursor_.mode(step_.number);
    case Verb::umask:
      return cursor_.mode(step_.number);
    default:
      break;
  }
  if (cursor_.take_if("nobody")) {
    step_.number = StepNumber{kNobody};
    return true;
  }
  return cursor_.take_if("root") || cursor_.number(step_.number, 0, kNobody, "a user");
}

WordProblem read_step(std::string_view words, const StepVariables& variables, Step& step) {
  StepReader reader(words, variables);
  if (!reader.read()) return reader.problem();
  step = std::move(reader).step();
  return {};
}

}  // namespace sockwalk
