#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <random>
#include <vector>

#include "event/event_text.h"
#include "written_trace.h"

TEST_SUITE_BEGIN("trace_damage");

namespace sockwalk {
namespace {

/// The sentence for a trace of one good header and these lines.
std::string damage_of(const std::string& lines) {
  const auto trace = parse_trace(kHeader + lines, "t");
  REQUIRE_MESSAGE(trace.ok(), (trace.ok() ? "" : trace.error().sentence));
  return trace->damage ? trace->damage->sentence : "";
}

std::string refusal_of(std::string_view text) {
  const auto trace = parse_trace(text, "t");
  return trace.ok() ? "" : trace.error().sentence;
}

std::string read_refusal(const std::string& path) {
  const auto trace = read_trace(path);
  return trace.ok() ? "" : trace.error().sentence;
}

}  // namespace

TEST_CASE("a trace cut at any byte yields what is good, and a sentence") {
  const WrittenTrace story;
  const std::string_view whole = story.text;
  const std::size_t header = whole.find('\n');
  std::size_t lines = 0;
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const auto trace = parse_trace(whole.substr(0, size), "t");
    if (size > header + 1 && whole[size - 1] == '\n') ++lines;
    if (size < header) {
      REQUIRE_FALSE(trace.ok());
      REQUIRE(has(trace.error().sentence, size == 0 ? "empty" : "cut short in line 1"));
      continue;
    }
    REQUIRE(trace.ok());
    const bool at_newline = whole[size] == '\n' && whole[size - 1] != '\n';
    const bool whole_lines = size == header || whole[size - 1] == '\n';
    REQUIRE(trace->events.size() == lines + (at_newline && size > header ? 1 : 0));
    REQUIRE(trace->damage.has_value() == (at_newline || !whole_lines));
    if (!trace->damage) continue;
    REQUIRE(has(trace->damage->sentence, "stopped at line "));
    if (!at_newline) REQUIRE(has(trace->damage->sentence, "cut short"));
  }
}

TEST_CASE("the good part that the sentence names is a whole trace") {
  const WrittenTrace story;
  const std::string cut = story.text.substr(0, story.text.size() * 2 / 3);
  const auto trace = parse_trace(cut, "t");
  REQUIRE(trace.ok());
  REQUIRE(trace->damage);
  const std::size_t good = cut.rfind('\n') + 1;
  CHECK(has(trace->damage->sentence, "byte " + std::to_string(good + 1) + ":"));
  CHECK(has(trace->damage->sentence, "\"head -c " + std::to_string(good) + "\""));
  const auto mended = parse_trace(cut.substr(0, good), "t");
  CHECK_FALSE(mended->damage);
  CHECK(mended->events.size() == trace->events.size());
}

TEST_CASE("flipped bytes never crash the reader, and what it yields can be written again") {
  const WrittenTrace story;
  std::mt19937 random(20'240'817);
  for (int round = 0; round < 4000; ++round) {
    std::string text = story.text;
    const std::size_t flips = 1 + random() % 4;
    for (std::size_t i = 0; i < flips; ++i) {
      text[random() % text.size()] = static_cast<char>(random());
    }
    const auto trace = parse_trace(text, "t");
    if (!trace.ok()) {
      CHECK_FALSE(trace.error().sentence.empty());
      continue;
    }
    CHECK((trace->damage || trace->events.size() == story.script.events().size()));
    std::string again;
    for (const Event& event : trace->events) {
      const Event* enter = event.enter != 0 ? &trace->events.at(event.enter - 1) : nullptr;
      append_json(again, event, trace->names);
      again += strace_line(event, enter) + plain_sentence(event, enter, trace->names);
    }
  }
}

