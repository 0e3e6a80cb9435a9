#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/difference.h"
#include "model/model.h"
#include "model/timeline.h"

/// The geometry of the stage: what stands where, in plain numbers, without Dear ImGui. A pure
/// function of its input, so that tests can hold the picture to the model.
namespace sockwalk {

struct StagePoint {
  float x = 0.0F;
  float y = 0.0F;
};

struct StageRect {
  float left = 0.0F;
  float top = 0.0F;
  float right = 0.0F;
  float bottom = 0.0F;

  float width() const { return right - left; }
  float height() const { return bottom - top; }
  StagePoint centre() const { return {(left + right) / 2, (top + bottom) / 2}; }
  bool empty() const { return right <= left || bottom <= top; }
  bool contains(const StageRect& other) const {
    return left <= other.left && top <= other.top && right >= other.right && bottom >= other.bottom;
  }
  bool overlaps(const StageRect& other) const {
    return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
  }
  StageRect moved(float dx, float dy) const { return {left + dx, top + dy, right + dx, bottom + dy}; }
  StageRect grown(float by) const { return {left - by, top - by, right + by, bottom + by}; }
};

/// The sizes of text that the stage uses.
enum class StageFont : std::uint8_t { name, title, body, strong, small, label, mono, bytes, result };
inline constexpr std::size_t kStageFonts = 9;

/// How large text is, in pixels of the picture.
struct StageMetrics {
  std::function<float(StageFont, std::string_view)> width;
  std::array<float, kStageFonts> height{};

  float height_of(StageFont font) const { return height[static_cast<std::size_t>(font)]; }
};

struct StageFew;

/// What the stage is a picture of. Everything it points to must outlive the call.
struct StageInput {
  const Model* model = nullptr;                          ///< never null
  const Timeline* timeline = nullptr;                    ///< may be null: no "last: read 7" then
  std::span<const std::optional<Event>> next_calls = {}; ///< by actor
  std::span<const ActorId> can_move = {};                ///< who could be given the turn
  ActorId next = kNoActor;
  ActorId mover = kNoActor;                              ///< of the shown turn
  const Event* enter = nullptr;                          ///< the mover's call
  const Event* exit = nullptr;                           ///< its exit, once it is shown
  bool settled = true;                                   ///< false: the turn is being revealed
  bool time_is_held = false;                             ///< somebody's deadline waits for the Clock
  std::span<const Change> changes = {};                  ///< what the shown turn changed
  std::uint64_t path_inode = 0;                          ///< of the file, as the kernel told; 0 = unknown
  std::string_view inode_path = {};                      ///< of which file; empty: of any
  float width = 0.0F;
  float height = 0.0F;
  float more_width = 0.0F;                               ///< beside it, where the hardware band goes on
  float scale = 1.0F;                                    ///< pixels per design pixel
  bool presenter = false;                                ///< as presenter mode shows it
  ActorId selected = kNoActor;                           ///< stands in full, however many there are
  SocketIndex selected_socket = kNoSocket;               ///< likewise
  const StageFew* few = nullptr;  ///< who stands in full; null: whoever lay_out_stage() chooses
  const StageMetrics* metrics = nullptr;                 ///< never null
};

/// How a text is coloured. `phase` takes the hue of the phase beside it.
enum class StageInk : std::uint8_t { bright, normal, dim, accent, on_accent, failed, phase, chip };

inline constexpr std::size_t kNoBox = static_cast<std::size_t>(-1);

struct StageText {
  StageRect rect;
  StageFont font = StageFont::body;
  StageInk ink = StageInk::normal;
  Phase phase = Phase::created;
  std::string text;
  std::size_t box = kNoBox;  ///< whose text it is; kNoBox: of a band or of a wire
  float shown = 1.0F;        ///< below 1: comes or goes (stage_motion.h)
  bool still = true;         ///< the same all through a motion; of a box: if what is within that is
};

/// A phase's shape beside its word.
struct StageMark {
  StageRect rect;
  Phase phase = Phase::created;
  std::size_t box = kNoBox;
};

/// How a call came back. Each has a shape of its own.
enum class StageOutcome : std::uint8_t {
  succeeded,
  end_of_file,  ///< a read that returned 0: the far end sends no more
  expected,     ///< failed, and the program is content with that
  failed,
  refused,      ///< ECONNREFUSED
  reset,        ///< ECONNRESET
  broken_pipe,  ///< EPIPE, with SIGPIPE unless that is asked not to come
};
inline bool is_failure(StageOutcome outcome) { return outcome >= StageOutcome::failed; }

/// An outcome's shape beside its words.
struct StageSign {
  StageRect rect;
  StageOutcome outcome = StageOutcome::succeeded;
  std::size_t box = kNoBox;
};

/// The letter of an actor.
struct StageDisc {
  StageRect rect;
  ActorId actor = kNoActor;
  std::string letter;
  std::size_t box = kNoBox;
};

/// A receive buffer.
struct StageBuffer {
  StageRect rect;
  SocketIndex socket = kNoSocket;
  std::size_t box = kNoBox;
};

/// Bytes in a receive buffer: an integer, a piece of text, or a count.
struct StageChip {
  StageRect rect;
  SocketIndex socket = kNoSocket;
  std::uint64_t bytes = 0;
  std::string text;
  std::uint64_t written_by = 0;  ///< seq of the enter of the write; 0: of several
  bool message = false;          ///< one message with its boundaries, not a part of a stream
  bool still = true;             ///< the same all through a motion, if what is within its box is

