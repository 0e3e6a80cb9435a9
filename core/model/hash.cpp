#include "model/model.h"

namespace sockwalk {
namespace {

/// A running 64-bit hash, one word at a time. Not for enemies: it tells states apart, no more.
class Hash {
 public:
  explicit Hash(std::string_view directory)
      : directory_(directory), own_name_(directory.substr(directory.rfind('/') + 1)) {}

  void add(std::uint64_t word) {
    state_ = (state_ ^ word) * 0x9e3779b97f4a7c15U;
    state_ ^= state_ >> 29;
    state_ *= 0xbf58476d1ce4e5b9U;
    state_ ^= state_ >> 32;
  }
  void add(std::int64_t word) { add(static_cast<std::uint64_t>(word)); }
  void add(std::int32_t word) { add(static_cast<std::int64_t>(word)); }
  void add(std::uint32_t word) { add(static_cast<std::uint64_t>(word)); }
  void add(std::uint16_t word) { add(static_cast<std::uint64_t>(word)); }
  void add(bool flag) { add(static_cast<std::uint64_t>(flag)); }
  template <class Enumeration>
  requires std::is_enum_v<Enumeration>
  void add(Enumeration value) { add(static_cast<std::uint64_t>(value)); }
  void add(SocketId id) {
    add(id.actor);
    add(id.index);
    add(id.call);
  }
  void add(std::span<const std::byte> bytes) {
    add(static_cast<std::uint64_t>(bytes.size()));
    for (const std::byte byte : bytes) add(byte);
  }
  void add(std::string_view text) { add(std::as_bytes(std::span(text))); }

  /// A name without the run's private directory, wherever in it that stands. Abstract names have
  /// only the directory's own name in them.
  void add(const UnixAddress& address) {
    add(address.kind);
    // The length counts for abstract names only, and there only by what it adds to the name's.
    const bool counts = address.kind == UnixAddress::Kind::abstract;
    add(counts ? address.length - static_cast<std::uint32_t>(address.name.size()) : 0U);
    if (!is_automatic(address)) add_name(address.name);
    if (!address.directory.empty()) add_name(address.directory);
  }
  void add_name(std::string_view name) {
    while (!own_name_.empty()) {
      const bool whole = name.find(directory_) != std::string_view::npos;
      const std::string_view part = whole ? directory_ : own_name_;
      const std::size_t found = name.find(part);
      if (found == std::string_view::npos) break;
      add(name.substr(0, found));
      name.remove_prefix(found + part.size());
    }
    add(name);
  }

  Hash fresh() const { return Hash(directory_); }
  std::uint64_t value() const { return state_; }

 private:
  /// Five hexadecimal digits are a name that the kernel chose (unix(7), autobind), each time
  /// another.
  static bool is_automatic(const UnixAddress& address) {
    return address.kind == UnixAddress::Kind::abstract && address.name.size() == 5 &&
           address.name.find_first_not_of("0123456789abcdef") == std::string_view::npos;
  }

