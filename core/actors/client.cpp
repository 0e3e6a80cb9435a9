#include <sys/socket.h>

#include "actors/part.h"
#include "actors/scenario_words.h"
#include "actors/service.h"

namespace sockwalk {
namespace {

class Client {
 public:
  Client(TracedCalls& calls, const Part& part) : calls_(calls), part_(part) {}

  void take(const ClientStep& step) {
    switch (step.verb) {
      case ClientStep::Verb::socket:
        fd_ = static_cast<int>(calls_.socket(part_.at("socket"), AF_UNIX, SOCK_STREAM, 0).value);
        break;
      case ClientStep::Verb::connect:
        connected_ |= calls_.connect(part_.at("connect"), fd_, part_.name).ok();
        break;
      case ClientStep::Verb::send:
        send(connected_ ? "write" : "early_write", step.numbers);
        break;
      case ClientStep::Verb::ask: {
        const std::int32_t zero = 0;
        send("ask", std::span(&zero, 1));
        break;
      }
      case ClientStep::Verb::receive:
        receive();
        break;
      case ClientStep::Verb::close:
        calls_.close(part_.at("close"), fd_);
        break;
    }
  }

 private:
  void send(std::string_view label, std::span<const std::int32_t> numbers) {
    SourcePlace place = part_.at(label);
    if (place.line == 0) place = part_.at("write");
    calls_.write(place, fd_, std::as_bytes(numbers));
  }

  /// The answer may come in pieces; the end of file or a failure ends the waiting for it.
  void receive() {
    IncomingInteger answer;
    for (;;) {
      const CallResult got = calls_.read(part_.at("read"), fd_, answer.missing());
      if (got.value <= 0 || answer.took(static_cast<std::size_t>(got.value))) return;
    }
  }

  TracedCalls& calls_;
  const Part& part_;
  int fd_ = -1;
  bool connected_ = false;
};

}  // namespace

void play_client(TracedCalls& calls, const ClientPlan& plan, const Part& part) {
  Client client(calls, part);
  calls.on_request([&client](TracedCalls&, const std::string& words) {
    ClientStep step;
    if (!read_step(words, step).refused()) client.take(step);
  });
  for (const ClientStep& step : plan.steps) client.take(step);
  calls.exit(part.at("exit"), 0);
}

}  // namespace sockwalk
