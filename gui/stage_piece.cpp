#include "stage_piece.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "model/phase.h"
#include "text/utf8.h"

namespace sockwalk {
namespace {

constexpr std::string_view kEllipsis = "…";

/// The end of the first `count` characters of `text` that is not inside a character.
std::string_view without_last_character(std::string_view text) {
  std::size_t end = text.size();
  while (end > 0 && (static_cast<unsigned char>(text[end - 1]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end == 0 ? 0 : end - 1);
}

template <class Shape>
void move_all(std::vector<Shape>& into, std::vector<Shape>& shapes, float dx, float dy,
              std::size_t first_box) {
  for (Shape& shape : shapes) {
    shape.rect = shape.rect.moved(dx, dy);
    if constexpr (requires { shape.box; }) {
      if (shape.box != kNoBox) shape.box += first_box;
    }
    into.push_back(std::move(shape));
  }
}

}  // namespace

StagePiece::StagePiece(const StageMetrics& metrics, const StageDensity& density, float width)
    : metrics_(metrics), density_(density), width_(width), y_(density.pad) {
  shapes_.boxes.emplace_back();  // finish() says what it is
}

void StagePiece::put(StageFont font, StageInk ink, float x, float y, const std::string& text,
                     Phase phase) {
  const StageRect rect{x, y, x + measure(font, text), y + metrics_.height_of(font)};
  shapes_.texts.push_back({rect, font, ink, phase, text, 0});
}

void StagePiece::put_line(StageFont font, StageInk ink, const std::string& text, Phase phase,
                          bool centre) {
  if (y_ > density_.pad) y_ += density_.line_gap;
  const float x = centre ? std::round((width_ - measure(font, text)) / 2) : density_.pad;
  put(font, ink, x, y_, text, phase);
  y_ += metrics_.height_of(font);
}

void StagePiece::wrap(StageFont font, StageInk ink, const std::string& text, Phase phase,
                      int most_lines, bool centre) {
  std::string current;
  std::string_view rest = text;
  int lines = 1;
  while (!rest.empty()) {
    const std::size_t space = rest.find(' ');
    const std::string word(rest.substr(0, space));
    const std::string joined = current.empty() ? word : current + " " + word;
    const bool fits = measure(font, joined) <= inner();
    if (!fits && !current.empty() && lines < most_lines) {
      put_line(font, ink, shortened(metrics_, font, current, inner()), phase, centre);
      current.clear();
      ++lines;
      continue;
    }
    current = joined;
    rest = space == std::string_view::npos ? std::string_view{} : rest.substr(space + 1);
  }
  put_line(font, ink, shortened(metrics_, font, current, inner()), phase, centre);
}

void StagePiece::line(StageFont font, StageInk ink, const std::vector<std::string>& forms,
                      Phase phase, int most_lines) {
  for (const std::string& form : forms) {
    if (measure(font, form) <= inner()) return put_line(font, ink, form, phase, false);
  }
  if (!forms.empty()) wrap(font, ink, forms.back(), phase, most_lines, false);
}

void StagePiece::centred(StageFont font, StageInk ink, const std::vector<std::string>& forms,
                         Phase phase) {
  for (const std::string& form : forms) {
    if (measure(font, form) <= inner()) return put_line(font, ink, form, phase, true);
  }
  if (!forms.empty()) wrap(font, ink, forms.back(), phase, 3, true);
}

float StagePiece::phase(Phase phase, const std::vector<std::string>& more) {
  const float height = metrics_.height_of(StageFont::strong);
  const float mark = std::round(height * 0.82F);
  const float text_x = density_.pad + mark + 4 * density_.scale;
  const float room = width_ - density_.pad - text_x;
  if (y_ > density_.pad) y_ += density_.line_gap;
  const float mark_top = y_ + (height - mark) / 2;
  shapes_.marks.push_back(
      {{density_.pad, mark_top, density_.pad + mark, mark_top + mark}, phase, 0});
  const std::string word(phase_name(phase));
  float end = text_x + measure(StageFont::strong, word);
  if (end - text_x > room) {
    // Two words at most: "half-closed (received)".
    const std::size_t space = word.find(' ');
    const std::string first = word.substr(0, space);
    put(StageFont::strong, StageInk::phase, text_x, y_,
        shortened(metrics_, StageFont::strong, first, room), phase);
    if (space != std::string::npos) {
      y_ += height;
      put(StageFont::strong, StageInk::phase, text_x, y_,
          shortened(metrics_, StageFont::strong, word.substr(space + 1), room), phase);
    }
    end = width_;
  } else {
    put(StageFont::strong, StageInk::phase, text_x, y_, word, phase);
  }
  const float gap = 8 * density_.scale;
  for (const std::string& form : more) {
    const float width = measure(StageFont::small, form);
    if (end + gap + width > width_ - density_.pad) continue;
    const float drop = (height - metrics_.height_of(StageFont::small)) / 2;
    put(StageFont::small, StageInk::normal, end + gap, y_ + drop, form);
    end += gap + width;
    break;
  }
  y_ += height;
  return end - density_.pad;
}

void StagePiece::outcome(StageOutcome outcome, const std::vector<std::string>& forms) {
  const float height = metrics_.height_of(StageFont::small);
  const float sign = std::round(height * 0.7F);
  if (y_ > density_.pad) y_ += density_.line_gap;
  const float top = y_ + (height - sign) / 2;
  shapes_.signs.push_back({{density_.pad, top, density_.pad + sign, top + sign}, outcome, 0});
  const float x = density_.pad + sign + 4 * density_.scale;
  const float room = width_ - density_.pad - x;
  std::string shown;
  for (const std::string& form : forms) {
    shown = shortened(metrics_, StageFont::small, form, room);
    if (shown == form) break;
  }
  if (!shown.empty()) {
    const bool failed = is_failure(outcome);
    put(StageFont::small, failed ? StageInk::failed : StageInk::normal, x, y_, shown);
  }
  y_ += height;
}

void StagePiece::title_and_phase(const std::vector<std::string>& titles, Phase phase_shown) {
  const float height = metrics_.height_of(StageFont::strong);
  const float mark = std::round(height * 0.82F);
  const std::string word(phase_name(phase_shown));
  const float tail = mark + 4 * density_.scale + measure(StageFont::strong, word);
  for (const std::string& title : titles) {
    const float used =
        measure(StageFont::title, title) + (density_.tight ? 6 : 12) * density_.scale + tail;
    if (used > inner()) continue;
    line(StageFont::title, StageInk::bright, {title});
    const float x = width_ - density_.pad - tail;
    const float centre = y_ - metrics_.height_of(StageFont::title) / 2;
    shapes_.marks.push_back({{x, centre - mark / 2, x + mark, centre + mark / 2}, phase_shown, 0});
    put(StageFont::strong, StageInk::phase, x + mark + 4 * density_.scale, centre - height / 2,
        word, phase_shown);
    return;
  }
  line(StageFont::title, StageInk::bright, titles);
  phase(phase_shown, {});
}

void StagePiece::queued_line(const std::vector<std::string>& forms, ActorId actor,
                             const std::string& letter) {
  const float height = metrics_.height_of(StageFont::small);
  const float mark = std::round(height * 0.86F);
  if (y_ > density_.pad) y_ += density_.line_gap;
  const float top = y_ + (height - mark) / 2;
  shapes_.marks.push_back(
      {{density_.pad, top, density_.pad + mark, top + mark}, Phase::in_accept_queue, 0});
  const float x = density_.pad + mark + 4 * density_.scale;
  float room = width_ - density_.pad - x;
  if (!letter.empty()) {
    const float left = width_ - density_.pad - height;
    shapes_.discs.push_back({{left, y_, left + height, y_ + height}, actor, letter, 0});
    room -= height + 3 * density_.scale;
  }
  std::string shown;
  for (const std::string& form : forms) {
    shown = shortened(metrics_, StageFont::small, form, room);
    if (shown == form) break;
  }
  if (!shown.empty()) {
    put(StageFont::small, StageInk::phase, x, y_, shown, Phase::in_accept_queue);
  }
  y_ += height;
}

float StagePiece::title_with_disc(const std::string& title, ActorId actor,
                                  const std::string& letter, const std::string& brief, float beside) {
  const float whole = measure(StageFont::title, title);
  if (whole + beside <= inner()) {
    line(StageFont::title, StageInk::bright, {title});
    return whole;
  }
  const float disc = metrics_.height_of(StageFont::title);
  if (y_ > density_.pad) y_ += density_.line_gap;
  shapes_.discs.push_back(
      {{density_.pad, y_, density_.pad + disc, y_ + disc}, actor, letter, 0});
  const float x = density_.pad + disc + 5 * density_.scale;
  const std::string shown =
      shortened(metrics_, StageFont::title, brief, width_ - density_.pad - x);
  if (!shown.empty()) put(StageFont::title, StageInk::bright, x, y_, shown);
  y_ += disc;
  return disc + 5 * density_.scale + measure(StageFont::title, shown);
}

void StagePiece::buffer(const Socket& socket, SocketIndex index,
                        const std::vector<std::string>& labels) {
  const float scale = density_.scale;
  const float small = metrics_.height_of(StageFont::small);
  const float height = metrics_.height_of(StageFont::bytes) + (density_.tight ? 2 : 6) * scale;
  if (y_ > density_.pad) y_ += density_.line_gap + scale;
  float x = density_.pad;
  for (const std::string& label : labels) {
    const float width = measure(StageFont::small, label);
    if (width + 8 * scale > inner() / 2) continue;
    put(StageFont::small, StageInk::normal, x, y_ + (height - small) / 2, label);
    x += width + 8 * scale;
    break;
  }
  fill({x, y_, width_ - density_.pad, y_ + height}, socket, index);
  y_ += height;
}

bool StagePiece::buffer_beside(const Socket& socket, SocketIndex index, float used) {
  const float scale = density_.scale;
  const float height = metrics_.height_of(StageFont::bytes) + 2 * scale;
  const StageRect rect{density_.pad + used + 6 * scale, y_ - height, width_ - density_.pad, y_};
  if (rect.width() + 6 * scale < least_buffer_beside()) return false;
  fill(rect, socket, index);
  return true;
}

/// Puts the bytes into their buffer. What does not fit is said as one number, so that nothing is left
/// out of the sum.
void StagePiece::fill(const StageRect& rect, const Socket& socket, SocketIndex index) {
  const float scale = density_.scale;
  shapes_.buffers.push_back({rect, index, 0});
  std::vector<StageChip> chips = chips_of(socket, index);
  std::uint64_t rest = 0;
  for (const StageChip& chip : chips) rest += chip.bytes;
  const float border = (density_.tight ? 1 : 2) * scale;
  const float end = rect.right - border;
  float at = rect.left + border;
  const auto width_of = [&](const std::string& text) {
    return std::max(measure(StageFont::bytes, text) + 8 * scale, rect.height() - 2 * border);
  };
  for (std::size_t i = 0; i < chips.size(); ++i) {
    StageChip& chip = chips[i];
    const bool last = i + 1 == chips.size();
    const std::string remaining = fmt::format("{} B", rest);
    const float needed =
        width_of(chip.text) + (last ? 0.0F : 2 * scale + width_of(remaining));
    const bool cut = at + needed > end;
    if (cut) {
      chip.text = shortened(metrics_, StageFont::bytes, remaining, end - at - 4 * scale);
      chip.bytes = rest;
      if (!last) chip.written_by = 0;
    }
    rest -= chip.bytes;
    const float width = std::min(width_of(chip.text), end - at);
    chip.rect = {at, rect.top + border, at + width, rect.bottom - border};
    shapes_.chips.push_back(chip);
    at += width + 2 * scale;
    if (cut) break;
  }
}

StageLayout StagePiece::finish(StageBox box, float height) {
  box.rect = {0, 0, width_, std::max(height, y_ + density_.pad)};
  shapes_.boxes.front() = box;
  return std::move(shapes_);
}

std::size_t append(StageLayout& into, StageLayout&& piece, float dx, float dy) {
  const std::size_t first = into.boxes.size();
  for (StageBox& box : piece.boxes) {
    if (box.inside != kNoBox) box.inside += first;
  }
  move_all(into.boxes, piece.boxes, dx, dy, first);
  move_all(into.texts, piece.texts, dx, dy, first);
  move_all(into.marks, piece.marks, dx, dy, first);
  move_all(into.signs, piece.signs, dx, dy, first);
  move_all(into.discs, piece.discs, dx, dy, first);
  move_all(into.buffers, piece.buffers, dx, dy, first);
  move_all(into.chips, piece.chips, dx, dy, first);
  move_all(into.tags, piece.tags, dx, dy, first);
  move_all(into.places, piece.places, dx, dy, first);
  move_all(into.heats, piece.heats, dx, dy, first);
  move_all(into.bars, piece.bars, dx, dy, first);
  move_all(into.controls, piece.controls, dx, dy, first);
  return first;
}

std::string shortened(const StageMetrics& metrics, StageFont font, std::string_view text,
                      float width) {
  if (metrics.width(font, text) <= width) return std::string(text);
  while (!text.empty()) {
    text = without_last_character(text);
    std::string cut(text);
    cut += kEllipsis;
    if (metrics.width(font, cut) <= width) return cut;
  }
  return {};
}

}  // namespace sockwalk
