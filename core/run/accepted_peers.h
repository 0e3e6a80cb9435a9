#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <span>
#include <thread>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "event/mutex.h"
#include "kernel/sock_diag.h"
#include "run/left_clients.h"
#include "syscalls/accept_watch.h"

namespace sockwalk {

/// Asks who is at the far end of each connection that a server accepts, before an end of it goes:
/// in a run without turns both may be closed before the log is looked at, and nobody could tell any
/// more. Has a thread of its own, which asks about many at a time, when the first of them wants to
/// close or when an answer is wanted; a close() waits for that.
///
/// A client that closes before it was accepted keeps its place in the accept queue, but not its
/// inode (unix_diag): so its place is asked for then. Where several accept from that queue, what
/// the client wrote tells who has met it. Unknown, and thus the oldest that waits in the model,
/// remains who has left a queue that was too long for an answer or that others joined.
class AcceptedPeers : public AcceptWatch {
 public:
  AcceptedPeers();
  ~AcceptedPeers() override;
  AcceptedPeers(const AcceptedPeers&) = delete;
  AcceptedPeers& operator=(const AcceptedPeers&) = delete;

  /// From an actor's thread: memory and a futex only.
  std::uint64_t accepted(std::uint32_t inode, std::uint32_t listener,
                         const ConnectionBytes& waiting) override SOCKWALK_EXCLUDES(mutex_);
  std::uint64_t accepted_so_far() const override { return told_.load(); }
  bool anybody_left() const override { return anybody_left_.load(); }
  bool knows(std::uint64_t count) const override { return known_.load() >= count; }
  /// Likewise. Waits until the first `count` questions are answered, or one of them by `client`.
  void closing(std::uint64_t count, std::uint32_t client) override SOCKWALK_EXCLUDES(mutex_);
  /// Likewise. Waits until it is known of each by whom, or behind whom, it has been accepted.
  void leaving(std::span<const LeavingClient> clients) override SOCKWALK_EXCLUDES(mutex_);
  /// The inode of the peer of the socket `inode`; 0 when it cannot be known. Waits for the answer,
  /// and answers each question once. Any thread but an actor's.
  /// REQUIRES: accepted() has told of that socket, or it waits for ever.
  std::uint32_t take_peer_of(std::uint32_t inode) SOCKWALK_EXCLUDES(mutex_);

  /// How long it took to ask last.
  std::chrono::microseconds asking_time() const { return asking_time_.load(); }

 private:
  struct Accepted {
    std::uint32_t inode = 0;
    std::uint32_t listener = 0;
    ConnectionBytes waiting;
  };
  struct Answer {
    std::uint32_t inode = 0;
    std::uint32_t peer = 0;
  };

  void want() SOCKWALK_REQUIRES(mutex_);
  void work() SOCKWALK_EXCLUDES(mutex_);
  bool take_questions() SOCKWALK_EXCLUDES(mutex_);
  void ask();
  void note_queued(std::span<const LeavingClient> clients);
  std::uint32_t settled(const Accepted& question, std::uint32_t peer);
  void give_answers() SOCKWALK_EXCLUDES(mutex_);

  // The asking thread alone, once it runs.
  SockDiag diag_;
  LeftClients left_;
  std::unordered_map<std::uint32_t, std::uint32_t> clients_;  ///< by the inode of their far end
  std::vector<Accepted> asked_;
  std::vector<LeavingClient> leaving_asked_;
  std::vector<std::uint32_t> peers_;  ///< of asked_
  std::chrono::steady_clock::time_point next_;

  Mutex mutex_;
  std::condition_variable_any wanting_;
  std::condition_variable_any answered_;
  std::vector<Accepted> questions_ SOCKWALK_GUARDED_BY(mutex_);
  std::vector<LeavingClient> leavers_ SOCKWALK_GUARDED_BY(mutex_);
  /// Those that nobody has taken, the oldest first; taken almost in that order.
  std::deque<Answer> answers_ SOCKWALK_GUARDED_BY(mutex_);
  /// The clients' ends that were an answer: about those nobody is in doubt any more.
  std::unordered_set<std::uint32_t> met_ SOCKWALK_GUARDED_BY(mutex_);
  bool wanted_ SOCKWALK_GUARDED_BY(mutex_) = false;  ///< somebody waits for answers
  bool stopping_ SOCKWALK_GUARDED_BY(mutex_) = false;
  std::uint64_t leavers_told_ SOCKWALK_GUARDED_BY(mutex_) = 0;
  std::uint64_t leavers_known_ SOCKWALK_GUARDED_BY(mutex_) = 0;
  std::atomic<std::chrono::microseconds> asking_time_{std::chrono::microseconds{0}};
  std::atomic<bool> anybody_left_{false};
  std::atomic<std::uint64_t> told_{0};   ///< accepted connections so far
  std::atomic<std::uint64_t> known_{0};  ///< of which so many are answered, the first first
  std::thread thread_;
};

}  // namespace sockwalk
