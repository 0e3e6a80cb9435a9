#include "model/difference.h"

#include <algorithm>
#include <utility>

#include "event/argument_constants.h"
#include "model/circumstance.h"
#include "text/difference_text.h"

namespace sockwalk {
namespace {

namespace texts = difference_text;

std::string number(std::uint64_t value) { return fmt::format("{}", value); }

/// Collects the changes of one kind of fact after the other, so that causes stand before effects.
class Differences {
 public:
  Differences(const Model& before, const Model& after) : before_(before), after_(after) {}

  std::vector<Change> take() {
    births();
    sockets("phase", [](const Model&, const Socket& socket) {
      return std::string(phase_name(phase_of(socket)));
    });
    sockets("address", [](const Model&, const Socket& socket) {
      if (socket.address.kind == UnixAddress::Kind::none) return std::string{};
      return short_name(socket.address);
    });
    sockets("backlog", [](const Model&, const Socket& socket) {
      return socket.listening ? fmt::format("{}", socket.backlog) : std::string{};
    });
    sockets("peer", [](const Model& model, const Socket& socket) {
      return socket.peer == kNoSocket ? std::string{} : socket_title(model, socket.peer);
    });
    sockets("shutdown", [](const Model&, const Socket& socket) { return shut_in_words(socket); });
    sockets("in flight", [](const Model&, const Socket& socket) {
      return socket.in_flight == 0 ? std::string{} : number(socket.in_flight);
    });
    sockets("accept queue", [](const Model&, const Socket& socket) {
      return socket.listening ? number(socket.accept_queue.size()) : std::string{};
    });
    sockets("unread bytes",
            [](const Model&, const Socket& socket) { return number(socket.unread_bytes); });
    handles();
    files();
    slots();
    names();
    actors();
    return std::move(changes_);
  }

 private:
  void add(SocketIndex socket, ActorId actor, std::string property, std::string before,
           std::string after) {
    if (before == after) return;
    changes_.push_back({socket, actor, std::move(property), std::move(before), std::move(after)});
  }

  /// What shutdown(2) has ended; a peer that is gone is told as the phase.
  static std::string shut_in_words(const Socket& socket) {
    if (socket.closed || socket.peer_gone) return {};
    if (socket.shut_receive && socket.shut_send) return words(texts::kBothDirections);
    if (socket.shut_receive) return words(texts::kReceiving);
    return socket.shut_send ? words(texts::kSending) : std::string{};
  }

  static std::string state_in_words(const Model& model, std::size_t index) {
    if (index >= model.actors.size()) return {};
    const Actor& actor = model.actors[index];
    switch (actor.state) {
      case ActorState::absent:
        return words(texts::kAbsent);
      case ActorState::ready:
        return words(texts::kReady);
      case ActorState::in_call:
        return say(texts::kInCall, row_of(actor.call.call).name).words();
      case ActorState::gone:
        break;
    }
    return words(texts::kGone);
  }

  void actors() {
    const std::size_t count = std::max(before_.actors.size(), after_.actors.size());
    for (std::size_t i = 0; i < count; ++i) {
      add(kNoSocket, static_cast<ActorId>(i), "state", state_in_words(before_, i),
          state_in_words(after_, i));
    }
  }

  /// Sockets that only one of the two states knows.
  void births() {
    const std::size_t common = std::min(before_.sockets.size(), after_.sockets.size());
    for (std::size_t i = common; i < before_.sockets.size(); ++i) {
      const SocketIndex index = static_cast<SocketIndex>(i);
      add(index, kNoActor, "socket", socket_title(before_, index), {});
    }
    for (std::size_t i = common; i < after_.sockets.size(); ++i) {
      const SocketIndex index = static_cast<SocketIndex>(i);
      add(index, kNoActor, "socket", {}, socket_title(after_, index));
    }
  }

  /// `value`: (model, socket) → text. A socket that is not there counts as one with nothing.
  template <class Value>
  void sockets(std::string_view property, Value value) {
    const std::size_t count = std::max(before_.sockets.size(), after_.sockets.size());
    const std::string nothing = property == "unread bytes" ? "0" : "";
    for (std::size_t i = 0; i < count; ++i) {
      add(static_cast<SocketIndex>(i), kNoActor, std::string(property),
          i < before_.sockets.size() ? value(before_, before_.sockets[i]) : nothing,
          i < after_.sockets.size() ? value(after_, after_.sockets[i]) : nothing);
    }
  }

  static const FdTable* table_of(const Model& model, std::size_t actor) {
    if (actor >= model.actors.size()) return nullptr;
    const std::uint16_t table = model.actors[actor].table;
    return table < model.tables.size() ? &model.tables[table] : nullptr;
  }

  static SocketIndex socket_behind(const Model& model, const Descriptor& descriptor) {
    return descriptor.file < model.files.size() ? model.files[descriptor.file].socket : kNoSocket;
  }

