#include "services/article/commands/scheduled_publisher.h"

#include <chrono>
#include <string>

#include "common/base/log.h"

namespace byline::article {
namespace {

constexpr std::chrono::milliseconds kInterval(100);
constexpr int kArticlesAStep = 100;

}  // namespace

ScheduledPublisher::ScheduledPublisher(ArticleCommands& commands,
                                       const ArticleStore& store,
                                       const Clock& clock)
    : commands_(commands),
      store_(store),
      clock_(clock),
      thread_(kInterval, [this] { Step(); }) {}

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

}  // namespace byline::article
