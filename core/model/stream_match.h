#pragma once

#include <cstdint>
#include <vector>

#include "model/timeline.h"

namespace sockwalk {

/// Bytes that came out of a connection and did not go into it at its other end, as the model has
/// that: the model has taken somebody else for the one who was accepted.
struct StreamMismatch {
  SocketIndex reader = kNoSocket;
  SocketIndex writer = kNoSocket;  ///< its peer in the model
  std::uint64_t seq = 0;           ///< exit of the first read that shows it
};

/// Compares what was written and read at both ends of every stream connection: as much of it as the
/// recording holds (kRecordedBytes of each call). Without turns the kernel is asked once both ends
/// are closed; what went over them then still tells who they were. Leaves out a stream whose end
/// several actors use, since the log does not tell their order; and all of them where the recording
/// does not tell over which socket something went.
std::vector<StreamMismatch> stream_mismatches(const Timeline& timeline);

}  // namespace sockwalk
