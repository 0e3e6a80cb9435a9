#include "log/trace_file.h"

#include <doctest/doctest.h>
#include <sys/socket.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <thread>

#include "event/event_text.h"
#include "event_equality.h"
#include "story_of_every_kind.h"
#include "temporary_directory.h"

TEST_SUITE_BEGIN("trace_file");

namespace sockwalk {
namespace {

std::string contents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string put(const TemporaryDirectory& folder, const std::string& name, std::string_view text) {
  std::ofstream(folder.path_of(name), std::ios::binary) << text;
  return folder.path_of(name);
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

/// A trace as text, with every kind of event in it, and the events themselves.
struct Story {
  EventScript script;
  std::string text;

  Story() {
    tell_every_kind(script);
    const TemporaryDirectory folder;
    const std::string path = folder.path_of("t");
    REQUIRE(write_trace(path, story_header(), script.events(), script.names()).ok());
    text = contents(path);
  }
};

const std::string kHeader = "{\"format\":\"sockwalk-trace\",\"version\":1}\n";

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

/// One line, its fields given without the quotes around the names being in the way.
std::string line(std::string fields) {
  for (char& letter : fields) letter = letter == '\'' ? '"' : letter;
  return "{" + fields + "}\n";
}

std::string read_refusal(const std::string& path) {
  const auto trace = read_trace(path);
  return trace.ok() ? "" : trace.error().sentence;
}

}  // namespace

TEST_CASE("a trace of every kind of event comes back as it was") {
  const Story story;
  const auto trace = parse_trace(story.text, "t");
  REQUIRE_MESSAGE(trace.ok(), (trace.ok() ? "" : trace.error().sentence));
  CHECK_MESSAGE(!trace->damage, (trace->damage ? trace->damage->sentence : ""));
  REQUIRE(trace->events.size() == story.script.events().size());
  for (std::size_t i = 0; i < trace->events.size(); ++i) {
    std::string was;
    std::string is;
    append_json(was, story.script.events()[i], story.script.names());
    append_json(is, trace->events[i], trace->names);
    CHECK(is == was);
    CHECK_MESSAGE(equal_events(trace->events[i], story.script.events()[i]), was);
  }
  CHECK(trace->names.size() == 2);
  CHECK(trace->names.name(1) == "client 1");
}

TEST_CASE("the header comes back as it was") {
  const auto trace = parse_trace(Story().text, "t");
  REQUIRE(trace.ok());
  const TraceHeader header = story_header();
  CHECK(trace->header.version == kTraceVersion);
  CHECK(trace->header.source == "actors");
  CHECK(trace->header.scenario == header.scenario);
  CHECK(trace->header.scenario_toml == header.scenario_toml);
  CHECK(trace->header.kernel == header.kernel);
  CHECK(trace->header.directory == header.directory);
}

TEST_CASE("a line has the names of the design") {
  EventScript s;
  s.as("server").bind(3, "/run/\xe9/demo.sock", EADDRINUSE);
  std::string text;
  append_json(text, s.events()[1], s.names());
  CHECK(text == R"({"seq":2,"t_ns":2000,"actor":"server","kind":"enter","call":"bind",)"
                R"("args":{"fd":3,"address":{"path":"/run/é/demo.sock","length":19}}})");
  text.clear();
  append_json(text, s.events()[2], s.names());
  CHECK(text == R"({"seq":3,"t_ns":3000,"actor":"server","kind":"exit","enter":2,)"
                R"("call":"bind","ret":-1,"errno":"EADDRINUSE"})");
}

TEST_CASE("names and data that are no UTF-8 survive") {
  EventScript s;
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
  s.as("server").unlink(all).write(4, std::string_view{all}.substr(192));
  const TemporaryDirectory folder;
  const std::string path = folder.path_of("t");
  REQUIRE(write_trace(path, {}, s.events(), s.names()).ok());
  const auto trace = read_trace(path);
  REQUIRE(trace.ok());
  CHECK(trace->events[1].parts->address.name == all);
  CHECK(std::ranges::equal(trace->events[3].parts->data,
                           std::as_bytes(std::span{all}).subspan(192)));
}

TEST_CASE("control characters never reach a terminal") {
  const Story story;
  for (const char letter : story.text) {
    const auto byte = static_cast<unsigned char>(letter);
    CHECK((byte >= 0x20 || letter == '\n'));
    CHECK(byte != 0x7f);
  }
}

TEST_CASE("a trace cut at any byte yields what is good, and a sentence") {
  const Story story;
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
  const Story story;
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
  const Story story;
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

TEST_CASE("the end of a pipe is the end of the trace") {
  const TemporaryDirectory folder;
  const Story story;
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  std::jthread writer([&] {
    for (std::size_t at = 0; at < story.text.size(); at += 100) {
      const std::string piece = story.text.substr(at, 100);
      if (::write(ends[1], piece.data(), piece.size()) < 0) break;
    }
    ::close(ends[1]);
  });
  const auto trace = read_trace("/dev/fd/" + std::to_string(ends[0]));
  ::close(ends[0]);
  REQUIRE(trace.ok());
  CHECK(trace->events.size() == story.script.events().size());
}

TEST_CASE("a line without an end is read, and said") {
  const std::string text = kHeader + line("'seq':1,'t_ns':1,'kind':'command','text':'x'");
  const auto trace = parse_trace(text.substr(0, text.size() - 1), "t");
  REQUIRE(trace.ok());
  CHECK(trace->events.size() == 1);
  REQUIRE(trace->damage);
  CHECK(has(trace->damage->sentence, "no newline"));
}

TEST_CASE("empty lines and unknown fields do no harm") {
  const auto trace = parse_trace(
      kHeader + "\n  \r\n" + line("'seq':1,'new':[{}],'t_ns':-5,'kind':'turn','actor':'a','turn':1") +
          "\n",
      "t");
  REQUIRE(trace.ok());
  CHECK_FALSE(trace->damage);
  REQUIRE(trace->events.size() == 1);
  CHECK(trace->events[0].t_ns == -5);
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
  stops(line("'seq':1,'t_ns':0,'kind':'enter','call':'read','args':{'fd':3}"), "\"count\" is missing");
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
                           "'args':{'nfds':65,'readfds':[" + fds + "]}")),
            "more than 64"));
  CHECK(has(damage_of(line("'seq':1,'t_ns':0,'kind':'enter','call':'write','args':{'fd':3,'data':'" +
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

TEST_CASE("a schedule is read from the turns alone") {
  const std::string text = kHeader + line("'kind':'turn','actor':'client 1'") +
                           line("'seq':90,'kind':'enter','call':'unheard'") +
                           line("'seq':17,'t_ns':4,'actor':'server','kind':'turn','turn':8");
  const auto trace = parse_trace(text, "t", TraceLines::schedule);
  REQUIRE(trace.ok());
  CHECK_FALSE(trace->damage);
  REQUIRE(trace->events.size() == 2);
  CHECK(trace->names.name(trace->events[0].actor) == "client 1");
  CHECK(trace->names.name(trace->events[1].actor) == "server");
  CHECK(trace->events[1].ret == 2);
}

TEST_CASE("a trace is written as a part file and renamed when it is whole") {
  const TemporaryDirectory folder;
  const std::string path = put(folder, "t", "the old one");
  const Story story;
  auto writer = TraceWriter::create(path, story_header());
  REQUIRE(writer.ok());
  const auto& events = story.script.events();
  REQUIRE((*writer)->append(std::span{events}.first(9), story.script.names()).ok());
  CHECK(contents(path) == "the old one");
  CHECK(read_trace(path + ".part")->events.size() == 9);
  REQUIRE((*writer)->append(std::span{events}.subspan(9), story.script.names()).ok());
  REQUIRE((*writer)->finish().ok());
  CHECK(contents(path) == story.text);
  CHECK_FALSE(std::filesystem::exists(path + ".part"));
  CHECK_FALSE((*writer)->append(events, story.script.names()).ok());
}

TEST_CASE("a killed recording leaves a readable part file") {
  const TemporaryDirectory folder;
  const std::string path = folder.path_of("t");
  const Story story;
  {
    auto writer = TraceWriter::create(path, {});
    REQUIRE(writer.ok());
    REQUIRE((*writer)->append(story.script.events(), story.script.names()).ok());
  }
  CHECK_FALSE(std::filesystem::exists(path));
  const auto trace = read_trace(path + ".part");
  REQUIRE(trace.ok());
  CHECK(trace->events.size() == story.script.events().size());
}

TEST_CASE("a place where no trace can be written is refused with a sentence") {
  const TemporaryDirectory folder;
  const auto refusal = [](const std::string& path) {
    const auto writer = TraceWriter::create(path, {});
    return writer.ok() ? std::string{} : writer.error().sentence;
  };
  CHECK(has(refusal(folder.path_of("no/such/t")), "No such file or directory"));
  CHECK(has(refusal(folder.path()), "no file that a trace may replace"));
  CHECK(has(refusal("/dev/null"), "no file that a trace may replace"));
  CHECK_FALSE(std::filesystem::exists("/dev/null.part"));
  const std::string path = folder.path_of("t");
  const auto first = TraceWriter::create(path, {});
  REQUIRE(first.ok());
  CHECK(has(refusal(path), "being written by another"));
}

TEST_CASE("a full disk fails every further append with the same sentence") {
  const TemporaryDirectory folder;
  const std::string path = folder.path_of("t");
  auto writer = TraceWriter::create(path, {});
  REQUIRE(writer.ok());
  const Story story;
  struct rlimit before {};
  REQUIRE(::getrlimit(RLIMIT_FSIZE, &before) == 0);
  std::signal(SIGXFSZ, SIG_IGN);
  struct rlimit small = before;
  small.rlim_cur = 1000;
  REQUIRE(::setrlimit(RLIMIT_FSIZE, &small) == 0);
  const Done failed = (*writer)->append(story.script.events(), story.script.names());
  REQUIRE(::setrlimit(RLIMIT_FSIZE, &before) == 0);
  std::signal(SIGXFSZ, SIG_DFL);
  REQUIRE_FALSE(failed.ok());
  CHECK(has(failed.error().sentence, "cannot be written any further"));
  const Done again = (*writer)->append(story.script.events(), story.script.names());
  REQUIRE_FALSE(again.ok());
  CHECK(again.error().sentence == failed.error().sentence);
  CHECK_FALSE((*writer)->finish().ok());
  CHECK(read_trace(path + ".part")->damage.has_value());
}

}  // namespace sockwalk

TEST_SUITE_END();
