#include "pane.h"

#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "button.h"
#include "drawn_text.h"
#include "label.h"
#include "null_frames.h"
#include "skipped.h"

namespace sockwalk {

TEST_SUITE_BEGIN("pane");

TEST_CASE("the content lies within the pane, below its header") {
  NullFrames frames;
  frames.frame([&] {
    const Area area{{10.0F, 54.0F}, {390.0F, 478.0F}};
    const Pane pane = begin_pane(frames.look(), "a", area, {"Code walk", "server.c"});
    CHECK(pane.content.min.x > area.min.x);
    CHECK(pane.content.min.y == area.min.y + kPaneHeader);
    CHECK(pane.content.max.x < area.max.x);
    CHECK(pane.content.max.y < area.max.y);
    REQUIRE(pane.list != nullptr);
    const ImVec2 low = pane.list->GetClipRectMin();
    const ImVec2 high = pane.list->GetClipRectMax();
    CHECK(low.x == pane.content.min.x);
    CHECK(low.y == pane.content.min.y);
    CHECK(high.x == pane.content.max.x);
    CHECK(high.y == pane.content.max.y);
    CHECK(ImGui::GetCursorScreenPos().y == pane.content.min.y);
    end_pane();
  });
}

TEST_CASE("both parts of a header stand well apart, or the right one is shorter") {
  if (!kDrawnTextCanBeRead) return skipped("this ImGui keeps its letters elsewhere");
  NullFrames frames;
  const auto drawn_at = [&](float width) {
    frames.frame([&] {
      begin_pane(frames.look(), "a", {{0.0F, 0.0F}, {width, 100.0F}}, {"Handles", "all of them used", "used"});
      end_pane();
    });
    return drawn_text();
  };
  ImFont* font = frames.look().fonts.header;
  const float both = text_width(font, "HANDLES") + text_width(font, "ALL OF THEM USED");
  const float whole = std::ceil(both + 2 * kPanePadding + kHeaderGap) + 2;  // and the border
  CHECK(drawn_at(whole).find("ALLOFTHEMUSED") != std::string::npos);
  CHECK(drawn_at(whole - 4).find("ALL") == std::string::npos);
  CHECK(drawn_at(whole - 4).find("USED") != std::string::npos);
}

TEST_CASE("without words there is no header") {
  NullFrames frames;
  frames.frame([&] {
    const Pane pane = begin_pane(frames.look(), "a", {{0.0F, 0.0F}, {100.0F, 100.0F}}, {});
    CHECK(pane.content.min.y == 1.0F);
    end_pane();
  });
}

TEST_CASE("a pane too small for anything is still a pane") {
  NullFrames frames;
  frames.frame([&] {
    begin_pane(frames.look(), "a", {{0.0F, 0.0F}, {1.0F, 1.0F}}, {"A long header", "and more"});
    end_pane();
    begin_pane(frames.look(), "b", {{50.0F, 50.0F}, {20.0F, 20.0F}}, {"Inside out", ""});
    end_pane();
  });
  CHECK(ImGui::GetDrawData()->Valid);
}

TEST_CASE("only the pane under the mouse is hovered") {
  NullFrames frames;
  bool left = false;
  bool right = false;
  frames.mouse({50.0F, 80.0F}, false);
  for (int i = 0; i < 2; ++i) {
    frames.frame([&] {
      left = begin_pane(frames.look(), "a", {{0.0F, 0.0F}, {100.0F, 100.0F}}, {}).hovered;
      end_pane();
      right = begin_pane(frames.look(), "b", {{100.0F, 0.0F}, {200.0F, 100.0F}}, {}).hovered;
      end_pane();
    });
  }
  CHECK(left);
  CHECK_FALSE(right);
}

TEST_CASE("a button takes its size from its words, and a click") {
  NullFrames frames;
  const ButtonStyle plain;
  const ButtonStyle full{.key = "Space", .mark = Mark::triangle_right};
  CHECK(button_size(frames.look(), "Step", full).x > button_size(frames.look(), "Step", plain).x);
  CHECK(button_size(frames.look(), "Step", plain).y == 30.0F);
  CHECK(button_size(frames.look(), "Step", {.width = 77.0F}).x == 77.0F);

  int clicks = 0;
  const auto draw = [&](bool enabled) {
    frames.frame([&] {
      ImGui::SetCursorScreenPos({20.0F, 20.0F});
      clicks += button(frames.look(), "step", "Step", {.enabled = enabled}) ? 1 : 0;
    });
  };
  const auto click = [&](ImVec2 place, bool enabled) {
    for (const bool down : {false, true, false}) {
      frames.mouse(place, down);
      draw(enabled);
      draw(enabled);
    }
  };
  click({30.0F, 30.0F}, true);
  CHECK(clicks == 1);
  click({30.0F, 30.0F}, false);
  click({300.0F, 300.0F}, true);
  CHECK(clicks == 1);
}

TEST_CASE("a tooltip is as wide as its words need, at most 360") {
  NullFrames frames;
  const auto width_of = [&](const std::string& text) {
    float width = 0.0F;
    for (int i = 0; i < 3; ++i) {
      frames.mouse({200.0F, 200.0F}, false);
      frames.frame([&] {
        show_tooltip(frames.look(), text);
        ImGui::BeginTooltip();
        width = ImGui::GetWindowWidth();
        ImGui::EndTooltip();
      });
    }
    return width;
  };
  const float small = width_of("short");
  std::string words;
  for (int i = 0; i < 40; ++i) words += "words and ";
  const float large = width_of(words);
  CHECK(small < 100.0F);
  CHECK(large > 300.0F);
  CHECK(large < 420.0F);
}

TEST_SUITE_END();

}  // namespace sockwalk
