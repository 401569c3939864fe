// RevisionAsker: the questions of a FeedFollower. Asks GetRevision regularly
// and tells the truth what came of it, so that the lease runs on. A slow answer
// does not hold up the next question. One thread asks; answers come on threads
// of gRPC. Thread-safe but for Start and Stop.
#ifndef BYLINE_COMMON_FEED_REVISION_ASKER_H_
#define BYLINE_COMMON_FEED_REVISION_ASKER_H_

#include <grpcpp/client_context.h>
#include <prometheus/counter.h>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <thread>

#include "byline/article/v1/article_service.grpc.pb.h"
#include "common/base/mutex.h"
#include "common/feed/feed_options.h"
#include "common/feed/feed_watcher.h"
#include "common/freshness/followed_truth.h"
#include "common/server/metrics.h"

namespace byline {

class RevisionAsker {
 public:
  RevisionAsker(article::v1::ArticleService::StubInterface& stub,
                FollowedTruth& truth, FeedWatcher& watcher, Metrics& metrics,
                const FeedFollowerOptions& options);
  ~RevisionAsker();
  RevisionAsker(const RevisionAsker&) = delete;
  RevisionAsker& operator=(const RevisionAsker&) = delete;

  void Start();
  // Cancels what is under way and returns when nothing is.
  void Stop();

  // Asks without waiting for the next regular time.
  void AskNow();
  std::string StoreId() const;

 private:
  // One question under way.
  struct Asking {
    grpc::ClientContext context;
    article::v1::GetRevisionRequest request;
    article::v1::GetRevisionResponse response;
    FollowedTruth::Question question;
    uint64_t stream = 0;  // that was current when it was asked
  };

  void Run();
  // Waits until a question is due and may be asked; false when stopping.
  bool WaitUntilDue();
  void Ask();
  void OnDone(const grpc::Status& status, Asking* asking);

  article::v1::ArticleService::StubInterface& stub_;
  FollowedTruth& truth_;
  FeedWatcher& watcher_;
  const FeedFollowerOptions options_;
  prometheus::Counter& answered_;
  prometheus::Counter& unanswered_;
  std::thread thread_;

  mutable Mutex mutex_;
  CondVar changed_;
  bool stopping_ GUARDED_BY(mutex_) = false;
  bool ask_now_ GUARDED_BY(mutex_) = true;
  std::string store_id_ GUARDED_BY(mutex_);
  std::map<Asking*, std::unique_ptr<Asking>> under_way_ GUARDED_BY(mutex_);
};

}  // namespace byline

#endif  // BYLINE_COMMON_FEED_REVISION_ASKER_H_
