#pragma once

#include <algorithm>

#include "event/event.h"
#include "event/event_names.h"

namespace sockwalk {

inline bool operator==(const OpenedFd& a, const OpenedFd& b) {
  return a.fd == b.fd && a.inode == b.inode && a.peer == b.peer;
}

inline bool operator==(const KernelSocket& a, const KernelSocket& b) {
  return a.inode == b.inode && a.found == b.found && a.type == b.type && a.state == b.state &&
         a.shutdown == b.shutdown && a.peer == b.peer && a.queue == b.queue && a.limit == b.limit &&
         a.has_name == b.has_name && a.name == b.name && std::ranges::equal(a.pending, b.pending);
}

inline bool operator==(const KernelThread& a, const KernelThread& b) {
  return a.actor == b.actor && a.state == b.state && a.call == b.call;
}

inline bool equal_kernels(const KernelSnapshot* a, const KernelSnapshot* b) {
  if (a == nullptr || b == nullptr) return a == b;
  return a->can_ask == b->can_ask && a->why_not == b->why_not &&
         std::ranges::equal(a->sockets, b->sockets) && std::ranges::equal(a->threads, b->threads) &&
         a->path == b->path && a->path_exists == b->path_exists &&
         a->path_is_socket == b->path_is_socket && a->path_inode == b->path_inode;
}

inline bool equal_rare_parts(const RareParts& a, const RareParts& b) {
  return a.address == b.address && a.address.name == b.address.name &&
         a.address.directory == b.address.directory && std::ranges::equal(a.fds, b.fds) &&
         a.fds_count == b.fds_count && std::ranges::equal(a.poll, b.poll) &&
         a.poll_count == b.poll_count && a.message_flags == b.message_flags &&
         a.has_value == b.has_value && a.value == b.value &&
         a.has_credentials == b.has_credentials && a.credentials == b.credentials &&
         equal_kernels(a.kernel, b.kernel);
}

inline bool equal_parts(const EventParts& a, const EventParts& b) {
  return std::ranges::equal(a.data, b.data) && a.data_bytes == b.data_bytes &&
         std::ranges::equal(a.opened, b.opened) && a.text == b.text &&
         equal_rare_parts(*a.rare, *b.rare);
}

/// Every field; no parts and empty parts are the same.
inline bool equal_events(const Event& a, const Event& b) {
  const bool same_file = (a.file == nullptr) == (b.file == nullptr) &&
                         (a.file == nullptr || std::string_view{a.file} == b.file);
  return a.seq == b.seq && a.t_ns == b.t_ns && a.args == b.args && a.ret == b.ret &&
         a.enter == b.enter && a.woken_by == b.woken_by && a.error == b.error &&
         a.actor == b.actor && a.client == b.client && same_file && a.line == b.line &&
         a.kind == b.kind && a.call == b.call && a.note == b.note && a.slept == b.slept &&
         a.expected == b.expected && equal_parts(parts_of(a), parts_of(b));
}

}  // namespace sockwalk
