#pragma once

#include <string_view>

namespace sockwalk {

/// Says that a test case cannot be run on this machine, and why; the case then returns.
/// When nothing else failed, CTest shows the whole suite as skipped, never as passed.
/// Do not print "SKIPPED:" yourself: it would hide a failure in the same suite.
/// May be called from the thread that runs the test cases only.
void skipped(std::string_view reason);

}  // namespace sockwalk
