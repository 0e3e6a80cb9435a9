#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "actors/step_words.h"
#include "event/unix_address.h"

namespace sockwalk {

/// A socket's name or a path as a scenario writes it. Names are free of the run's directory, which
/// is known only when the run begins.
struct StepName {
  enum class Form : std::uint8_t {
    none,
    inside,    ///< "demo.sock": an absolute path in the run's directory
    relative,  ///< "./demo.sock": given to the kernel as it is, without the "./"
    padded,    ///< "{107}": a path in the run's directory of exactly so many bytes
    abstract,  ///< "@{run}/x"
    autobind,  ///< no name: bind(2) then chooses one (unix(7))
  };
  Form form = Form::none;
  std::string text;          ///< without "./", "@" and braces
  std::uint32_t size = 0;    ///< padded
  std::int32_t length = -1;  ///< the length argument of the call; −1: what fits the name

  bool operator==(const StepName&) const = default;
};

/// Reads a name. Refused when it could leave the run's directory, or meet another run.
WordProblem read_name(std::string_view word, StepName& name);

/// The least length argument that leaves such a name in its run: a shorter one might cut off a part
/// of the run's directory, and the call would work somewhere else. 0: any does.
std::int32_t least_length(const StepName& name);

/// The path, or the abstract name without its NUL, in the run whose directory is `directory`.
std::string resolved(const StepName& name, std::string_view directory);
/// The address for the call; its name lies in `resolved`.
UnixAddress address_of(const StepName& name, std::string_view resolved);

/// "demo.sock", "@{run}/x": as it was written.
std::string to_text(const StepName& name);

}  // namespace sockwalk
