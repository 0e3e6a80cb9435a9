#include "run/assets.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <mutex>
#include <string_view>
#include <system_error>

#include "run/facts.h"
#include "text/command_text.h"
#include "text/wording.h"

namespace sockwalk {
namespace {

using namespace command_text;

namespace fs = std::filesystem;

std::string find_assets() {
  if (const char* chosen = std::getenv("SOCKWALK_ASSETS"); chosen != nullptr && *chosen != '\0') {
    return chosen;
  }
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  if (!error) {
    const fs::path installed = (program.parent_path() / SOCKWALK_ASSETS_FROM_PROGRAM).lexically_normal();
    if (fs::is_directory(installed / "scenarios", error)) return installed.string();
  }
  return SOCKWALK_ASSETS_SOURCE_DIR;
}

std::vector<std::string> scenario_names() {
  std::vector<std::string> names;
  std::error_code error;
  fs::directory_iterator entries(fs::path(assets_directory()) / "scenarios", error);
  for (; !error && entries != fs::directory_iterator(); entries.increment(error)) {
    const fs::path& path = entries->path();
    if (path.extension() == ".toml") names.push_back(path.stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string scenario_path(const std::string& name) {
  return assets_directory() + "/scenarios/" + name + ".toml";
}

Error unknown_scenario(const std::string& name, const std::vector<std::string>& names) {
  if (names.empty()) return Error{say(kNoScenarios, quotable(assets_directory(), 300)).words()};
  const std::vector<std::string_view> known(names.begin(), names.end());
  const auto near = nearest(name, known);
  std::error_code error;
  if (!name.empty() && fs::is_regular_file(name, error)) return Error{say(kFileNoScenario, quotable(name)).words()};
  if (near.empty() && name.find('.') != std::string::npos)
    return Error{say(kNoSuchFile, quotable(name)).words()};
  if (near.empty()) return Error{say(kNoSuchScenario, quotable(name), listed(known)).words()};
  return Error{say(kNoSuchScenarioNear, quotable(name), listed(near)).words()};
}

}  // namespace

const std::string& assets_directory() {
  static const std::string directory = find_assets();
  return directory;
}

std::vector<ScenarioEntry> list_scenarios() {
  std::vector<ScenarioEntry> entries;
  for (const std::string& name : scenario_names()) {
    entries.push_back({name, read_scenario(scenario_path(name))});
  }
  return entries;
}

Result<Scenario> find_scenario(const std::string& name) {
  if (name.starts_with("facts/") && !name.ends_with(".toml")) return find_fact(name.substr(6));
  if (name.find('/') != std::string::npos || name.ends_with(".toml")) return read_scenario(name);
  const auto names = scenario_names();
  if (!std::binary_search(names.begin(), names.end(), name)) return unknown_scenario(name, names);
  return read_scenario(scenario_path(name));
}

Result<const Listing*> find_listing(const std::string& file) {
  static std::mutex mutex;
  static std::map<std::string, Listing> kept;  // nodes stay where they are
  const std::lock_guard lock(mutex);
  if (const auto known = kept.find(file); known != kept.end()) return &known->second;
  const std::string directory = assets_directory() + "/code";
  std::error_code error;
  const bool plain = !file.empty() && file.find('/') == std::string::npos;
  if (!plain || !fs::is_regular_file(directory + "/" + file, error)) {
    return Error{say(kNoSuchListing, quotable(file), quotable(directory, 300)).words()};
  }
  auto listing = read_listing(directory + "/" + file);
  if (!listing) return listing.error();
  return &kept.emplace(file, std::move(*listing)).first->second;
}

}  // namespace sockwalk
