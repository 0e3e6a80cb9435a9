#include <algorithm>

#include "model/circumstance.h"
#include "stage_plan.h"
#include "text/stage_text.h"

namespace sockwalk {
namespace {

namespace texts = stage_text;

StageLayout abstract_name_piece(const StagePlan& plan, StagePiece& piece, SocketIndex index) {
  const Socket& socket = plan.model.sockets[index];
  const StageFont font = plan.density.presenter ? StageFont::small : StageFont::mono;
  piece.centred(StageFont::small, StageInk::phase,
                {words(texts::kAbstract), words(texts::kAbstractShort)}, Phase::bound);
  piece.centred(font, StageInk::bright,
                {shortened(plan.metrics, font, short_name(socket.address), piece.inner())});
  if (!plan.density.presenter) {
    piece.centred(StageFont::small, StageInk::normal,
                  {words(socket.autobound ? texts::kAutobound : texts::kNoFile)});
  }
  StageBox box;
  box.kind = StageBox::Kind::abstract_name;
  box.socket = index;
  box.phase = Phase::bound;
  box.changed = plan.change(index, "address") != nullptr;
  return piece.finish(box);
}

}  // namespace

StageLayout name_piece(const StagePlan& plan, const StageName& shown, float width,
                       std::uint64_t inode) {
  StageDensity inside = plan.density;
  inside.pad = 7 * plan.density.scale;
  StagePiece piece(plan.metrics, inside, width);
  if (shown.file == nullptr) return abstract_name_piece(plan, piece, shown.socket);
  const FileName& name = *shown.file;
  piece.centred(StageFont::small, StageInk::phase, {words(texts::kFileSystem)}, Phase::bound);
  const StageFont font = plan.density.presenter ? StageFont::small : StageFont::mono;
  piece.centred(font, StageInk::bright,
                {shortened(plan.metrics, font, base_name(name.path), piece.inner())});
  if (!plan.density.presenter) {
    piece.centred(StageFont::small, StageInk::normal,
                  {words(texts::kNameSize), words(texts::kNameSizeShort)});
  }
  if (inode != 0 && !plan.density.presenter) {
    piece.centred(StageFont::small, StageInk::normal, {say(texts::kFileInode, inode).words()});
  }
  const bool alone =
      name.socket >= plan.model.sockets.size() || plan.model.sockets[name.socket].closed;
  if (alone) piece.centred(StageFont::small, StageInk::normal, {words(texts::kNobodyBehind)});
  StageBox box;
  box.kind = StageBox::Kind::file_name;
  box.socket = alone ? kNoSocket : name.socket;
  box.phase = Phase::bound;
  box.changed = std::ranges::any_of(plan.input.changes, [](const Change& change) {
    return change.property == "file name";
  });
  return piece.finish(box);
}

float usual_name_height(const StagePlan& plan) {
  const FileName usual{"demo.sock"};
  constexpr std::uint64_t kUsualInode = 10'000'000;
  const StageLayout piece = name_piece(plan, {&usual, kNoSocket}, plan.density.left, kUsualInode);
  // One line is for "nobody behind it".
  const float line = plan.metrics.height_of(StageFont::small) + plan.density.line_gap;
  return piece.boxes.front().rect.height() - line;
}

}  // namespace sockwalk
