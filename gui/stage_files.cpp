#include <fmt/format.h>

#include <algorithm>

#include "event/argument_constants.h"
#include "stage_plan.h"
#include "text/stage_text.h"

namespace sockwalk {
namespace {

namespace texts = stage_text;

struct Tag {
  std::string text;
  std::string brief;
  bool ready = false;
};

/// EPOLLIN|EPOLLET → IN|ET
std::string short_events(std::uint32_t events) {
  std::string text = epoll_events_text(events);
  constexpr std::string_view kPrefix = "EPOLL";
  for (std::size_t at = text.find(kPrefix); at != std::string::npos; at = text.find(kPrefix)) {
    text.erase(at, kPrefix.size());
  }
  return text;
}

/// A line of numbers in frames behind their label. What does not fit is counted.
void add_tags(StagePiece& piece, const Text& label, const std::vector<Tag>& tags) {
  const StageMetrics& metrics = piece.metrics();
  const StageDensity& density = piece.density();
  const float scale = density.scale;
  const float small = metrics.height_of(StageFont::small);
  const float height = small + 2 * scale;
  const float left = density.pad;
  const float top = piece.y() + density.line_gap + 2 * scale;
  const float right = piece.width() - density.pad;
  piece.put(StageFont::small, StageInk::normal, left, top + scale, words(label));
  float x = left + piece.measure(StageFont::small, words(label)) + 6 * scale;
  const auto width_of = [&](const std::string& text) {
    return piece.measure(StageFont::small, text) + 8 * scale;
  };
  float all = 0.0F;
  for (const Tag& tag : tags) all += width_of(tag.text) + 3 * scale;
  const bool whole = x + all <= right;
  for (std::size_t i = 0; i < tags.size(); ++i) {
    std::string text = whole ? tags[i].text : tags[i].brief;
    const std::string rest = say(texts::kMore, tags.size() - i).words();
    const bool last = i + 1 == tags.size();
    const float reserve = last ? 0.0F : width_of(rest) + 3 * scale;
    const bool counted = x + width_of(text) + reserve > right;
    if (counted) text = rest;
    const float width = width_of(text);
    if (x + width > right) break;
    const StageRect rect{x, top, x + width, top + height};
    piece.shapes().tags.push_back({rect, text, tags[i].ready && !counted, 0});
    x += width + 3 * scale;
    if (counted) break;
  }
  if (tags.empty()) {
    const std::string none = words(texts::kNone);
    if (x + piece.measure(StageFont::small, none) <= right) {
      piece.put(StageFont::small, StageInk::dim, x, top + scale, none);
    }
  }
  piece.skip(top + height - piece.y());
}

void add_epoll(StagePiece& piece, const StagePlan& plan, const OpenFile& file) {
  std::vector<Tag> interest;
  std::vector<Tag> ready;
  for (const Interest& one : file.interests) {
    const std::uint32_t events = plan.model.ready(one);
    const std::string fd = fmt::format("{}", one.fd);
    interest.push_back({fmt::format("{} {}", fd, short_events(one.events)), fd, events != 0});
    if (events != 0) ready.push_back({fmt::format("{} {}", fd, short_events(events)), fd, true});
  }
  add_tags(piece, texts::kInterestList, interest);
  add_tags(piece, texts::kReadyList, ready);
}

}  // namespace

StageLayout file_piece(const StagePlan& plan, const StageObject& object, ActorId actor, float width,
                       float height) {
  const OpenFile& file = plan.model.files[object.file];
  StagePiece piece(plan.metrics, plan.density, width);
  const bool epoll = file.kind == FileKind::epoll;
  const bool plain = file.kind == FileKind::plain;
  const Text& title = epoll   ? texts::kEpollInstance
                      : plain ? texts::kPlainFile
                              : texts::kUnknownFile;
  piece.line(StageFont::title, StageInk::bright, {words(title)}, {}, 2);
  if (epoll) add_epoll(piece, plan, file);
  if (!file.path.empty()) {
    const std::string name(base_name(file.path));
    piece.line(StageFont::small, StageInk::normal, {name}, {}, 1);
  }
  StageBox box;
  box.kind = StageBox::Kind::open_file;
  box.actor = actor;
  box.file = object.file;
  box.phase = Phase::created;
  return piece.finish(box, height);
}

}  // namespace sockwalk
