#pragma once

#include <condition_variable>
#include <mutex>

// Clang checks at compile time that what a mutex guards is touched only while it is held
// (https://clang.llvm.org/docs/ThreadSafetyAnalysis.html); other compilers see nothing here.
#if defined(__clang__)
#define SOCKWALK_THREAD_ATTRIBUTE(x) __attribute__((x))
#else
#define SOCKWALK_THREAD_ATTRIBUTE(x)
#endif
#define SOCKWALK_GUARDED_BY(x) SOCKWALK_THREAD_ATTRIBUTE(guarded_by(x))
#define SOCKWALK_REQUIRES(...) SOCKWALK_THREAD_ATTRIBUTE(requires_capability(__VA_ARGS__))
#define SOCKWALK_EXCLUDES(...) SOCKWALK_THREAD_ATTRIBUTE(locks_excluded(__VA_ARGS__))

namespace sockwalk {

/// std::mutex that Clang's thread-safety analysis knows. Waiting is done with a
/// std::condition_variable_any on the Mutex itself.
class SOCKWALK_THREAD_ATTRIBUTE(capability("mutex")) Mutex {
 public:
  void lock() SOCKWALK_THREAD_ATTRIBUTE(acquire_capability()) { mutex_.lock(); }
  void unlock() SOCKWALK_THREAD_ATTRIBUTE(release_capability()) { mutex_.unlock(); }

 private:
  std::mutex mutex_;
};

/// Holds a Mutex for a scope.
class SOCKWALK_THREAD_ATTRIBUTE(scoped_lockable) MutexLock {
 public:
  explicit MutexLock(Mutex& mutex) SOCKWALK_THREAD_ATTRIBUTE(acquire_capability(mutex))
      : mutex_(mutex) {
    mutex_.lock();
  }
  ~MutexLock() SOCKWALK_THREAD_ATTRIBUTE(release_capability()) { mutex_.unlock(); }
  MutexLock(const MutexLock&) = delete;
  MutexLock& operator=(const MutexLock&) = delete;

 private:
  Mutex& mutex_;
};

}  // namespace sockwalk
