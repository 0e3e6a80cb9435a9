#pragma once

#include <string>
#include <vector>

#include "model/model.h"
#include "text/text.h"

namespace sockwalk {

enum class Verdict : std::uint8_t { equal, cannot_be_observed, different };

/// One property of one object, as the model and as the kernel has it.
struct Comparison {
  SocketIndex socket = kNoSocket;  ///< kNoSocket: about an actor or the name in the file system
  ActorId actor = kNoActor;
  /// "phase", "shutdown", "name", "peer", "unread bytes", "accept queue", "backlog", "queue order";
  /// "socket": is it there at all; "thread"; "file name".
  std::string_view property;
  std::string model;
  std::string kernel;  ///< empty when it cannot be observed
  Verdict verdict = Verdict::equal;
  Sentence why;  ///< when it cannot be observed: the reason
};

/// Model and kernel beside each other at one quiescent point.
struct Agreement {
  bool asked = false;  ///< false: there was no kernel answer ("cannot ask")
  Sentence why_not;
  std::vector<Comparison> comparisons;
  std::size_t sockets = 0;  ///< open sockets compared
  std::size_t queued = 0;   ///< connections that wait in accept queues
  std::size_t differences = 0;

  bool agrees() const { return asked && differences == 0; }
};

/// Compares. REQUIRES: the snapshot was taken at a quiescent point and `model` is the state there.
Agreement compare(const Model& model, const KernelSnapshot& kernel);

/// The badge: "kernel agrees · 4 sockets, 1 queued", "kernel differs in 2 places", "cannot ask the
/// kernel".
Sentence badge(const Agreement& agreement);

}  // namespace sockwalk
