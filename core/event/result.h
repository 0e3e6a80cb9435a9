#pragma once

#include <string>
#include <utility>
#include <variant>

namespace sockwalk {

/// A refusal of something the user gave us: one sentence that says what, where
/// (file:line:column for inputs) and how to mend it.
struct Error {
  std::string sentence;
};

/// A value, or the sentence why there is none. For inputs and files only: a system call that
/// fails is data and stands in an Event, a broken promise of ours is a SOCKWALK_ASSERT.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}
  Result(Error error) : state_(std::move(error)) {}

  bool ok() const { return std::holds_alternative<T>(state_); }
  explicit operator bool() const { return ok(); }

  /// REQUIRES: ok()
  T& operator*() & { return std::get<T>(state_); }
  const T& operator*() const& { return std::get<T>(state_); }
  T&& operator*() && { return std::get<T>(std::move(state_)); }
  T* operator->() { return &std::get<T>(state_); }
  const T* operator->() const { return &std::get<T>(state_); }

  /// REQUIRES: !ok()
  const Error& error() const { return std::get<Error>(state_); }

 private:
  std::variant<T, Error> state_;
};

/// The result of something that has no value, only success or a sentence.
using Done = Result<std::monostate>;
inline Done done() { return std::monostate{}; }

}  // namespace sockwalk
