#include "run/run.h"

#include "run/play.h"

namespace sockwalk {

Run::Run(std::unique_ptr<Play> play) : play_(std::move(play)) {}
Run::~Run() = default;

Result<std::unique_ptr<Run>> Run::start(const Scenario& scenario, const RunOptions& options) {
  auto directory = RunDirectory::make(options.base_directory, scenario.server.path);
  if (!directory.ok()) return directory.error();
  auto play = std::make_unique<Play>(scenario, options, *std::move(directory));
  if (const Done begun = play->begin(); !begun.ok()) return begun.error();
  return std::unique_ptr<Run>(new Run(std::move(play)));
}

void Run::give_turn(const TurnRequest& request) { play_->give_turn(request); }
bool Run::wait_idle(int timeout_ms) { return play_->wait_idle(timeout_ms); }
void Run::stop() { play_->stop(); }
RunStatus Run::status() const { return play_->status(); }
void Run::take(std::uint64_t after, std::vector<Event>& out) const { play_->log()->take(after, out); }
std::string Run::save_error() const { return play_->save_error(); }
const TraceHeader& Run::header() const { return play_->header(); }
ActorNames Run::names() const { return play_->names(); }
std::shared_ptr<const void> Run::memory() const { return play_->log(); }

}  // namespace sockwalk
