#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/timeline.h"

namespace sockwalk {

/// What a server of its kind keeps besides its array of handles, to know which of them is ready: the
/// fd_set of select(2), the array of poll(2), the lists of an epoll instance, or a thread a handle.
struct HandleStructure {
  enum class Kind : std::uint8_t { none, fd_set, poll_array, epoll, threads };

  /// One bit, element, entry or thread, in the order of the structure.
  struct Entry {
    std::int32_t fd = -1;
    std::string text;      ///< "4", "4 IN", "4: Handler 1"
    bool asked = true;     ///< fd_set: the bit is set
    bool ready = false;    ///< as the kernel told last; epoll: it is on the ready list now
    bool operator==(const Entry&) const = default;
  };

  Kind kind = Kind::none;
  std::int64_t nfds = 0;    ///< fd_set: the first argument; poll_array: how many elements
  std::int32_t fd = -1;     ///< epoll: the instance's number
  bool asleep = false;      ///< the server waits in it now
  std::uint64_t hidden = 0; ///< how many entries the recording does not hold
  std::vector<Entry> entries;
};

/// The structure as it stood after event `seq`, of which `model` is the state. Kind::none for a server that
/// has one handle only, or none yet.
HandleStructure handle_structure(const Model& model, const Timeline& timeline, std::uint64_t seq);

}  // namespace sockwalk
