#pragma once

#include <utility>
#include <vector>

#include "stage_piece.h"
#include "text/text.h"

namespace sockwalk {

inline constexpr std::size_t kMostClients = 12;
inline constexpr std::size_t kMostNumbers = 16;
inline constexpr std::size_t kMostOwnSockets = 3;  ///< of a client

/// What numbers of one table lead to: a socket, or an open file description that is none (an epoll
/// instance, a plain file).
struct StageObject {
  SocketIndex socket = kNoSocket;
  FileIndex file = kNoFile;        ///< only of what is no socket
  std::vector<std::int32_t> fds;   ///< lowest first; none: it is in flight, or kept by a call inside it
  ActorId elsewhere = kNoActor;    ///< its box stands with that actor; here is only a reference to it

  bool empty() const { return socket == kNoSocket && file == kNoFile; }
  bool is_socket_here() const { return socket != kNoSocket && elsewhere == kNoActor; }
};

/// A column of the stage: an actor, or one of several things that its numbers lead to.
struct StageColumn : StageObject {
  ActorId actor = kNoActor;
  std::size_t row = 0;             ///< of the kernel, where the socket stands
  float left = 0.0F;
  float right = 0.0F;
};

/// A row of the kernel below the connection socket: one thing of the server's, and a socket's peer in
/// the peer's column. Empty: kept free for the next connection.
struct StageRow : StageObject {
  float jack = 0.0F;               ///< x of its (last) jack
  float top = 0.0F;
  float height = 0.0F;
};

/// A name of a socket: in the file system, or in the abstract namespace.
struct StageName {
  const FileName* file = nullptr;  ///< null: an abstract name
  SocketIndex socket = kNoSocket;  ///< who has an abstract name
};

/// Who and what is to be shown, and in which order, before anything has a place.
///
/// The order makes straight wires possible. Numbers of the server stand from left to right as their
/// sockets from top to bottom, and each socket's box ends left of the next one's wire; each client
/// has a column of its own, in which its wire meets nothing but its own socket; a pair of peers stands
/// in one row, in which there is nothing else. Threads that share a table stand beside whose it is,
/// behind one fence.
struct StagePlan {
  StagePlan(const StageInput& stage_input, const StageDensity& stage_density);

  const StageInput& input;
  const Model& model;
  const StageMetrics& metrics;
  const StageDensity density;

  std::vector<ActorId> clients;        ///< shown
  std::size_t hidden_clients = 0;
  SocketIndex connection = kNoSocket;  ///< the server's socket in the uppermost row
  std::vector<std::int32_t> connection_fds;
  std::vector<StageRow> rows;          ///< the server's others, by number
  std::size_t hidden_numbers = 0;
  std::vector<StageColumn> columns;    ///< of clients
  std::vector<StageName> names;
  std::size_t hidden_names = 0;

  // Places, found by stage_columns.cpp and stage_layout.cpp.
  StageRect server;                    ///< left and right are set: the server's zone
  float server_box = 0.0F;             ///< where the server's own box ends in it: threads may follow
  float connection_left = 0.0F;
  float connection_right = 0.0F;
  float connection_jack = 0.0F;
  float interface_top = 0.0F;
  float interface_bottom = 0.0F;
  float kernel_top = 0.0F;             ///< of the lane where calls sleep
  float row_top = 0.0F;                ///< of the uppermost row
  float row_height = 0.0F;
  float lane_height = 0.0F;            ///< of the space below it
  float lane_top = 0.0F;               ///< of the space below it, where requests run
  float lane_bottom = 0.0F;

  /// The actor whose fd table `actor` shares; itself where it has one of its own.
  ActorId table_owner(ActorId actor) const;
  /// How many other actors use the table of `actor`.
  std::size_t sharers_of(ActorId actor) const;
  /// The columns of the threads that share the server's table: the first so many.
  std::size_t server_threads() const;
  /// Whose zone a socket stands in: its maker's, while that has a number for it, else of whoever has
  /// one first. kNoActor: nobody on the stage has.
  ActorId home_of(SocketIndex socket) const;
  /// The next column to the right whose box stands in the uppermost row; kNoBox: none.
  std::size_t next_in_top_row(std::size_t column) const;
  /// True when a line can join `socket` and its peer on the stage.
  bool joined(SocketIndex socket) const;

  bool changed(SocketIndex socket) const;
  const Change* change(SocketIndex socket, std::string_view property) const;
  std::size_t row_of(SocketIndex socket) const;  ///< 1-based; 0: none of `rows`
  /// Asleep in the kernel, and not only on the way into it while the turn is revealed.
  bool asleep(ActorId actor) const;
  const Event* next_call(ActorId actor) const;   ///< null: none is known

