#include "stage_tips.h"

#include <algorithm>
#include <array>

#include "model/explain.h"
#include "model/phase.h"
#include "text/stage_text.h"
#include "text/term_text.h"

namespace sockwalk {
namespace {

namespace texts = stage_text;

std::string title_of_file(const Model& model, FileIndex file) {
  const FileKind kind = file < model.files.size() ? model.files[file].kind : FileKind::none;
  return words(kind == FileKind::epoll   ? texts::kEpollInstance
               : kind == FileKind::plain ? texts::kPlainFile
                                         : texts::kUnknownFile);
}

/// What a number leads to.
std::string what_is_behind(const Model& model, const StageJack& jack) {
  if (jack.socket != kNoSocket) return socket_title(model, jack.socket);
  return title_of_file(model, jack.file);
}

std::string title_of(const Model& model, const StageLayout& layout, std::size_t box) {
  const SocketIndex socket = box == kNoBox ? kNoSocket : layout.boxes[box].socket;
  return socket == kNoSocket ? words(texts::kSocket) : socket_title(model, socket);
}

std::string tip_of_peers(const Model& model, const StageLayout& layout, const StageWire& wire) {
  const std::string from = title_of(model, layout, wire.from);
  const std::string to = title_of(model, layout, wire.to);
  if (wire.shut_there && wire.shut_back) return say(term_text::kPeersShut, from, to).words();
  if (wire.shut_there) return say(term_text::kPeersHalfShut, from, to).words();
  if (wire.shut_back) return say(term_text::kPeersHalfShut, to, from).words();
  return say(term_text::kPeers, from, to).words();
}

}  // namespace

std::string tip_of_actor(const Model& model, ActorId actor) {
  const Actor& subject = model.actors[actor];
  const std::string name = capitalised(subject.name);
  if (subject.state == ActorState::in_call) return needs(model, subject.call).words();
  if (subject.state == ActorState::gone) return say(texts::kTipGone, name).words();
  for (std::size_t i = 0; i < actor; ++i) {
    if (model.actors[i].table != subject.table) continue;
    return say(texts::kTipThread, name, capitalised(model.actors[i].name)).words();
  }
  return say(texts::kTipActor, name, static_cast<char>('A' + std::min<int>(actor, 25))).words();
}

std::string tip_of_socket(const Model& model, SocketIndex index) {
  const Socket& socket = model.sockets[index];
  const std::string title = socket_title(model, index);
  const std::string_view phase = phase_name(phase_of(socket));
  if (socket.listening) {
    const std::uint64_t most = static_cast<std::uint64_t>(std::max(socket.backlog, 0)) + 1;
    return say(texts::kTipQueue, title, socket.accept_queue.size(), most, socket.backlog).words();
  }
  if (socket.inode == 0) return say(texts::kTipSocket, title, phase).words();
  return say(texts::kTipSocketInode, title, phase, socket.inode).words();
}

std::string tip_of_number(const Model& model, const StageJack& jack) {
  return say(texts::kTipNumber, capitalised(model.actors[jack.actor].name), jack.fd, what_is_behind(model, jack))
      .words();
}

std::string tip_of_wire(const Model& model, const StageLayout& layout, const StageWire& wire) {
  switch (wire.kind) {
    case StageWire::Kind::descriptor:
      return wire.jack == kNoBox ? std::string{} : tip_of_number(model, layout.jacks[wire.jack]);
    case StageWire::Kind::peer: return tip_of_peers(model, layout, wire);
    case StageWire::Kind::request: return words(term_text::kCir);
    case StageWire::Kind::name: break;
  }
  return say(term_text::kNameWire, title_of(model, layout, wire.to)).words();
}

std::string tip_of_chip(const Model& model, const StageChip& chip) {
  const Text& text = chip.message ? term_text::kMessage : term_text::kBytes;
  return say(text, chip.bytes, socket_title(model, chip.socket)).words();
}

std::string tip_of_words(const StageText& text) {
  const std::string& shown = text.text;
  // Of a wire; a box's own words may be a name that somebody has chosen.
  if (text.box == kNoBox) {
    if (shown == words(texts::kPeer)) return words(term_text::kPeer);
    const bool request = shown == words(texts::kConnectMadeIt) || shown == words(texts::kCir);
    return request ? words(term_text::kCir) : std::string{};
  }
  if (text.font != StageFont::small) return {};
  if (shown.ends_with("(" + words(texts::kRequest) + ")")) return words(term_text::kSrm);
  if (shown.ends_with("(" + words(texts::kReply) + ")")) return words(term_text::kReply);
  return {};
}

}  // namespace sockwalk
