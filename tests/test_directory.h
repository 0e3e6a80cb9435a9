#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>

namespace sockwalk {

/// A directory of a test's own, removed with all that is in it. Short, for sun_path's sake.
class TestDirectory {
 public:
  TestDirectory() { static_cast<void>(mkdtemp(path_.data())); }
  ~TestDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TestDirectory(const TestDirectory&) = delete;
  TestDirectory& operator=(const TestDirectory&) = delete;

  std::string path(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_ = "/tmp/sockwalk-test-XXXXXX";
};

}  // namespace sockwalk