 private:
  void find_clients();
  void find_server_objects();
  void find_client_objects();
  void pair_columns();
  void find_names();
  bool is_shown(ActorId actor) const;
  ActorId first_with(std::uint16_t table) const;
  std::vector<StageObject> objects_of(ActorId actor, std::size_t most, std::size_t& hidden) const;
  bool stands_in_full(SocketIndex socket) const;
  void add_homeless(ActorId actor, std::vector<StageObject>& objects) const;
  SocketIndex carrier_of(FileIndex file) const;
  ActorId keeper_of(SocketIndex socket) const;
};

/// The stage without heat strips: all that stands in full.
StageLayout lay_out_whole(const StageInput& input);

/// Where an actor stands: over all columns of its sockets.
struct StageStand {
  ActorId actor = kNoActor;
  float left = 0.0F;
  float right = 0.0F;
  SocketIndex socket = kNoSocket;  ///< its first
};
/// REQUIRES: columns have their places.
std::vector<StageStand> stands_of(const StagePlan& plan);

/// "server" → "S", "client 2" → "2", "handler 2" → "h2", "clients 1-100" → "C"
std::string actor_letter(std::string_view name);
/// How the stage calls an actor: "Client 2".
std::string actor_title(const Model& model, ActorId actor);
/// Where the (last) jack of a client's column stands.
float client_jack(const StagePlan& plan, const StageColumn& column);
/// A path without its directory.
std::string_view base_name(std::string_view path);

/// The name of a band; `name` is the window's.
const Text& band_text(const StagePlan& plan, const Text& name);
StageFont band_font(const StagePlan& plan);

// The pieces, each in the file named after what it shows.

/// stage_columns.cpp: shares the width out among the columns; the width of the content.
float place_columns(StagePlan& plan);
/// The server's jacks and how far its boxes may reach: each ends left of the next one's wire.
void place_jacks(StagePlan& plan);
/// Boxes of the lower rows, left edge and right edge.
std::pair<float, float> row_reach(const StagePlan& plan, std::size_t row);

/// stage_hardware.cpp: the lowest band, its name and its one sentence. Presenter mode has none.
struct StageHardware {
  StageLayout piece;
  float height = 0.0F;
};
StageHardware hardware_piece(const StagePlan& plan, float width);

/// stage_actors.cpp: the upper two bands. Returns the least height of the actors' boxes.
float actors_height(const StagePlan& plan);
void lay_actors(StageLayout& out, const StagePlan& plan, float top, float height);
/// stage_strips.cpp: the numbers and their fences.
void lay_strips(StageLayout& out, const StagePlan& plan);
/// stage_controls.cpp: what can be asked for besides turns, below the name of the first band.
void lay_controls(StageLayout& out, const StagePlan& plan, float top);
/// stage_calls.cpp: the pills of calls, at rest and asleep.
void lay_tokens(StageLayout& out, const StagePlan& plan, float token_top, float token_height);

/// What a socket's phase was before the shown turn: nothing, or one form of it.
std::vector<std::string> was(const StagePlan& plan, SocketIndex socket);
StageBox box_of_socket(const StagePlan& plan, StageBox::Kind kind, SocketIndex socket, ActorId actor);

/// Whether a receive buffer is drawn: where something has come, or can.
bool has_buffer(const Socket& socket);
/// What a receive buffer is called: unread, or so many messages.
std::vector<std::string> buffer_labels(const Socket& socket);

/// Boxes of the kernel. `height` is the least of each. What stands where in the kernel is said by an
/// object; object_piece() finds the form for it.
StageLayout object_piece(const StagePlan& plan, const StageObject& object, ActorId actor, float width,
                         float height = 0.0F);
/// stage_kernel.cpp
StageLayout data_piece(const StagePlan& plan, const StageObject& object, float width, float height);
StageLayout client_piece(const StagePlan& plan, const StageObject& object, ActorId actor, float width,
                         float height);
/// How the box of somebody's socket is called, the longest form first.
std::vector<std::string> client_titles(const StagePlan& plan, SocketIndex socket, ActorId actor);
/// stage_presenter.cpp: the two as presenter mode shows them.
StageLayout large_data_piece(const StagePlan& plan, const StageObject& object, float width,
                             float height);
StageLayout large_client_piece(const StagePlan& plan, const StageObject& object, ActorId actor,
                               float width, float height);
/// stage_queue.cpp: a socket that listens, with its accept queue.
StageLayout connection_piece(const StagePlan& plan, SocketIndex socket, ActorId actor, float width);
float usual_connection_height(const StagePlan& plan, float width);
/// stage_files.cpp: an epoll instance or a plain file.
StageLayout file_piece(const StagePlan& plan, const StageObject& object, ActorId actor, float width,
                       float height);
/// stage_holders.cpp: what stands for a box elsewhere; and what is unusual about who holds a socket,
/// line by line.
StageLayout reference_piece(const StagePlan& plan, const StageObject& object, ActorId actor, float width,
                            float height);
void add_holders(StagePiece& piece, const StagePlan& plan, const StageObject& object);
/// stage_names.cpp. `inode` is the file's; 0: unknown.
StageLayout name_piece(const StagePlan& plan, const StageName& name, float width, std::uint64_t inode);
float usual_name_height(const StagePlan& plan);
/// How high a row is where nothing special stands in it, so that the stage does not jump.
float usual_row_height(const StagePlan& plan);

/// How much a request's wire takes below the uppermost row.
float request_lane(const StagePlan& plan);
/// stage_wires.cpp: after all boxes have their places.
void lay_wires(StageLayout& out, const StagePlan& plan);
/// stage_markers.cpp: after all else, where it covers nothing.
void lay_markers(StageLayout& out, const StagePlan& plan);

}  // namespace sockwalk
