// WatchFeed: the messages of one Watch stream, one after the other: the present
// state in pages and a marker, then the log as it grows; or the log at once
// where the watcher resumes. Each page is a read of its own, so a slow watcher
// holds nothing. One thread; store and judge must outlive it.
#ifndef BYLINE_SERVICES_ARTICLE_READS_WATCH_FEED_H_
#define BYLINE_SERVICES_ARTICLE_READS_WATCH_FEED_H_

#include <absl/status/statusor.h>
#include <absl/time/time.h>

#include <cstdint>
#include <optional>

#include "byline/article/v1/article_service.pb.h"
#include "services/article/reads/truth_judge.h"
#include "services/article/store/article_store.h"

namespace byline::article {

class WatchFeed {
 public:
  struct Options {
    bool full = false;              // view FULL
    bool sees_unpublished = false;  // reader or above
    ReadLimit limit;                // of one message
  };

  // Begins at `from`. OUT_OF_RANGE where that is not known or no longer kept.
  static absl::StatusOr<WatchFeed> Begin(const ArticleStore& store,
                                         const TruthJudge& judge,
                                         const Revision& from,
                                         const Options& options);

  // The next message; nothing if `timeout` passed without a change. The first
  // message of a stream comes at once. OUT_OF_RANGE when the log has been cut
  // before the watcher had read it.
  absl::StatusOr<std::optional<v1::WatchResponse>> Next(absl::Duration timeout);

 private:
  enum class Phase { kState, kLog };

  WatchFeed(const ArticleStore& store, const Options& options)
      : store_(&store), options_(options) {}

  absl::Status AddState(v1::WatchResponse& message);
  absl::Status AddLog(v1::WatchResponse& message);
  void AddChange(StoredChange& stored, v1::WatchResponse& message) const;

  const ArticleStore* store_;
  Options options_;
  Phase phase_ = Phase::kState;
  bool first_ = true;
  int64_t state_cursor_ = 0;
  int64_t state_number_ = 0;  // newest number before the first page was read
  int64_t next_number_ = 1;   // of the log
};

}  // namespace byline::article

#endif  // BYLINE_SERVICES_ARTICLE_READS_WATCH_FEED_H_
