// An article service in memory: stores what the test puts, and tells it to
// watchers. The test can hold the feed back. Thread-safe.
#ifndef BYLINE_TESTS_RPC_RECOMMENDATION_FAKE_ARTICLES_H_
#define BYLINE_TESTS_RPC_RECOMMENDATION_FAKE_ARTICLES_H_

#include <string>
#include <vector>

#include "byline/article/v1/article_service.grpc.pb.h"
#include "common/base/mutex.h"

namespace byline::recommendation {

class FakeArticles final : public article::v1::ArticleService::Service {
 public:
  static constexpr char kEpoch[] = "00000000000000aa";

  // Stores a version and tells the feed; the revision of this write.
  fragment::v1::Revision Put(article::v1::Article article);
  fragment::v1::Revision Withdraw(const std::string& id);
  // Changes stay out of the feed until it is let go.
  void HoldFeed(bool hold);
  // Questions for the revision fail.
  void FallSilent(bool silent);

  grpc::Status GetRevision(grpc::ServerContext* context,
                           const article::v1::GetRevisionRequest* request,
                           article::v1::GetRevisionResponse* response) override;
  grpc::Status Watch(
      grpc::ServerContext* context, const article::v1::WatchRequest* request,
      grpc::ServerWriter<article::v1::WatchResponse>* writer) override;

 private:
  fragment::v1::Revision Write(article::v1::Change change);
  fragment::v1::Revision NewestLocked() const EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  mutable Mutex mutex_;
  CondVar changed_;
  std::vector<article::v1::Change> log_
      GUARDED_BY(mutex_);  // number i + 1 at i
  bool held_ GUARDED_BY(mutex_) = false;
  bool silent_ GUARDED_BY(mutex_) = false;
};

}  // namespace byline::recommendation

#endif  // BYLINE_TESTS_RPC_RECOMMENDATION_FAKE_ARTICLES_H_
