#pragma once

#include "model/socket.h"
#include "text/text.h"

namespace sockwalk {

/// What one receive on a stream comes upon, as the urgent byte divides it (send(2), MSG_OOB;
/// net/unix/af_unix.c, manage_oob()): at the front it is passed over, later it ends the receive.
/// Other types have no urgent byte: all that is unread is within reach.
struct Reach {
  std::size_t passed = 0;     ///< pieces at the front that are passed over
  bool loses_urgent = false;  ///< the urgent byte is among them
  std::uint64_t bytes = 0;    ///< behind them, as many as one receive can take
  bool stops = false;         ///< it takes no more than those, since an urgent byte is or was there
};
Reach reach_of(const Socket& reader);

/// Whether the call sends or takes the urgent byte: MSG_OOB.
bool is_out_of_band(const Event& call);
/// Whether the call takes bytes in their order: it receives, without MSG_OOB and MSG_PEEK. A read
/// of no bytes does not look at the buffer.
bool takes_in_order(const Event& call);

/// The urgent byte of that socket, or nullptr.
const Unread* urgent_byte(const Socket& socket);
/// Whether an urgent byte is, or was, among what is unread.
bool has_urgent_place(const Socket& socket);

struct Circumstance;

// What explain() and foretell() say of it; empty where no urgent byte changes anything.
Sentence explain_urgent(const Circumstance& met, const Event& exit);
Sentence explain_urgent_loss(const Circumstance& met, const Event& exit);
Sentence foretell_urgent(const Circumstance& met);
/// Why poll(2), select(2) or epoll_wait(2) says `says` of a socket with something to read.
std::string urgent_reason(const Socket& socket, const std::string& says);

}  // namespace sockwalk
