#include "run/play.h"

#include <sys/utsname.h>

#include <algorithm>
#include <cstring>

#include "actors/crowd.h"
#include "run/descriptor_limit.h"
#include "text/run_text.h"

namespace sockwalk {
namespace {

std::string kernel_release() {
  utsname names;
  return ::uname(&names) == 0 ? names.release : "";
}

/// A name that the scenario's reader has let pass.
StepName name_in(const std::string& words) {
  StepName name;
  read_name(words, name);
  return name;
}

}  // namespace

Run::Play::Play(const Scenario& scenario, RunOptions options, std::unique_ptr<RunDirectory> directory)
    : scenario_(scenario),
      options_(std::move(options)),
      directory_(std::move(directory)),
      log_(std::make_shared<EventLog>()),
      name_(name_in(scenario.server.path)),
      given_(resolved(name_, directory_->path())),
      path_(directory_->path_of(scenario.server.path)),
      start_ns_(monotonic_ns()),
      gate_(0, !options_.free),
      peers_(options_.free && options_.observe ? std::make_unique<AcceptedPeers>() : nullptr) {
  header_.scenario = scenario.name;
  header_.scenario_toml = scenario.text;
  header_.kernel = kernel_release();
  header_.directory = directory_->path();
}

Run::Play::~Play() { stop(); }

Done Run::Play::begin() {
  for (const Leftover& leftover : scenario_.leftovers) {
    if (Done left = directory_->leave(leftover); !left.ok()) return left;
  }
  if (Done allowed = allow_descriptors(descriptors_needed(scenario_)); !allowed.ok())
    return allowed;
  if (!path_.empty() && scenario_.server.kind != ServerKind::script) {
    if (Done free = RunDirectory::check_removable(path_); !free.ok()) return free;
  }
  if (has_other_users(scenario_)) directory_->let_others_in();
  if (!options_.save.empty()) {
    auto writer = TraceWriter::create(options_.save, header_);
    if (!writer.ok()) return writer.error();
    writer_ = *std::move(writer);
  }
  install_signal_handlers();
  if (Done set = set_parts(); !set.ok()) return set;
  if (const int error = watch_new(); error != 0) {
    return Error{say(text::kNoPrivateTable, std::strerror(error)).words()};
  }
  thread_ = std::thread([this] { play(); });
  return done();
}

void Run::Play::give_turn(TurnRequest request) {
  MutexLock lock(mutex_);
  if (!status_.idle || stopping_ || !can_be_given(request, status_.stands)) return;
  wanted_ = std::move(request);
  status_.idle = false;
  turn_wanted_ = true;
  changed_.notify_all();
}

bool Run::Play::wait_idle(int timeout_ms) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(timeout_ms);
  MutexLock lock(mutex_);
  while (!status_.idle && !status_.finished && !stopping_) {
    if (timeout_ms < 0) {
      changed_.wait(mutex_);
    } else if (changed_.wait_until(mutex_, deadline) == std::cv_status::timeout) {
      return status_.idle || status_.finished;
    }
  }
  return true;
}

void Run::Play::stop() {
  {
    MutexLock lock(mutex_);
    stopping_ = true;
    changed_.notify_all();
  }
  gate_.stop();
  if (thread_.joinable()) thread_.join();
  end_actors();
  if (writer_ != nullptr) {
    const Done whole = writer_->finish();
    MutexLock lock(mutex_);
    if (!whole.ok() && save_error_.empty()) save_error_ = whole.error().sentence;
  }
  writer_.reset();
}

RunStatus Run::Play::status() const {
  MutexLock lock(mutex_);
  return status_;
}

std::string Run::Play::save_error() const {
  MutexLock lock(mutex_);
  return save_error_;
}

}  // namespace sockwalk
