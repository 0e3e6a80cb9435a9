#include "actors/server_fit.h"

#include <algorithm>
#include <array>

#include "actors/crowd.h"
#include "text/scenario_text.h"

namespace sockwalk {
namespace {

using namespace scenario_text;

/// With the connection socket they fit into what an event records of a select or poll.
constexpr int kMostSlots = 60;

bool has_slots(ServerKind kind) { return most_slots(kind) > 0; }

bool has_threads(ServerKind kind) {
  return kind == ServerKind::threads || kind == ServerKind::pool;
}

/// Faults of play_faulty_server(), which commits one of them.
constexpr std::array<std::string_view, 3> kFaultyReads{"reads-too-little", "never-reads",
                                                       "closes-unread"};
/// And those that any other iterative server may have, too.
constexpr std::string_view kForgetsClose = "forgets-close";
constexpr std::string_view kForgetsUnlink = "forgets-unlink";

class ServerFit {
 public:
  ServerFit(TableReader& reader, const TomlValue& server, const ServerPlan& plan)
      : reader_(reader), server_(server), plan_(plan) {}

  bool check() {
    if (value_of("does") != nullptr) return check_script();
    return check_kind() && check_datagrams() && check_nonblocking() && check_name() &&
           check_naive() && check_faults();
  }

 private:
  bool check_script();
  bool check_kind();
  bool check_datagrams();
  bool check_nonblocking();
  bool check_name();
  bool check_naive();
  bool check_faults();

  const TomlValue* value_of(std::string_view key) const;
  bool refuse(std::string_view key, const Sentence& why) {
    return reader_.refuse(value_of(key)->place, why);
  }
  bool refuse_if_given(std::string_view key, std::string_view fits) {
    return value_of(key) == nullptr || refuse(key, say(kServerKeyMisfit, key, fits));
  }
  const TomlValue* fault(std::string_view name) const;
  bool refuse_fault(std::string_view name, std::string_view fits) {
    const TomlValue* given = fault(name);
    return given == nullptr || reader_.refuse(given->place, say(kServerFaultMisfit, name, fits));
  }

  TableReader& reader_;
  const TomlValue& server_;
  const ServerPlan& plan_;
};

const TomlValue* ServerFit::value_of(std::string_view key) const {
  const auto member = std::ranges::find(server_.members, key, &TomlMember::key);
  return member == server_.members.end() ? nullptr : &member->value;
}

const TomlValue* ServerFit::fault(std::string_view name) const {
  const TomlValue* faults = value_of("faults");
  if (faults == nullptr) return nullptr;
  const auto given = std::ranges::find(faults->items, name, &TomlValue::text);
  return given == faults->items.end() ? nullptr : &*given;
}

bool ServerFit::check_script() {
  for (const std::string_view key :
       {"kind", "service", "type", "trigger", "backlog", "slots", "workers", "serve",
        "remove_stale", "nonblocking", "faults"}) {
    if (!refuse_if_given(key, "a server with a \"kind\", and this one has \"does\"")) return false;
  }
  return true;
}

bool ServerFit::check_kind() {
  if (!has_slots(plan_.kind) &&
      !refuse_if_given("slots", "kind = \"select\", \"poll\" and \"epoll\""))
    return false;
  if (const int most = most_slots(plan_.kind); most > 0 && plan_.slots > most) {
    return refuse("slots", say(kOutOfRange, "slots", plan_.slots, 1, most));
  }
  if (plan_.kind != ServerKind::epoll && !refuse_if_given("trigger", "kind = \"epoll\""))
    return false;
  if (plan_.kind != ServerKind::pool && !refuse_if_given("workers", "kind = \"pool\""))
    return false;
  const TomlValue* sigpipe = value_of("ignore_sigpipe");
  if (has_threads(plan_.kind) && sigpipe != nullptr && !sigpipe->boolean) {
    return refuse("ignore_sigpipe", say(kThreadsIgnoreSigpipe));
  }
  return true;
}

bool ServerFit::check_datagrams() {
  if (plan_.type != ServerType::dgram) return true;
  if (plan_.kind != ServerKind::iterative) return refuse("type", say(kDgramNeedsIterative));
  if (!refuse_if_given("backlog", "types that are connected: datagrams have no accept queue"))
    return false;
  if (plan_.service != ServiceKind::sum) return refuse("service", say(kDgramServesSum));
  for (const std::string_view name : kFaultyReads) {
    if (!refuse_fault(name, "servers that accept: remove it, or \"type\"")) return false;
  }
  return refuse_fault(kForgetsClose,
                      "servers that accept, and datagrams have no handles: remove it, or \"type\"");
}

/// Whoever sleeps in accept or recvfrom has no answer to EAGAIN: it would leave at the first one.
bool ServerFit::check_nonblocking() {
  const TomlValue* given = value_of("nonblocking");
  if (given == nullptr) return true;
  if (plan_.trigger == EpollTrigger::edge && !plan_.nonblocking) {
    return refuse("nonblocking", say(kEdgeNeedsNonblocking));
  }
  if (!plan_.nonblocking || has_slots(plan_.kind)) return true;
  return refuse("nonblocking", say(kNonblockingNeedsReadiness));
}

bool ServerFit::check_name() {
  const bool again = plan_.remove_stale == StaleName::when_bind_fails;
  if (again && plan_.kind != ServerKind::iterative) {
    return refuse("remove_stale", say(kStaleNeedsIterative));
  }
  if (!plan_.path.starts_with('@')) return true;
  constexpr std::string_view kFits = "names in the file system: an abstract one ends with its socket";
  return refuse_if_given("remove_stale", kFits) &&
         refuse_fault(kForgetsUnlink,
                      "names in the file system: remove it, or write path = \"demo.sock\"");
}

bool ServerFit::check_naive() {
  if (!plan_.faults.naive) return true;
  if (plan_.kind != ServerKind::select) {
    return refuse_fault("naive", "kind = \"select\", which the classic program is; write that kind");
  }
  if (plan_.service != ServiceKind::sum) return refuse("service", say(kNaiveServesSum));
  return true;
}

bool ServerFit::check_faults() {
  std::string_view known;
  for (const std::string_view name : kFaultyReads) {
    if (fault(name) == nullptr) continue;
    if (plan_.kind != ServerKind::iterative) {
      return refuse_fault(name, "kind = \"iterative\"; write that kind, or remove it");
    }
    if (!known.empty()) {
      return reader_.refuse(fault(name)->place, say(kServerFaultsExclude, name, known));
    }
    known = name;
  }
  if (plan_.kind != ServerKind::iterative &&
      !refuse_fault(kForgetsClose, "kind = \"iterative\"; write that kind, or remove it"))
    return false;
  if (known.empty()) return true;
  if (const TomlValue* close = fault(kForgetsClose); close != nullptr) {
    return reader_.refuse(close->place, say(kServerFaultsExclude, kForgetsClose, known));
  }
  if (plan_.service != ServiceKind::sum) return refuse("service", say(kFaultServesSum, known));
  const bool never = plan_.faults.never_reads;
  return !never || refuse_if_given("serve", "servers that read: this one never learns who has gone");
}

}  // namespace

int most_slots(ServerKind kind) {
  switch (kind) {
    case ServerKind::select:
    case ServerKind::poll: return kMostSlots;
    // What epoll_wait tells of is few of them at a time.
    case ServerKind::epoll: return kMostClientsInAll;
    default: return 0;
  }
}

bool check_server_fit(TableReader& reader, const TomlValue& server, const ServerPlan& plan) {
  return ServerFit(reader, server, plan).check();
}

}  // namespace sockwalk
