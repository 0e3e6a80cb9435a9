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
    released_ = true;
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

}  // namespace sockwalk
