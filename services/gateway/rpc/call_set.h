// CallSet: the calls that are under way, so that whatever they answer to can
// end safely: the destructor cancels them and waits until each has come back.
// Thread-safe.
#ifndef BYLINE_SERVICES_GATEWAY_RPC_CALL_SET_H_
#define BYLINE_SERVICES_GATEWAY_RPC_CALL_SET_H_

#include <absl/container/flat_hash_set.h>
#include <grpcpp/client_context.h>

#include "common/base/mutex.h"

namespace byline::gateway {

class CallSet {
 public:
  CallSet() = default;
  ~CallSet() { CancelAndWait(); }
  CallSet(const CallSet&) = delete;
  CallSet& operator=(const CallSet&) = delete;

  // Before a call starts; `context` lives until Remove.
  void Add(grpc::ClientContext* context) {
    MutexLock lock(mutex_);
    contexts_.insert(context);
    if (is_ending_) context->TryCancel();
  }
  // When its answer has been handled.
  void Remove(grpc::ClientContext* context) {
    MutexLock lock(mutex_);
    contexts_.erase(context);
    if (contexts_.empty()) empty_.NotifyAll();
  }
  void CancelAndWait() {
    MutexLock lock(mutex_);
    is_ending_ = true;
    for (grpc::ClientContext* context : contexts_) context->TryCancel();
    while (!contexts_.empty()) empty_.Wait(mutex_);
  }

 private:
  Mutex mutex_;
  CondVar empty_;
  bool is_ending_ GUARDED_BY(mutex_) = false;
  absl::flat_hash_set<grpc::ClientContext*> contexts_ GUARDED_BY(mutex_);
};

}  // namespace byline::gateway

#endif  // BYLINE_SERVICES_GATEWAY_RPC_CALL_SET_H_
