#include <array>
#include <cmath>

#include "stage_piece.h"

namespace sockwalk {
namespace {

struct Row {
  float margin, left, gap, pad, line_gap, row_gap, step, radius, client, server;
  bool names_beside, spaced, two_line_head, inode, last_message, tight;
};

constexpr std::array<Row, 9> kWindow{{
    {18, 148, 24, 16, 5, 40, 44, 14, 166, 240, true, true, true, true, true, false},
    {14, 132, 20, 12, 3, 30, 40, 13, 150, 215, true, true, true, true, true, false},
    {12, 122, 12, 10, 2, 18, 32, 12, 122, 180, true, true, true, true, true, false},
    {12, 122, 12, 9, 1, 14, 32, 12, 122, 180, true, true, true, true, false, false},
    {9, 106, 10, 8, 1, 9, 29, 11, 112, 178, true, false, true, true, false, false},
    {10, 88, 8, 8, 1, 12, 28, 11, 96, 190, false, false, false, false, false, false},
    {5, 86, 8, 5, 1, 11, 26, 10, 98, 194, false, false, false, false, false, true},
    {5, 86, 8, 5, 0, 5, 26, 10, 98, 194, false, false, false, false, false, true},
    {5, 86, 8, 5, 0, 5, 26, 10, 97, 170, false, false, false, false, false, true},
}};

/// Its design pixels are twice as large: see kPresenterFonts.
constexpr std::array<Row, 3> kPresenter{{
    {14, 86, 18, 9, 2, 14, 44, 14, 150, 190, true, false, false, false, false, false},
    {5, 86, 12, 6, 0, 6, 36, 14, 150, 190, true, false, false, false, false, false},
    {5, 82, 8, 4, 0, 3, 31, 13, 104, 140, false, false, false, false, false, true},
}};

}  // namespace

int stage_densities(bool presenter) {
  return static_cast<int>(presenter ? kPresenter.size() : kWindow.size());
}

StageDensity stage_density(int level, float scale, bool presenter) {
  const auto index = static_cast<std::size_t>(level);
  const Row& row = presenter ? kPresenter[index] : kWindow[index];
  const auto px = [scale](float value) { return std::round(value * scale); };
  StageDensity d;
  d.scale = scale;
  d.margin = px(row.margin);
  d.left = px(row.left);
  d.gap = px(row.gap);
  d.pad = px(row.pad);
  d.line_gap = px(row.line_gap);
  d.row_gap = px(row.row_gap);
  d.step = px(row.step);
  d.radius = px(row.radius);
  d.client = px(row.client);
  d.server = px(row.server);
  d.names_beside = row.names_beside;
  d.spaced = row.spaced;
  d.two_line_head = row.two_line_head;
  d.inode = row.inode;
  d.last_message = row.last_message;
  d.tight = row.tight;
  d.presenter = presenter;
  d.roomy = presenter && level == 0;
  return d;
}

}  // namespace sockwalk
