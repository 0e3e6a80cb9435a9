#include "actors/server_reader.h"

#include <algorithm>
#include <array>

#include "actors/crowd.h"
#include "actors/server_fit.h"
#include "actors/server_listing.h"
#include "text/scenario_text.h"
#include "text/wording.h"

namespace sockwalk {
namespace {

using namespace scenario_text;

using Kind = TomlValue::Kind;

/// Smaller than any kernel's net.core.somaxconn, above which listen(2) silently cuts it.
constexpr int kLargestBacklog = 128;
constexpr int kMostWorkers = 16;
constexpr int kMostServed = kMostClientsInAll;

constexpr std::array<ChoiceRow<ServerKind>, 6> kServerKinds{{{"iterative", ServerKind::iterative},
                                                             {"select", ServerKind::select},
                                                             {"poll", ServerKind::poll},
                                                             {"epoll", ServerKind::epoll},
                                                             {"threads", ServerKind::threads},
                                                             {"pool", ServerKind::pool}}};
constexpr std::array<ChoiceRow<ServiceKind>, 3> kServices{
    {{"sum", ServiceKind::sum}, {"echo", ServiceKind::echo}, {"upper", ServiceKind::upper}}};
constexpr std::array<ChoiceRow<ServerType>, 3> kTypes{{{"stream", ServerType::stream},
                                                       {"seqpacket", ServerType::seqpacket},
                                                       {"dgram", ServerType::dgram}}};
constexpr std::array<ChoiceRow<EpollTrigger>, 2> kTriggers{
    {{"level", EpollTrigger::level}, {"edge", EpollTrigger::edge}}};
constexpr std::array<ChoiceRow<StaleName>, 2> kStaleNames{
    {{"first", StaleName::first}, {"when-bind-fails", StaleName::when_bind_fails}}};
constexpr std::array<ChoiceRow<bool ServerFaults::*>, 6> kFaults{
    {{"forgets-unlink", &ServerFaults::forgets_unlink},
     {"forgets-close", &ServerFaults::forgets_close},
     {"reads-too-little", &ServerFaults::reads_too_little},
     {"never-reads", &ServerFaults::never_reads},
     {"closes-unread", &ServerFaults::closes_unread},
     {"naive", &ServerFaults::naive}}};
constexpr std::array<ChoiceRow<std::string_view>, 1> kUsers{{{"nobody", "nobody"}}};

/// Reads [server].
class ServerReader {
 public:
  ServerReader(TableReader& reader, ServerPlan& plan) : reader_(reader), plan_(plan) {}

  bool read(const TomlValue& value, const ServedClients& clients,
            const std::function<bool(const TomlValue&, std::vector<Step>&)>& does);

 private:
  std::vector<KeyRow> keys(const std::function<bool(const TomlValue&, std::vector<Step>&)>& does);
  bool read_faults(const TomlValue& value);

  TableReader& reader_;
  ServerPlan& plan_;
};

std::vector<KeyRow> ServerReader::keys(
    const std::function<bool(const TomlValue&, std::vector<Step>&)>& does) {
  TableReader& r = reader_;
  ServerPlan& plan = plan_;
  std::vector<KeyRow> rows{
      {"kind",
       [&](const auto& v) {
         return r.read_choice(v, "kind", "kind of server", kServerKinds, plan.kind);
       }},
      {"does", [&](const auto& v) { return does(v, plan.steps); }},
      {"service",
       [&](const auto& v) {
         return r.read_choice(v, "service", "service", kServices, plan.service);
       }},
      {"type",
       [&](const auto& v) {
         return r.read_choice(v, "type", "type of socket", kTypes, plan.type);
       }},
      {"trigger",
       [&](const auto& v) {
         return r.read_choice(v, "trigger", "trigger of epoll", kTriggers, plan.trigger);
       }},
      {"backlog",
       [&](const auto& v) {
         return r.read_number(v, "backlog", 0, kLargestBacklog, plan.backlog);
       }},
      {"slots",
       [&](const auto& v) { return r.read_number(v, "slots", 1, most_slots(ServerKind::epoll), plan.slots); }},
      {"workers",
       [&](const auto& v) { return r.read_number(v, "workers", 1, kMostWorkers, plan.workers); }},
      {"serve",
       [&](const auto& v) { return r.read_number(v, "serve", 1, kMostServed, plan.serve); }},
      {"remove_stale",
       [&](const auto& v) {
         return r.read_choice(v, "remove_stale", "time to remove a stale name", kStaleNames,
                              plan.remove_stale);
       }},
      {"path", [&](const auto& v) { return r.read_name(v, "path", false, plan.path); }},
      {"nonblocking",
       [&](const auto& v) { return r.read_flag(v, "nonblocking", plan.nonblocking); }},
      {"faults", [&](const auto& v) { return read_faults(v); }}};
  for (KeyRow& row : process_keys(r, plan.process)) rows.push_back(std::move(row));
  return rows;
}

bool ServerReader::read(const TomlValue& value, const ServedClients& clients,
                        const std::function<bool(const TomlValue&, std::vector<Step>&)>& does) {
  if (value.kind != Kind::table)
    return reader_.wrong_type(value, "server", Kind::table, "[server]");
  if (!reader_.read_table(value, "in [server]", keys(does))) return false;
  if (!plan_.steps.empty()) plan_.kind = ServerKind::script;
  if (!check_server_fit(reader_, value, plan_)) return false;
  settle_server(clients.count, plan_);
  const auto most = static_cast<std::size_t>(most_slots(plan_.kind));
  const bool given = std::ranges::find(value.members, "slots", &TomlMember::key) != value.members.end();
  // All of a crowd are there before the first of them leaves.
  if (clients.crowd && most > 0 && !given) plan_.slots = static_cast<int>(std::min(clients.count, most));
  return true;
}

bool ServerReader::read_faults(const TomlValue& value) {
  if (value.kind != Kind::list) {
    return reader_.wrong_type(value, "faults", Kind::list, "faults = [\"forgets-unlink\"]");
  }
  for (const TomlValue& item : value.items) {
    bool ServerFaults::*fault = nullptr;
    if (!reader_.read_choice(item, "faults", "fault of a server", kFaults, fault)) return false;
    plan_.faults.*fault = true;
  }
  return true;
}

}  // namespace

std::vector<KeyRow> process_keys(TableReader& reader, ProcessSetting& process) {
  return {
      {"fd_limit",
       [&](const auto& v) {
         return reader.read_number(v, "fd_limit", 3, 65536, process.fd_limit);
       }},
      {"user",
       [&](const auto& v) { return reader.read_choice(v, "user", "user", kUsers, process.user); }},
      {"ignore_sigpipe", [&](const auto& v) {
         return reader.read_flag(v, "ignore_sigpipe", process.ignore_sigpipe);
       }}};
}

bool read_server(TableReader& reader, const TomlValue& value, const ServedClients& clients,
                 const std::function<bool(const TomlValue&, std::vector<Step>&)>& does,
                 ServerPlan& plan) {
  return ServerReader(reader, plan).read(value, clients, does);
}

void settle_server(std::size_t clients, ServerPlan& plan) {
  if (plan.serve == 0) plan.serve = static_cast<int>(clients);
  plan.listing = server_listing(plan);
}

}  // namespace sockwalk
