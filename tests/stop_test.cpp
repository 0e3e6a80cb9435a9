#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <string>
#include <thread>

#include "run/run.h"
#include "temporary_directory.h"

using namespace sockwalk;

namespace {

using Kind = TurnRequest::Kind;

std::size_t entries(const char* directory) {
  std::size_t count = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(directory)) ++count;
  return count;
}

/// A joined thread has ended for its process a moment before /proc takes it off the list.
bool comes_down_to(const char* directory, std::size_t count) {
  const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds(1);
  while (entries(directory) > count && std::chrono::steady_clock::now() < limit) std::this_thread::yield();
  return entries(directory) == count;
}

/// ThreadSanitizer starts a thread of its own together with the first of ours, and keeps it: so that one is
/// started before anything is counted, and waited for.
std::size_t threads_of_this_process() {
  static const bool started = [] {
    const std::size_t before = entries("/proc/self/task");
    std::thread([] {}).join();
    comes_down_to("/proc/self/task", before);
    return true;
  }();
  static_cast<void>(started);
  return entries("/proc/self/task");
}

/// A run that is brought to where it is to be stopped, and what there was before it began.
class Stopping {
 public:
  explicit Stopping(const std::string& toml, bool free = false) {
    const auto scenario = parse_scenario("title = \"t\"\n" + toml, "stop.toml");
    REQUIRE_MESSAGE(scenario.ok(), (scenario ? "" : scenario.error().sentence));
    RunOptions options;
    options.base_directory = base_.path();
    options.free = free;
    auto run = Run::start(*scenario, options);
    REQUIRE(run.ok());
    run_ = *std::move(run);
  }

  /// Gives turns to the lowest actor at the gate until `actor` sleeps in `call`; Syscall::none: until
  /// it joins its threads.
  Stopping& until(ActorId actor, Syscall call) {
    bool reached = false;
    for (int turn = 0; turn < 100 && !reached; ++turn) {
      REQUIRE(run_->wait_idle(5000));
      const auto stands = run_->status().stands;
      // A thread stands nowhere before the server made it.
      const auto wanted = std::ranges::find(stands, actor, &Stand::actor);
      reached = wanted != stands.end() &&
                (call == Syscall::none ? wanted->stance == Stance::joining
                                       : wanted->stance == Stance::asleep && wanted->call.call == call);
      const auto next = std::ranges::find(stands, Stance::at_gate, &Stand::stance);
      if (next != stands.end() && !reached) run_->give_turn(next->actor);
    }
    CHECK(reached);
    return *this;
  }
  /// One turn of the highest actor at the gate, so that connections wait; false: nobody stands there.
  bool step() {
    REQUIRE(run_->wait_idle(5000));
    const auto stands = run_->status().stands;
    const auto last = std::find_if(stands.rbegin(), stands.rend(), [](const Stand& stand) {
      return stand.stance == Stance::at_gate;
    });
    if (last == stands.rend()) return false;
    run_->give_turn(last->actor);
    return true;
  }
  Stopping& give(const TurnRequest& request) {
    REQUIRE(run_->wait_idle(5000));
    run_->give_turn(request);
    return *this;
  }
  Stopping& settled() {
    REQUIRE(run_->wait_idle(5000));
    return *this;
  }
  Stance stance(ActorId actor) const { return run_->status().stands[actor].stance; }

  /// Ends within a second, and nothing is left.
  void check() {
    const auto begin = std::chrono::steady_clock::now();
    run_->stop();
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(1));
    run_.reset();
    CHECK(std::filesystem::is_empty(base_.path()));
    CHECK(comes_down_to("/proc/self/task", threads_));
    CHECK(entries("/proc/self/fd") == descriptors_);
  }

 private:
  const std::size_t threads_ = threads_of_this_process();
  const std::size_t descriptors_ = entries("/proc/self/fd");
  TemporaryDirectory base_;
  std::unique_ptr<Run> run_;
};

std::string script(const std::string& steps) { return "[server]\ndoes = [" + steps + "]\n"; }
std::string server(const std::string& keys) { return "[server]\n" + keys + "\n"; }
std::string client(const std::string& steps) { return "[[client]]\ndoes = [" + steps + "]\n"; }

