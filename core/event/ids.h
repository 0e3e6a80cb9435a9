#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sockwalk {

/// Who acts: a number, dense from 0, in the order in which the actors were cast. The server is 0.
/// The names behind the numbers stand in ActorNames.
using ActorId = std::uint16_t;
inline constexpr ActorId kServer = 0;
/// What was prepared before the first actor ran (a stale name in the file system).
inline constexpr ActorId kSetup = 0xfffe;
/// To whom the turns are given that let time pass: nobody's thread. While a run is stepped, deadlines
/// are held, and they pass in the Clock's turns only.
inline constexpr ActorId kClock = 0xfffd;
/// Numbers from here on are nobody with a thread and an fd table.
inline constexpr ActorId kFirstSpecialActor = kClock;
inline constexpr ActorId kNoActor = 0xffff;

/// The names of the actors of one run, as they stand in a trace: "server", "client 1", …
class ActorNames {
 public:
  /// The id of `name`, which is added when it is new.
  ActorId id_of(std::string_view name);
  /// The id of `name`, or kNoActor.
  ActorId find(std::string_view name) const;
  /// Adds a name of which the caller knows that it is new: id_of() without the search.
  ActorId add(std::string_view name);
  /// True for the number of an actor of this run, and for kSetup and kClock.
  bool knows(ActorId actor) const {
    return actor < names_.size() || actor == kSetup || actor == kClock;
  }
  /// The name of `actor`; "nobody" where the number is unknown.
  std::string_view name(ActorId actor) const;
  std::size_t size() const { return names_.size(); }

 private:
  std::vector<std::string> names_;
};

/// What the client of that number is called where one actor plays several: "client 437".
std::string client_name(std::uint32_t number);

/// Which socket: the call that made it, counted within its actor, which no log order changes.
/// Kernel numbers (fd, inode, pid, tid) are reused and are therefore attributes, not identity.
/// The server's end of a connection is made by the client's connect(), before accept() numbers it.
struct SocketId {
  ActorId actor = kNoActor;
  std::uint16_t index = 0;  ///< which of the sockets that the call made
  std::uint32_t call = 0;   ///< the actor's n-th `enter` event, from 1

  bool valid() const { return actor != kNoActor; }
  auto operator<=>(const SocketId&) const = default;
};

}  // namespace sockwalk
