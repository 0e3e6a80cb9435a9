#pragma once

#include <vector>

#include "stage_piece.h"
#include "text/text.h"

namespace sockwalk {

inline constexpr std::size_t kMostClients = 12;
inline constexpr std::size_t kMostNumbers = 16;
inline constexpr std::size_t kMostOwnSockets = 3;  ///< of a client

/// A column of the stage: an actor, or one of several sockets of the same client.
struct StageColumn {
  ActorId actor = kNoActor;
  SocketIndex socket = kNoSocket;
  std::vector<std::int32_t> fds;  ///< all lead to `socket`
  std::size_t row = 0;            ///< of the kernel, where the socket stands
  float left = 0.0F;
  float right = 0.0F;
};

/// A row of the kernel below the connection socket: one data socket, and its peer in the peer's
/// column.
struct StageRow {
  SocketIndex socket = kNoSocket;  ///< kNoSocket: kept free for the next connection
  std::vector<std::int32_t> fds;
  float jack = 0.0F;               ///< x of its (first) jack
  float top = 0.0F;
  float height = 0.0F;
};

/// Who and what is to be shown, and in which order, before anything has a place.
///
/// The order makes straight wires possible. Numbers of the server stand from left to right as their
/// sockets from top to bottom, and each socket's box ends left of the next one's wire; each client
/// has a column of its own, in which its wire meets nothing but its own socket; a pair of peers stands
/// in one row, in which there is nothing else.
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
  std::vector<const FileName*> names;

  // Places, found by stage_layout.cpp.
  StageRect server;                    ///< left and right are set: the server's zone
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

  /// Numbers of `actor` that lead to no socket: epoll instances and plain files.
  std::vector<std::int32_t> numbers_without_socket(ActorId actor) const;
  /// The actor whose fd table `actor` shares; itself where it has one of its own.
  ActorId table_owner(ActorId actor) const;

  bool changed(SocketIndex socket) const;
  const Change* change(SocketIndex socket, std::string_view property) const;
  std::size_t row_of(SocketIndex socket) const;  ///< 1-based; 0: none of `rows`
  /// Asleep in the kernel, and not only on the way into it while the turn is revealed.
  bool asleep(ActorId actor) const;
  const Event* next_call(ActorId actor) const;   ///< null: none is known

 private:
  void find_clients();
  void find_server_sockets();
  void find_client_sockets();
  void find_names();
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

/// "server" → "S", "client 2" → "2", "handler 2" → "h2"
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

/// stage_hardware.cpp: the lowest band, its name and its one sentence. Presenter mode has none.
struct StageHardware {
  StageLayout piece;
  float height = 0.0F;
};
StageHardware hardware_piece(const StagePlan& plan, float width);

/// stage_actors.cpp: the upper two bands. Returns the least height of the actors' boxes.
float actors_height(const StagePlan& plan);
void lay_actors(StageLayout& out, const StagePlan& plan, float top, float height);
void lay_strips(StageLayout& out, const StagePlan& plan);
/// stage_calls.cpp: the pills of calls, at rest and asleep.
void lay_tokens(StageLayout& out, const StagePlan& plan, float token_top, float token_height);

/// What a socket's phase was before the shown turn: nothing, or one form of it.
std::vector<std::string> was(const StagePlan& plan, SocketIndex socket);
StageBox box_of_socket(const StagePlan& plan, StageBox::Kind kind, SocketIndex socket, ActorId actor);

/// stage_presenter.cpp: two of them as presenter mode shows them.
StageLayout large_data_piece(const StagePlan& plan, SocketIndex index, std::int32_t fd, float width,
                             float height);
StageLayout large_client_piece(const StagePlan& plan, const StageColumn& column, float height);

/// stage_kernel.cpp
StageLayout connection_piece(const StagePlan& plan, float width);
StageLayout data_piece(const StagePlan& plan, SocketIndex socket, std::int32_t fd, float width,
                       float height = 0.0F);
StageLayout client_piece(const StagePlan& plan, const StageColumn& column, float height = 0.0F);
/// `inode` is the file's; 0: unknown.
StageLayout name_piece(const StagePlan& plan, const FileName& name, float width,
                       std::uint64_t inode);
/// How high a row is where nothing special stands in it, so that the stage does not jump.
float usual_row_height(const StagePlan& plan);
float usual_name_height(const StagePlan& plan);
float usual_connection_height(const StagePlan& plan, float width);

/// How much a request's wire takes below the uppermost row.
float request_lane(const StagePlan& plan);
/// stage_wires.cpp: after all boxes have their places.
void lay_wires(StageLayout& out, const StagePlan& plan);

}  // namespace sockwalk
