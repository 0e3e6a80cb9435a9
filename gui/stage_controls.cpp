#include <algorithm>
#include <cmath>

#include "stage_plan.h"
#include "text/stage_text.h"

namespace sockwalk {
namespace {

namespace texts = stage_text;

std::string first_that_fits(const StagePlan& plan, const std::vector<std::string>& forms, float width) {
  for (const std::string& form : forms) {
    if (plan.metrics.width(StageFont::small, form) <= width) return form;
  }
  return {};
}

}  // namespace

void lay_controls(StageLayout& out, const StagePlan& plan, float top) {
  const StageDensity& d = plan.density;
  if (d.presenter) return;
  const float height = plan.metrics.height_of(StageFont::small) + (d.tight ? 2 : 5) * d.scale;
  const auto put = [&](StageControl::Kind kind, const std::vector<std::string>& forms) {
    const std::string text = first_that_fits(plan, forms, d.left - 8 * d.scale);
    if (text.empty() || top + height > plan.interface_top) return;
    out.controls.push_back({kind, {d.margin, top, d.margin + d.left, top + height}, kNoActor, text});
    top += height + 5 * d.scale;
  };
  put(StageControl::Kind::add_client, {words(texts::kAddClient), words(texts::kAddClientShort)});
  if (plan.input.time_is_held) {
    put(StageControl::Kind::let_time_pass, {words(texts::kLetTimePass), words(texts::kLetTimePassShort)});
  }
}

}  // namespace sockwalk
