#include "syscalls/step_gate.h"

namespace sockwalk {

StepGate::StepGate(std::size_t actors, bool gated) : gated_(gated) {
  for (std::size_t i = 0; i < actors; ++i) posts_.push_back(std::make_unique<Post>());
}

void StepGate::add_post() {
  MutexLock lock(mutex_);
  posts_.push_back(std::make_unique<Post>());
  moved();
}

Orders& StepGate::orders(ActorId actor) const {
  MutexLock lock(mutex_);
  return posts_[actor]->orders;
}

Grant StepGate::arrive(ActorId actor, const Event& next, std::int64_t timeout_ms,
                       std::string& request) {
  if (!gated_) {
    if (actor != kServer && !open_.load(std::memory_order_relaxed)) wait_open();
    return stopping() ? Grant::stop : Grant::proceed;
  }
  MutexLock lock(mutex_);
  Post& post = *posts_[actor];
  post.position = {ActorPlace::at_gate, next, timeout_ms};
  moved();
  changed_.notify_all();
  while (post.granted == Grant::none && !stopping()) post.wake.wait(mutex_);
  const Grant granted = stopping() ? Grant::stop : post.granted;
  post.granted = Grant::none;
  request = std::move(post.request);
  post.request.clear();
  post.position.place = granted == Grant::proceed ? ActorPlace::in_call : ActorPlace::running;
  moved();
  return granted;
}

void StepGate::performs(ActorId actor, const Event& call, std::int64_t timeout_ms) {
  if (!gated_) return;
  MutexLock lock(mutex_);
  posts_[actor]->position = {ActorPlace::in_call, call, timeout_ms};
  moved();
}

void StepGate::wait_open() {
  MutexLock lock(mutex_);
  while (!open_.load(std::memory_order_relaxed) && !stopping()) opened_.wait(mutex_);
}

void StepGate::open() {
  MutexLock lock(mutex_);
  open_.store(true, std::memory_order_relaxed);
  opened_.notify_all();
}

void StepGate::returned(ActorId actor) {
  if (!gated_) return;
  MutexLock lock(mutex_);
  posts_[actor]->position.place = ActorPlace::running;
  moved();
}

bool StepGate::all_gone(const std::vector<ActorId>& actors) const {
  for (const ActorId actor : actors) {
    if (posts_[actor]->position.place != ActorPlace::gone) return false;
  }
  return true;
}

void StepGate::join(ActorId actor, const std::vector<ActorId>& others) {
  MutexLock lock(mutex_);
  Post& post = *posts_[actor];
  if (!all_gone(others)) {
    post.joined = others;
    post.position.place = ActorPlace::joining;
    moved();
    changed_.notify_all();
    // Whoever leaves last says that this one runs again: there is no moment at which all seem still.
    while (post.position.place == ActorPlace::joining && !stopping()) post.wake.wait(mutex_);
  }
  post.position.place = ActorPlace::running;
  moved();
}

void StepGate::abandon_join(ActorId actor) {
  MutexLock lock(mutex_);
  Post& post = *posts_[actor];
  if (post.position.place != ActorPlace::joining) return;
  post.position.place = ActorPlace::running;
  post.wake.notify_one();
  moved();
}

void StepGate::leave(ActorId actor) {
  MutexLock lock(mutex_);
  posts_[actor]->position.place = ActorPlace::gone;
  for (const auto& post : posts_) {
    if (post->position.place != ActorPlace::joining || !all_gone(post->joined)) continue;
    post->position.place = ActorPlace::running;
    post->wake.notify_one();
  }
  moved();
  changed_.notify_all();
}

void StepGate::grant(ActorId actor, Grant what, std::string request) {
  MutexLock lock(mutex_);
  Post& post = *posts_[actor];
  if (post.position.place != ActorPlace::at_gate) return;
  post.granted = what;
  post.request = std::move(request);
  // From here on the actor counts as moving, before its thread has even been scheduled.
  post.position.place = ActorPlace::running;
  moved();
  post.wake.notify_one();
}

void StepGate::stop() {
  stopping_.store(true, std::memory_order_relaxed);
  MutexLock lock(mutex_);
  opened_.notify_all();
  for (const auto& post : posts_) post->wake.notify_all();
}

StepGate::Position StepGate::position(ActorId actor) const {
  MutexLock lock(mutex_);
  return posts_[actor]->position;
}

void StepGate::wait_change(std::uint64_t seen, std::chrono::microseconds limit) {
  const auto deadline = std::chrono::steady_clock::now() + limit;
  MutexLock lock(mutex_);
  while (changes() == seen) {
    if (changed_.wait_until(mutex_, deadline) == std::cv_status::timeout) return;
  }
}

}  // namespace sockwalk
