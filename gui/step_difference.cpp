#include "step_difference.h"

#include <algorithm>
#include <set>
#include <utility>

#include "event/event_text.h"
#include "handle_structure.h"
#include "model/difference.h"
#include "text/difference_text.h"
#include "text/step_difference_text.h"

namespace sockwalk {
namespace {

namespace texts = step_difference_text;

/// "bind(3, "demo.sock") = 0": the last call of an actor, with what came back.
std::string last_call(const Model& model, std::size_t index) {
  if (index >= model.actors.size()) return {};
  const Actor& actor = model.actors[index];
  if (actor.call.kind != EventKind::enter) return {};
  std::string text = short_call_text(actor.call);
  const bool returned = actor.last_exit.kind == EventKind::exit && actor.last_exit.enter == actor.call.seq;
  if (returned) text += " = " + short_result_text(actor.last_exit, actor.call);
  return text;
}

std::string calls_made(const Model& model, std::size_t index) {
  if (index >= model.actors.size() || model.actors[index].calls == 0) return {};
  return fmt::format("{}", model.actors[index].calls);
}

/// The entries of fd_set, poll array, interest list or threads; those that are ready in brackets.
std::string entries_in_words(const HandleStructure& structure) {
  std::string text;
  for (const HandleStructure::Entry& entry : structure.entries) {
    if (!entry.asked) continue;
    text += text.empty() ? "" : ", ";
    text += entry.ready ? "[" + entry.text + "]" : entry.text;
  }
  if (structure.hidden > 0) text += fmt::format(", +{}", structure.hidden);
  return text;
}

const Text& name_of(HandleStructure::Kind kind) {
  switch (kind) {
    case HandleStructure::Kind::fd_set: return texts::kFdSet;
    case HandleStructure::Kind::poll_array: return texts::kPollArray;
    case HandleStructure::Kind::epoll: return texts::kEpollLists;
    case HandleStructure::Kind::threads:
    case HandleStructure::Kind::none: break;
  }
  return texts::kThreads;
}

std::string_view term_of(HandleStructure::Kind kind) {
  switch (kind) {
    case HandleStructure::Kind::fd_set: return "fd_set";
    case HandleStructure::Kind::poll_array: return "pollfd array";
    case HandleStructure::Kind::epoll: return "epoll entries";
    case HandleStructure::Kind::threads:
    case HandleStructure::Kind::none: break;
  }
  return "threads";
}

/// Those of a socket are words of difference() for as long as the program lives.
std::string_view term_of(const std::string& property) {
  for (const std::string_view term : {"socket", "phase", "address", "backlog", "peer", "shutdown", "in flight", "accept queue",
                                      "unread bytes", "O_NONBLOCK"}) {
    if (term == property) return term;
  }
  return {};
}

/// Sorts the changes by the object that they are about, and counts the rest.
class Comparison {
 public:
  Comparison(const ComparedStep& before, const ComparedStep& after)
      : before_(before), after_(after), changes_(difference(before.model, after.model)) {}

  StepDifference take() {
    actors();
    sockets();
    array();
    structure();
    names();
    count_descriptors();
    return std::move(out_);
  }

 private:
  void add(std::string object, const Target& target, std::string_view term, std::string what, std::string before,
           std::string after) {
    if (before == after) return;
    out_.rows.push_back({std::move(object), target, std::move(what), std::move(before), std::move(after), term});
  }

  static bool is_about_number(const Change& change) { return change.property == "handle"; }
  static bool is_about_socket(const Change& change) {
    return change.socket != kNoSocket && !is_about_number(change) && change.property != "file name";
  }
  /// Of the array: a socket is never told with those.
  bool is_about_array(const Change& change) const {
    return change.socket == kNoSocket && change.actor != kNoActor && !is_about_number(change) &&
           change.property != "state" && change.property != "interest list";
  }

  std::string title_of(SocketIndex socket) const {
    const Model& model = socket < after_.model.sockets.size() ? after_.model : before_.model;
    return socket < model.sockets.size() ? socket_title(model, socket) : std::string{};
  }
  std::string name_of_actor(std::size_t index) const {
    const Model& model = index < after_.model.actors.size() ? after_.model : before_.model;
    return capitalised(model.actors[index].name);
  }

  /// State, calls and numbers of each, the one that gave a number back and took it again in one row.
  void actors() {
    const std::size_t count = std::max(before_.model.actors.size(), after_.model.actors.size());
    for (std::size_t i = 0; i < count; ++i) {
      const auto actor = static_cast<ActorId>(i);
      const std::size_t rows = out_.rows.size();
      const Target target{Target::Kind::actor, actor, -1, kNoSocket, 0};
      const std::string name = name_of_actor(i);
      for (const Change& change : changes_) {
        if (change.actor == actor && change.property == "state") {
          add(name, target, "state", words(texts::kState), change.before, change.after);
        }
      }
      add(name, target, "calls made", words(texts::kCalls), calls_made(before_.model, i), calls_made(after_.model, i));
      add(name, target, "last call", words(texts::kLastCall), last_call(before_.model, i), last_call(after_.model, i));
      numbers(actor, name);
      for (const Change& change : changes_) {
        if (change.actor == actor && change.property == "interest list") {
          add(name, target, "interest list", words(texts::kInterestList), change.before, change.after);
        }
      }
      if (out_.rows.size() == rows) ++out_.same_actors;
    }
  }

