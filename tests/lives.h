#pragma once

#include <cerrno>
#include <functional>
#include <string_view>
#include <vector>

#include "event_script.h"

/// Lives of sockets that between them make every step of the state diagram.
namespace sockwalk::lives {

inline constexpr std::string_view kPath = "/run/demo.sock";

/// The exit of the actor's last enter, of a call that was seen asleep.
inline void exit_slept(EventScript& script, std::int64_t ret, int error = 0) {
  Event event = script.last_enter();
  event.kind = EventKind::exit;
  event.enter = event.seq;
  event.ret = error == 0 ? ret : -1;
  event.error = error;
  event.slept = true;
  script.add(event);
}

inline void serve_one_client(EventScript& s) {
  listening_server(s).enter_accept(3);
  s.as("client 1").socket(3).connect(3, kPath);
  s.as("server").exit_opened(4).enter_read(4);
  s.as("client 1").write(3, "7");
  s.as("server").exit_read("7").write(4, "8");
  s.as("client 1").read(3, "8").enter_read(3);
  s.as("server").write(4, "9");
  s.as("client 1").exit_read("9").connect(3, kPath, EISCONN).close(3);
  s.as("server").read(4, "").write(4, "x", EPIPE).close(4).listen(3, 9).close(3);
}

inline void server_that_errs(EventScript& s) {
  s.as("server").socket(3).listen(3, 5, EINVAL).accept(3, -1, EINVAL);
  s.bind(3, kPath, EADDRINUSE).unlink(kPath).bind(3, kPath).bind(3, "/run/b", EINVAL);
  s.accept(3, -1, EINVAL).listen(3, 5).accept(3, -1, EAGAIN);
  s.read(3, "", EINVAL).write(3, "7", ENOTCONN).connect(3, kPath, EINVAL).close(3);
  s.socket(3).close(3).socket(3).bind(3, "/run/c").close(3);
}

inline void client_that_errs(EventScript& s) {
  s.as("client 1").socket(3).write(3, "7", ENOTCONN).read(3, "", EINVAL);
  s.connect(3, kPath, ENOENT).close(3);
  s.socket(3).bind(3, "/run/c1").connect(3, kPath, ECONNREFUSED).close(3);
}

inline void client_leaves_the_queue(EventScript& s) {
  listening_server(s);
  s.as("client 1").socket(3).bind(3, "/run/c1").connect(3, kPath).write(3, "7").close(3);
  s.as("server").accept(3, 4).read(4, "7").close(4);
}

inline void server_leaves_the_queue(EventScript& s) {
  listening_server(s);
  s.as("client 1").socket(3).connect(3, kPath);
  s.as("server").close(3);
  s.as("client 1").read(3, "", ECONNRESET).read(3, "").write(3, "7", EPIPE).close(3);
}

inline void server_loses_what_was_sent(EventScript& s) {
  listening_server(s);
  s.as("client 1").socket(3).connect(3, kPath);
  s.as("server").accept(3, 4).write(4, "8");
  s.as("client 1").close(3);
  s.as("server").read(4, "", ECONNRESET);
}

inline void server_hangs_up(EventScript& s) {
  listening_server(s);
  s.as("client 1").socket(3).connect(3, kPath);
  s.as("server").accept(3, 4).close(4);
  s.as("client 1").read(3, "").close(3);
}

inline void full_queue(EventScript& s) {
  listening_server(s, 0);
  s.as("client 1").socket(3).connect(3, kPath);
  s.as("client 2").socket(3).enter_connect(3, kPath);
  s.as("client 3").socket(3).bind(3, "/run/c3").enter_connect(3, kPath);
  s.as("client 4").socket(3).enter_connect(3, kPath);
  s.as("client 5").socket(3).enter_connect(3, kPath);
  s.as("server").accept(3, 4);
  s.as("client 2");
  exit_slept(s, 0);
  s.as("client 3");
  exit_slept(s, -1, EINTR);
  s.as("client 4");
  exit_slept(s, -1, ECONNREFUSED);
  s.as("client 5").ends();
}

/// Makes the calls of one end as the server on 4, or as client 1 on 3.
using HalfLife = void (*)(EventScript& s, const std::function<int()>& own,
                          const std::function<int()>& other);

inline void shut_half(EventScript& s, const std::function<int()>& own,
                      const std::function<int()>& other) {
  s.enter_recvfrom(own(), 0x40).exit(0, EAGAIN).enter_recvfrom(own()).exit(0, EINTR);
  s.sendto(own(), "x", {}, EAGAIN).shutdown(own(), 1);
  s.write(other(), "ab").recvfrom(own(), "ab").enter_read(own()).exit(0, EINTR);
  s.sendto(own(), "x", {}, EPIPE);
  s.recvfrom(other(), "").sendto(other(), "c").shutdown(other(), 1);
  s.read(own(), "c").read(own(), "").sendto(own(), "x", {}, EPIPE).close(other()).close(own());
}

inline void shut_other_half(EventScript& s, const std::function<int()>& own,
                            const std::function<int()>& other) {
  s.shutdown(own(), 0).shutdown(own(), 1).close(own()).close(other());
}

inline void shut_both(EventScript& s, const std::function<int()>& own,
                      const std::function<int()>& other) {
  s.shutdown(own(), 2).close(own()).close(other());
}

inline void shut_both_halves(EventScript& s, const std::function<int()>& own,
                             const std::function<int()>& other) {
  s.shutdown(own(), 1).shutdown(own(), 0).close(own()).close(other());
}

inline void leave_half_sent(EventScript& s, const std::function<int()>& own,
                            const std::function<int()>& other) {
  s.shutdown(own(), 1).close(own()).close(other());
}

inline void leave_half_received(EventScript& s, const std::function<int()>& own,
                                const std::function<int()>& other) {
  s.shutdown(own(), 0).close(own()).close(other());
}

/// Every half life, lived from both ends.
inline void half_lives(EventScript& s) {
  for (const HalfLife life : {shut_half, shut_other_half, shut_both, shut_both_halves,
                              leave_half_sent, leave_half_received}) {
    for (const bool server : {true, false}) {
      s.as("server").socket(3).unlink(kPath).bind(3, kPath).listen(3, 5);
      s.as("client 1").socket(3).connect(3, kPath).as("server").accept(3, 4).close(3);
      const std::function<int()> at_server = [&s] {
        s.as("server");
        return 4;
      };
      const std::function<int()> at_client = [&s] {
        s.as("client 1");
        return 3;
      };
      life(s, server ? at_server : at_client, server ? at_client : at_server);
    }
  }
}

inline void accepted_half(EventScript& s) {
  listening_server(s);
  for (const int how : {0, 1, 2}) {
    s.as("client 1").socket(3).connect(3, kPath).shutdown(3, how);
    s.as("server").accept4(3, 4, 0).close(4).as("client 1").close(3);
  }
  s.as("server").shutdown(3, 2);
}

inline void datagrams(EventScript& s) {
  s.as("server").socket(3, 0, 2).bind(3, kPath).enter_recvfrom(3);
  s.as("client 1").socket(3, 0, 2).sendto(3, "a", kPath);
  s.as("server").exit_read("a").as("client 1").connect(3, kPath);
  s.as("client 2").socket(3, 0, 2).bind(3, "/run/c2").sendto(3, "b", kPath).connect(3, kPath);
  s.as("client 3").socket(3, 0, 2).connect(3, kPath);
  s.as("server").close(3).socket(3, 0, 2).unlink(kPath).bind(3, kPath);
  s.as("client 1").write(3, "c", ECONNREFUSED).as("client 2").write(3, "d", ECONNREFUSED);
  s.as("client 3").connect(3, kPath).sendto(3, "e");
}

inline void pair_and_rights(EventScript& s) {
  s.as("server").socketpair(3, 4).socketpair(5, 6).sendmsg(3, "x", {5}).close(5);
  s.read(4, "x").close(6).write(3, "y").read(4, "y").close(3).close(4);
}

/// A worker accepts through a number of the listener that the server has passed to it.
inline void passed_listener(EventScript& s) {
  listening_server(s).as("worker").socket(3).connect(3, kPath).as("server").accept(3, 4);
  s.sendmsg(4, "x", {3}).as("worker").recvmsg(3, "x", {5});
  s.as("client 1").socket(3).connect(3, kPath).as("worker").accept(5, 6);
  s.as("server").close(3).as("client 2").socket(3).connect(3, kPath).as("worker").close(5);
}

inline std::vector<std::function<void(EventScript&)>> all() {
  return {
      passed_listener,
      half_lives,
      accepted_half,
      datagrams,
      pair_and_rights,
      serve_one_client,
      server_that_errs,
      client_that_errs,
      client_leaves_the_queue,
      server_leaves_the_queue,
      server_loses_what_was_sent,
      server_hangs_up,
      full_queue,
  };
}

}  // namespace sockwalk::lives
