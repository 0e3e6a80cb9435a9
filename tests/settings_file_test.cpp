#include "settings_file.h"

#include <doctest/doctest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "temporary_directory.h"

namespace sockwalk {
namespace {

namespace fs = std::filesystem;

/// A configuration directory of the test's own.
class Home {
 public:
  std::string file() const { return directory_.path_of("config/sockwalk/settings.toml"); }
  const std::string& path() const { return directory_.path(); }
  void put(const std::string& text) const {
    fs::create_directories(fs::path(file()).parent_path());
    std::ofstream(file(), std::ios::binary) << text;
  }
  std::string text(const std::string& suffix = {}) const {
    std::ifstream stream(file() + suffix, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
  }
  std::size_t files() const {
    const fs::path folder = fs::path(file()).parent_path();
    if (!fs::exists(folder)) return 0;
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), {}));
  }

 private:
  TemporaryDirectory directory_;
};

/// Restores what a test changes in the environment.
class Variable {
 public:
  Variable(const char* name, const std::string& value) : name_(name) {
    const char* old = ::getenv(name);
    if (old != nullptr) old_ = old;
    was_set_ = old != nullptr;
    ::setenv(name, value.c_str(), 1);
  }
  ~Variable() { was_set_ ? ::setenv(name_, old_.c_str(), 1) : ::unsetenv(name_); }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;

 private:
  const char* name_;
  std::string old_;
  bool was_set_ = false;
};

Remembered changed() {
  Remembered all;
  all.theme = Theme::high_contrast;
  all.presenter_theme = Theme::dark;
  all.zoom = 150;
  all.reduced_motion = true;
  all.sentences = true;
  all.pane = LowerPane::kernel;
  all.scenario = "/home/ana/a \"quoted\" \\ name é.toml";
  all.panes.hide(PaneName::states, true);
  all.panes.hide(PaneName::lower, true);
  all.panes.resize(Splitter::left, 400);
  all.panes.resize(Splitter::handles, 210);
  all.width = 1280;
  all.height = 720;
  return all;
}

}  // namespace

TEST_SUITE_BEGIN("settings_file");

TEST_CASE("all of it is remembered, in a directory that was not there") {
  const Home home;
  REQUIRE(SettingsFile(home.file()).write(changed()).ok());
  CHECK(home.files() == 1);
  SettingsFile again(home.file());
  CHECK(settings_in_toml(again.read()) == settings_in_toml(changed()));
  CHECK(again.read().scenario == changed().scenario);
  CHECK(again.sentence().empty());
}

TEST_CASE("without a file all is as at first, and nothing is written until something changes") {
  const Home home;
  SettingsFile file(home.file());
  const Remembered first = file.read();
  CHECK(first.scenario == "one-client");
  CHECK(first.zoom == 100);
  CHECK(first.theme == Theme::dark);
  REQUIRE(file.write(first).ok());
  CHECK(home.files() == 0);
  Remembered larger = first;
  larger.zoom = 125;
  REQUIRE(file.write(larger).ok());
  CHECK(home.text().find("zoom = 125\n") != std::string::npos);
  REQUIRE(file.write(first).ok());
  CHECK(home.text().find("zoom = 100\n") != std::string::npos);
}

