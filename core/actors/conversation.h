#pragma once

#include <cstdint>
#include <memory>

#include "actors/part.h"
#include "actors/service.h"

namespace sockwalk {

/// One slot of a server's table of client handles: the client that it talks with, if any. Every
/// change is noted as the program's own array would show it. Belongs to one thread at a time.
class Conversation {
 public:
  explicit Conversation(std::int64_t slot) : slot_(slot) {}

  bool free() const { return handle_ < 0; }
  int handle() const { return handle_; }
  /// True while an answer waits to be sent.
  bool answering() const { return service_ != nullptr && !service_->answer().empty(); }

  /// A client has come, and this is its handle.
  void begin(TracedCalls& calls, ServiceKind service, int handle);
  /// One call: write while an answer waits, else read. What it gave back.
  CallResult step(TracedCalls& calls, const Part& part);
  /// One read, and the writes that answer it. False when the client has gone or cannot be answered.
  bool serve_once(TracedCalls& calls, const Part& part);
  /// Reads and writes until the client has gone or cannot be answered.
  void serve(TracedCalls& calls, const Part& part);
  /// Closes the handle; the slot is free again.
  void close(TracedCalls& calls, const Part& part);
  /// Frees the slot without closing the handle.
  void forget(TracedCalls& calls);

 private:
  void note(TracedCalls& calls) const;

  std::int64_t slot_;
  int handle_ = -1;
  std::unique_ptr<Service> service_;
};

/// The slots behind that of the connection socket, which is slot 0, all free.
std::vector<Conversation> make_slots(int count);

}  // namespace sockwalk
