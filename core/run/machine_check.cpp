#include "run/machine_check.h"

#include <array>

#include "text/doctor_text.h"

namespace sockwalk {
namespace {

using Verdict = MachineCheck::Verdict;

constexpr std::array kVerdicts{Verdict::fine, Verdict::limited, Verdict::missing};

/// A driver's own words may hold anything: they get no line and no field of their own.
std::string one_field(std::string text) {
  for (char& letter : text) {
    if (static_cast<unsigned char>(letter) < 0x20) letter = ' ';
  }
  return text;
}

}  // namespace

MachineCheck MachineCheck::fine(std::string name, const Sentence& found) {
  return {std::move(name), Verdict::fine, found.words(), {}};
}

MachineCheck MachineCheck::limited(std::string name, const Sentence& found, const Sentence& remedy) {
  return {std::move(name), Verdict::limited, found.words(), remedy.words()};
}

MachineCheck MachineCheck::missing(std::string name, const Sentence& found, const Sentence& remedy) {
  return {std::move(name), Verdict::missing, found.words(), remedy.words()};
}

std::string_view verdict_name(Verdict verdict) {
  switch (verdict) {
    case Verdict::fine: return doctor_text::kVerdictFine.english;
    case Verdict::limited: return doctor_text::kVerdictLimited.english;
    case Verdict::missing: break;
  }
  return doctor_text::kVerdictMissing.english;
}

std::string tab_line(const MachineCheck& check) {
  return std::string(verdict_name(check.verdict)) + '\t' + one_field(check.name) + '\t' +
         one_field(check.found) + '\t' + one_field(check.remedy);
}

std::optional<MachineCheck> read_tab_line(std::string_view line) {
  std::array<std::string, 4> fields;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const std::size_t tab = line.find('\t');
    if ((tab == std::string_view::npos) != (i + 1 == fields.size())) return std::nullopt;
    fields[i] = line.substr(0, tab);
    line.remove_prefix(tab == std::string_view::npos ? line.size() : tab + 1);
  }
  for (const Verdict verdict : kVerdicts) {
    if (fields[0] == verdict_name(verdict)) return MachineCheck{fields[1], verdict, fields[2], fields[3]};
  }
  return std::nullopt;
}

}  // namespace sockwalk
