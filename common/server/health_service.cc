#include "common/server/health_service.h"

#include <absl/strings/str_cat.h>

#include <algorithm>
#include <utility>

namespace byline {

using grpc::health::v1::HealthCheckRequest;
using grpc::health::v1::HealthCheckResponse;

// One Watch stream. gRPC may call back from within StartWrite and Finish, so
// neither is called with a lock held.
class HealthService::Watcher final
    : public grpc::ServerWriteReactor<HealthCheckResponse> {
 public:
  Watcher(HealthService& service, std::string service_name, Status status)
      : name(std::move(service_name)), service_(service), wanted_(status) {}

  void Begin() { Advance(); }

  void Tell(Status status) {
    {
      MutexLock lock(mutex_);
      wanted_ = status;
    }
    Advance();
  }

  void End() {
    {
      MutexLock lock(mutex_);
      ending_ = true;
    }
    Advance();
  }

  void OnWriteDone(bool ok) override {
    {
      MutexLock lock(mutex_);
      writing_ = false;
      broken_ = broken_ || !ok;
    }
    Advance();
  }

  void OnCancel() override {
    {
      MutexLock lock(mutex_);
      broken_ = true;
    }
    Advance();
  }

  // The service's reference is the last but for callers that are just leaving.
  void OnDone() override { service_.Remove(this); }

  const std::string name;

 private:
  // Does the next thing, if it is time for one: at most one write at a time,
  // nothing after Finish.
  void Advance() {
    bool write = false;
    {
      MutexLock lock(mutex_);
      if (writing_ || finished_) return;
      write = !broken_ && wanted_ != sent_;
      if (!write && !broken_ && !ending_) return;
      sent_ = wanted_;
      writing_ = write;
      finished_ = !write;
    }
    if (write) {
      response_.set_status(sent_);
      StartWrite(&response_);
    } else {
      Finish(grpc::Status(grpc::StatusCode::UNAVAILABLE, "the server drains"));
    }
  }

  HealthService& service_;
  HealthCheckResponse response_;
  Status sent_ = HealthCheckResponse::UNKNOWN;  // of whoever writes
  Mutex mutex_;
  Status wanted_ GUARDED_BY(mutex_);
  bool writing_ GUARDED_BY(mutex_) = false;
  bool broken_ GUARDED_BY(mutex_) = false;
  bool ending_ GUARDED_BY(mutex_) = false;
  bool finished_ GUARDED_BY(mutex_) = false;
};

HealthService::Status HealthService::Find(const std::string& name) const {
  const auto found = statuses_.find(name);
  return found == statuses_.end() ? HealthCheckResponse::SERVICE_UNKNOWN
                                  : found->second;
}

void HealthService::Set(const std::string& name, bool serving) {
  const Status status =
      serving ? HealthCheckResponse::SERVING : HealthCheckResponse::NOT_SERVING;
  std::vector<std::shared_ptr<Watcher>> watchers;
  {
    MutexLock lock(mutex_);
    statuses_[name] = status;
    watchers = watchers_;
  }
  for (const auto& watcher : watchers) {
    if (watcher->name == name) watcher->Tell(status);
  }
}

void HealthService::EndWatches() {
  std::vector<std::shared_ptr<Watcher>> watchers;
  {
    MutexLock lock(mutex_);
    ending_ = true;
    watchers = watchers_;
  }
  for (const auto& watcher : watchers) watcher->End();
}

grpc::ServerUnaryReactor* HealthService::Check(
    grpc::CallbackServerContext* context, const HealthCheckRequest* request,
    HealthCheckResponse* response) {
  auto* reactor = context->DefaultReactor();
  Status status;
  {
    MutexLock lock(mutex_);
    status = Find(request->service());
  }
  if (status == HealthCheckResponse::SERVICE_UNKNOWN) {
    reactor->Finish(grpc::Status(
        grpc::StatusCode::NOT_FOUND,
        absl::StrCat("no service is called \"", request->service(),
                     "\"; \"readiness\" and \"liveness\" always are")));
  } else {
    response->set_status(status);
    reactor->Finish(grpc::Status::OK);
  }
  return reactor;
}

grpc::ServerWriteReactor<HealthCheckResponse>* HealthService::Watch(
    grpc::CallbackServerContext*, const HealthCheckRequest* request) {
  std::shared_ptr<Watcher> watcher;
  bool ending = false;
  {
    MutexLock lock(mutex_);
    // Its first word is set before a later one can reach it.
    watcher = std::make_shared<Watcher>(*this, request->service(),
                                        Find(request->service()));
    watchers_.push_back(watcher);
    ending = ending_;
  }
  watcher->Begin();
  if (ending) watcher->End();
  return watcher.get();
}

void HealthService::Remove(const Watcher* watcher) {
  // Let go after the lock.
  std::shared_ptr<Watcher> removed;
  MutexLock lock(mutex_);
  const auto found =
      std::find_if(watchers_.begin(), watchers_.end(),
                   [&](const auto& other) { return other.get() == watcher; });
  if (found == watchers_.end()) return;
  removed = std::move(*found);
  watchers_.erase(found);
}

}  // namespace byline
