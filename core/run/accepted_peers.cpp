#include "run/accepted_peers.h"

#include <algorithm>
#include <utility>

namespace sockwalk {

AcceptedPeers::AcceptedPeers() : thread_([this] { work(); }) {}

AcceptedPeers::~AcceptedPeers() {
  {
    MutexLock lock(mutex_);
    stopping_ = true;
    wanting_.notify_all();
    answered_.notify_all();
  }
  thread_.join();
}

std::uint64_t AcceptedPeers::accepted(std::uint32_t inode, std::uint32_t listener,
                                      const ConnectionBytes& waiting) {
  MutexLock lock(mutex_);
  questions_.push_back({inode, listener, waiting});
  return ++told_;
}

void AcceptedPeers::want() {
  if (wanted_ || (questions_.empty() && leavers_.empty())) return;
  wanted_ = true;
  wanting_.notify_one();
}

void AcceptedPeers::closing(std::uint64_t count, std::uint32_t client) {
  MutexLock lock(mutex_);
  while (!knows(count) && !met_.contains(client) && !stopping_) {
    want();
    answered_.wait(mutex_);
  }
}

void AcceptedPeers::leaving(std::span<const LeavingClient> clients) {
  anybody_left_.store(true);
  MutexLock lock(mutex_);
  leavers_.insert(leavers_.end(), clients.begin(), clients.end());
  const std::uint64_t count = leavers_told_ += clients.size();
  while (leavers_known_ < count && !stopping_) {
    want();
    answered_.wait(mutex_);
  }
}

std::uint32_t AcceptedPeers::take_peer_of(std::uint32_t inode) {
  MutexLock lock(mutex_);
  for (;;) {
    // Numbers come back: there may be several answers for one.
    const auto answer = std::ranges::find(answers_, inode, &Answer::inode);
    if (answer != answers_.end()) {
      const std::uint32_t peer = answer->peer;
      answers_.erase(answer);
      return peer;
    }
    if (stopping_) return 0;
    want();
    answered_.wait(mutex_);
  }
}

void AcceptedPeers::work() {
  next_ = std::chrono::steady_clock::now();
  while (take_questions()) {
    const auto before = std::chrono::steady_clock::now();
    ask();
    const auto after = std::chrono::steady_clock::now();
    // A pause as long as the question: a longer one leaves clients and processors waiting, without
    // one a part of the answers costs as much as all of them.
    next_ = after + (after - before);
    asking_time_ = std::chrono::duration_cast<std::chrono::microseconds>(after - before);
    give_answers();
  }
}

/// Waits until somebody wants an answer, and takes all that was asked by then. False: stop.
bool AcceptedPeers::take_questions() {
  MutexLock lock(mutex_);
  while (!wanted_ && !stopping_) wanting_.wait(mutex_);
  // Among many sockets asking takes long: then for more of them at a time.
  while (!stopping_ && std::chrono::steady_clock::now() < next_) wanting_.wait_until(mutex_, next_);
  if (stopping_) return false;
  wanted_ = false;
  asked_ = std::exchange(questions_, {});
  leaving_asked_ = std::exchange(leavers_, {});
  return true;
}

void AcceptedPeers::ask() {
  std::vector<std::uint32_t> inodes;
  for (const LeavingClient& one : leaving_asked_) inodes.push_back(one.inode);
  for (const Accepted& one : asked_) inodes.push_back(one.inode);
  const std::vector<std::uint32_t> peers = diag_.peers_of(inodes);
  std::vector<LeavingClient> queued;
  for (std::size_t i = 0; i < leaving_asked_.size(); ++i) {
    if (peers[i] == 0) {
      queued.push_back(leaving_asked_[i]);
    } else {
      clients_[peers[i]] = inodes[i];
      left_.forget(inodes[i]);
    }
  }
  peers_.clear();
  for (std::size_t i = 0; i < asked_.size(); ++i) {
    peers_.push_back(settled(asked_[i], peers[leaving_asked_.size() + i]));
  }
  if (!queued.empty()) note_queued(queued);
}

/// The client's inode for an accepted connection whose peer has the inode `peer`, 0 when it is
/// gone.
std::uint32_t AcceptedPeers::settled(const Accepted& question, std::uint32_t peer) {
  const auto told = clients_.extract(question.inode);
  if (peer == 0 && !told.empty()) peer = told.mapped();
  if (peer == 0) return left_.take(question.listener, question.waiting);
  left_.forget(peer);
  return peer;
}

/// `clients` were in an accept queue, and are to leave: notes their places.
void AcceptedPeers::note_queued(std::span<const LeavingClient> clients) {
  Arena arena;
  const std::vector<KernelSocket> listeners = diag_.listeners(arena);
  for (const KernelSocket& listener : listeners) left_.note(listener, clients);
  for (const LeavingClient& client : clients) {
    if (left_.holds(client.inode)) continue;
    // It was accepted meanwhile, or nobody listens there any more.
    const std::uint32_t peer = diag_.peer_of(client.inode);
    if (peer != 0) clients_[peer] = client.inode;
  }
}

void AcceptedPeers::give_answers() {
  MutexLock lock(mutex_);
  for (std::size_t i = 0; i < asked_.size(); ++i) {
    answers_.push_back({asked_[i].inode, peers_[i]});
    if (peers_[i] != 0) met_.insert(peers_[i]);
  }
  known_ += asked_.size();
  leavers_known_ += leaving_asked_.size();
  answered_.notify_all();
}

}  // namespace sockwalk
