#include <algorithm>
#include <utility>

#include "model/model.h"

namespace sockwalk {

/// sendmsg(2) takes hold of what travels before anything else happens, and lets it go if it fails.
void Model::begin_sending(ActorId sender) {
  const EventParts* parts = actors[sender].call.parts;
  if (parts == nullptr) return;
  for (const std::int32_t fd : parts->rare->fds) {
    const FileIndex file = file_of(sender, fd);
    if (file == kNoFile) continue;
    put_in_flight(file);
    actors[sender].call_rights.push_back(file);
  }
}

void Model::put_in_flight(FileIndex file) {
  ++files[file].in_flight;
  ++flights_;
  if (files[file].socket != kNoSocket) ++touch(files[file].socket).in_flight;
}

/// They travel no more: received, dropped with their message, or never sent.
void Model::land(std::span<const FileIndex> rights) {
  for (const FileIndex file : rights) {
    if (files[file].in_flight == 0) continue;
    --files[file].in_flight;
    --flights_;
    if (files[file].socket != kNoSocket) --touch(files[file].socket).in_flight;
    unhold(file);
  }
}

/// The receiver's new numbers stand for the open file descriptions that have travelled. Those that
/// nobody told of are known by the inode at best.
void Model::install_rights(ActorId actor, std::span<const OpenedFd> opened,
                           std::span<const FileIndex> rights) {
  for (std::size_t i = 0; i < opened.size(); ++i) {
    if (opened[i].fd < 0) continue;
    FileIndex file = i < rights.size() ? rights[i] : kNoFile;
    if (file == kNoFile) {
      const SocketIndex socket = find_inode(opened[i].inode);
      if (socket != kNoSocket) file = sockets[socket].file;
    }
    if (file == kNoFile) file = add_file(FileKind::unknown, false, opened[i].inode);
    give_number(actor, opened[i].fd, file);
  }
}

/// The descriptors of a message to `receiver` that was received before its sending is logged: those
/// of the first sendmsg() that may be it.
std::vector<FileIndex> Model::take_rights_ahead(SocketIndex receiver) {
  for (std::size_t i = 0; i < actors.size(); ++i) {
    Actor& sender = actors[i];
    if (sender.call_rights.empty()) continue;
    const SocketIndex from = subject_of(static_cast<ActorId>(i));
    if (from == kNoSocket || sockets[from].peer != receiver) continue;
    return std::exchange(sender.call_rights, {});
  }
  return {};
}

/// Sockets that lie in each other's receive buffers keep each other alive, and nobody can ever
/// reach them: the kernel finds and closes such (unix(7), its garbage collector).
void Model::collect_lost() {
  std::vector<bool> reached(files.size());
  std::vector<FileIndex> open;
  const auto reach = [&](FileIndex file) {
    if (reached[file]) return;
    reached[file] = true;
    open.push_back(file);
  };
  const auto reach_unread = [&](SocketIndex socket) {
    for (const Unread& piece : sockets[socket].unread) {
      for (const FileIndex file : piece.rights) reach(file);
    }
  };
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (files[i].references > 0 || files[i].calls > 0) reach(static_cast<FileIndex>(i));
  }
  for (const Actor& actor : actors) {
    for (const FileIndex file : actor.call_rights) reach(file);
  }
  while (!open.empty()) {
    const SocketIndex socket = files[open.back()].socket;
    open.pop_back();
    if (socket == kNoSocket) continue;
    reach_unread(socket);
    for (const SocketIndex queued : sockets[socket].accept_queue) reach_unread(queued);
  }
  for (std::size_t i = 0; i < files.size(); ++i) {
    OpenFile& lost = files[i];
    if (reached[i] || lost.in_flight == 0) continue;
    flights_ -= std::exchange(lost.in_flight, 0);
    if (lost.socket != kNoSocket) touch(lost.socket).in_flight = 0;
    unhold(static_cast<FileIndex>(i));
  }
  close_doomed();
}

}  // namespace sockwalk
