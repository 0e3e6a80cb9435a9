#include <algorithm>

#include "event/argument_constants.h"
#include "event/constant_names.h"
#include "event/event_names.h"
#include "event/event_text.h"
#include "event/json_object.h"

namespace sockwalk {
namespace {

std::string_view as_text(std::span<const std::byte> data) {
  return {reinterpret_cast<const char*>(data.data()), data.size()};
}

/// The name where there is one, else the number: a reader takes both.
void put_named(JsonObject& object, std::string_view key, bool known, std::string_view name,
               std::int64_t number) {
  if (known) {
    object.text(key, name);
  } else {
    object.number(key, number);
  }
}

/// A number by its name where its kind has names that lead back to it.
void put_constant(JsonObject& object, std::string_view key, ArgumentKind kind, std::int64_t number) {
  const std::string name = constant_text(kind, number);
  const bool named = name.find_first_not_of("0123456789-") != std::string::npos;
  put_named(object, key, named && constant_named(kind, name) == number, name, number);
}

void put_type(JsonObject& object, std::string_view key, std::int64_t type) {
  put_constant(object, key, ArgumentKind::type, type);
}

void put_signal(JsonObject& object, std::int64_t number) {
  const std::string name = signal_name(static_cast<int>(number));
  put_named(object, "signal", signal_named(name).has_value(), name, number);
}

template <class Number>
void put_array(JsonObject& object, std::string_view key, std::span<const Number> numbers) {
  std::string& out = object.key(key);
  char before = '[';
  for (const Number number : numbers) {
    out += before;
    before = ',';
    append_json_number(out, static_cast<long long>(number));
  }
  out += numbers.empty() ? "[]" : "]";
}

void put_address(JsonObject& object, std::string_view key, const UnixAddress& address) {
  if (address.kind == UnixAddress::Kind::none) return;
  JsonObject inner(object.key(key));
  if (address.kind == UnixAddress::Kind::unnamed) {
    inner.boolean("unnamed", true);
  } else {
    inner.bytes(address.kind == UnixAddress::Kind::path ? "path" : "abstract", address.name);
  }
  inner.number("length", address.length);
  if (!address.directory.empty()) inner.bytes("directory", address.directory);
}

void put_data(JsonObject& object, const EventParts& parts) {
  object.bytes("data", as_text(parts.data.first(std::min(parts.data.size(), kRecordedBytes))));
  object.number("data_bytes", parts.data_bytes);
}

void put_fds(JsonObject& object, std::string_view key, std::string_view count_key,
             const EventParts& parts) {
  put_array(object, key, parts.rare->fds.first(std::min(parts.rare->fds.size(), kRecordedEntries)));
  object.number(count_key, parts.rare->fds_count);
}

/// `epoll`: whose names the events have. `came`: what has come, else what is asked for.
void put_poll(JsonObject& object, std::string_view key, std::string_view count_key,
              const EventParts& parts, bool epoll, bool came) {
  const auto text = epoll ? epoll_events_text : poll_events_text;
  std::string& out = object.key(key);
  char before = '[';
  for (const PollEntry& each :
       parts.rare->poll.first(std::min(parts.rare->poll.size(), kRecordedEntries))) {
    out += before;
    before = ',';
    JsonObject entry(out);
    entry.number("fd", each.fd);
    entry.text(came ? "revents" : "events", text(came ? each.revents : each.events));
  }
  out += parts.rare->poll.empty() ? "[]" : "]";
  object.number(count_key, parts.rare->poll_count);
}

void put_credentials(JsonObject& object, const Credentials& credentials) {
  JsonObject inner(object.key("credentials"));
  inner.number("pid", credentials.pid);
  inner.number("uid", credentials.uid);
  inner.number("gid", credentials.gid);
}

void put_arguments(JsonObject& line, const Event& event) {
  const EventParts& parts = parts_of(event);
  JsonObject object(line.key("args"));
  std::size_t next = 0;
  for (const ArgumentRow& argument : row_of(event.call).arguments) {
    if (is_number(argument.kind)) {
      const std::int64_t number = event.args[next++];
      const bool absent = argument.kind == ArgumentKind::timeout && number < 0;
      if (!absent) put_constant(object, argument.name, argument.kind, number);
      continue;
    }
    switch (argument.kind) {
      case ArgumentKind::address:
        put_address(object, argument.name, parts.rare->address);
        break;
      case ArgumentKind::path:
        object.bytes(argument.name, parts.rare->address.name);
        if (!parts.rare->address.directory.empty())
          object.bytes("directory", parts.rare->address.directory);
        break;
      case ArgumentKind::data: put_data(object, parts); break;
      case ArgumentKind::fd_set: put_fds(object, argument.name, "readfds_count", parts); break;
      case ArgumentKind::poll_set:
        put_poll(object, argument.name, "fds_count", parts, false, false);
        break;
      case ArgumentKind::events:
        object.text(argument.name,
                    epoll_events_text(parts.rare->poll.empty() ? 0 : parts.rare->poll[0].events));
        break;
      case ArgumentKind::descriptors:
        if (!parts.rare->fds.empty()) put_fds(object, argument.name, "rights_count", parts);
        if (parts.rare->has_credentials) put_credentials(object, parts.rare->credentials);
        break;
      case ArgumentKind::room:
        object.number(argument.name, parts.rare->fds_count);
        break;
      default: break;
    }
  }
}

void put_opened(JsonObject& line, std::span<const OpenedFd> opened) {
  std::string& out = line.key("opened");
  char before = '[';
  for (const OpenedFd& each : opened.first(std::min(opened.size(), kRecordedEntries))) {
    out += before;
    before = ',';
    JsonObject object(out);
    object.number("fd", each.fd);
    if (each.inode != 0) object.number("inode", each.inode);
    if (each.peer != 0) object.number("peer", each.peer);
  }
  out += ']';
}

void put_exit(JsonObject& line, const Event& event) {
  const EventParts& parts = parts_of(event);
  line.number("enter", event.enter);
  line.text("call", row_of(event.call).name);
  line.number("ret", event.ret);
  if (event.error != 0) {
    put_named(line, "errno", errno_row(event.error) != nullptr, errno_name(event.error),
              event.error);
  }
  if (event.expected) line.boolean("expected", true);
  if (event.slept) line.boolean("slept", true);
  if (event.woken_by != 0) line.number("woken_by", event.woken_by);
  if (!parts.data.empty() || parts.data_bytes != 0) put_data(line, parts);
  if (!parts.opened.empty()) put_opened(line, parts.opened);
  if (!parts.rare->fds.empty() || parts.rare->fds_count != 0)
    put_fds(line, "ready", "ready_count", parts);
  if (!parts.rare->poll.empty() || parts.rare->poll_count != 0) {
    put_poll(line, "polled", "polled_count", parts, event.call == Syscall::epoll_wait, true);
  }
  if (parts.rare->message_flags != 0) {
    put_constant(line, "message_flags", ArgumentKind::message_flags, parts.rare->message_flags);
  }
  if (parts.rare->has_value) line.number("value", parts.rare->value);
  if (parts.rare->has_credentials) put_credentials(line, parts.rare->credentials);
  put_address(line, "address", parts.rare->address);
}

void put_kernel_socket(std::string& out, const KernelSocket& socket) {
  JsonObject object(out);
  object.number("inode", socket.inode);
  object.boolean("found", socket.found);
  if (socket.found || socket.type != 0) put_type(object, "type", socket.type);
  if (socket.found || socket.state != 0) {
    const std::string name = kernel_state_name(socket.state);
    put_named(object, "state", kernel_state_named(name).has_value(), name, socket.state);
  }
  if (socket.found || socket.shutdown != 0) object.number("shutdown", socket.shutdown);
  if (socket.found || socket.peer != 0) object.number("peer", socket.peer);
  if (socket.found || socket.queue != 0) object.number("queue", socket.queue);
  if (socket.found || socket.limit != 0) object.number("limit", socket.limit);
  if (socket.has_name) object.bytes("name", socket.name);
  if (!socket.pending.empty()) put_array(object, "pending", socket.pending);
}

void put_kernel_thread(std::string& out, const KernelThread& thread, const ActorNames& names) {
  JsonObject object(out);
  if (names.knows(thread.actor)) object.text("actor", names.name(thread.actor));
  object.bytes("state", {&thread.state, 1});
  if (thread.call != Syscall::none) object.text("call", row_of(thread.call).name);
}

void put_kernel(JsonObject& line, const KernelSnapshot& kernel, const ActorNames& names) {
  line.boolean("can_ask", kernel.can_ask);
  if (!kernel.why_not.empty()) line.text("why_not", kernel.why_not);
  std::string& out = line.key("sockets");
  out += '[';
  for (const KernelSocket& socket : kernel.sockets) {
    if (&socket != kernel.sockets.data()) out += ',';
    put_kernel_socket(out, socket);
  }
  out += ']';
  line.key("threads") += '[';
  for (const KernelThread& thread : kernel.threads) {
    if (&thread != kernel.threads.data()) out += ',';
    put_kernel_thread(out, thread, names);
  }
  out += ']';
  if (kernel.path.empty()) return;
  JsonObject name(line.key("name"));
  name.bytes("path", kernel.path);
  name.boolean("exists", kernel.path_exists);
  name.boolean("socket", kernel.path_is_socket);
  name.number("inode", kernel.path_inode);
}

void put_note(JsonObject& line, const Event& event) {
  if (event.note != NoteKind::none) line.text("note", note_name(event.note));
  switch (event.note) {
    case NoteKind::none:
    case NoteKind::text: line.text("text", parts_of(event).text); break;
    case NoteKind::step: line.number("step", event.args[0]); break;
    case NoteKind::slots: line.number("count", event.args[0]); break;
    case NoteKind::slot:
      line.number("slot", event.args[0]);
      line.number("fd", event.args[1]);
      line.number("result", event.args[2]);
      break;
    case NoteKind::leftover:
      put_address(line, "address", parts_of(event).rare->address);
      if (!parts_of(event).text.empty()) line.bytes("to", parts_of(event).text);
      break;
  }
}

/// What only events of this kind have.
void put_kind(JsonObject& line, const Event& event, const ActorNames& names) {
  const EventParts& parts = parts_of(event);
  switch (event.kind) {
    case EventKind::start:
      line.number("pid", event.args[0]);
      line.number("tid", event.args[1]);
      if (parts.text != names.name(event.actor)) line.text("name", parts.text);
      if (const auto owner = event.args[2] - 1; owner >= 0 && names.knows(static_cast<ActorId>(owner))) {
        line.text("shares", names.name(static_cast<ActorId>(owner)));
      }
      break;
    case EventKind::turn: line.number("turn", event.ret); break;
    case EventKind::enter:
      line.text("call", row_of(event.call).name);
      put_arguments(line, event);
      break;
    case EventKind::exit: put_exit(line, event); break;
    case EventKind::signal: put_signal(line, event.args[0]); break;
    case EventKind::command: line.text("text", parts.text); break;
    case EventKind::library:
    case EventKind::fork:
    case EventKind::exec:
      line.number("ret", event.ret);
      line.text("text", parts.text);
      break;
    case EventKind::kernel:
      put_kernel(line, parts.rare->kernel != nullptr ? *parts.rare->kernel : KernelSnapshot{},
                 names);
      break;
    case EventKind::note: put_note(line, event); break;
    case EventKind::end:
      if (event.call != Syscall::none) line.text("call", row_of(event.call).name);
      line.number("status", event.ret);
      if (event.error != 0) put_signal(line, event.error);
      break;
  }
}

}  // namespace

void append_json(std::string& out, const Event& event, const ActorNames& names) {
  JsonObject line(out);
  line.number("seq", event.seq);
  line.number("t_ns", event.t_ns);
  if (names.knows(event.actor)) line.text("actor", names.name(event.actor));
  if (event.client != 0) line.number("client", event.client);
  line.text("kind", kind_name(event.kind));
  put_kind(line, event, names);
  if (event.file != nullptr) {
    JsonObject at(line.key("at"));
    at.text("file", event.file);
    at.number("line", event.line);
  }
}

}  // namespace sockwalk
