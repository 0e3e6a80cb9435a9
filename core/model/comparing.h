#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/agreement.h"

namespace sockwalk {

/// Writes down comparisons, one property after the other, of one object at a time. Refers to the
/// model and the list, which must outlive it.
class Comparing {
 public:
  Comparing(const Model& model, std::vector<Comparison>& comparisons)
      : model_(model), comparisons_(comparisons) {}

  const Model& model() const { return model_; }

  /// The socket of which is spoken; kNoSocket when it is not one.
  SocketIndex socket() const { return socket_; }
  void about_socket(SocketIndex socket) { socket_ = socket, actor_ = kNoActor; }
  void about_actor(ActorId actor) { socket_ = kNoSocket, actor_ = actor; }
  void about_name() { socket_ = kNoSocket, actor_ = kNoActor; }

  /// Equal when the two say the same.
  void compare(std::string_view property, std::string model, std::string kernel);
  /// The same where what is shown is not what decides.
  void compare(std::string_view property, std::string model, std::string kernel, bool equal);
  void cannot_observe(std::string_view property, std::string model, Sentence why);

 private:
  const Model& model_;
  std::vector<Comparison>& comparisons_;
  SocketIndex socket_ = kNoSocket;
  ActorId actor_ = kNoActor;
};

/// All that unix_diag tells of one socket that is open on both sides.
void compare_socket(Comparing& comparing, const Socket& socket, const KernelSocket& kernel);
/// Who sleeps in which call, and who is gone.
void compare_threads(Comparing& comparing, const KernelSnapshot& kernel);
/// The name in the file system that the snapshot was asked about.
void compare_file_name(Comparing& comparing, const KernelSnapshot& kernel);

}  // namespace sockwalk