  /// The same bytes, in another picture.
  bool is_same(const StageChip& other) const {
    return socket == other.socket && written_by == other.written_by && text == other.text;
  }
};

/// A number on the list of an epoll instance.
struct StageTag {
  StageRect rect;
  std::string text;
  bool ready = false;
  std::size_t box = kNoBox;
};

/// A free place of an accept queue.
struct StagePlace {
  StageRect rect;
  std::size_t box = kNoBox;
};

struct StageBox {
  enum class Kind : std::uint8_t {
    actor,
    file_name,      ///< a name in the file system
    abstract_name,  ///< a name in the abstract namespace
    connection,     ///< the server's socket in the uppermost row
    queued,
    data,           ///< of the server's others
    client,         ///< of somebody else
    open_file,      ///< an epoll instance or a plain file
    reference,      ///< stands for a box that somebody else has
    actors,         ///< stands for many, in heat strips
    sockets         ///< stands for many, in heat strips
  };
  Kind kind = Kind::actor;
  StageRect rect;
  ActorId actor = kNoActor;          ///< actor: who; else in whose zone it stands
  SocketIndex socket = kNoSocket;
  FileIndex file = kNoFile;          ///< open_file
  Phase phase = Phase::created;
  std::size_t inside = kNoBox;       ///< queued: the connection socket's box
  bool changed = false;              ///< the shown turn changed it
  float shown = 1.0F;                ///< below 1: comes or goes (stage_motion.h)
  Phase was = Phase::created;        ///< while `turned` is below 1: the phase whose hue it had
  float turned = 1.0F;               ///< how much of the hue of `phase` it has
  bool travels = false;              ///< on its way from one place to another, in front of all others
  bool still = true;                 ///< looks the same all through a motion (stage_motion.h)
  bool still_within = true;          ///< so does what stands in it
};

/// One of many that do not stand in full.
struct StageCell {
  ActorId actor = kNoActor;
  SocketIndex socket = kNoSocket;        ///< kNoSocket: it is the actor
  Phase phase = Phase::created;          ///< of the socket
  ActorState state = ActorState::ready;  ///< of the actor
  bool changed = false;                  ///< the shown turn changed it
};

/// A heat strip: a cell for each, row by row, coloured by its phase.
struct StageHeat {
  StageRect rect;
  float cell = 0.0F;  ///< edge of a cell, the gap behind it included
  std::size_t columns = 1;
  std::size_t box = kNoBox;
  std::vector<StageCell> cells;
  std::uint64_t unread_bytes = 0;  ///< in all of its sockets together
};

/// What stands in the lowest line of an actor's box.
struct StageBar {
  enum class Kind : std::uint8_t { next, can_move, calling, waits, asleep, gone };
  Kind kind = Kind::waits;
  StageRect rect;
  ActorId actor = kNoActor;
  std::string text;          ///< also one of the layout's texts
};

/// A small button beside what the turns are given with.
struct StageControl {
  enum class Kind : std::uint8_t {
    ask,            ///< behind an actor's bar: what else it can be asked for
    add_client,
    let_time_pass,
  };
  Kind kind = Kind::ask;
  StageRect rect;
  ActorId actor = kNoActor;
  std::string text;
};

/// The fenced numbers of one fd table.
struct StageStrip {
  StageRect rect;
  ActorId actor = kNoActor;      ///< whose it is; its jacks name the same
  std::vector<ActorId> sharers;  ///< threads that use the same numbers
};

struct StageJack {
  StagePoint centre;
  float radius = 0.0F;
  ActorId actor = kNoActor;
  std::int32_t fd = -1;
  SocketIndex socket = kNoSocket;
  FileIndex file = kNoFile;  ///< of what is no socket
  Phase phase = Phase::created;
  bool changed = false;
  float shown = 1.0F;        ///< below 1: comes or goes (stage_motion.h)
  bool still = true;         ///< the same all through a motion
};

struct StageWire {
  enum class Kind : std::uint8_t { descriptor, peer, request, name };
  Kind kind = Kind::descriptor;
  std::vector<StagePoint> points;  ///< corners; only level and upright pieces
  std::size_t from = kNoBox;       ///< descriptor: kNoBox, it begins at the jack
  std::size_t to = kNoBox;
  std::size_t jack = kNoBox;       ///< descriptor: index in `jacks`
  Phase phase = Phase::created;
  bool shut_there = false;         ///< peer: nothing goes from `from` to `to` any more
  bool shut_back = false;
  float shown = 1.0F;              ///< below 1: it goes (stage_motion.h)
  float grown = 1.0F;              ///< below 1: so much of it is there, from what it leads to
  bool still = true;               ///< the same all through a motion
};

/// A call on its way: at rest below its actor, or parked in the kernel while it sleeps.
struct StageToken {
  StageRect rect;
  ActorId actor = kNoActor;
  std::string text;
};

/// What the shown turn's call returned, at rest below its actor.
struct StageResult {
  StageToken token;
  StageOutcome outcome = StageOutcome::succeeded;
};

/// 1, 2 or 3, at what the shown turn's call came from, what it changed, and what came back.
struct StageMarker {
  int number = 0;
  StageRect rect;
  std::size_t box = kNoBox;  ///< on which it stands; kNoBox: on a call's pill
};

/// The picture. All places are pixels from the content's upper left corner.
struct StageLayout {
  float width = 0.0F;    ///< of the content; larger than the area when it does not fit
  float height = 0.0F;
  bool presenter = false;
  std::array<StageRect, 4> bands;  ///< application, system call interface, kernel, hardware (a
                                   ///< presenter's is empty)
  std::vector<StageBox> boxes;
  std::vector<StageText> texts;
  std::vector<StageMark> marks;
  std::vector<StageSign> signs;
  std::vector<StageDisc> discs;
  std::vector<StageBuffer> buffers;
  std::vector<StageChip> chips;
  std::vector<StageTag> tags;
  std::vector<StagePlace> places;
  std::vector<StageHeat> heats;
  std::vector<StageBar> bars;
  std::vector<StageControl> controls;
  std::vector<StageStrip> strips;
  std::vector<StageJack> jacks;
  std::vector<StageWire> wires;
  std::optional<StageToken> next_call;  ///< the pill of the call that comes next
  std::optional<StageResult> result;    ///< absent where there is no room beside the next call
  std::vector<StageToken> asleep;       ///< calls that sleep in the kernel
  std::vector<StageMarker> markers;     ///< of a finished turn, until the next

