#include <simdjson.h>

#include <vector>

#include "event/constant_names.h"
#include "log/trace_values.h"
#include "text/trace_text.h"
#include "text/wording.h"

namespace sockwalk {

bool TraceValues::kernel_state(const TraceValue& value, std::string_view name, std::uint8_t& out) {
  std::string_view known;
  if (!named(value, known)) return number(value, name, out);
  const auto state = kernel_state_named(known);
  if (!state) return refuse(kLineUnknown, name, quotable(known));
  out = static_cast<std::uint8_t>(*state);
  return true;
}

bool TraceValues::kernel_pending(const TraceValue& value, std::string_view name,
                                 KernelSocket& out) {
  simdjson::dom::array array;
  if (value.get(array) != simdjson::SUCCESS) return refuse(kLineNoList, name);
  std::vector<std::uint32_t> pending;
  for (const TraceValue each : array) {
    if (!number(each, name, pending.emplace_back())) return false;
  }
  out.pending = arena_.copy(pending);
  return true;
}

bool TraceValues::kernel_socket(const TraceValue& value, std::string_view name, KernelSocket& out) {
  simdjson::dom::object object;
  if (value.get(object) != simdjson::SUCCESS) return refuse(kLineNoPart, name);
  for (const auto [key, inner] : object) {
    bool good = true;
    if (key == "inode") good = number(inner, key, out.inode);
    if (key == "found") good = flag(inner, key, out.found);
    if (key == "state") good = kernel_state(inner, key, out.state);
    if (key == "shutdown") good = number(inner, key, out.shutdown);
    if (key == "peer") good = number(inner, key, out.peer);
    if (key == "queue") good = number(inner, key, out.queue);
    if (key == "limit") good = number(inner, key, out.limit);
    if (key == "pending") good = kernel_pending(inner, key, out);
    if (key == "name") {
      out.has_name = true;
      good = bytes(inner, key, kLongestName, out.name);
    }
    if (key == "type") {
      std::int64_t wide = 0;
      good = type(inner, key, wide);
      if (good && (wide < 0 || wide > 255)) return refuse(kLineRange, key, 0, 255);
      out.type = static_cast<std::uint8_t>(wide);
    }
    if (!good) return false;
  }
  return true;
}

bool TraceValues::kernel_sockets(const TraceValue& value, std::string_view name,
                                 KernelSnapshot& out) {
  simdjson::dom::array array;
  if (value.get(array) != simdjson::SUCCESS) return refuse(kLineNoList, name);
  std::vector<KernelSocket> sockets;
  for (const TraceValue each : array) {
    if (!kernel_socket(each, name, sockets.emplace_back())) return false;
  }
  out.sockets = arena_.copy(sockets);
  return true;
}

bool TraceValues::kernel_thread(const TraceValue& value, std::string_view name, KernelThread& out) {
  simdjson::dom::object object;
  if (value.get(object) != simdjson::SUCCESS) return refuse(kLineNoPart, name);
  for (const auto [key, inner] : object) {
    if (key == "actor" && !actor(inner, key, out.actor)) return false;
    if (key == "call" && !call(inner, key, out.call)) return false;
    if (key != "state") continue;
    std::string_view state;
    if (!word(inner, key, state)) return false;
    if (state.size() != 1) return refuse(kLineUnknown, key, quotable(state));
    out.state = state[0];
  }
  return true;
}

bool TraceValues::kernel_threads(const TraceValue& value, std::string_view name,
                                 KernelSnapshot& out) {
  simdjson::dom::array array;
  if (value.get(array) != simdjson::SUCCESS) return refuse(kLineNoList, name);
  std::vector<KernelThread> threads;
  for (const TraceValue each : array) {
    if (!kernel_thread(each, name, threads.emplace_back())) return false;
  }
  out.threads = arena_.copy(threads);
  return true;
}

bool TraceValues::kernel_name(const TraceValue& value, std::string_view name, KernelSnapshot& out) {
  simdjson::dom::object object;
  if (value.get(object) != simdjson::SUCCESS) return refuse(kLineNoPart, name);
  for (const auto [key, inner] : object) {
    if (key == "path" && !bytes(inner, key, kLongestName, out.path)) return false;
    if (key == "exists" && !flag(inner, key, out.path_exists)) return false;
    if (key == "socket" && !flag(inner, key, out.path_is_socket)) return false;
    if (key == "inode" && !number(inner, key, out.path_inode)) return false;
  }
  return true;
}

}  // namespace sockwalk