TEST_CASE("damage far into a long trace takes nothing of what is before it") {
  std::string lines;
  std::vector<std::size_t> starts;
  for (int seq = 1; seq <= 40'000; ++seq) {
    starts.push_back(kHeader.size() + lines.size());
    lines += line("'seq':" + std::to_string(seq) + ",'t_ns':0,'kind':'note','note':'step','step':7");
  }
  CHECK(damage_of(lines).empty());
  for (const std::size_t bad : {1UL, 2UL, 17'000UL, 39'999UL, 40'000UL}) {
    for (const std::string_view damage : {"\xff", "}", "{", "\"", "\n", "{}"}) {
      std::string text = kHeader + lines;
      text.replace(starts[bad - 1] + 8, damage.size(), damage);
      const auto trace = parse_trace(text, "t");
      REQUIRE(trace.ok());
      CHECK(trace->events.size() == bad - 1);
      REQUIRE(trace->damage);
      const std::string place = "line " + std::to_string(bad + 1) + ", byte " +
                                std::to_string(starts[bad - 1] + 1) + ":";
      CHECK_MESSAGE(has(trace->damage->sentence, place), trace->damage->sentence);
    }
  }
}

TEST_CASE("two objects in one line and one in two lines are damage") {
  const std::string first = "{\"seq\":1,\"t_ns\":0,\"kind\":\"command\"}";
  const std::string second = "{\"seq\":2,\"t_ns\":0,\"kind\":\"command\"}";
  CHECK(has(damage_of(first + second + "\n"), "line 2, "));
  CHECK(has(damage_of(first + " " + second + "\n"), "line 2, "));
  CHECK(has(damage_of(first + "\n" + second.substr(0, 9) + "\n" + second.substr(9) + "\n"),
            "line 3, "));
  CHECK(damage_of(" " + first + "\r\n\n" + second + " \n").empty());
}

TEST_CASE("what is no trace is refused with a sentence") {
  CHECK(has(refusal_of(""), "t is empty"));
  CHECK(has(refusal_of("\n"), "not a sockwalk trace"));
  CHECK(has(refusal_of("hello\n"), "not a sockwalk trace"));
  CHECK(has(refusal_of("[1,2]\n"), "not a sockwalk trace"));
  CHECK(has(refusal_of("{\"format\":\"other\",\"version\":1}\n"), "not a sockwalk trace"));
  CHECK(has(refusal_of(std::string(100, '\0')), "not a sockwalk trace"));
  CHECK(has(refusal_of(std::string(100'000, '[')), "not a sockwalk trace"));
  CHECK(has(refusal_of("{\"format\":\"sockwalk-trace\"}\n"), "\"version\" is missing"));
  CHECK(has(refusal_of("{\"format\":\"sockwalk-trace\",\"version\":\"1\"}\n"), "whole number"));
  CHECK(has(refusal_of("{\"format\":\"sockwalk-trace\",\"version\":0}\n"), "between 1 and"));
  CHECK(has(refusal_of("{\"format\":\"sockwalk-trace\",\"version\":1,\"kernel\":6}\n"),
            "\"kernel\" is not a text"));
}

TEST_CASE("a newer version is refused, whatever else it says") {
  const std::string sentence =
      refusal_of("{\"format\":\"sockwalk-trace\",\"version\":2,\"kernel\":{}}\nwhatever");
  CHECK(has(sentence, "version 2"));
  CHECK(has(sentence, "up to version 1"));
}

TEST_CASE("a file that cannot be read is refused with a sentence") {
  const TemporaryDirectory folder;
  CHECK(has(read_refusal(folder.path()), "is a directory"));
  CHECK(has(read_refusal(folder.path_of("none")), "no such file"));
  CHECK(has(read_refusal("/dev/zero"), "device"));
  CHECK(has(read_refusal(put(folder, "empty", "")), "is empty"));
  REQUIRE(::mkfifo(folder.path_of("pipe").c_str(), 0600) == 0);
  CHECK(has(read_refusal(folder.path_of("pipe")), "is empty"));
  put(folder, "x.part", kHeader);
  CHECK(has(read_refusal(folder.path_of("x")), "x.part"));
}

TEST_CASE("a file that may not be read is refused with a sentence") {
  const TemporaryDirectory folder;
  const std::string path = put(folder, "secret", kHeader);
  REQUIRE(::chmod(path.c_str(), 0) == 0);
  const bool is_root = ::geteuid() == 0;  // who may read everything
  if (is_root) REQUIRE(::seteuid(65'534) == 0);
  const std::string refusal = read_refusal(path);
  if (is_root) REQUIRE(::seteuid(0) == 0);
  CHECK(has(refusal, "may not be read"));
}

TEST_CASE("a line without an end is read, and said") {
  const std::string text = kHeader + line("'seq':1,'t_ns':1,'kind':'command','text':'x'");
  const auto trace = parse_trace(text.substr(0, text.size() - 1), "t");
  REQUIRE(trace.ok());
  CHECK(trace->events.size() == 1);
  REQUIRE(trace->damage);
  CHECK(has(trace->damage->sentence, "no newline"));
}

TEST_CASE("wrong types and values stop the reader at their line") {
  const std::string enter =
      line("'seq':1,'t_ns':0,'actor':'a','kind':'enter','call':'read','args':{'fd':3,'count':4}");
  const auto stops = [](const std::string& lines, std::string_view why) {
    const std::string sentence = damage_of(lines);
    CHECK_MESSAGE(has(sentence, why), sentence);
    CHECK(has(sentence, "stopped at line "));
  };
  stops("[]\n", "no JSON object");
  stops("{\n", "no JSON object");
  stops(line("'seq':1,'t_ns':0"), "\"kind\" is missing");
  stops(line("'seq':1,'t_ns':0,'kind':'jump'"), "\"kind\" is \"jump\"");
  stops(line("'t_ns':0,'kind':'command'"), "\"seq\" is missing");
  stops(line("'seq':2,'t_ns':0,'kind':'command'"), "\"seq\" is 2, and 1 comes next");
  stops(line("'seq':'1','t_ns':0,'kind':'command'"), "\"seq\" is not a whole number");
  stops(line("'seq':1,'t_ns':0.5,'kind':'command'"), "\"t_ns\" is not a whole number");
  stops(line("'seq':1,'t_ns':0,'kind':'command','text':7"), "\"text\" is not a text");
  stops(line("'seq':1,'t_ns':0,'kind':'turn','actor':'a','turn':2"), "\"turn\" is 2");
  stops(line("'seq':1,'t_ns':0,'kind':'turn','actor':'','turn':1"), "\"actor\" is empty");
  stops(line("'seq':1,'t_ns':0,'kind':'turn','actor':'a\\u001b[m','turn':1"), "control");
  stops(enter + line("'seq':2,'t_ns':0,'actor':'b','kind':'exit','enter':1,'call':'read','ret':0"),
        "\"enter\" is 1");
  stops(enter + line("'seq':2,'t_ns':0,'actor':'a','kind':'exit','enter':2,'call':'read','ret':0"),
        "\"enter\" is 2");
  stops(enter + line("'seq':2,'t_ns':0,'actor':'a','kind':'exit','enter':1,'call':'bind','ret':0"),
        "no earlier bind");
  stops(enter + line("'seq':2,'t_ns':0,'actor':'a','kind':'exit','enter':1,'call':'read','ret':0,"
                     "'woken_by':9"),
        "\"woken_by\" is 9");
  stops(enter + line("'seq':2,'t_ns':0,'actor':'a','kind':'exit','enter':1,'call':'read','ret':0,"
                     "'errno':'EWHAT'"),
        "\"errno\" is \"EWHAT\"");
  stops(enter + line("'seq':2,'t_ns':0,'actor':'a','kind':'exit','enter':1,'call':'read','ret':1,"
                     "'data':'\\u0100'"),
        "above U+00FF");
  stops(line("'seq':1,'t_ns':0,'kind':'enter','call':'fly','args':{}"), "\"call\" is \"fly\"");
  stops(line("'seq':1,'t_ns':0,'kind':'enter','call':'read','args':{'fd':3}"),
        "\"count\" is missing");
  stops(line("'seq':1,'t_ns':0,'kind':'enter','call':'close','args':{'fd':9000000000}"),
        "\"fd\" is not between");
  stops(line("'seq':1,'t_ns':0,'kind':'note','note':'slots','count':1000000000"),
        "\"count\" is not between");
  stops(line("'seq':1,'t_ns':0,'kind':'note','note':'slot','slot':-1,'fd':1,'result':1"),
        "\"slot\" is not between");
  stops(line("'seq':1,'t_ns':0,'kind':'end','status':0,'at':{'line':3}"), "\"file\" is missing");
  stops(line("'seq':1,'t_ns':0,'kind':'kernel','can_ask':1"), "neither true nor false");
}

TEST_CASE("more than the format allows is refused, however much there is") {
  std::string fds = "0";
  for (int i = 1; i < 65; ++i) fds += "," + std::to_string(i);
  CHECK(has(damage_of(line("'seq':1,'t_ns':0,'kind':'enter','call':'select',"
                           "'args':{'nfds':65,'readfds':[" +
                           fds + "]}")),
            "more than 64"));
  CHECK(
      has(damage_of(line("'seq':1,'t_ns':0,'kind':'enter','call':'write','args':{'fd':3,'data':'" +
                         std::string(65, 'x') + "','count':65}")),
          "longer than 64"));
  CHECK(has(damage_of(std::string(17 << 20, ' ') + "x\n"), "longer than"));
  CHECK(has(damage_of(std::string(1 << 20, '{') + "\n"), "no JSON object"));
  std::string crowd;
  for (int i = 1; i < 20'000; ++i) {
    crowd += line("'seq':" + std::to_string(i) + ",'t_ns':0,'kind':'start','actor':'a" +
                  std::to_string(i) + "','pid':1,'tid':1");
  }
  CHECK(has(damage_of(crowd), "more than 16384 actors"));
}

}  // namespace sockwalk

TEST_SUITE_END();
