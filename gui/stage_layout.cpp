#include "stage_layout.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "stage_crowd.h"
#include "stage_plan.h"
#include "text/stage_text.h"

namespace sockwalk {
namespace {

namespace texts = stage_text;

/// The kernel has told of one file only.
std::uint64_t inode_of(const StagePlan& plan, const StageName& name) {
  const bool known = plan.input.inode_path.empty() ||
                     (name.file != nullptr && name.file->path == plan.input.inode_path);
  return known ? plan.input.path_inode : 0;
}

float names_height(const StagePlan& plan) {
  float height = 0.0F;
  for (const StageName& name : plan.names) {
    height += name_piece(plan, name, plan.density.left, inode_of(plan, name)).boxes[0].rect.height() +
              plan.density.gap;
  }
  if (plan.hidden_names > 0) height += plan.metrics.height_of(StageFont::small) + plan.density.gap;
  return std::max(height, usual_name_height(plan) + plan.density.gap);
}

/// Heights of the rows.
void measure_rows(StagePlan& plan) {
  const StageDensity& d = plan.density;
  // A lecture hall's crowd has no room to spare for what is not there.
  const bool crowd = d.presenter && d.tight;
  float top_row = crowd || (plan.rows.empty() && plan.connection == kNoSocket && plan.model.actors.empty())
                      ? 0.0F
                      : usual_connection_height(
                            plan, plan.connection_right - plan.connection_left);
  if (plan.connection != kNoSocket) {
    const StageLayout piece = connection_piece(plan, plan.connection, kServer,
                                               plan.connection_right - plan.connection_left);
    top_row = std::max(top_row, piece.boxes[0].rect.height());
  }
  for (StageRow& row : plan.rows) row.height = crowd ? 0.0F : usual_row_height(plan);
  for (std::size_t i = 0; i < plan.rows.size(); ++i) {
    StageRow& row = plan.rows[i];
    if (row.empty()) continue;
    const auto [left, right] = row_reach(plan, i);
    const StageLayout piece = object_piece(plan, row, kServer, right - left);
    row.height = std::max(row.height, piece.boxes[0].rect.height());
  }
  for (const StageColumn& column : plan.columns) {
    if (column.empty()) continue;
    float& height = column.row == 0 ? top_row : plan.rows[column.row - 1].height;
    const StageLayout piece = object_piece(plan, column, column.actor, column.right - column.left);
    height = std::max(height, piece.boxes[0].rect.height());
  }
  if (d.names_beside) top_row = std::max(top_row, names_height(plan) - d.gap);
  plan.row_height = std::ceil(top_row);
  const std::size_t queued = plan.connection == kNoSocket
                                 ? 0
                                 : plan.model.sockets[plan.connection].accept_queue.size();
  // Room for two requests is always kept, so that the rows stay where they are.
  const std::size_t usual = d.tight ? 0 : std::min<std::size_t>(plan.clients.size(), 2);
  const auto lanes = static_cast<float>(std::min(std::max(queued, usual), kMostClients));
  const float label = d.tight || d.presenter ? 0.0F : plan.metrics.height_of(StageFont::small) + 4 * d.scale;
  plan.lane_height = std::max(
      d.row_gap, lanes > 0 ? request_lane(plan) * lanes + label + 4 * d.scale : 0.0F);
}

/// The height of everything below `row_top` down to the first `rows` rows.
float height_of_rows(const StagePlan& plan, std::size_t rows) {
  const StageDensity& d = plan.density;
  float below = 0.0F;
  for (std::size_t i = 0; i < rows; ++i) {
    below += std::ceil(plan.rows[i].height) + (i > 0 && plan.rows[i].height > 0 ? d.row_gap : 0.0F);
  }
  if (!d.names_beside) below = std::max(below, names_height(plan));
  return plan.row_height + plan.lane_height + below;
}

/// The rows down to the last one in which something stands.
std::size_t taken_rows(const StagePlan& plan) {
  std::size_t taken = 0;
  for (std::size_t i = 0; i < plan.rows.size(); ++i) {
    if (!plan.rows[i].empty()) taken = i + 1;
  }
  return taken;
}

/// A band's name, in the left column or in one line.
StageLayout band_name(const StagePlan& plan, const Text& text, bool one_line) {
  StageDensity inside = plan.density;
  inside.pad = 0;
  inside.line_gap = 0;
  StagePiece piece(plan.metrics, inside, one_line ? plan.input.width + 1000 : plan.density.left);
  std::vector<std::string> forms{words(band_text(plan, text))};
  if (!plan.density.names_beside && !plan.density.presenter && &text == &texts::kInterface) {
    forms = {words(texts::kInterfaceShort)};
  }
  piece.line(band_font(plan), StageInk::dim, forms);
  StageLayout made = piece.finish({});
  made.height = made.boxes.front().rect.height();
  made.boxes.clear();
  for (StageText& one : made.texts) one.box = kNoBox;
  return made;
}

void lay_kernel(StageLayout& out, StagePlan& plan) {
  const StageDensity& d = plan.density;
  if (plan.connection != kNoSocket) {
    append(out, connection_piece(plan, plan.connection, kServer,
                                 plan.connection_right - plan.connection_left),
           plan.connection_left, plan.row_top);
  }
  for (std::size_t i = 0; i < plan.rows.size(); ++i) {
    const StageRow& row = plan.rows[i];
    if (row.empty()) continue;
    const auto [left, right] = row_reach(plan, i);
    append(out, object_piece(plan, row, kServer, right - left, row.height), left, row.top);
  }
  for (const StageColumn& column : plan.columns) {
    if (column.empty()) continue;
    const bool paired = column.row != 0;
    const float top = paired ? plan.rows[column.row - 1].top : plan.row_top;
    append(out, object_piece(plan, column, column.actor, column.right - column.left,
                             paired ? plan.rows[column.row - 1].height : 0.0F),
           column.left, top);
  }
  float top = d.names_beside ? plan.row_top : plan.lane_bottom;
  for (const StageName& name : plan.names) {
    StageLayout piece = name_piece(plan, name, d.left, inode_of(plan, name));
    const float height = piece.boxes[0].rect.height();
    append(out, std::move(piece), d.margin, top);
    top += height + d.gap;
  }
  if (plan.hidden_names > 0) {
    const std::string more = say(texts::kMoreNames, plan.hidden_names).words();
    const float width = plan.metrics.width(StageFont::small, more);
    const StageRect rect{d.margin, top, d.margin + width,
                         top + plan.metrics.height_of(StageFont::small)};
    out.texts.push_back({rect, StageFont::small, StageInk::normal, Phase::created, more, kNoBox});
  }
}

enum class Laying : std::uint8_t {
  if_it_fits,   ///< of what does not fit, only how large it is
  whole,
  needed_rows,  ///< of the rows that are free, only those for which nobody has to scroll
};

StageLayout lay_out(const StageInput& input, const StageDensity& density, Laying laying) {
  StagePlan plan(input, density);
  const StageDensity& d = plan.density;
  StageLayout out;
  out.width = place_columns(plan);
  place_jacks(plan);
  const float actors = actors_height(plan);
  const StageFont returned = d.presenter ? StageFont::result : StageFont::mono;
  const float around_words = d.spaced ? 8 : !d.tight ? 5 : d.presenter ? 2 : 4;
  const float token = plan.metrics.height_of(returned) + around_words * d.scale;
  const float token_gap = std::ceil(token + (d.spaced ? 6 : 3) * d.scale);
  const float lane = plan.metrics.height_of(StageFont::small) + (d.spaced ? 14 : d.tight || d.presenter ? 4 : 8) * d.scale;
  StageHardware hardware = hardware_piece(plan, out.width);
  out.presenter = d.presenter;
  const float top = d.margin;
  StageLayout interface_name = band_name(plan, texts::kInterface, false);
  const float strip = std::ceil(std::max({2 * d.radius + (d.tight || d.presenter ? 6 : 10) * d.scale,
                                          d.presenter ? 0.0F : (d.tight ? 28 : 36) * d.scale,
                                          interface_name.height + 2 * d.scale}));
  measure_rows(plan);
  const float below = height_of_rows(plan, plan.rows.size());
  const float end = d.margin;
  float needed = top + actors + token_gap + strip + lane + below + end + hardware.height;
  if (laying == Laying::needed_rows && needed > input.height) {
    needed = std::max(input.height, needed - below + height_of_rows(plan, taken_rows(plan)));
  }
  out.height = std::max(needed, input.height);
  if (laying == Laying::if_it_fits && (out.width > input.width || out.height > input.height)) return out;

  // What is left over goes between the rows first, and then stays empty above the hardware.
  const float spare = out.height - needed;
  const auto rows = static_cast<float>(plan.rows.size());
  const float stretch = std::floor(std::min(spare / (rows + 2), 90 * d.scale));
  plan.interface_top = top + actors + token_gap;
  plan.interface_bottom = plan.interface_top + strip;
  plan.kernel_top = plan.interface_bottom;
  plan.row_top = std::ceil(plan.kernel_top + lane + stretch);
  plan.lane_top = plan.row_top + plan.row_height;
  plan.lane_bottom = plan.lane_top + plan.lane_height + stretch;
  float y = plan.lane_bottom;
  for (StageRow& row : plan.rows) {
    row.height = std::ceil(row.height);
    row.top = y;
    if (row.height > 0) y += row.height + d.row_gap + stretch;
  }
  const float hardware_top = out.height - hardware.height;
  out.bands = {StageRect{0, 0, out.width, plan.interface_top},
               StageRect{0, plan.interface_top, out.width, plan.interface_bottom},
               StageRect{0, plan.interface_bottom, out.width, hardware_top},
               StageRect{0, hardware_top, out.width, out.height}};
  const float middle = (plan.interface_top + plan.interface_bottom - interface_name.height) / 2;
  const float lane_middle = (lane - plan.metrics.height_of(band_font(plan))) / 2;
  StageLayout application_name = band_name(plan, texts::kApplication, false);
  const float controls_top = top + application_name.height + (d.tight ? 3 : 6) * d.scale;
  append(out, std::move(application_name), d.margin, top);
  append(out, std::move(interface_name), d.margin, std::round(middle));
  append(out, band_name(plan, texts::kKernel, true), d.margin, plan.kernel_top + lane_middle);
  lay_actors(out, plan, top, actors);
  lay_kernel(out, plan);
  lay_controls(out, plan, std::ceil(controls_top));
  lay_strips(out, plan);
  lay_tokens(out, plan, plan.interface_top - token_gap + (d.spaced ? 3 : 1.5F) * d.scale, token);
  append(out, std::move(hardware.piece), 0, hardware_top);
  lay_wires(out, plan);
  lay_markers(out, plan);
  return out;
}

/// Presenter mode chooses by the cast, so that nothing jumps when a queue fills; the window by what
/// fits at this moment.
int least_density(const StageInput& input) {
  if (!input.presenter) return 0;
  const StagePlan plan(input, stage_density(0, input.scale, true));
  if (plan.columns.size() > 3 || plan.rows.size() > 3) return 2;
  return plan.rows.size() > 1 ? 1 : 0;
}

}  // namespace

std::size_t StageLayout::box_of(SocketIndex socket) const {
  for (std::size_t i = 0; i < boxes.size() && socket != kNoSocket; ++i) {
    switch (boxes[i].kind) {
      case StageBox::Kind::connection:
      case StageBox::Kind::queued:
      case StageBox::Kind::data:
      case StageBox::Kind::client:
        if (boxes[i].socket == socket) return i;
        break;
      default: break;
    }
  }
  return kNoBox;
}

std::size_t StageLayout::box_of_jack(const StageJack& jack) const {
  std::size_t found = kNoBox;
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    const StageBox& box = boxes[i];
    if (box.kind == StageBox::Kind::actor || box.actor != jack.actor) continue;
    const bool same = jack.socket != kNoSocket ? box.socket == jack.socket
                                               : jack.file != kNoFile && box.file == jack.file;
    const bool below = box.rect.left < jack.centre.x && jack.centre.x < box.rect.right;
    if (same && below && box.kind != StageBox::Kind::queued) found = i;
  }
  return found;
}

