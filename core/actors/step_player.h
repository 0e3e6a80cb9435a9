#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "actors/part.h"
#include "actors/step.h"
#include "syscalls/traced_calls.h"

namespace sockwalk {

/// Plays steps on the calls of one actor, and keeps its variables. Belongs to the actor's thread;
/// what it is given outlives it. Expectations are nothing to it: they are compared with the trace.
class StepPlayer {
 public:
  /// `client`: the number of the client whose steps these are; 0 = it has none.
  StepPlayer(TracedCalls& calls, const Part& part, std::uint32_t client = 0)
      : calls_(calls), part_(part), client_(client) {}

  /// Names the variables of the steps that are still to come, for perform(): until one is made it holds
  /// −1, and the call says so.
  void expect(const std::vector<Step>& steps);
  /// Makes the call of `step`, which is number `number` (from 1) of the actor's script, once.
  void play(const Step& step, std::size_t number);
  /// Makes the call that somebody asked for: "send 7", "close #4". A note says what is wrong with
  /// words that are no step.
  void perform(const std::string& words);

 private:
  SourcePlace place_of(const Step& step, std::size_t number) const;
  void make_call(const Step& step, SourcePlace at);
  void play_naming(const Step& step, SourcePlace at);
  void play_transfer(const Step& step, SourcePlace at);
  void play_message(const Step& step, SourcePlace at);
  void play_readiness(const Step& step, SourcePlace at);
  void play_option(const Step& step, SourcePlace at);
  void play_file_call(const Step& step, SourcePlace at);
  void receive(int fd, SourcePlace at);

  int fd_of(const StepDescriptor& descriptor) const;
  void set(const std::string& variable, std::int64_t fd);
  /// The address of the step, whose name is kept here until the next.
  UnixAddress address_of_step(const Step& step);
  /// The server's, for who names no other; likewise.
  UnixAddress server_name();
  std::string whole(std::string_view relative) const;
  /// Relative names and umask(2) belong to the actor alone where the system allows it.
  bool stand_in_directory();

  TracedCalls& calls_;
  const Part& part_;
  const std::uint32_t client_;
  std::vector<std::pair<std::string, int>> variables_;
  std::string socket_;  ///< the variable of the last socket()
  std::string name_;
  bool connected_ = false;
  bool in_directory_ = false;   ///< it has tried
  bool has_directory_ = false;  ///< and was let in
};

}  // namespace sockwalk