  std::string_view directory_;
  std::string_view own_name_;  ///< its last component
  std::uint64_t state_ = 0xcbf29ce484222325U;
};

SocketId id_of(const Model& model, SocketIndex socket) {
  return socket < model.sockets.size() ? model.sockets[socket].id : SocketId{};
}

void hash_event(Hash& hash, const Event& event) {
  hash.add(event.kind);
  hash.add(event.call);
  for (const std::int64_t argument : event.args) hash.add(argument);
  hash.add(event.ret);
  hash.add(event.error);
  hash.add(bool{event.expected});
  // An event that was read has none where one that was made has empty ones.
  static const EventParts kNone;
  const EventParts& parts = event.parts != nullptr ? *event.parts : kNone;
  hash.add(parts.rare->address);
  hash.add(parts.data);
  hash.add(parts.data_bytes);
  hash.add(parts.rare->fds_count);
  for (const std::int32_t fd : parts.rare->fds) hash.add(fd);
  for (const OpenedFd& opened : parts.opened) hash.add(opened.fd);
  for (const PollEntry& entry : parts.rare->poll) {
    hash.add(entry.fd);
    hash.add(entry.events);
    hash.add(entry.revents);
  }
  hash.add(parts.rare->message_flags);
  hash.add(parts.rare->has_value);
  hash.add(parts.rare->has_credentials);
}

void hash_file(Hash& hash, const Model& model, const OpenFile& file) {
  hash.add(file.kind);
  hash.add(file.nonblocking);
  hash.add(file.references);
  hash.add(file.in_flight);
  hash.add(id_of(model, file.socket));
  hash.add_name(file.path);
  for (const Interest& interest : file.interests) {
    hash.add(interest.fd);
    hash.add(interest.events);
    hash.add(interest.silent);
    hash.add(interest.armed);
    hash.add(interest.reported_ahead);
    hash.add(id_of(model, model.files[interest.file].socket));
  }
}

void hash_actor(Hash& hash, const Model& model, const Actor& actor) {
  hash.add(actor.name);
  hash.add(actor.state);
  hash.add(actor.calls);
  hash.add(actor.joining);
  hash.add(actor.steps_done);
  for (const std::uint32_t count : actor.step_counts) hash.add(count);
  hash_event(hash, actor.call);
  hash_event(hash, actor.last_exit);
  for (const Descriptor& descriptor : model.tables[actor.table].descriptors) {
    hash.add(descriptor.fd);
    hash_file(hash, model, model.files[descriptor.file]);
  }
}

void hash_socket(Hash& hash, const Model& model, const Socket& socket) {
  hash.add(socket.id);
  hash.add(socket.domain);
  hash.add(socket.type);
  hash.add(socket.address);
  hash.add(socket.backlog);
  for (const bool fact :
       {socket.listening, socket.connecting, socket.queued, socket.was_connected,
        socket.shut_receive, socket.shut_send, socket.peer_gone, socket.reset, socket.reset_ahead,
        socket.closed, socket.of_pair, socket.autobound, socket.passes_credentials,
        socket.shut_receive_here, socket.shut_send_here}) {
    hash.add(fact);
  }
  hash.add(socket.receive_limit_ms);
  hash.add(socket.send_limit_ms);
  hash.add(id_of(model, socket.peer));
  hash.add(id_of(model, socket.listener));
  for (const SocketIndex queued : socket.accept_queue) hash.add(id_of(model, queued));
  for (const Unread& piece : socket.unread) {
    hash.add(piece.bytes);
    hash.add(piece.data);
    hash.add(id_of(model, piece.sender));
    hash.add(piece.has_credentials);
    if (piece.urgency != Urgency::none) hash.add(piece.urgency);
    for (const FileIndex file : piece.rights) hash_file(hash, model, model.files[file]);
  }
  hash.add(socket.unread_bytes);
  hash.add(socket.read_ahead);
  hash.add(socket.bytes_received);
  hash.add(socket.bytes_sent);
  hash.add(socket.in_flight);
  for (const Holder& holder : socket.holders) {
    hash.add(holder.table);
    hash.add(holder.fd);
  }
}

}  // namespace

std::uint64_t Model::hash(std::string_view directory) const {
  Hash whole(directory);
  whole.add(turn);
  whole.add(mover);
  for (const Actor& actor : actors) hash_actor(whole, *this, actor);
  // The order in which sockets and names came differs with the order of the log. A sum does not.
  std::uint64_t sum = 0;
  for (const Socket& socket : sockets) {
    Hash one = whole.fresh();
    hash_socket(one, *this, socket);
    sum += one.value();
  }
  whole.add(sum);
  sum = 0;
  for (const FileName& name : names) {
    Hash one = whole.fresh();
    one.add_name(name.path);
    if (!name.directory.empty()) one.add_name(name.directory);
    one.add_name(name.leads_to);
    one.add(name.exists);
    one.add(id_of(*this, name.socket));
    sum += one.value();
  }
  whole.add(sum);
  whole.add(handles.actor);
  for (const Slot& slot : handles.slots) {
    whole.add(slot.fd);
    whole.add(slot.result);
  }
  return whole.value();
}

}  // namespace sockwalk
