#include <fcntl.h>

#include <algorithm>
#include <vector>

#include "model/model.h"
#include "model/opened_by.h"

namespace sockwalk {

FileIndex Model::add_file(FileKind kind, bool nonblocking, std::uint32_t inode) {
  auto file = static_cast<FileIndex>(files.size());
  if (free_files_.empty()) {
    files.emplace_back();
  } else {
    file = free_files_.back();
    free_files_.pop_back();
  }
  files[file].kind = kind;
  files[file].nonblocking = nonblocking;
  files[file].inode = inode;
  return file;
}

/// Puts the number into the actor's table. Where it stands there already, its close was not logged.
void Model::give_number(ActorId actor, std::int32_t fd, FileIndex file) {
  ++files[file].references;
  release(actor, fd);
  const std::uint16_t table = actors[actor].table;
  auto& descriptors = tables[table].descriptors;
  const auto place = std::lower_bound(
      descriptors.begin(), descriptors.end(), fd,
      [](const Descriptor& descriptor, std::int32_t number) { return descriptor.fd < number; });
  descriptors.insert(place, {fd, file});
  const SocketIndex socket = files[file].socket;
  if (socket != kNoSocket) touch(socket).holders.push_back({table, fd});
}

/// The socket gets an open file description of its own, and the actor a number for it.
void Model::open_socket(ActorId actor, const OpenedFd& opened, SocketIndex socket,
                        bool nonblocking) {
  const FileIndex file = add_file(FileKind::socket, nonblocking, opened.inode);
  files[file].socket = socket;
  Socket& numbered = touch(socket);
  numbered.file = file;
  numbered.inode = opened.inode;
  const auto known = std::lower_bound(open_.begin(), open_.end(), socket) - open_.begin();
  open_inodes_[static_cast<std::size_t>(known)] = opened.inode;
  give_number(actor, opened.fd, file);
}

/// dup(2): one more number for the same open file description.
void Model::apply_dup(const Event& enter, const Event& exit) {
  const OpenedFd opened = opened_by(exit);
  const FileIndex file = file_of(enter.actor, enter.fd());
  if (opened.fd >= 0 && file != kNoFile) give_number(enter.actor, opened.fd, file);
}

void Model::apply_fcntl(const Event& enter) {
  const FileIndex file = actors[enter.actor].call_file;
  if (file == kNoFile || enter.args[1] != F_SETFL) return;
  files[file].nonblocking = (enter.args[2] & O_NONBLOCK) != 0;
  if (files[file].socket != kNoSocket) touch(files[file].socket);
}

void Model::apply_open(const Event& enter, const Event& exit) {
  const OpenedFd opened = opened_by(exit);
  if (opened.fd < 0) return;
  const FileIndex file = add_file(FileKind::plain, (enter.args[0] & O_NONBLOCK) != 0, opened.inode);
  if (enter.parts != nullptr && enter.parts->rare->address.kind == UnixAddress::Kind::path) {
    const UnixAddress& path = enter.parts->rare->address;
    files[file].path = path.name;
    const FileName* known = file_name(path);
    if ((enter.args[0] & O_CREAT) != 0 && (known == nullptr || !known->exists)) {
      FileName& name = name_entry(path);
      name.exists = true;
      name.leads_to = {};
      name.socket = kNoSocket;
      name.changed = seq;
    }
  }
  give_number(enter.actor, opened.fd, file);
}

/// Takes a number out of the actor's table. The open file description goes with the last that
/// refers to it.
void Model::release(ActorId actor, std::int32_t fd) {
  const std::uint16_t table = actors[actor].table;
  auto& descriptors = tables[table].descriptors;
  const Descriptor* found = tables[table].find(fd);
  if (found == nullptr) return;
  const FileIndex file = found->file;
  descriptors.erase(descriptors.begin() + (found - descriptors.data()));
  const SocketIndex subject = files[file].socket;
  if (subject != kNoSocket) std::erase(touch(subject).holders, Holder{table, fd});
  --files[file].references;
  released_ = true;
  unhold(file);
}

void Model::release_all(ActorId actor) {
  const std::vector<Descriptor> left = tables[actors[actor].table].descriptors;
  for (const Descriptor& descriptor : left) release(actor, descriptor.fd);
}

/// Something refers to the open file description no more: the last one ends it, after this event.
void Model::unhold(FileIndex file) {
  const OpenFile& left = files[file];
  if (left.references == 0 && left.in_flight == 0 && left.calls == 0) doomed_.push_back(file);
}

}  // namespace sockwalk
