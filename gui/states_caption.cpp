#include "states_caption.h"

#include "socket_paths.h"
#include "text/states_text.h"
#include "text/transitions_text.h"

namespace sockwalk {
namespace {

std::string calls_in_words(const std::vector<Syscall>& calls) {
  std::string list;
  for (const Syscall call : calls) list += fmt::format("{}{}()", list.empty() ? "" : ", ", row_of(call).name);
  return list;
}

}  // namespace

std::string possible_in_words(const Scene& scene, const MachinesShown& shown, bool brief) {
  const Event* next = scene.foretold_call();
  const SocketIndex at_fd = next == nullptr ? kNoSocket : scene.model.socket_of(next->actor, next->fd());
  const SocketIndex selected = scene.selection.selected().socket;
  SocketIndex about = shown.left;
  for (const SocketIndex wanted : {at_fd, selected}) {
    if (wanted != kNoSocket && (wanted == shown.left || wanted == shown.right)) about = wanted;
  }
  if (about == kNoSocket) return words(text::kMachineLegend);
  const Socket& socket = scene.model.sockets[about];
  PossibleCalls calls = possible_calls(machine_of(socket), phase_of(socket));
  calls.move.insert(calls.move.end(), calls.stay.begin(), calls.stay.end());
  if (calls.move.empty()) return words(text::kMachineLegend);
  std::string list = calls_in_words(calls.move);
  if (!brief && !calls.refused.empty()) list += "; " + say(transitions_text::kRefusedHere, calls_in_words(calls.refused)).words();
  return say(transitions_text::kPossible, phase_name(phase_of(socket)), list).words();
}

std::string whose_life(const Model& model, const MachinesShown& shown) {
  const bool client = shown.left_role == SocketRole::client;
  const SocketIndex socket = client ? shown.left : shown.right;
  if (socket == kNoSocket || (!shown.linked && !client)) return {};
  const ActorId who = client ? holder_of(model, socket) : client_of(model, socket);
  if (who == kNoActor) return socket_title(model, socket);
  return say(text::kStatesFor, capitalised(model.actors[who].name)).words();
}

std::string title_of(const Scene& scene, SocketRole role, SocketIndex socket) {
  const bool alone = role == SocketRole::pair_end || role == SocketRole::datagram;
  if (alone && socket != kNoSocket) return socket_title(scene.model, socket);
  switch (role) {
    case SocketRole::connection: return words(text::kConnectionSocket);
    case SocketRole::server_data: return words(text::kDataSocket);
    case SocketRole::pair_end: return words(text::kPairEnd);
    case SocketRole::datagram: return words(text::kDatagramSocket);
    case SocketRole::client: break;
  }
  return words(text::kClientSocket);
}

}  // namespace sockwalk
