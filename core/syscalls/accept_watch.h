#pragma once

#include <cstdint>
#include <span>

#include "syscalls/connection_bytes.h"

namespace sockwalk {

/// A client's end that is about to go, and what went into it.
struct LeavingClient {
  std::uint32_t inode = 0;
  ConnectionBytes sent;
};

/// Is told of connections as they come and go in a run without turns. Called from the actors'
/// threads: memory and futexes only.
class AcceptWatch {
 public:
  virtual ~AcceptWatch() = default;
  /// accept() on the socket `listener` has made the socket `inode`; the event is not logged yet.
  /// If anybody_left() was true after the call, `listener` is known and `waiting` is what the new
  /// socket had to read then. How many there were so far.
  virtual std::uint64_t accepted(std::uint32_t inode, std::uint32_t listener,
                                 const ConnectionBytes& waiting) = 0;
  /// How many there were so far.
  virtual std::uint64_t accepted_so_far() const = 0;
  /// Whether leaving() was ever called: before that every accepted connection has a client.
  virtual bool anybody_left() const = 0;
  /// Whether nothing is wanted any more of the first `count` connections that were accepted.
  virtual bool knows(std::uint64_t count) const = 0;
  /// An end of one of the first `count` connections that were accepted may be about to go; if it is
  /// a client's end, its inode is `client`, else 0. Returns once nothing is wanted of it any more.
  virtual void closing(std::uint64_t count, std::uint32_t client) = 0;
  /// `clients` are about to go, and nothing tells whether they have been accepted. Returns once
  /// nothing is wanted of them any more.
  virtual void leaving(std::span<const LeavingClient> clients) = 0;
};

}  // namespace sockwalk
