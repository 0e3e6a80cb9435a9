#include "syscalls/step_gate.h"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>

using namespace sockwalk;

namespace {

Event call_of(Syscall call) {
  Event event;
  event.kind = EventKind::enter;
  event.call = call;
  return event;
}

void wait_for(StepGate& gate, ActorId actor, ActorPlace place) {
  for (std::uint64_t seen = gate.changes(); gate.position(actor).place != place; seen = gate.changes()) {
    gate.wait_change(seen, std::chrono::microseconds(1000));
  }
}

Grant arrive(StepGate& gate, ActorId actor, const Event& call) {
  std::string request;
  return gate.arrive(actor, call, -1, request);
}

}  // namespace

TEST_SUITE_BEGIN("step_gate");

TEST_CASE("an actor waits at the gate with its next call announced, until it is granted") {
  StepGate gate(1, true);
  Grant granted = Grant::none;
  std::thread actor([&] {
    granted = arrive(gate, 0, call_of(Syscall::listen));
    gate.returned(0);
    gate.leave(0);
  });
  wait_for(gate, 0, ActorPlace::at_gate);
  CHECK(gate.position(0).next.call == Syscall::listen);
  gate.grant(0);
  actor.join();
  CHECK(granted == Grant::proceed);
  CHECK(gate.position(0).place == ActorPlace::gone);
}

TEST_CASE("a grant counts as moving at once, before the thread has run") {
  StepGate gate(1, true);
  std::thread actor([&] { static_cast<void>(arrive(gate, 0, call_of(Syscall::accept))); });
  wait_for(gate, 0, ActorPlace::at_gate);
  const std::uint64_t before = gate.changes();
  gate.grant(0);
  CHECK(gate.position(0).place != ActorPlace::at_gate);
  CHECK(gate.changes() > before);
  actor.join();
}

TEST_CASE("stop sends home who waits at the gate and who comes later") {
  StepGate gate(2, true);
  Grant waiting = Grant::none;
  std::thread actor([&] { waiting = arrive(gate, 0, call_of(Syscall::read)); });
  wait_for(gate, 0, ActorPlace::at_gate);
  gate.stop();
  actor.join();
  CHECK(waiting == Grant::stop);
  CHECK(arrive(gate, 1, call_of(Syscall::read)) == Grant::stop);
}

TEST_CASE("without turns clients wait until the gate is opened") {
  StepGate gate(2, false);
  std::atomic<bool> passed{false};
  std::thread client([&] {
    static_cast<void>(arrive(gate, 1, call_of(Syscall::connect)));
    passed = true;
  });
  CHECK(arrive(gate, 0, call_of(Syscall::listen)) == Grant::proceed);
  CHECK_FALSE(passed);
  gate.open();
  client.join();
  CHECK(passed);
}

TEST_CASE("without turns the gate lets everybody pass until it stops") {
  StepGate gate(1, false);
  CHECK(arrive(gate, 0, call_of(Syscall::write)) == Grant::proceed);
  gate.stop();
  CHECK(arrive(gate, 0, call_of(Syscall::write)) == Grant::stop);
}

TEST_CASE("who joins runs again when the last of the others has left") {
  StepGate gate(3, true);
  std::atomic<bool> joined{false};
  std::thread actor([&] {
    gate.join(0, {1, 2});
    joined = true;
  });
  while (gate.position(0).place != ActorPlace::joining) std::this_thread::yield();
  gate.leave(1);
  CHECK(gate.position(0).place == ActorPlace::joining);
  gate.leave(2);
  CHECK(gate.position(0).place != ActorPlace::joining);  // at once, before its thread has woken
  actor.join();
  CHECK(joined);
  gate.join(0, {1, 2});  // nobody to wait for
}

TEST_CASE("a granted request comes with its words") {
  StepGate gate(1, true);
  std::string request;
  Grant granted = Grant::none;
  std::thread actor([&] { granted = gate.arrive(0, call_of(Syscall::read), -1, request); });
  while (gate.position(0).place != ActorPlace::at_gate) std::this_thread::yield();
  gate.grant(0, Grant::perform, "send 7");
  actor.join();
  CHECK(granted == Grant::perform);
  CHECK(request == "send 7");
}

TEST_SUITE_END();
