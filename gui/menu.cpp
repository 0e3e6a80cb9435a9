#include "menu.h"

#include <imgui.h>

#include "button.h"
#include "imgui_bridge.h"
#include "label.h"
#include "run/assets.h"
#include "text/toolbar_text.h"

namespace sockwalk {
namespace {

void item(const Scene& scene, Command command, bool enabled = true, bool checked = false) {
  const CommandRow& row = row_of(command);
  const std::string title(row.title);
  const std::string keys(row.keys);
  if (ImGui::MenuItem(title.c_str(), keys.c_str(), checked, enabled)) scene.request(command);
  if (ImGui::IsItemHovered()) show_tooltip(scene.look(), row.what);
}

void asking_item(ToolbarState& state, Command command) {
  const CommandRow& row = row_of(command);
  if (ImGui::MenuItem(std::string(row.title).c_str(), std::string(row.keys).c_str())) state.asked = command;
}

void scenario_menu(const Scene& scene, ToolbarState& state) {
  if (state.scenarios.empty()) {
    for (const ScenarioEntry& entry : list_scenarios()) {
      state.scenarios.emplace_back(entry.name, entry.scenario.ok() ? entry.scenario->title
                                                                   : entry.scenario.error().sentence);
    }
  }
  item(scene, Command::scenarios);
  ImGui::Separator();
  for (const auto& [name, title] : state.scenarios) {
    const bool open = scene.walk.scenario() && scene.walk.scenario()->name == name;
    if (ImGui::MenuItem(name.c_str(), title.c_str(), open)) {
      scene.requests.push_back({Command::open_scenario, kNoActor, 0, name});
    }
  }
  ImGui::Separator();
  item(scene, Command::restart, scene.walk.scenario().has_value());
  item(scene, Command::quit);
}

void trace_menu(const Scene& scene, ToolbarState& state) {
  asking_item(state, Command::open_trace);
  asking_item(state, Command::save_trace);
  if (scene.walk.past().empty()) return;
  ImGui::Separator();
  for (std::size_t i = 0; i < scene.walk.past().size(); ++i) {
    const Walk::Past& past = scene.walk.past()[i];
    const std::string label = say(text::kPastRun, i + 1, past.header.scenario, past.events.size()).words();
    if (ImGui::MenuItem(label.c_str())) scene.requests.push_back({Command::show_past, kNoActor, i, {}});
  }
}

void panes_menu(const Scene& scene, const PaneSizes& panes) {
  struct Row {
    Command command;
    PaneName pane;
  };
  constexpr Row kRows[] = {{Command::toggle_code, PaneName::code},
                           {Command::toggle_explanation, PaneName::explanation},
                           {Command::toggle_handles, PaneName::handles},
                           {Command::toggle_states, PaneName::states},
                           {Command::toggle_lower, PaneName::lower}};
  for (const Row& row : kRows) item(scene, row.command, true, !panes.is_hidden(row.pane));
  item(scene, Command::resize_panes);
  item(scene, Command::reset_panes, panes != PaneSizes{});
}

void view_menu(const Scene& scene, const PaneSizes& panes) {
  for (const Command command : {Command::theme, Command::zoom_in, Command::zoom_out, Command::zoom_reset,
                                Command::presenter, Command::full_screen, Command::blank}) {
    item(scene, command);
  }
  item(scene, Command::reduce_motion, true, scene.reduced_motion);
  item(scene, Command::show_agreement);
  item(scene, Command::show_transitions);
  item(scene, Command::sort_handles);
  item(scene, Command::show_difference);
  item(scene, Command::compare_here, true, scene.marked_turn == scene.turn);
  item(scene, Command::whole_run);
  item(scene, Command::fold_lanes);
  ImGui::Separator();
  item(scene, Command::ask_class);
  item(scene, Command::spotlight, true, scene.spotlight.on);
  item(scene, Command::tour);
  item(scene, Command::command_palette);
  ImGui::Separator();
  panes_menu(scene, panes);
}

/// A small window in the middle. True when its button, or Enter, was pressed.
bool ask_path(const Scene& scene, ToolbarState& state, const Text& title, const Text& go) {
  bool done = false;
  if (!ImGui::BeginPopupModal(words(title).c_str(), nullptr, ImGuiWindowFlags_AlwaysAutoResize)) return false;
  ImGui::TextUnformatted(words(text::kPath).c_str());
  ImGui::SetNextItemWidth(scene.px(460));
  if (ImGui::IsWindowAppearing()) ImGui::SetKeyboardFocusHere();
  done = ImGui::InputText("##path", state.path.data(), state.path.size(), ImGuiInputTextFlags_EnterReturnsTrue);
  done = ImGui::Button(words(go).c_str()) || done;
  ImGui::SameLine();
  const bool cancelled = ImGui::Button(words(text::kCancel).c_str()) || bridge::pressed(ImGuiKey_Escape);
  if (done || cancelled) ImGui::CloseCurrentPopup();
  ImGui::EndPopup();
  return done && state.path[0] != '\0';
}

void ask_run_to(const Scene& scene, ToolbarState& state) {
  if (!ImGui::BeginPopup("run-to")) return;
  const auto target = [&](const Text& label, std::uint64_t turn, std::string what) {
    if (ImGui::MenuItem(words(label).c_str())) {
      scene.requests.push_back({Command::run_to, kNoActor, turn, std::move(what)});
    }
  };
  target(text::kRunToAccept, 0, "accept");
  target(text::kRunToRead, 0, "read");
  target(text::kRunToWrite, 0, "write");
  target(text::kRunToClose, 0, "close");
  target(text::kRunToSleep, 0, "sleep");
  target(text::kRunToEnd, 0, "end");
  ImGui::Separator();
  ImGui::SetNextItemWidth(scene.px(110));
  ImGui::InputInt(words(text::kRunToTurn).c_str(), &state.run_to_turn);
  ImGui::SameLine();
  if (ImGui::Button(words(text::kGo).c_str()) && state.run_to_turn > 0) {
    scene.requests.push_back({Command::run_to, kNoActor, static_cast<std::uint64_t>(state.run_to_turn), {}});
    ImGui::CloseCurrentPopup();
  }
  ImGui::EndPopup();
}

}  // namespace

float draw_menus(const Scene& scene, const App& app, ToolbarState& state, const Area& area) {
  const char* const names[] = {"Scenario", "Trace", "View", "Help"};
  float x = area.min.x;
  for (const char* name : names) {
    ButtonStyle style;
    style.kind = ButtonKind::quiet;
    const ImVec2 size = button_size(scene.look(), name, style);
    const float y = (area.min.y + area.max.y - size.y) / 2;
    ImGui::SetCursorScreenPos({x, y});
    if (button(scene.look(), name, name, style)) {
      if (std::string_view(name) == "Help") {
        scene.request(Command::help);
      } else {
        ImGui::OpenPopup(name);
      }
    }
    ImGui::SetNextWindowPos({x, area.max.y});
    bridge::push_font(scene.fonts.body);
    if (ImGui::BeginPopup(name)) {
      if (std::string_view(name) == "Scenario") scenario_menu(scene, state);
      if (std::string_view(name) == "Trace") trace_menu(scene, state);
      if (std::string_view(name) == "View") view_menu(scene, app.settings().panes);
      ImGui::EndPopup();
    }
    ImGui::PopFont();
    x += size.x;
  }
  return x;
}

void draw_menu_windows(const Scene& scene, ToolbarState& state) {
  bridge::push_font(scene.fonts.body);
  const std::string open_title = words(text::kOpenTitle);
  const std::string save_title = words(text::kSaveTitle);
  if (state.asked == Command::open_trace) ImGui::OpenPopup(open_title.c_str());
  if (state.asked == Command::save_trace) ImGui::OpenPopup(save_title.c_str());
  if (state.asked == Command::run_to) ImGui::OpenPopup("run-to");
  state.asked = Command::none;
  if (ask_path(scene, state, text::kOpenTitle, text::kOpen)) {
    scene.requests.push_back({Command::open_trace, kNoActor, 0, state.path.data()});
  }
  if (ask_path(scene, state, text::kSaveTitle, text::kSave)) {
    scene.requests.push_back({Command::save_trace, kNoActor, 0, state.path.data()});
  }
  ask_run_to(scene, state);
  ImGui::PopFont();
}

}  // namespace sockwalk
