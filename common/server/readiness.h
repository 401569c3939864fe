// ReadinessPoll: asks the readiness functions every 100 ms on a thread of its
// own and tells a listener what changed. Free of gRPC. Thread-safe after Start;
// Add before it.
#ifndef BYLINE_COMMON_SERVER_READINESS_H_
#define BYLINE_COMMON_SERVER_READINESS_H_

#include <atomic>
#include <deque>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "common/base/mutex.h"

namespace byline {

class ReadinessPoll {
 public:
  // Told once for each name at Start, then on every change: a service's name,
  // or "readiness" for all together.
  using Listener = std::function<void(const std::string& name, bool ready)>;

  ReadinessPoll() = default;
  ~ReadinessPoll();
  ReadinessPoll(const ReadinessPoll&) = delete;
  ReadinessPoll& operator=(const ReadinessPoll&) = delete;

  void Add(std::string name, std::function<bool()> ready);
  void Start(Listener listener);
  // From here on nothing is ready; the listener is told, and the thread ends.
  void Stop();

  // Whether every service was ready when last asked.
  bool AllReady() const { return all_ready_; }
  // Names of the services that are not ready.
  std::vector<std::string> NotReady() const;

 private:
  struct Service {
    std::string name;
    std::function<bool()> ready;
    std::atomic<bool> last = false;
  };

  void Run();
  void AskAll(bool first);

  Listener listener_;
  std::thread thread_;
  std::deque<Service> services_;  // not changed after Start
  std::atomic<bool> all_ready_ = false;
  Mutex mutex_;
  CondVar stopped_;
  bool stopping_ GUARDED_BY(mutex_) = false;
};

}  // namespace byline

#endif  // BYLINE_COMMON_SERVER_READINESS_H_
