#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/model.h"

namespace sockwalk {

/// One row of the client-handle table: one slot of the server's own array and what is behind it.
struct HandleRow {
  std::size_t slot = 0;
  std::int32_t fd = -1;               ///< −1 = free
  SocketIndex socket = kNoSocket;     ///< behind the handle; kNoSocket when free or closed
  std::string whose;                  ///< "master", "Client 1", "datagram"; empty when free
  bool connection = false;            ///< the connection socket: it carries no data and has no sum
  Phase phase = Phase::closed;
  std::uint64_t unread_bytes = 0;
  std::int64_t result = 0;            ///< the intermediate result kept for that client
  std::uint64_t changed = 0;          ///< seq of the last note about the slot
};

/// The row of slot `index` of the server's own array.
HandleRow handle_row(const Model& model, std::size_t index);
/// All rows: nothing that is not in the array, nothing left out.
std::vector<HandleRow> handle_rows(const Model& model);
/// How many slots are taken by clients.
std::size_t handles_used(const Model& model);

}  // namespace sockwalk
