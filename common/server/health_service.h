// HealthService: grpc.health.v1.Health over a table of names. Unlike the one
// that gRPC brings along it ends its Watch streams when the server drains,
// which would otherwise wait for them as long as it may. Thread-safe; must
// outlive the server.
#ifndef BYLINE_COMMON_SERVER_HEALTH_SERVICE_H_
#define BYLINE_COMMON_SERVER_HEALTH_SERVICE_H_

#include <grpcpp/support/server_callback.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "common/base/mutex.h"
#include "grpc/health/v1/health.grpc.pb.h"

namespace byline {

class HealthService final : public grpc::health::v1::Health::CallbackService {
 public:
  HealthService() = default;

  // Adds the name if it is new.
  void Set(const std::string& name, bool serving);
  // Ends all watches, after what they are still to be told, and all later ones
  // after their first word.
  void EndWatches();

  grpc::ServerUnaryReactor* Check(
      grpc::CallbackServerContext* context,
      const grpc::health::v1::HealthCheckRequest* request,
      grpc::health::v1::HealthCheckResponse* response) override;
  grpc::ServerWriteReactor<grpc::health::v1::HealthCheckResponse>* Watch(
      grpc::CallbackServerContext* context,
      const grpc::health::v1::HealthCheckRequest* request) override;

 private:
  using Status = grpc::health::v1::HealthCheckResponse::ServingStatus;
  class Watcher;

  Status Find(const std::string& name) const EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Remove(const Watcher* watcher);

  mutable Mutex mutex_;
  std::map<std::string, Status> statuses_ GUARDED_BY(mutex_);
  std::vector<std::shared_ptr<Watcher>> watchers_ GUARDED_BY(mutex_);
  bool ending_ GUARDED_BY(mutex_) = false;
};

}  // namespace byline

#endif  // BYLINE_COMMON_SERVER_HEALTH_SERVICE_H_
