#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "event/parts_draft.h"
#include "log/name_table.h"
#include "log/trace_file.h"
#include "text/text.h"

namespace simdjson::dom {
class element;
}

namespace sockwalk {

/// A value of a trace line, still as JSON. Valid until the next line is parsed.
using TraceValue = simdjson::dom::element;

/// Takes values out of a line of a trace, strictly: a value of another type or outside its range is
/// refused, and nothing larger than the format allows is kept. Every function returns false when it
/// refused; problem() then says why. What is kept is copied into the arena of the trace, names of
/// actors and files once. One thread owns it.
class TraceValues {
 public:
  static constexpr std::size_t kLongestName = 4096;  ///< PATH_MAX
  static constexpr std::size_t kRecentActors = 2048;

  explicit TraceValues(Trace& trace);

  bool integer(const TraceValue& value, std::string_view name, std::int64_t low, std::int64_t high,
               std::int64_t& out);
  /// The same for any whole type, within its own range.
  template <class Number>
  bool number(const TraceValue& value, std::string_view name, Number& out, Number low = 0,
              Number high = std::numeric_limits<Number>::max()) {
    std::int64_t wide = 0;
    if (!integer(value, name, static_cast<std::int64_t>(low), bound(high), wide)) return false;
    out = static_cast<Number>(wide);
    return true;
  }
  bool flag(const TraceValue& value, std::string_view name, bool& out);
  /// Not copied: valid until the next line.
  bool text(const TraceValue& value, std::string_view name, std::string_view& out);
  /// Like text, for what is shown as one word: not empty, no control characters.
  bool word(const TraceValue& value, std::string_view name, std::string_view& out);
  bool kept_text(const TraceValue& value, std::string_view name, std::string_view& out);
  /// One code point a byte, at most `most` bytes.
  bool bytes(const TraceValue& value, std::string_view name, std::size_t most,
             std::string_view& out);

  // Names where there are any, numbers otherwise.
  bool constant(const TraceValue& value, std::string_view name, ArgumentKind kind,
                std::int64_t& out);
  bool type(const TraceValue& value, std::string_view name, std::int64_t& out) {
    return constant(value, name, ArgumentKind::type, out);
  }
  bool error(const TraceValue& value, std::string_view name, std::int32_t& out);
  bool signal(const TraceValue& value, std::string_view name, std::int64_t& out);
  bool call(const TraceValue& value, std::string_view name, Syscall& out);

  /// The number of an actor; a new name gets the next one.
  bool actor(const TraceValue& value, std::string_view name, ActorId& out);
  /// The name of the actor that was taken last, as it lies in the arena.
  std::string_view kept_name(ActorId actor) const {
    return actor == last_.id ? last_.name : std::string_view{};
  }
  /// A place in a listing: file and line.
  bool place(const TraceValue& value, std::string_view name, Event& out);

  bool address(const TraceValue& value, std::string_view name, UnixAddress& out);
  bool data(const TraceValue& value, std::string_view name, PartsDraft& out);
  bool fds(const TraceValue& value, std::string_view name, PartsDraft& out);
  /// The numbers that somebody sends: any, whether they are open or not.
  bool rights(const TraceValue& value, std::string_view name, PartsDraft& out);
  /// `epoll`: by whose names events are called.
  bool polled(const TraceValue& value, std::string_view name, bool epoll, PartsDraft& out);
  bool credentials(const TraceValue& value, std::string_view name, PartsDraft& out);
  bool opened(const TraceValue& value, std::string_view name, PartsDraft& out);
  /// To be called when all of data, fds and their counts are there: fills in counts that were not
  /// given, refuses those that are too small.
  bool complete(PartsDraft& parts);

  /// The arguments of event.call, in trace_arguments.cpp.
  bool arguments(const TraceValue& value, std::string_view name, Event& event, PartsDraft& parts);

  // Parts of the kernel's answer, in trace_kernel.cpp.
  bool kernel_sockets(const TraceValue& value, std::string_view name, KernelSnapshot& out);
  bool kernel_threads(const TraceValue& value, std::string_view name, KernelSnapshot& out);
  bool kernel_name(const TraceValue& value, std::string_view name, KernelSnapshot& out);

  /// Notes the first problem of the line and returns false.
  template <class... Arguments>
  bool refuse(const Text& why, const Arguments&... arguments) {
    if (problem_.empty()) problem_ = say(why, arguments...);
    return false;
  }
  const Sentence& problem() const { return problem_; }

 private:
  bool fds_from(std::int32_t lowest, const TraceValue& value, std::string_view name,
                PartsDraft& out);

  struct Known {
    std::string_view name;  ///< lies in the arena
    ActorId id = kNoActor;
  };

  static constexpr std::int64_t bound(std::unsigned_integral auto high) {
    constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    return static_cast<std::int64_t>(high < most ? high : most);
  }
  static constexpr std::int64_t bound(std::signed_integral auto high) { return high; }

  /// False when the value is no text: then it should be a number.
  bool named(const TraceValue& value, std::string_view& out);
  bool events(const TraceValue& value, std::string_view name, PartsDraft& parts);
  bool argument(const ArgumentRow& row, const TraceValue& value, std::int64_t& number,
                PartsDraft& parts);
  bool kernel_socket(const TraceValue& value, std::string_view name, KernelSocket& out);
  bool kernel_thread(const TraceValue& value, std::string_view name, KernelThread& out);
  bool kernel_state(const TraceValue& value, std::string_view name, std::uint8_t& out);
  bool kernel_pending(const TraceValue& value, std::string_view name, KernelSocket& out);

  ActorNames& names_;
  Arena& arena_;
  Sentence problem_;
  const NameTable calls_;
  std::string bytes_;  ///< reused, so that a line allocates nothing
  // Keys lie in the arena.
  std::unordered_map<std::string_view, ActorId> actors_;
  std::unordered_map<std::string_view, const char*> files_;
  std::array<Known, kRecentActors> recent_;
  Known last_;
};

}  // namespace sockwalk