TEST_CASE("a broken file is set aside with a sentence, and never lost") {
  for (const std::string& broken :
       {std::string("theme = \"dark\"\nzoom = \n"), std::string("theme = \"blue\"\n"), std::string("zoom = 1000\n"),
        std::string("zoom = \"large\"\n"), std::string("pane = \"attic\"\n"), std::string("width = 5\nheight = 5\n"),
        std::string("\xFF\xFE\0\1", 4), std::string(100'000, '#')}) {
    CAPTURE(broken.substr(0, 30));
    const Home home;
    home.put(broken);
    SettingsFile file(home.file());
    CHECK(settings_in_toml(file.read()) == settings_in_toml({}));
    CHECK(file.sentence().find("settings.toml.broken") != std::string::npos);
    CHECK(file.sentence().find('\n') == std::string::npos);
    CHECK(file.sentence().find("scenario") == std::string::npos);
    CHECK(home.text(".broken") == broken);
    CHECK(home.files() == 1);
    REQUIRE(file.write(changed()).ok());
    CHECK(settings_in_toml(SettingsFile(home.file()).read()) == settings_in_toml(changed()));
    CHECK(home.text(".broken") == broken);
  }
}

TEST_CASE("the sentence names line and column, and what to write") {
  const Home home;
  home.put("theme = \"light\"\nzoom = 10\n");
  SettingsFile file(home.file());
  CHECK(file.read().theme == Theme::dark);
  CHECK_MESSAGE(file.sentence().find("settings.toml:2:8: zoom is to be from 75 to 200") != std::string::npos,
                file.sentence());
}

TEST_CASE("keys of a newer version do no harm, and a file of one's own hand is not rewritten") {
  const Home home;
  const std::string own = "zoom=125 # mine\nspotlight = true\n";
  home.put(own);
  SettingsFile file(home.file());
  const Remembered read = file.read();
  CHECK(read.zoom == 125);
  CHECK(file.sentence().empty());
  REQUIRE(file.write(read).ok());
  CHECK(home.text() == own);
}

TEST_CASE("sizes of panes that make no sense are cut, and panes that nobody knows are passed over") {
  const Home home;
  home.put("left_width = -5\nlower_height = 9223372036854775807\nhandles_height = 222\n"
           "hidden_panes = [\"code\", \"attic\", 7]\nzoom = 125\n");
  SettingsFile file(home.file());
  const Remembered read = file.read();
  CHECK(file.sentence().empty());
  CHECK(read.zoom == 125);
  CHECK(read.panes.of(Splitter::left) == kLeastPane);
  CHECK(read.panes.of(Splitter::lower) == kMostPane);
  CHECK(read.panes.of(Splitter::handles) == 222);
  CHECK(read.panes.of(Splitter::right) == 0);
  CHECK(read.panes.is_hidden(PaneName::code));
  CHECK_FALSE(read.panes.is_hidden(PaneName::lower));
  home.put("left_width = \"wide\"\n");
  CHECK(SettingsFile(home.file()).read().panes == PaneSizes{});
}

TEST_CASE("a directory in the file's place, and one in which nothing can be made") {
  const Home home;
  fs::create_directories(home.file());
  SettingsFile file(home.file());
  CHECK(file.read().zoom == 100);
  CHECK(file.sentence().find("set aside") != std::string::npos);

  std::ofstream(home.path() + "/plain") << "a file";
  SettingsFile nowhere(home.path() + "/plain/settings.toml");
  CHECK(nowhere.read().zoom == 100);
  const Done written = nowhere.write(changed());
  REQUIRE_FALSE(written.ok());
  CHECK(written.error().sentence.find("could not be written") != std::string::npos);
  CHECK(nowhere.write(changed()).ok());  // said once
}

TEST_CASE("without a place nothing is remembered") {
  SettingsFile file("");
  CHECK(file.read().zoom == 100);
  CHECK(file.write(changed()).ok());
}

TEST_CASE("the place is that of the XDG specification") {
  const Variable home("HOME", "/home/ana");
  const Variable config("XDG_CONFIG_HOME", "/etc/ana");
  CHECK(settings_path() == "/etc/ana/sockwalk/settings.toml");
  const Variable relative("XDG_CONFIG_HOME", "somewhere");
  CHECK(settings_path() == "/home/ana/.config/sockwalk/settings.toml");
  const Variable empty("XDG_CONFIG_HOME", "");
  CHECK(settings_path() == "/home/ana/.config/sockwalk/settings.toml");
  const Variable nobody("HOME", "");
  CHECK(settings_path().empty());
}

TEST_CASE("any bytes are survived") {
  const std::string good = settings_in_toml(changed());
  for (std::size_t at = 0; at <= good.size(); ++at) {
    static_cast<void>(settings_of_toml(good.substr(0, at), "s"));
    std::string hurt = good;
    if (at < good.size()) hurt[at] = static_cast<char>(hurt[at] ^ 0x55);
    static_cast<void>(settings_of_toml(hurt, "s"));
  }
}

TEST_SUITE_END();

}  // namespace sockwalk
