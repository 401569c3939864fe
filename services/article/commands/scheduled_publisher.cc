#include "services/article/commands/scheduled_publisher.h"

#include <chrono>
#include <string>

#include "common/base/log.h"

namespace byline::article {
namespace {

constexpr std::chrono::milliseconds kInterval(100);
constexpr int kArticlesAStep = 100;

}  // namespace

void ScheduledPublisher::Start() {
  thread_ = std::thread([this] { Run(); });
}

void ScheduledPublisher::Stop() {
  {
    MutexLock lock(mutex_);
    stopping_ = true;
    stopped_.NotifyAll();
  }
  if (thread_.joinable()) thread_.join();
}

int ScheduledPublisher::Step() {
  const auto due = store_.DueArticles(clock_.Now(), kArticlesAStep);
  if (!due.ok()) {
    Log(Severity::kError, "cannot look for scheduled articles",
        {{"error", due.status().message()}});
    return 0;
  }
  for (const std::string& name : *due) {
    const absl::Status status = commands_.PublishIfDue(name);
    Log(status.ok() ? Severity::kInfo : Severity::kError,
        status.ok() ? "scheduled article published"
                    : "cannot publish a scheduled article",
        {{"article", name}, {"error", status.message()}});
  }
  return static_cast<int>(due->size());
}

void ScheduledPublisher::Run() {
  while (true) {
    Step();
    MutexLock lock(mutex_);
    if (!stopping_) stopped_.WaitFor(mutex_, kInterval);
    if (stopping_) return;
  }
}

}  // namespace byline::article
