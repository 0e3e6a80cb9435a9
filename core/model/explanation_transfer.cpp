#include <algorithm>

#include "event/constant_names.h"
#include "model/call_family.h"
#include "model/explanation.h"
#include "model/urgent.h"
#include "text/explain_text.h"
#include "text/unreachable_text.h"

namespace sockwalk {
namespace {

namespace texts = explain_text;

std::span<const std::byte> data_of(const Event& event) {
  return event.parts == nullptr ? std::span<const std::byte>{} : event.parts->data;
}

/// What a read took out of the receive buffer as it was before.
struct Taken {
  std::size_t writes = 0;          ///< of how many writes it took bytes
  std::uint64_t left_of_last = 0;  ///< what stays of the last of them
  std::uint64_t left = 0;          ///< what stays in all
};

Taken taken_by(const Socket& socket, std::uint64_t bytes) {
  Taken taken;
  const Reach reach = reach_of(socket);
  taken.left = reach.bytes > bytes ? reach.bytes - bytes : 0;
  std::uint64_t write = 0;
  for (const Unread& piece : socket.unread) {
    if (bytes == 0) break;
    const std::uint64_t part = std::min(bytes, piece.bytes);
    // An urgent byte that is one no more lies apart from the others of its write.
    if (piece.written_by != write || write == 0) taken.writes += 1;
    write = piece.written_by;
    taken.left_of_last = piece.bytes - part;
    bytes -= part;
  }
  return taken;
}

Sentence read_nothing(const Circumstance& met, const Event& exit) {
  const bool asked = met.enter.args[1] != 0;
  if (!asked) return say(texts::kReadNothingAsked, met.call);
  const bool gone = met.socket == nullptr || met.socket->peer_gone;
  if (met.socket != nullptr && met.socket->shut_receive && !gone) {
    const bool own = who_shut(met.model, met.index, Direction::receive) == Shutter::near;
    return own ? say(texts::kReadOwnEnd, met.call)
               : say(texts::kReadHalfEnd, capitalised(met.far), met.call);
  }
  if (met.keeps_records() && !gone) return say(texts::kReadEmptyRecord, met.far, met.call);
  return say(exit.slept ? texts::kReadEndSlept : texts::kReadEnd, capitalised(met.far), met.call);
}

Sentence read_some(const Circumstance& met, const Event& exit) {
  const std::uint64_t bytes = static_cast<std::uint64_t>(exit.ret);
  const std::string content = content_in_words(data_of(exit), bytes);
  if (exit.slept || met.socket == nullptr || met.socket->unread.empty()) {
    return say(exit.slept ? texts::kReadSlept : texts::kReadUnseen, content, met.far, met.call);
  }
  if (met.keeps_records()) {
    const std::uint64_t record = met.socket->unread.front().bytes;
    if (record > bytes) {
      return say(texts::kReadRecordCut, content, met.far, bytes_in_words(record), met.call);
    }
    return say(texts::kReadRecord, content, met.far, met.call);
  }
  const Taken taken = taken_by(*met.socket, bytes);
  if (taken.left_of_last > 0) {
    return say(texts::kReadPart, content, met.far, bytes_in_words(taken.left_of_last), met.call);
  }
  if (taken.writes > 1) return say(texts::kReadJoined, content, met.far, taken.writes, met.call);
  if (met.socket->peer_gone)
    return say(texts::kReadAfterClose, content, capitalised(met.far), met.call);
  if (taken.left > 0)
    return say(texts::kReadFront, content, met.far, bytes_in_words(taken.left), met.call);
  return say(texts::kReadAll, content, met.far, met.call);
}

Sentence wrote(const Circumstance& met, const Event& exit) {
  const std::uint64_t bytes = static_cast<std::uint64_t>(exit.ret);
  if (bytes == 0) {
    return say(met.keeps_records() ? texts::kWriteEmptyRecord : texts::kWriteNothing, met.far,
               met.call);
  }
  const std::int64_t asked = met.enter.args[1];
  if (exit.ret < asked) {
    if (met.may_not_wait()) return say(texts::kWritePartFull, exit.ret, asked, met.call);
    const bool gone = met.socket != nullptr && met.socket->peer_gone;
    if (gone) return say(texts::kWritePartGone, exit.ret, asked, met.far);
    return say(texts::kWritePart, exit.ret, asked, met.call);
  }
  const std::string content = content_in_words(data_of(met.enter), bytes);
  if (exit.slept) return say(texts::kWriteSlept, content, met.far, met.call);
  if (met.peer == nullptr) return say(texts::kWriteUnseen, content, met.far, met.call);
  if (met.peer->queued) return say(texts::kWriteQueued, content, met.call);
  const std::string there = which(met.model, met.socket->peer);
  if (const ActorId sleeper = sleeper_on(met.model, met.socket->peer); sleeper != kNoActor) {
    return say(texts::kWriteWakes, content, there, who(met.model, sleeper),
               row_of(met.model.actor(sleeper)->call.call).name, met.call);
  }
  if (asks_for_answer(met.enter)) return say(texts::kWriteAsks, there, met.call);
  if (met.peer->unread_bytes > 0 && !met.keeps_records()) {
    return say(texts::kWriteJoins, content, bytes_in_words(met.peer->unread_bytes), met.far,
               met.call);
  }
  return say(texts::kWrite, content, there, met.far, met.call);
}

}  // namespace

Sentence explain_transfer(const Circumstance& met, const Event& exit) {
  const SocketIndex to = met.socket == nullptr ? kNoSocket : met.socket->peer;
  if (met.model.may_be_collected(to) && exit.error == 0) {
    const bool reads = family_of(met.enter.call) == Syscall::read;
    const bool end = reads && exit.ret == 0 && met.enter.args[1] > 0 &&
                     met.socket->unread.empty() && !met.socket->shut_receive && !met.is_datagram();
    if (end) return say(unreachable_text::kReadEnd, met.call);
    if (!reads && exit.ret > 0 && met.address().kind == UnixAddress::Kind::none) {
      return say(unreachable_text::kWrote,
                 content_in_words(data_of(met.enter), static_cast<std::uint64_t>(exit.ret)),
                 which(met.model, to), met.call);
    }
  }
  // What descriptors do is told first where some travel along.
  const bool carries = family_of(met.enter.call) == Syscall::read
                           ? exit.parts != nullptr && !exit.parts->opened.empty()
                           : met.enter.call == Syscall::sendmsg;
  const Sentence urgent = explain_urgent(met, exit);
  if (!urgent.empty() && !carries) return urgent;
  const Sentence special = explain_message(met, exit);
  if (!special.empty()) return special;
  if (!urgent.empty()) return urgent;
  switch (met.enter.call) {
    case Syscall::read:
    case Syscall::recvfrom:
    case Syscall::recvmsg:
      if (exit.ret == 0) return explain_end(met, exit, read_nothing(met, exit));
      return read_some(met, exit);
    default:
      return wrote(met, exit);
  }
}

}  // namespace sockwalk