  /// Whether the numbers of that actor are told already, as those of a thread before it.
  bool shares_with_earlier(std::size_t actor) const {
    if (actor >= after_.actors.size()) return false;
    for (std::size_t i = 0; i < actor; ++i) {
      if (after_.actors[i].table == after_.actors[actor].table) return true;
    }
    return false;
  }

  /// Every number that is taken, given back, or stands for another socket now.
  void handles() {
    const std::size_t count = std::max(before_.actors.size(), after_.actors.size());
    for (std::size_t i = 0; i < count; ++i) {
      const ActorId actor = static_cast<ActorId>(i);
      if (shares_with_earlier(i)) continue;
      const FdTable* was = table_of(before_, i);
      const FdTable* is = table_of(after_, i);
      const auto lost = [&](const FdTable* from, const FdTable* other, const Model& model,
                            const Model& elsewhere, bool gone) {
        if (from == nullptr) return;
        for (const Descriptor& descriptor : from->descriptors) {
          const SocketIndex socket = socket_behind(model, descriptor);
          const Descriptor* same = other == nullptr ? nullptr : other->find(descriptor.fd);
          if (same != nullptr && socket_behind(elsewhere, *same) == socket) continue;
          const std::string fd = fmt::format("{}", descriptor.fd);
          add(socket, actor, "handle", gone ? fd : "", gone ? "" : fd);
        }
      };
      lost(was, is, before_, after_, true);
      lost(is, was, after_, before_, false);
    }
  }

  static std::string interests_in_words(const OpenFile& file) {
    std::vector<std::string> parts;
    for (const Interest& interest : file.interests) {
      parts.push_back(fmt::format("{} {}", interest.fd, epoll_events_text(interest.events)));
    }
    return list_in_words(parts);
  }

  /// Who has a number for that open file description, the lowest actor first.
  static ActorId holder_of_file(const Model& model, FileIndex file) {
    for (std::size_t i = 0; i < model.actors.size(); ++i) {
      const FdTable* table = table_of(model, i);
      if (table == nullptr) continue;
      const bool holds = std::ranges::any_of(
          table->descriptors, [&](const Descriptor& one) { return one.file == file; });
      if (holds) return static_cast<ActorId>(i);
    }
    return kNoActor;
  }

  /// What is kept in an open file description that both states have: a flag, and an epoll instance's list.
  void files() {
    const std::size_t common = std::min(before_.files.size(), after_.files.size());
    for (std::size_t i = 0; i < common; ++i) {
      const OpenFile& was = before_.files[i];
      const OpenFile& is = after_.files[i];
      const bool same = was.kind == is.kind && was.socket == is.socket && is.kind != FileKind::none;
      if (!same || (was.nonblocking == is.nonblocking && was.interests == is.interests)) continue;
      const ActorId holder = holder_of_file(after_, static_cast<FileIndex>(i));
      add(is.socket, holder, "O_NONBLOCK", was.nonblocking ? words(texts::kSet) : "",
          is.nonblocking ? words(texts::kSet) : "");
      add(kNoSocket, holder, "interest list", interests_in_words(was), interests_in_words(is));
    }
  }

  void slots() {
    const std::vector<Slot>& was = before_.handles.slots;
    const std::vector<Slot>& is = after_.handles.slots;
    const ActorId actor = is.empty() ? before_.handles.actor : after_.handles.actor;
    const auto handle = [](const std::vector<Slot>& all, std::size_t i) {
      if (i >= all.size()) return std::string{};
      return all[i].fd < 0 ? words(texts::kFree) : fmt::format("{}", all[i].fd);
    };
    const auto sum = [](const std::vector<Slot>& all, std::size_t i) {
      return i < all.size() && all[i].fd >= 0 ? fmt::format("{}", all[i].result) : std::string{};
    };
    for (std::size_t i = 0; i < std::max(was.size(), is.size()); ++i) {
      add(kNoSocket, actor, say(texts::kSlot, i).words(), handle(was, i), handle(is, i));
      add(kNoSocket, actor, say(texts::kSumOfSlot, i).words(), sum(was, i), sum(is, i));
    }
  }

  /// Names that appeared or went, oldest first.
  void names() {
    const auto there = [](const Model& model, const FileName& wanted) {
      const FileName* name =
          model.file_name({UnixAddress::Kind::path, wanted.path, 0, wanted.directory});
      return name != nullptr && name->exists ? short_name(wanted.path) : std::string{};
    };
    const Model& longer = before_.names.size() > after_.names.size() ? before_ : after_;
    for (const FileName& name : longer.names) {
      add(name.socket, kNoActor, "file name", there(before_, name), there(after_, name));
    }
  }

  const Model& before_;
  const Model& after_;
  std::vector<Change> changes_;
};

}  // namespace

std::vector<Change> difference(const Model& before, const Model& after) {
  return Differences(before, after).take();
}

}  // namespace sockwalk
