#include "log/trace_decoder.h"

#include <simdjson.h>

#include <array>
#include <bitset>
#include <new>

#include "event/event_names.h"
#include "log/trace_fields.h"
#include "log/trace_values.h"
#include "text/trace_text.h"
#include "text/wording.h"

namespace sockwalk {
namespace {

/// Keeps a hostile trace from costing much more than its size: a model holds every slot.
constexpr std::int64_t kMostSlots = 65'536;
constexpr std::int64_t kLowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kHighest = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kIntMin = std::numeric_limits<std::int32_t>::min();
constexpr std::int64_t kIntMax = std::numeric_limits<std::int32_t>::max();

/// The fields that one line has.
class LineFields {
 public:
  void gather(const simdjson::dom::object& object) {
    present_.reset();
    const auto end = object.end();
    for (auto field = object.begin(); field != end; ++field) {
      const std::size_t place = names_.find(field.key());
      if (place == NameTable::kUnknown) continue;
      // In place: a value that is copied through the stack stalls the processor here.
      new (&values_[place]) TraceValue(field.value());
      present_.set(place);
    }
  }
  const TraceValue* find(Field field) const {
    const auto place = static_cast<std::size_t>(field);
    return present_[place] ? &values_[place] : nullptr;
  }

 private:
  std::array<TraceValue, kFieldNames.size()> values_;
  std::bitset<kFieldNames.size()> present_;
  const NameTable names_{kFieldNames};
};

}  // namespace

struct TraceDecoder::State {
  State(Trace& target, TraceLines which) : trace(target), lines(which), values(target) {
#ifdef SIMDJSON_THREADS_ENABLED
    parser.threaded = false;  // a block is one batch: there is nothing to do beside it
#endif
  }

  Trace& trace;
  TraceLines lines;
  TraceValues values;
  simdjson::dom::parser parser;
  LineFields fields;
  const NameTable kinds{kind_names()};
  bool no_json = false;
  std::uint64_t turns = 0;

  bool parse(std::string_view line, simdjson::dom::object& object);
  bool header_field(std::string_view key, const TraceValue& value);
  bool event(std::string_view line);
  bool event(const simdjson::dom::object& object);
  std::size_t events(std::string_view lines, std::size_t& count);
  bool common(Event& event);
  bool by_kind(Event& event, PartsDraft& parts);
  bool exit(Event& event, PartsDraft& parts);
  bool follows(Event& exit);
  bool note(Event& event, PartsDraft& parts);
  bool turn(Event& event);
  bool end(Event& event);
  bool kernel(PartsDraft& parts);
  bool shares(Event& event);

