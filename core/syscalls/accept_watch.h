#pragma once

#include <cstdint>
#include <span>

namespace sockwalk {

/// Is told of connections as they come and go in a run without turns. Called from the actors'
/// threads: memory and futexes only.
class AcceptWatch {
 public:
  virtual ~AcceptWatch() = default;
  /// accept() on the socket `listener` has made the socket `inode`; the event is not logged yet.
  /// `listener` may be 0, unknown, if anybody_left() was false after the call. How many there were
  /// so far.
  virtual std::uint64_t accepted(std::uint32_t inode, std::uint32_t listener) = 0;
  /// How many there were so far.
  virtual std::uint64_t accepted_so_far() const = 0;
  /// Whether leaving() was ever called: before that every accepted connection has a client.
  virtual bool anybody_left() const = 0;
  /// Whether nothing is wanted any more of the first `count` connections that were accepted.
  virtual bool knows(std::uint64_t count) const = 0;
  /// An end of one of the first `count` connections that were accepted may be about to go; if it is
  /// a client's end, its inode is `client`, else 0. Returns once nothing is wanted of it any more.
  virtual void closing(std::uint64_t count, std::uint32_t client) = 0;
  /// The clients' ends `inodes` are about to go, and nothing tells whether they have been accepted.
  /// Returns once nothing is wanted of them any more.
  virtual void leaving(std::span<const std::uint32_t> inodes) = 0;
};

}  // namespace sockwalk
