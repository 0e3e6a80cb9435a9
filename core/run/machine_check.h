#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/text.h"

namespace sockwalk {

/// One thing that sockwalk needs of the machine, and what was found when it was tried.
struct MachineCheck {
  /// limited: all runs, with less to see. missing: scenarios cannot be played.
  enum class Verdict : std::uint8_t { fine, limited, missing };

  std::string name;  ///< one word, the same in JSON
  Verdict verdict = Verdict::fine;
  std::string found;
  std::string remedy;  ///< empty when it is fine

  static MachineCheck fine(std::string name, const Sentence& found);
  static MachineCheck limited(std::string name, const Sentence& found, const Sentence& remedy);
  static MachineCheck missing(std::string name, const Sentence& found, const Sentence& remedy);
};

/// Tries everything that scenarios need, by doing it: a private table of file descriptors, a look at
/// a sleeping thread, a question to unix_diag, a socket bound in the run's directory. Takes a moment;
/// leaves nothing behind. From any thread but an actor's.
std::vector<MachineCheck> check_machine();

/// A check as one line of four fields with a tab between: what sockwalk-gui --doctor prints, because
/// only a process of its own may meet a graphics driver that crashes.
std::string tab_line(const MachineCheck& check);
/// Nothing when it is no such line.
std::optional<MachineCheck> read_tab_line(std::string_view line);

std::string_view verdict_name(MachineCheck::Verdict verdict);

}  // namespace sockwalk