const std::string kOneClient = client(R"("socket", "connect", "send 7", "ask", "receive", "close")");
const std::string kSilent = client(R"("socket", "connect", "read 4")");
const std::string kListening = R"("m = socket", "bind demo.sock", "listen 0", )";
const std::string kWatching = R"("a b = pair", "e = epoll", "epoll_ctl e add a IN", )";
const std::string kFullQueue = kListening + R"("c = socket", "connect c", "d = socket", )";
const std::string kReceiver = R"("m = socket dgram", "bind demo.sock", "c = socket dgram", )";

/// One actor, its steps, and the call in which the last of them sleeps.
struct Sleep {
  std::string steps;
  Syscall call;
};

const std::vector<Sleep> kSleeps = {
    {R"("a b = pair", "read a 4")", Syscall::read},
    {R"("a b = pair", "recv a 4")", Syscall::recvfrom},
    {R"("a b = pair dgram", "recv a 4")", Syscall::recvfrom},
    {R"("a b = pair seqpacket", "recvmsg a 4")", Syscall::recvmsg},
    {R"("a b = pair", "send b 1", "recv a 8 MSG_WAITALL")", Syscall::recvfrom},
    {kListening + R"("accept m")", Syscall::accept},
    {kListening + R"("accept m cloexec")", Syscall::accept4},
    {kFullQueue + R"("connect d")", Syscall::connect},
    {R"("a b = pair", { do = "write a 64000 bytes", repeat = 9 })", Syscall::write},
    {R"("a b = pair", { do = "sendto a 64000 bytes", repeat = 9 })", Syscall::sendto},
    {R"("a b = pair", { do = "sendmsg a 64000 bytes", repeat = 9 })", Syscall::sendmsg},
    {kReceiver + R"("connect c", { do = "write c 1", repeat = "{max_dgram_qlen}+1" }, "write c 1")",
     Syscall::write},
    {kReceiver + R"({ do = "sendto c 1 to demo.sock", repeat = "{max_dgram_qlen}+1" }, "sendto c 1 to demo.sock")",
     Syscall::sendto},
    {R"("a b = pair", "select a")", Syscall::select},
    {R"("a b = pair", "poll a:IN")", Syscall::poll},
    {kWatching + R"("epoll_wait e")", Syscall::epoll_wait},
};

/// The same with a deadline, which a run by turns holds, so that the call sleeps without one.
const std::vector<Sleep> kHeld = {
    {R"("a b = pair", "select a timeout=60000")", Syscall::select},
    {R"("a b = pair", "poll a:IN timeout=60000")", Syscall::poll},
    {kWatching + R"("epoll_wait e timeout=60000")", Syscall::epoll_wait},
    {R"("a b = pair", "set a SO_RCVTIMEO 60000", "read a 4")", Syscall::read},
    {R"("a b = pair", "set a SO_RCVTIMEO 60000", "recvmsg a 4")", Syscall::recvmsg},
    {R"("a b = pair", "set a SO_SNDTIMEO 60000", { do = "write a 64000 bytes", repeat = 9 })", Syscall::write},
    {kListening + R"("set m SO_RCVTIMEO 60000", "accept m")", Syscall::accept},
    {kFullQueue + R"("set d SO_SNDTIMEO 60000", "connect d")", Syscall::connect},
};

}  // namespace

TEST_SUITE_BEGIN("stop");

TEST_CASE("an actor stops whatever call it sleeps in") {
  for (const Sleep& sleep : kSleeps) {
    CAPTURE(sleep.steps);
    Stopping(script(sleep.steps)).until(kServer, sleep.call).check();
  }
}

TEST_CASE("and so it does while its deadline is held") {
  for (const Sleep& sleep : kHeld) {
    CAPTURE(sleep.steps);
    Stopping(script(sleep.steps)).until(kServer, sleep.call).check();
  }
}

TEST_CASE("and when nobody gives turns, and time is real") {
  for (const std::vector<Sleep>* sleeps : {&kSleeps, &kHeld}) {
    for (const Sleep& sleep : *sleeps) {
      CAPTURE(sleep.steps);
      Stopping(script(sleep.steps), true).settled().check();
    }
  }
}

TEST_CASE("one that was interrupted and sleeps again stops as well") {
  for (const Sleep& sleep : kSleeps) {
    CAPTURE(sleep.steps);
    Stopping stopping(script(sleep.steps));
    stopping.until(kServer, sleep.call).give({kServer, Kind::interrupt_restart, {}}).settled();
    // select, poll and epoll_wait are not restarted (signal(7)); a WAITALL gives what it has.
    const bool again = sleep.call != Syscall::select && sleep.call != Syscall::poll &&
                       sleep.call != Syscall::epoll_wait &&
                       sleep.steps.find("WAITALL") == std::string::npos &&
                       sleep.steps.find("64000") == std::string::npos;
    if (again) CHECK(stopping.stance(kServer) == Stance::asleep);
    stopping.check();
  }
}

