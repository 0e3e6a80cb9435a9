#include "log/trace_file.h"

#include <doctest/doctest.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <thread>

#include "build_paths.h"
#include "event/event_text.h"
#include "event_equality.h"
#include "few_clients.h"
#include "log/trace_fields.h"
#include "run/assets.h"
#include "run/walk.h"
#include "written_trace.h"

TEST_SUITE_BEGIN("trace_file");

namespace sockwalk {

TEST_CASE("a trace of every kind of event comes back as it was") {
  const WrittenTrace story;
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

TEST_CASE("a relative name comes back with its directory, a link with where it leads") {
  EventScript s;
  s.leftover("/run/x/link", "/run/x/demo.sock").stands_in("/run/x");
  s.as("server").unlink("demo.sock").socket(3).bind(3, "demo.sock");
  TemporaryDirectory directory;
  const std::string path = directory.path() + "/t";
  REQUIRE(write_trace(path, {}, s.events(), s.names()).ok());
  const auto trace = read_trace(path);
  REQUIRE(trace.ok());
  REQUIRE(trace->events.size() == s.events().size());
  for (std::size_t i = 0; i < s.events().size(); ++i) {
    CHECK(equal_events(trace->events[i], s.events()[i]));
  }
  CHECK(parts_of(trace->events[0]).text == "/run/x/demo.sock");
}

TEST_CASE("the header comes back as it was") {
  const auto trace = parse_trace(WrittenTrace().text, "t");
  REQUIRE(trace.ok());
  const TraceHeader header = story_header();
  CHECK(trace->header.version == kTraceVersion);
  CHECK(trace->header.source == "actors");
  CHECK(trace->header.scenario == header.scenario);
  CHECK(trace->header.scenario_toml == header.scenario_toml);
  CHECK(trace->header.kernel == header.kernel);
  CHECK(trace->header.directory == header.directory);
}

TEST_CASE("the example of the format's page is a whole trace, written as we write") {
  const std::string page = contents(SOCKWALK_SOURCE_DIR "/core/log/FORMAT.md");
  const std::size_t begin = page.find("{\"format\"");
  const std::string example = page.substr(begin, page.find("```", begin) - begin);
  const auto trace = parse_trace(example, "example");
  REQUIRE(trace.ok());
  CHECK_MESSAGE(!trace->damage, (trace->damage ? trace->damage->sentence : ""));
  CHECK(trace->events.size() == 28);
  const TemporaryDirectory folder;
  const std::string path = folder.path_of("t");
  REQUIRE(write_trace(path, trace->header, trace->events, trace->names).ok());
  CHECK(contents(path) == example);
}

TEST_CASE("every field is explained on the format's page") {
  const std::string page = contents(SOCKWALK_SOURCE_DIR "/core/log/FORMAT.md");
  for (const std::string_view field : kFieldNames) {
    CHECK_MESSAGE(has(page, "`" + std::string{field} + "`"), field);
  }
}

TEST_CASE("a live run comes back as it was") {
  for (const ScenarioEntry& entry : scenarios_to_step()) {
    REQUIRE(entry.scenario.ok());
    const auto walk = Walk::start(*entry.scenario, {});
    REQUIRE(walk.ok());
    while ((*walk)->settle(10'000) && (*walk)->step()) {
    }
    const TemporaryDirectory folder;
    const std::string path = folder.path_of("t");
    REQUIRE((*walk)->save(path).ok());
    const auto trace = read_trace(path);
    REQUIRE(trace.ok());
    CHECK_MESSAGE(!trace->damage, (trace->damage ? trace->damage->sentence : ""));
    CAPTURE(entry.name);
    CHECK(trace->events.size() > 30);
    const auto played = (*walk)->timeline().events();
    REQUIRE(trace->events.size() == played.size());
    for (std::size_t i = 0; i < played.size(); ++i) {
      CAPTURE(strace_line(played[i], nullptr));
      CHECK(equal_events(trace->events[i], played[i]));
    }
  }
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
  CHECK(trace->events[1].parts->rare->address.name == all);
  CHECK(
      std::ranges::equal(trace->events[3].parts->data, std::as_bytes(std::span{all}).subspan(192)));
}

TEST_CASE("control characters never reach a terminal") {
  const WrittenTrace story;
  for (const char letter : story.text) {
    const auto byte = static_cast<unsigned char>(letter);
    CHECK((byte >= 0x20 || letter == '\n'));
    CHECK(byte != 0x7f);
  }
}

TEST_CASE("the end of a pipe is the end of the trace") {
  const TemporaryDirectory folder;
  const WrittenTrace story;
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

TEST_CASE("empty lines and unknown fields do no harm") {
  const auto trace = parse_trace(
      kHeader + "\n  \r\n" +
          line("'seq':1,'new':[{}],'t_ns':-5,'kind':'turn','actor':'a','turn':1") + "\n",
      "t");
  REQUIRE(trace.ok());
  CHECK_FALSE(trace->damage);
  REQUIRE(trace->events.size() == 1);
  CHECK(trace->events[0].t_ns == -5);
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
  const WrittenTrace story;
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
  const WrittenTrace story;
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
  const WrittenTrace story;
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
