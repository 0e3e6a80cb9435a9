#pragma once

#include <optional>
#include <string>

#include "cli/stop_request.h"

namespace sockwalk {

/// Lines from standard input, be it a terminal, a pipe or a file. Main thread only.
class LineInput {
 public:
  /// The next line without its end; nothing at the end of the input or when `stop` has come.
  std::optional<std::string> next(StopRequest& stop);

 private:
  bool read_more(StopRequest& stop);

  std::string buffer_;
  bool ended_ = false;
};

}  // namespace sockwalk
