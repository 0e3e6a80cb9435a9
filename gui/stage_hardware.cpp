#include <algorithm>
#include <cmath>

#include "stage_plan.h"
#include "text/stage_text.h"

namespace sockwalk {
namespace {

namespace texts = stage_text;

const Text& hardware_text(const StageInput& input) {
  if (input.enter == nullptr) return texts::kHardwareQuiet;
  const bool sleeps = input.settled && input.exit == nullptr;
  if (sleeps && input.enter->call != Syscall::exit) return texts::kHardwareAsleep;
  if (input.exit != nullptr && input.exit->error != 0) return texts::kHardwareNothing;
  switch (input.enter->call) {
    case Syscall::socket:
    case Syscall::socketpair: return texts::kHardwareSocket;
    case Syscall::bind: return texts::kHardwareName;
    case Syscall::unlink: return texts::kHardwareUnlink;
    case Syscall::listen: return texts::kHardwareListen;
    case Syscall::connect: return texts::kHardwareConnect;
    case Syscall::accept:
    case Syscall::accept4: return texts::kHardwareAccept;
    case Syscall::read:
    case Syscall::recvfrom:
    case Syscall::recvmsg:
    case Syscall::write:
    case Syscall::sendto:
    case Syscall::sendmsg: return texts::kHardwareBytes;
    case Syscall::close: return texts::kHardwareClose;
    case Syscall::exit: return texts::kHardwareExit;
    default: break;
  }
  return texts::kHardwareQuiet;
}

}  // namespace

/// The name stands above the sentence, or beside it where height is scarce.
StageHardware hardware_piece(const StagePlan& plan, float width) {
  const StageDensity& d = plan.density;
  StageHardware made;
  if (d.presenter) return made;
  StageDensity inside = d;
  inside.pad = 0;
  const std::string name = words(texts::kHardware);
  const std::string sentence = words(hardware_text(plan.input));
  const StageFont font = band_font(plan);
  const float label = plan.metrics.width(font, name);
  const float label_height = plan.metrics.height_of(font);
  const float visible =
      std::max(std::min(width, plan.input.width) + plan.input.more_width, 300 * d.scale) - 2 * d.margin;
  if (d.spaced) {
    StagePiece piece(plan.metrics, inside, visible);
    piece.line(font, StageInk::dim, {name});
    piece.skip(3 * d.scale);
    piece.line(StageFont::body, StageInk::normal, {sentence}, {}, 3);
    made.height = piece.y() + 16 * d.scale;
    made.piece = piece.finish({});
    for (StageText& text : made.piece.texts) text.rect = text.rect.moved(d.margin, 8 * d.scale);
  } else {
    StagePiece piece(plan.metrics, inside, visible - label - 12 * d.scale);
    piece.line(StageFont::small, StageInk::normal, {sentence}, {}, 4);
    made.height = std::max(piece.y(), label_height) + 8 * d.scale;
    made.piece = piece.finish({});
    const float dx = d.margin + label + 12 * d.scale;
    for (StageText& text : made.piece.texts) text.rect = text.rect.moved(dx, 4 * d.scale);
    StageText text;
    const float drop = (plan.metrics.height_of(StageFont::small) - label_height) / 2;
    text.rect = {d.margin, 4 * d.scale + drop, d.margin + label, 4 * d.scale + drop + label_height};
    text.font = font;
    text.ink = StageInk::dim;
    text.text = name;
    made.piece.texts.push_back(text);
  }
  made.piece.boxes.clear();
  for (StageText& text : made.piece.texts) text.box = kNoBox;
  made.height = std::ceil(made.height);
  return made;
}

}  // namespace sockwalk