TEST_CASE("one that stands at the gate stops, before its first call and in between") {
  Stopping(server("kind = \"select\"") + kOneClient + kOneClient).check();
  Stopping(server("kind = \"select\"") + kOneClient + kOneClient).settled().check();
  Stopping(script(R"("a b = pair", "close a", "close b")")).give({kServer, Kind::proceed, {}}).settled().check();
}

TEST_CASE("a server and its client stop after any number of turns") {
  for (const char* keys : {"kind = \"iterative\"", "kind = \"select\"", "kind = \"select\"\nfaults = [\"naive\"]",
                           "kind = \"poll\"", "kind = \"epoll\"", "kind = \"epoll\"\ntrigger = \"edge\"",
                           "kind = \"epoll\"\nslots = 1", "kind = \"threads\"", "kind = \"pool\"",
                           "faults = [\"reads-too-little\"]", "faults = [\"closes-unread\"]", "faults = [\"never-reads\"]"}) {
    CAPTURE(keys);
    bool over = false;
    for (int turns = 0; !over && turns < 60; ++turns) {
      CAPTURE(turns);
      Stopping stopping(server(keys) + kOneClient);
      for (int turn = 0; turn < turns && !over; ++turn) over = !stopping.step();
      stopping.check();
    }
  }
}

TEST_CASE("and one that is on its way") {
  for (const auto kind : {Kind::proceed, Kind::crash, Kind::interrupt, Kind::interrupt_restart}) {
    Stopping(script(R"("a b = pair", "read a 4")")).give({kServer, Kind::proceed, {}}).give({kServer, kind, {}}).check();
    Stopping(script(R"("a b = pair", "read a 4")")).until(kServer, Syscall::read).give({kServer, kind, {}}).check();
  }
}

TEST_CASE("a server stops whatever it sleeps in, and so do its threads") {
  Stopping(server("kind = \"iterative\"") + kOneClient).until(kServer, Syscall::accept).check();
  Stopping(server("kind = \"iterative\"") + kSilent).until(kServer, Syscall::read).check();
  Stopping(server("kind = \"select\"") + kOneClient).until(kServer, Syscall::select).check();
  Stopping(server("kind = \"poll\"") + kOneClient).until(kServer, Syscall::poll).check();
  Stopping(server("kind = \"epoll\"") + kOneClient).until(kServer, Syscall::epoll_wait).check();
  Stopping(server("kind = \"threads\"") + kSilent).until(kServer, Syscall::none).check();
  Stopping(server("kind = \"threads\"") + kSilent).until(2, Syscall::read).check();
  Stopping(server("kind = \"pool\"") + kOneClient).until(kServer, Syscall::none).check();
  Stopping(server("kind = \"pool\"\nserve = 2") + kSilent).until(3, Syscall::accept).check();
  Stopping(server("type = \"dgram\"") + client("\"socket dgram\"")).until(kServer, Syscall::recvfrom).check();
}

TEST_CASE("and so do clients, of which the server takes no notice") {
  Stopping(server("backlog = 0") + kSilent + kSilent + kSilent).until(3, Syscall::connect).check();
  Stopping(server("faults = [\"never-reads\"]") +
           client(R"("socket", "connect", { do = "send 64000 bytes", repeat = 9 })"))
      .until(1, Syscall::write)
      .check();
}

TEST_CASE("what a crash has left behind keeps nobody from stopping") {
  // The server waits for a thread that crashed with all that share its descriptors.
  Stopping(server("kind = \"threads\"") + kSilent).until(kServer, Syscall::none).give({2, Kind::crash, {}}).settled().check();
  Stopping(server("kind = \"pool\"\nserve = 3") + kSilent).until(3, Syscall::accept).give({kServer, Kind::crash, {}}).check();
  // The client waits for a server that is gone, or is about to.
  Stopping(server("kind = \"iterative\"") + kSilent).until(1, Syscall::read).give({kServer, Kind::crash, {}}).settled().check();
  Stopping(server("kind = \"iterative\"") + kSilent).until(1, Syscall::read).give({1, Kind::crash, {}}).check();
}

TEST_SUITE_END();
