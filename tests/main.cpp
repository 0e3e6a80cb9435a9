#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include <iostream>
#include <string>
#include <vector>

#include "skipped.h"

namespace sockwalk {
namespace {

std::vector<std::string>& skip_reasons() {
  static std::vector<std::string> reasons;
  return reasons;
}

}  // namespace

void skipped(std::string_view reason) { skip_reasons().emplace_back(reason); }

}  // namespace sockwalk

int main(int argc, char** argv) {
  const int result = doctest::Context(argc, argv).run();
  // CTest turns a run with this word into "skipped" whatever its result, so a failed run has none.
  if (result == 0) {
    for (const auto& reason : sockwalk::skip_reasons()) std::cout << "SKIPPED: " << reason << '\n';
  }
  return result;
}
