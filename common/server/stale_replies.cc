#include "common/server/stale_replies.h"

#include <absl/strings/str_cat.h>

#include <utility>

namespace byline {

StaleReplies::StaleReplies(Metrics& metrics, const std::string& metric, Age age)
    : replies_(metrics.Counter(
          metric, "Replies given although the article service is silent")),
      age_(std::move(age)) {}

void StaleReplies::Mark(grpc::ServerContext& context) {
  replies_.Increment();
  context.AddInitialMetadata("x-byline-stale", "1");
  const absl::Duration age = age_();
  if (age == absl::InfiniteDuration()) return;
  context.AddInitialMetadata("x-byline-stale-age",
                             absl::StrCat(absl::ToInt64Seconds(age)));
}

}  // namespace byline
