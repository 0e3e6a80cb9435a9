#include "run/play.h"

#include <fmt/core.h>
#include <sys/un.h>
#include <sys/utsname.h>

#include <algorithm>
#include <cstring>

#include "run/assets.h"
#include "text/run_text.h"

namespace sockwalk {
namespace {

std::string kernel_release() {
  utsname names;
  return ::uname(&names) == 0 ? names.release : "";
}

}  // namespace

Run::Play::Play(const Scenario& scenario, RunOptions options, std::unique_ptr<RunDirectory> directory)
    : scenario_(scenario),
      options_(std::move(options)),
      directory_(std::move(directory)),
      log_(std::make_shared<EventLog>()),
      path_(directory_->path_of(scenario.server.path)),
      start_ns_(monotonic_ns()),
      gate_(1 + scenario.clients.size(), !options_.free) {
  header_.scenario = scenario.name;
  header_.scenario_toml = scenario.text;
  header_.kernel = kernel_release();
  header_.directory = directory_->path();
}

Run::Play::~Play() { stop(); }

Done Run::Play::begin() {
  UnixAddress address{UnixAddress::Kind::path, path_, 0};
  std::uint32_t length = 0;
  to_sockaddr(address, length);
  address.length = length;  // what bind and connect are told, for the trace
  names_.id_of("server");
  for (std::size_t i = 1; i <= scenario_.clients.size(); ++i) names_.id_of(fmt::format("client {}", i));
  for (std::size_t i = 0; i < names_.size(); ++i) {
    const auto listing =
        find_listing(i == 0 ? scenario_.server.listing : scenario_.clients[i - 1].listing);
    if (!listing.ok()) return listing.error();
    parts_.push_back({**listing, address});
  }
  if (scenario_.leftover) {
    if (Done left = directory_->leave(*scenario_.leftover); !left.ok()) return left;
  }
  if (!options_.save.empty()) {
    auto writer = TraceWriter::create(options_.save, header_);
    if (!writer.ok()) return writer.error();
    writer_ = *std::move(writer);
  }
  install_signal_handlers();
  cast();
  for (const auto& actor : actors_) {
    if (const int error = actor->wait_started(); error != 0) {
      return Error{say(text::kNoPrivateTable, std::strerror(error)).words()};
    }
    observer_.watch(static_cast<ActorId>(&actor - actors_.data()), actor->tid());
  }
  thread_ = std::thread([this] { play(); });
  return done();
}

void Run::Play::cast() {
  for (std::size_t i = 0; i < names_.size(); ++i) {
    const auto id = static_cast<ActorId>(i);
    producers_.push_back(&log_->add_producer());
    ActorThread::Role role{id,     std::string(names_.name(id)),
                           producers_.back(), &gate_,
                           options_.calls != nullptr ? options_.calls : &real_kernel_calls(), start_ns_};
    actors_.push_back(std::make_unique<ActorThread>(std::move(role), [this, i](TracedCalls& calls) {
      const Part& part = parts_[i];
      if (i > 0) {
        play_client(calls, scenario_.clients[i - 1], part);
      } else if (scenario_.server.kind == ServerKind::select) {
        play_select_server(calls, scenario_.server, part);
      } else {
        play_iterative_server(calls, scenario_.server, part);
      }
    }));
  }
}

void Run::Play::give_turn(ActorId actor) {
  MutexLock lock(mutex_);
  if (!status_.idle || stopping_ || actor >= status_.stands.size()) return;
  if (status_.stands[actor].stance != Stance::at_gate) return;
  wanted_ = actor;
  status_.idle = false;
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

void Run::Play::end_actors() {
  for (const auto& actor : actors_) actor->end();
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
