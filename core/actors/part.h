#pragma once

#include <string>
#include <vector>

#include "actors/listing.h"
#include "actors/scenario.h"
#include "event/unix_address.h"
#include "syscalls/traced_calls.h"

namespace sockwalk {

/// What an actor is given before it starts: its lines and the server's name. Referred to, not owned.
struct Part {
  const Listing& listing;
  UnixAddress name;
  std::string directory = {};  ///< of the run: what the names of its steps lie in

  /// The name begins where its actor stands, and no process of sockwalk's stands in that directory.
  bool has_relative_name() const {
    return name.kind == UnixAddress::Kind::path && !name.name.starts_with('/');
  }
  SourcePlace at(std::string_view label) const {
    return {listing.file.c_str(), listing.line_of(label)};
  }
};

/// The programs of the actors. Each makes exactly the calls of its C listing, in its order, and
/// returns when it is through, when a call that it cannot do without has failed (it then exits
/// with status 1, as the listing does) or when calls.ended().

/// The built-in server of `plan`, whatever its kind, type and faults.
void play_server(TracedCalls& calls, const ServerPlan& plan, const Part& part);

/// Serves its clients one after the other: server_iterative.c, server_bind_again.c,
/// server_abstract.c, server_seqpacket.c, server_echo.c, server_upper.c, server_leak.c,
/// server_forgets_unlink.c.
void play_iterative_server(TracedCalls& calls, const ServerPlan& plan, const Part& part);
/// Serves several clients at once with select(2): server_select.c.
void play_select_server(TracedCalls& calls, const ServerPlan& plan, const Part& part);
/// The same with poll(2): server_poll.c.
void play_poll_server(TracedCalls& calls, const ServerPlan& plan, const Part& part);
/// The same with epoll(7), level- or edge-triggered: server_epoll.c, server_epoll_edge.c.
void play_epoll_server(TracedCalls& calls, const ServerPlan& plan, const Part& part);
/// Makes a thread for each client: server_threads.c. The threads are actors "handler 1", ….
void play_threads_server(TracedCalls& calls, const ServerPlan& plan, const Part& part);
/// Makes some threads that all wait in accept on one socket: server_pool.c; actors "worker 1", ….
void play_pool_server(TracedCalls& calls, const ServerPlan& plan, const Part& part);
/// Answers datagrams; leaves after `serve` answers: server_datagram.c.
void play_datagram_server(TracedCalls& calls, const ServerPlan& plan, const Part& part);
/// The classic server that takes the first integer of a read(128) for all of it: server_naive.c.
void play_naive_server(TracedCalls& calls, const ServerPlan& plan, const Part& part);
/// Reads too little, never, or closes with bytes unread: server_reads_little.c,
/// server_never_reads.c, server_closes_unread.c.
void play_faulty_server(TracedCalls& calls, const ServerPlan& plan, const Part& part);
/// Does the steps of its plan, whatever each returns: client_sum.c, client_early.c, or its script.
void play_client(TracedCalls& calls, const ClientPlan& plan, const Part& part);
/// Does `steps` one after the other, then exits with status 0: any actor that has a script. What
/// the user asks for between two of them is done too.
void play_script(TracedCalls& calls, const std::vector<Step>& steps, const ProcessSetting& process,
                 const Part& part);

/// What a process is given before its first call: notes tell it. For built-in programs; scripts do it.
void prepare_process(TracedCalls& calls, const ProcessSetting& process);
/// Has the actor answer what the user asks of it ("send #4 7"). For built-in programs, before their
/// first call. `part` outlives `calls`.
void answer_requests(TracedCalls& calls, const Part& part);

/// Has the actor stand in the run's directory, where relative names lie. False, and a note tells it,
/// where the system gives a thread no directory of its own (unshare(2), CLONE_FS): a relative name
/// would be one of the user's then, and must not be given to a call.
bool enter_directory(TracedCalls& calls, const Part& part);
/// The course's steps 1 to 5, with a note for step 3: the connection socket, which listens. −1 when
/// that failed and the server has called exit.
int boot_server(TracedCalls& calls, const ServerPlan& plan, const Part& part);
/// Steps 10 to 12: close, unlink, exit.
void shut_server(TracedCalls& calls, const ServerPlan& plan, int master, const Part& part);

}  // namespace sockwalk