  void numbers(ActorId actor, const std::string& name) {
    std::vector<DifferenceRow> rows;
    for (const Change& change : changes_) {
      if (change.actor != actor || !is_about_number(change)) continue;
      const std::string& fd = change.after.empty() ? change.before : change.after;
      const std::string what = say(texts::kDescriptor, fd).words();
      auto row = std::ranges::find(rows, what, &DifferenceRow::what);
      if (row == rows.end()) {
        const Target target{Target::Kind::fd, actor, std::stoi(fd), change.socket, 0};
        row = rows.insert(rows.end(), {name, target, what, {}, {}, "descriptor"});
      }
      const std::string behind = change.socket == kNoSocket ? words(texts::kOtherFile) : title_of(change.socket);
      if (change.after.empty()) row->before = behind;
      else row->after = behind, row->target.socket = change.socket;
    }
    std::ranges::move(rows, std::back_inserter(out_.rows));
  }

  void sockets() {
    std::set<SocketIndex> changed;
    for (const Change& change : changes_) {
      if (is_about_socket(change)) changed.insert(change.socket);
    }
    for (const SocketIndex socket : changed) {
      const Target target{Target::Kind::socket, kNoActor, -1, socket, 0};
      for (const Change& change : changes_) {
        if (change.socket != socket || !is_about_socket(change)) continue;
        // Its title is there already: that it was made is told by the column in which nothing stands.
        const bool birth = change.property == "socket";
        const auto told = [&](const std::string& value) { return birth && !value.empty() ? words(texts::kThere) : value; };
        add(title_of(socket), target, term_of(change.property), birth ? words(texts::kSocket) : change.property, told(change.before),
            told(change.after));
      }
    }
    for (const SocketIndex socket : after_.model.open_sockets()) {
      if (!changed.contains(socket)) ++out_.same_sockets;
    }
  }

  void array() {
    std::set<std::string> changed;
    for (const Change& change : changes_) {
      if (!is_about_array(change)) continue;
      changed.insert(change.property.substr(change.property.find_last_of(' ') + 1));
      const bool sum = change.property != say(difference_text::kSlot, slot_of(change.property).number).words();
      add(words(texts::kArray), slot_of(change.property), sum ? "sum of slot" : "slot", change.property, change.before,
          change.after);
    }
    const std::size_t slots = after_.model.handles.slots.size();
    out_.same_slots = slots - std::min(slots, changed.size());
  }

  /// The slot that a property of the array ends with.
  Target slot_of(const std::string& property) const {
    const HandleTable& table = after_.model.handles.slots.empty() ? before_.model.handles : after_.model.handles;
    std::size_t slot = 0;
    for (const char digit : property.substr(property.find_last_of(' ') + 1)) {
      if (digit >= '0' && digit <= '9') slot = slot * 10 + static_cast<std::size_t>(digit - '0');
    }
    if (slot >= table.slots.size()) return {};
    const std::int32_t fd = table.slots[slot].fd;
    const SocketIndex socket = fd < 0 ? kNoSocket : after_.model.socket_of(table.actor, fd);
    return {Target::Kind::slot, kServer, fd, socket, slot};
  }

  void structure() {
    const HandleStructure was = handle_structure(before_.model, before_.timeline, before_.seq);
    const HandleStructure is = handle_structure(after_.model, after_.timeline, after_.seq);
    const HandleStructure::Kind kind = is.kind == HandleStructure::Kind::none ? was.kind : is.kind;
    if (kind == HandleStructure::Kind::none) return;
    add(words(texts::kKeptBesides), {Target::Kind::actor, kServer, -1, kNoSocket, 0}, term_of(kind), words(name_of(kind)),
        entries_in_words(was), entries_in_words(is));
  }

  void names() {
    std::size_t made = 0;
    for (const Change& change : changes_) {
      if (change.property != "file name") continue;
      if (!change.after.empty()) ++made;
      const std::string& name = change.after.empty() ? change.before : change.after;
      const auto told = [](const std::string& value) { return value.empty() ? value : words(texts::kThere); };
      add(words(texts::kFileSystem), {Target::Kind::name, kNoActor, -1, change.socket, 0}, "file name", name, told(change.before),
          told(change.after));
    }
    const auto there = static_cast<std::size_t>(std::ranges::count(after_.model.names, true, &FileName::exists));
    out_.same_names = there - std::min(there, made);
  }

  /// Those of one table once, whoever shares it.
  void count_descriptors() {
    std::size_t there = 0;
    for (const FdTable& table : after_.model.tables) there += table.descriptors.size();
    std::size_t changed = 0;
    for (const DifferenceRow& row : out_.rows) {
      changed += row.target.kind == Target::Kind::fd && !row.after.empty() ? 1 : 0;
    }
    out_.same_descriptors = there - std::min(there, changed);
  }

  const ComparedStep before_;
  const ComparedStep after_;
  const std::vector<Change> changes_;
  StepDifference out_;
};

}  // namespace

StepDifference step_difference(const ComparedStep& before, const ComparedStep& after) {
  return Comparison(before, after).take();
}

}  // namespace sockwalk
