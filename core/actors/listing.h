#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "event/result.h"

namespace sockwalk {

/// One displayed line of a C listing.
struct ListingLine {
  std::uint16_t number = 0;  ///< line in the file, from 1
  std::string text;          ///< without the label comment
  std::string label;         ///< empty where the line makes no call
  int step = 0;              ///< which of the twelve steps the label is; 0 = none
};

/// A program of assets/code as the code walk shows it. Labels are comments at the end of a line,
/// `/* @accept 6 */` (label, and the step of the course's twelve); what lies between `/* @hide */`
/// and `/* @show */` is compiled but not displayed. Immutable once read.
class Listing {
 public:
  std::string file;  ///< "server_select.c"
  bool is_script = false;  ///< made from an actor's steps: line N is step N, and there is no file

  void add(ListingLine line);
  const std::vector<ListingLine>& lines() const { return lines_; }

  /// The file's line number of `label`; 0 when the listing has no such label. Actors ask it at every
  /// call.
  std::uint16_t line_of(std::string_view label) const;
  /// Index in lines() of the file's line `number`, or −1.
  int index_of(std::uint16_t number) const;

 private:
  struct Label {
    std::string name;
    std::uint16_t number = 0;
  };

  std::vector<ListingLine> lines_;
  std::vector<Label> labels_;  ///< of the few lines that have one
};

Result<Listing> parse_listing(std::string_view text, const std::string& file);
Result<Listing> read_listing(const std::string& path);

}  // namespace sockwalk
