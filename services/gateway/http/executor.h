// Executor: where the steps of one request run. Whatever an Executor runs, it
// runs on one thread, one after the other, so that a request's state needs no
// lock. Post and After may be called from any thread; functions that are still
// waiting when the executor stops are destroyed without being run.
#ifndef BYLINE_SERVICES_GATEWAY_HTTP_EXECUTOR_H_
#define BYLINE_SERVICES_GATEWAY_HTTP_EXECUTOR_H_

#include <absl/time/time.h>

#include <functional>

namespace byline::gateway {

class Executor {
 public:
  virtual ~Executor() = default;
  virtual void Post(std::function<void()> step) = 0;
  virtual void After(absl::Duration delay, std::function<void()> step) = 0;
};

}  // namespace byline::gateway

#endif  // BYLINE_SERVICES_GATEWAY_HTTP_EXECUTOR_H_
