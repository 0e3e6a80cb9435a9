#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <string>

#include "played_script.h"

using namespace sockwalk;

TEST_SUITE_BEGIN("private_table");

namespace {

/// What stands behind standard input and output for as long as this lives: a file of ours each.
class BorrowedDescriptors {
 public:
  BorrowedDescriptors() {
    std::ofstream(path()) << "seven";
    for (int fd = STDIN_FILENO; fd <= STDOUT_FILENO; ++fd) {
      kept_[static_cast<std::size_t>(fd)] = ::fcntl(fd, F_DUPFD_CLOEXEC, 10);
      const int file = ::open(path().c_str(), O_RDWR | O_CLOEXEC);
      ::dup2(file, fd);
      ::close(file);
    }
  }
  ~BorrowedDescriptors() { give_back(); }
  void give_back() {
    for (std::size_t fd = 0; fd < kept_.size(); ++fd) {
      if (kept_[fd] < 0) continue;
      ::dup2(kept_[fd], static_cast<int>(fd));
      ::close(kept_[fd]);
      kept_[fd] = -1;
    }
  }
  std::string path() const { return place_.path_of("standard"); }

 private:
  TemporaryDirectory place_;
  std::array<int, 2> kept_{-1, -1};
};

}  // namespace

TEST_CASE("no call of a program reaches the terminal and the files of whoever runs it") {
  BorrowedDescriptors standard;
  const auto before = std::filesystem::status(standard.path()).permissions();
  const std::string differs = Played(R"toml(
[server]
does = ["nonblock #0 on", "read #0 5", "fchmod #1 0000", "write #1 \"nine\"", "poll #0:IN #1:OUT"]
)toml")
                                  .disagreements();
  const auto after = std::filesystem::status(standard.path()).permissions();
  const bool blocks = (::fcntl(STDIN_FILENO, F_GETFL) & O_NONBLOCK) == 0;
  const auto read_to = ::lseek(STDIN_FILENO, 0, SEEK_CUR);
  standard.give_back();
  CHECK(blocks);
  CHECK(read_to == 0);
  CHECK(after == before);
  CHECK(differs == "");
  std::string words;
  std::ifstream(standard.path()) >> words;
  CHECK(words == "seven");
}

TEST_SUITE_END();