  /// Calls `values.taker(value, name, arguments…)` for a field that must be there.
  template <class... Out, class... Arguments>
  bool need(Field field, bool (TraceValues::*taker)(const TraceValue&, std::string_view, Out...),
            Arguments&&... arguments) {
    const TraceValue* value = fields.find(field);
    if (value == nullptr) return values.refuse(kLineMissing, name_of(field));
    return (values.*taker)(*value, name_of(field), std::forward<Arguments>(arguments)...);
  }
  /// The same for a field that may be there.
  template <class... Out, class... Arguments>
  bool take(Field field, bool (TraceValues::*taker)(const TraceValue&, std::string_view, Out...),
            Arguments&&... arguments) {
    return fields.find(field) == nullptr ||
           need(field, taker, std::forward<Arguments>(arguments)...);
  }
  bool need_integer(Field field, std::int64_t low, std::int64_t high, std::int64_t& out) {
    return need(field, &TraceValues::integer, low, high, out);
  }
  template <class Number>
  bool take_number(Field field, Number& out) {
    const TraceValue* value = fields.find(field);
    return value == nullptr || values.number(*value, name_of(field), out);
  }
};

bool TraceDecoder::State::parse(std::string_view line, simdjson::dom::object& object) {
  const auto parsed = parser.parse(line.data(), line.size(), false).get(object);
  no_json = parsed != simdjson::SUCCESS && parsed != simdjson::INCORRECT_TYPE;
  return parsed == simdjson::SUCCESS || values.refuse(kLineNoObject);
}

bool TraceDecoder::State::event(std::string_view line) {
  simdjson::dom::object object;
  return parse(line, object) && event(object);
}

std::size_t TraceDecoder::State::events(std::string_view block, std::size_t& count) {
  std::size_t done = 0;
  simdjson::dom::document_stream stream;
  // The whole block is one batch. When anything is wrong anywhere in it, no line of it may come
  // out: the lines are then read one by one.
  if (parser.parse_many(block.data(), block.size(), block.size()).get(stream) !=
      simdjson::SUCCESS) {
    return 0;
  }
  const auto end = stream.end();
  for (auto document = stream.begin(); done < block.size() && document != end; ++document) {
    simdjson::dom::object object;
    if ((*document).get(object) != simdjson::SUCCESS) break;
    const std::size_t newline = block.find('\n', done);
    const std::string_view source = document.source();
    const bool is_line = newline != std::string_view::npos &&
                         source.data() == block.data() + done && source.size() == newline - done;
    const std::uint64_t turns_before = turns;
    if (!is_line) break;
    if (!event(object)) {
      turns = turns_before;
      break;
    }
    done = newline + 1;
    ++count;
  }
  return done;
}

bool TraceDecoder::State::event(const simdjson::dom::object& object) {
  fields.gather(object);
  Event event;
  PartsDraft parts;
  std::string_view word;
  if (!need(Field::kind, &TraceValues::text, word)) return false;
  const std::size_t kind = kinds.find(word);
  if (kind == NameTable::kUnknown) {
    return values.refuse(kLineUnknown, name_of(Field::kind), quotable(word));
  }
  event.kind = static_cast<EventKind>(kind);
  const bool in_schedule = event.kind == EventKind::turn || event.kind == EventKind::command;
  if (lines == TraceLines::schedule && !in_schedule) return true;
  if (!common(event) || !by_kind(event, parts)) return false;
  const bool has_parts = parts.address.kind != UnixAddress::Kind::none || parts.data_bytes != 0 ||
                         !parts.opened.empty() || parts.fds_count != 0 || parts.kernel != nullptr ||
                         !parts.text.empty() || parts.poll_count != 0 || parts.has_value ||
                         parts.has_credentials || parts.message_flags != 0;
  if (has_parts) event.parts = parts.stored(*trace.arena);
  trace.events.push_back(event);
  return true;
}

/// What every line has.
bool TraceDecoder::State::common(Event& event) {
  const std::uint64_t next = trace.events.size() + 1;
  if (lines == TraceLines::schedule) {
    event.seq = next;
    return take(Field::actor, &TraceValues::actor, event.actor);
  }
  std::int64_t seq = 0;
  if (!need_integer(Field::seq, 1, kHighest, seq)) return false;
  if (static_cast<std::uint64_t>(seq) != next) return values.refuse(kLineSeq, seq, next);
  event.seq = next;
  return need_integer(Field::t_ns, kLowest, kHighest, event.t_ns) &&
         take(Field::actor, &TraceValues::actor, event.actor) &&
         take_number(Field::client, event.client) && take(Field::at, &TraceValues::place, event);
}

/// What the lines of one kind have.
bool TraceDecoder::State::by_kind(Event& event, PartsDraft& parts) {
  switch (event.kind) {
    case EventKind::start:
      parts.text = values.kept_name(event.actor);  // unless the line says another
      return need_integer(Field::pid, 0, kIntMax, event.args[0]) &&
             need_integer(Field::tid, 0, kIntMax, event.args[1]) &&
             take(Field::name, &TraceValues::kept_text, parts.text) && shares(event);
    case EventKind::command: return take(Field::text, &TraceValues::kept_text, parts.text);
    case EventKind::turn: return turn(event);
    case EventKind::enter:
      return need(Field::call, &TraceValues::call, event.call) &&
             need(Field::args, &TraceValues::arguments, event, parts);
    case EventKind::exit: return exit(event, parts);
    case EventKind::signal: return need(Field::signal, &TraceValues::signal, event.args[0]);
    case EventKind::library:
    case EventKind::fork:
    case EventKind::exec:
      return take(Field::ret, &TraceValues::integer, kLowest, kHighest, event.ret) &&
             take(Field::text, &TraceValues::kept_text, parts.text);
    case EventKind::kernel: return kernel(parts);
    case EventKind::note: return note(event, parts);
    case EventKind::end: return end(event);
  }
  return false;
}

/// The fd table of an actor that was named before.
bool TraceDecoder::State::shares(Event& event) {
  ActorId owner = kNoActor;
  const ActorId self = event.actor;
  if (!take(Field::shares, &TraceValues::actor, owner)) return false;
  if (owner == kNoActor) return true;
  if (owner >= kFirstSpecialActor || owner == self) {
    return values.refuse(kLineUnknown, name_of(Field::shares), trace.names.name(owner));
  }
  event.args[2] = owner + 1;
  return true;
}

bool TraceDecoder::State::turn(Event& event) {
  ++turns;
  if (lines == TraceLines::schedule) {
    event.ret = static_cast<std::int64_t>(turns);
    return event.actor != kNoActor || values.refuse(kLineMissing, name_of(Field::actor));
  }
  if (!need_integer(Field::turn, 1, kHighest, event.ret)) return false;
  const bool is_next = static_cast<std::uint64_t>(event.ret) == turns;
  return is_next || values.refuse(kLineTurn, event.ret, turns);
}

bool TraceDecoder::State::exit(Event& event, PartsDraft& parts) {
  std::int64_t enter = 0;
  std::int64_t message_flags = 0;
  bool expected = false;
  bool slept = false;
  const bool good = need_integer(Field::enter, 1, kHighest, enter) &&
                    need(Field::call, &TraceValues::call, event.call) &&
                    need_integer(Field::ret, kLowest, kHighest, event.ret) &&
                    take(Field::error, &TraceValues::error, event.error) &&
                    take(Field::expected, &TraceValues::flag, expected) &&
                    take(Field::slept, &TraceValues::flag, slept) &&
                    take_number(Field::woken_by, event.woken_by) &&
                    take(Field::data, &TraceValues::data, parts) &&
                    take_number(Field::data_bytes, parts.data_bytes) &&
                    take(Field::opened, &TraceValues::opened, parts) &&
                    take(Field::ready, &TraceValues::fds, parts) &&
                    take_number(Field::ready_count, parts.fds_count) &&
                    take(Field::polled, &TraceValues::polled, event.call == Syscall::epoll_wait,
                         parts) &&
                    take_number(Field::polled_count, parts.poll_count) &&
                    take(Field::message_flags, &TraceValues::constant,
                         ArgumentKind::message_flags, message_flags) &&
                    take(Field::value, &TraceValues::integer, kLowest, kHighest, parts.value) &&
                    take(Field::credentials, &TraceValues::credentials, parts) &&
                    take(Field::address, &TraceValues::address, parts.address) &&
                    values.complete(parts);
  parts.message_flags = static_cast<std::uint32_t>(message_flags);
  parts.has_value = fields.find(Field::value) != nullptr;
  event.enter = static_cast<std::uint64_t>(enter);
  event.expected = expected;
  event.slept = slept;
  return good && follows(event);
}

/// Views look up the events that an exit refers to: they must be there. The arguments of the call
/// stand in the line of its enter only.
bool TraceDecoder::State::follows(Event& exit) {
  const auto earlier = [&](std::uint64_t seq) -> const Event* {
    return seq >= 1 && seq < exit.seq ? &trace.events[seq - 1] : nullptr;
  };
  const Event* enter = earlier(exit.enter);
  if (enter == nullptr || enter->kind != EventKind::enter || enter->actor != exit.actor ||
      enter->call != exit.call) {
    return values.refuse(kLineEnter, exit.enter, row_of(exit.call).name);
  }
  exit.args = enter->args;
  if (exit.woken_by == 0) return true;
  const Event* waker = earlier(exit.woken_by);
  const bool is_enter = waker != nullptr && waker->kind == EventKind::enter;
  return is_enter || values.refuse(kLineWoken, exit.woken_by);
}

bool TraceDecoder::State::note(Event& event, PartsDraft& parts) {
  std::string_view word;
  if (!take(Field::note, &TraceValues::text, word)) return false;
  if (fields.find(Field::note) != nullptr) {
    const auto known = note_named(word);
    if (!known) return values.refuse(kLineUnknown, name_of(Field::note), quotable(word));
    event.note = *known;
  }
  switch (event.note) {
    case NoteKind::none:
    case NoteKind::text: return take(Field::text, &TraceValues::kept_text, parts.text);
    case NoteKind::step: return need_integer(Field::step, 1, 12, event.args[0]);
    case NoteKind::slots: return need_integer(Field::count, 0, kMostSlots, event.args[0]);
    case NoteKind::slot:
      return need_integer(Field::slot, 0, kMostSlots - 1, event.args[0]) &&
             need_integer(Field::fd, -1, kIntMax, event.args[1]) &&
             need_integer(Field::result, kLowest, kHighest, event.args[2]);
    case NoteKind::leftover:
      return need(Field::address, &TraceValues::address, parts.address) &&
             take(Field::to, &TraceValues::bytes, TraceValues::kLongestName, parts.text);
  }
  return false;
}

bool TraceDecoder::State::end(Event& event) {
  std::int64_t signal = 0;
  const bool good = need_integer(Field::status, kIntMin, kIntMax, event.ret) &&
                    take(Field::call, &TraceValues::call, event.call) &&
                    take(Field::signal, &TraceValues::signal, signal);
  event.error = static_cast<std::int32_t>(signal);
  return good;
}

bool TraceDecoder::State::kernel(PartsDraft& parts) {
  KernelSnapshot kernel;
  const bool good = need(Field::can_ask, &TraceValues::flag, kernel.can_ask) &&
                    take(Field::why_not, &TraceValues::kept_text, kernel.why_not) &&
                    take(Field::sockets, &TraceValues::kernel_sockets, kernel) &&
                    take(Field::threads, &TraceValues::kernel_threads, kernel) &&
                    take(Field::name, &TraceValues::kernel_name, kernel);
  if (good) parts.kernel = trace.arena->make(kernel);
  return good;
}

/// Other fields are left to later versions that mean the same.
bool TraceDecoder::State::header_field(std::string_view key, const TraceValue& value) {
  std::string_view word;
  TraceHeader& header = trace.header;
  std::string* out = key == "source"          ? &header.source
                     : key == "scenario"      ? &header.scenario
                     : key == "scenario_toml" ? &header.scenario_toml
                     : key == "kernel"        ? &header.kernel
                     : key == "directory"     ? &header.directory
                                              : nullptr;
  if (out == nullptr) return true;
  const bool good = key == "directory" ? values.bytes(value, key, TraceValues::kLongestName, word)
                                       : values.text(value, key, word);
  if (good) *out = word;
  return good;
}

TraceDecoder::TraceDecoder(Trace& trace, TraceLines lines)
    : state_(std::make_unique<State>(trace, lines)) {}

TraceDecoder::~TraceDecoder() = default;

TraceDecoder::Header TraceDecoder::header(std::string_view line) {
  simdjson::dom::object object;
  std::string_view format;
  if (!state_->parse(line, object)) return state_->no_json ? Header::no_json : Header::other;
  if (object["format"].get(format) != simdjson::SUCCESS || format != "sockwalk-trace") {
    return Header::other;
  }
  // The version comes before all else: a newer one may mean other things by the other fields.
  TraceValue version;
  TraceValues& values = state_->values;
  if (object["version"].get(version) != simdjson::SUCCESS) {
    values.refuse(kLineMissing, "version");
    return Header::wrong;
  }
  int number = 0;
  if (!values.number(version, "version", number, 1)) return Header::wrong;
  state_->trace.header.version = number;
  if (number > kTraceVersion) return Header::newer;
  for (const auto [key, value] : object) {
    if (!state_->header_field(key, value)) return Header::wrong;
  }
  return Header::good;
}

bool TraceDecoder::event(std::string_view line) { return state_->event(line); }
std::size_t TraceDecoder::events(std::string_view lines, std::size_t& count) {
  return state_->events(lines, count);
}
Sentence TraceDecoder::problem() const { return state_->values.problem(); }
bool TraceDecoder::no_json() const { return state_->no_json; }

}  // namespace sockwalk
