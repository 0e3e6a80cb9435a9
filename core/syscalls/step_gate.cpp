#include "syscalls/step_gate.h"

namespace sockwalk {

StepGate::StepGate(std::size_t actors, bool gated) : gated_(gated) {
  for (std::size_t i = 0; i < actors; ++i) posts_.push_back(std::make_unique<Post>());
}

Grant StepGate::arrive(ActorId actor, const Event& next) {
  if (!gated_) {
    if (actor != kServer && !open_.load(std::memory_order_relaxed)) wait_open();
    return stopping() ? Grant::stop : Grant::proceed;
  }
  MutexLock lock(mutex_);
  Post& post = *posts_[actor];
  post.position = {Place::at_gate, next};
  moved();
  changed_.notify_all();
  while (post.granted == Grant::none && !stopping()) post.wake.wait(mutex_);
  const Grant granted = stopping() ? Grant::stop : post.granted;
  post.granted = Grant::none;
  post.position.place = granted == Grant::proceed ? Place::in_call : Place::running;
  moved();
  return granted;
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
  posts_[actor]->position.place = Place::running;
  moved();
}

void StepGate::leave(ActorId actor) {
  MutexLock lock(mutex_);
  posts_[actor]->position.place = Place::gone;
  moved();
  changed_.notify_all();
}

void StepGate::grant(ActorId actor) {
  MutexLock lock(mutex_);
  Post& post = *posts_[actor];
  if (post.position.place != Place::at_gate) return;
  post.granted = Grant::proceed;
  // From here on the actor counts as moving, before its thread has even been scheduled.
  post.position.place = Place::running;
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