  /// The box of `socket`, or kNoBox. Queued ends have boxes too.
  std::size_t box_of(SocketIndex socket) const;
  /// The box below `jack`: what its number leads to, or the reference that stands for it.
  std::size_t box_of_jack(const StageJack& jack) const;
  /// The jack of a number behind an actor's fence; null: none.
  const StageJack* jack_of(ActorId actor, std::int32_t fd) const;
  /// The fence in which the numbers of `actor` stand; null: none.
  const StageStrip* strip_of(ActorId actor) const;
  std::size_t box_of_actor(ActorId actor) const;
};

/// The forms in which the stage writes a call, longest first.
std::vector<std::string> stage_call_forms(const Event& enter);
/// The forms in which it writes what came back, longest first.
std::vector<std::string> stage_result_forms(const Event& enter, const Event& exit);
/// `enter`: its call. A read that was asked for nothing has met no end.
StageOutcome outcome_of(const Event& enter, const Event& exit);

/// What a turn has changed most visibly: the object to look at, and how it says so ("queue 1 → 0").
struct ChangedObject {
  SocketIndex socket = kNoSocket;
  bool told = false;   ///< its box says so already
  bool name = false;   ///< the name in the file system, not a socket
  std::string text;    ///< before → after; empty where one word would say nothing new
};
std::optional<ChangedObject> changed_object(std::span<const Change> changes);

/// Lays out the stage: the roomiest form that fits into the area, else the tightest one, which is
/// then larger than the area. Of more than twelve clients, or sixteen numbers of one actor, a few
/// stand in full, and all others in heat strips (stage_crowd.h).
StageLayout lay_out_stage(const StageInput& input);

}  // namespace sockwalk
