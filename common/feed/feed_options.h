// How a FeedFollower follows. A plain value.
#ifndef BYLINE_COMMON_FEED_FEED_OPTIONS_H_
#define BYLINE_COMMON_FEED_FEED_OPTIONS_H_

#include <absl/time/time.h>

#include <string>

#include "byline/article/v1/article_service.pb.h"

namespace byline {

struct FeedFollowerOptions {
  // Service and instance, 1 to 100 printable ASCII characters.
  std::string follower = "";
  // FULL for a sink that needs the articles.
  article::v1::WatchView view = article::v1::WATCH_VIEW_REVISIONS;
  // Raw token shown to the article service; empty: none.
  std::string token = "";
  // Questions: how often, how long each may take, how many may be under way.
  absl::Duration ask_every = absl::Milliseconds(250);
  absl::Duration ask_patience = absl::Seconds(1);
  int max_questions = 4;
  // Wait before a new stream, doubled up to the greatest while none gives a
  // message; half to all of it, at random.
  absl::Duration min_backoff = absl::Milliseconds(50);
  absl::Duration max_backoff = absl::Seconds(2);
};

}  // namespace byline

#endif  // BYLINE_COMMON_FEED_FEED_OPTIONS_H_