const StageStrip* StageLayout::strip_of(ActorId actor) const {
  const auto found = std::ranges::find_if(strips, [&](const StageStrip& strip) {
    return strip.actor == actor || std::ranges::find(strip.sharers, actor) != strip.sharers.end();
  });
  return found == strips.end() ? nullptr : &*found;
}

const StageJack* StageLayout::jack_of(ActorId actor, std::int32_t fd) const {
  const auto found = std::ranges::find_if(
      jacks, [&](const StageJack& jack) { return jack.actor == actor && jack.fd == fd; });
  return found == jacks.end() ? nullptr : &*found;
}

std::size_t StageLayout::box_of_actor(ActorId actor) const {
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    if (boxes[i].kind == StageBox::Kind::actor && boxes[i].actor == actor) return i;
  }
  return kNoBox;
}

StageLayout lay_out_whole(const StageInput& input) {
  const int first = least_density(input);
  const int levels = stage_densities(input.presenter);
  const auto at = [&](int level, Laying laying) {
    return lay_out(input, stage_density(level, input.scale, input.presenter), laying);
  };
  std::vector<StagePoint> sizes;
  for (int level = first; level < levels; ++level) {
    StageLayout out = at(level, Laying::if_it_fits);
    if (out.width <= input.width && out.height <= input.height) return out;
    sizes.push_back({out.width, out.height});
  }
  // It has to be scrolled to the right anyway: hardly farther in a roomier form than in the tightest.
  const float width = sizes.back().x * 1.03F;
  const auto low = std::ranges::find_if(
      sizes, [&](const StagePoint& size) { return size.x <= width && size.y <= input.height; });
  if (low != sizes.end()) return at(first + static_cast<int>(low - sizes.begin()), Laying::whole);
  return at(levels - 1, Laying::needed_rows);
}

StageLayout lay_out_stage(const StageInput& input) {
  if (input.few != nullptr) return lay_out_crowd(input, *input.few);
  const std::optional<StageFew> few = few_of(input);
  return few ? lay_out_crowd(input, *few) : lay_out_whole(input);
}

}  // namespace sockwalk
