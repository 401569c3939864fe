#include "common/redis/redis_connection.h"

#include <algorithm>
#include <utility>

#include "common/base/log.h"

namespace byline {
namespace {

constexpr int kTimeoutsThatBreak = 5;

}  // namespace

RedisConnection::RedisConnection(RedisAddress address, Options options)
    : address_(std::move(address)),
      options_(std::move(options)),
      socket_(clock_),
      thread_([this] { Run(); }) {}

RedisConnection::~RedisConnection() {
  stopping_ = true;
  socket_.Wake();
  thread_.join();
}

RedisConnection::Replies RedisConnection::Call(
    const std::vector<RedisCommand>& commands, absl::Time deadline) {
  const absl::Duration end = clock_.SinceBoot() + (deadline - clock_.Now());
  const auto batch = std::make_shared<Batch>();
  {
    MutexLock lock(batch->mutex);
    batch->missing = commands.size();
    batch->replies.resize(commands.size());
  }
  if (clock_.SinceBoot() >= end || !Enqueue(commands, batch)) {
    counters_.skipped += commands.size();
    return Replies(commands.size());
  }
  MutexLock lock(batch->mutex);
  while (batch->missing > 0) {
    const absl::Duration left = end - clock_.SinceBoot();
    if (left <= absl::ZeroDuration()) {
      ++counters_.timeouts;
      if (++timeouts_in_a_row_ >= kTimeoutsThatBreak) socket_.Wake();
      return batch->replies;
    }
    batch->done.WaitFor(batch->mutex, absl::ToChronoNanoseconds(
                                          std::min(left, absl::Seconds(1))));
  }
  timeouts_in_a_row_ = 0;
  return batch->replies;
}

void RedisConnection::Send(const RedisCommand& command) {
  if (!Enqueue({command}, nullptr)) ++counters_.skipped;
}

bool RedisConnection::Up() const {
  MutexLock lock(mutex_);
  return up_;
}

bool RedisConnection::Enqueue(const std::vector<RedisCommand>& commands,
                              const std::shared_ptr<Batch>& batch) {
  if (!Up()) return false;
  std::string bytes;
  for (const RedisCommand& command : commands) bytes += FormatCommand(command);
  {
    MutexLock lock(mutex_);
    if (!up_ || outgoing_.size() + bytes.size() > options_.max_queued_bytes ||
        in_flight_.size() + commands.size() > options_.max_in_flight) {
      return false;
    }
    outgoing_ += bytes;
    const absl::Duration now = clock_.SinceBoot();
    for (size_t i = 0; i < commands.size(); ++i) {
      in_flight_.push_back({batch, i, now});
    }
  }
  socket_.Wake();
  return true;
}

void RedisConnection::Run() {
  Backoff backoff(options_.first_backoff, options_.longest_backoff);
  bool told = false;
  for (size_t attempt = 0; !Stopping(); ++attempt) {
    RespReader reader(options_.max_reply_bytes);
    if (ConnectAndGreet(reader, attempt)) {
      Log(Severity::kInfo, "connected to Redis");
      told = false;
      answered_in_time_ = false;
      Serve(reader);
      GoDown();
      // A Redis that greets but then answers nothing is no better than none.
      if (answered_in_time_) backoff.Reset();
    }
    socket_.Close();
    if (Stopping()) break;
    ++counters_.failures;
    if (!told) {
      Log(Severity::kWarning, "no connection to Redis; going on without it");
      told = true;
    }
    Pause(backoff.Next());
  }
  GoDown();
}

bool RedisConnection::ConnectAndGreet(RespReader& reader, size_t attempt) {
  const absl::Duration end = clock_.SinceBoot() + options_.connect_timeout;
  if (!socket_.BeginConnecting(address_, attempt).ok()) return false;
  std::string greeting;
  size_t expected = 1;
  if (!options_.password.empty()) {
    RedisCommand auth = {"AUTH"};
    if (!options_.username.empty()) auth.push_back(options_.username);
    auth.push_back(options_.password);
    greeting += FormatCommand(auth);
    ++expected;
  }
  greeting += FormatCommand({"PING"});
  while (expected > 0) {
    if (Stopping() || clock_.SinceBoot() >= end) return false;
    socket_.Wait(!greeting.empty(), end);
    if (!socket_.CheckConnected().ok() || !socket_.SendSome(greeting).ok() ||
        !socket_.ReceiveSome(reader).ok()) {
      return false;
    }
    while (expected > 0) {
      const auto reply = reader.Next();
      if (!reply.ok()) return false;
      if (!reply->has_value()) break;
      // An error is a wrong password, or a Redis that is still loading.
      if ((*reply)->kind != RedisReply::Kind::kStatus) return false;
      --expected;
    }
  }
  ++counters_.connects;
  timeouts_in_a_row_ = 0;
  last_reply_ = clock_.SinceBoot();
  MutexLock lock(mutex_);
  up_ = true;
  return true;
}

void RedisConnection::Serve(RespReader& reader) {
  std::string sending;
  while (!Stopping() && timeouts_in_a_row_ < kTimeoutsThatBreak) {
    absl::Duration give_up = absl::InfiniteDuration();
    {
      MutexLock lock(mutex_);
      // While the peer takes nothing the queue must come to its limit.
      if (sending.empty()) sending.swap(outgoing_);
      if (!in_flight_.empty()) {
        give_up = std::max(in_flight_.front().queued, last_reply_) +
                  options_.reply_timeout;
      }
    }
    if (clock_.SinceBoot() >= give_up) return;
    if (!socket_.SendSome(sending).ok()) return;
    socket_.Wait(!sending.empty(), give_up);
    if (!socket_.ReceiveSome(reader).ok()) {
      Deliver(reader);
      return;
    }
    if (!Deliver(reader)) return;
  }
}

bool RedisConnection::Deliver(RespReader& reader) {
  while (true) {
    absl::StatusOr<absl::optional<RedisReply>> reply = reader.Next();
    if (!reply.ok()) return false;
    if (!reply->has_value()) return true;
    last_reply_ = clock_.SinceBoot();
    Place place;
    {
      MutexLock lock(mutex_);
      if (in_flight_.empty()) return false;  // nobody asked
      place = std::move(in_flight_.front());
      in_flight_.pop_front();
    }
    if (last_reply_ - place.queued < options_.reply_timeout) {
      answered_in_time_ = true;
    }
    if (place.batch == nullptr) continue;
    MutexLock lock(place.batch->mutex);
    place.batch->replies[place.index] = *std::move(*reply);
    if (--place.batch->missing == 0) place.batch->done.NotifyAll();
  }
}

void RedisConnection::GoDown() {
  std::deque<Place> lost;
  {
    MutexLock lock(mutex_);
    up_ = false;
    outgoing_.clear();
    lost.swap(in_flight_);
  }
  for (const Place& place : lost) {
    if (place.batch == nullptr) continue;
    MutexLock lock(place.batch->mutex);
    if (--place.batch->missing == 0) place.batch->done.NotifyAll();
  }
}

void RedisConnection::Pause(absl::Duration duration) {
  const absl::Duration end = clock_.SinceBoot() + duration;
  while (!Stopping() && clock_.SinceBoot() < end) socket_.Wait(false, end);
}

bool RedisConnection::Stopping() const { return stopping_; }

}  // namespace byline
