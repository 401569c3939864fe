// An article service whose stream and answers are what the test says.
#ifndef BYLINE_TESTS_RPC_FEED_FAKE_FEED_H_
#define BYLINE_TESTS_RPC_FEED_FAKE_FEED_H_

#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "byline/article/v1/article_service.grpc.pb.h"
#include "common/base/mutex.h"
#include "common/freshness/revision.h"

namespace byline {

// Whether `condition` came true within 10 s.
bool Eventually(const std::function<bool()>& condition);

// One Watch of a follower.
class FakeStream {
 public:
  explicit FakeStream(article::v1::WatchRequest watch_request)
      : request(std::move(watch_request)) {}

  void Send(article::v1::WatchResponse message);
  // Ends the stream after what was sent.
  void End(const grpc::Status& status);
  // Whether the follower cancelled it, within 10 s.
  bool WaitCancelled();

  const article::v1::WatchRequest request;

 private:
  friend class FakeFeed;
  grpc::Status Run(grpc::ServerContext& context,
                   grpc::ServerWriter<article::v1::WatchResponse>& writer);

  Mutex mutex_;
  CondVar changed_;
  std::deque<article::v1::WatchResponse> messages_ GUARDED_BY(mutex_);
  bool ended_ GUARDED_BY(mutex_) = false;
  bool cancelled_ GUARDED_BY(mutex_) = false;
  grpc::Status status_ GUARDED_BY(mutex_);
};

class FakeFeed final : public article::v1::ArticleService::Service {
 public:
  // What GetRevision tells: the newest revision, whose epoch is the current
  // one.
  void SetTruth(const Revision& newest);
  // GetRevision fails so; OK: it answers again.
  void FailQuestions(const grpc::Status& status);
  // Questions from this one on (the first is 1) wait for their Release.
  void HoldQuestionsFrom(int number);
  // Answers the questions up to this one, as things stand now.
  void ReleaseUpTo(int number);
  // Answers all questions but this one.
  void ReleaseAllBut(int number);

  int questions() const;
  article::v1::GetRevisionRequest last_question() const;
  std::string last_authorization() const;

  // The follower's next stream; null if none comes within 10 s.
  std::shared_ptr<FakeStream> NextStream();

  grpc::Status Watch(
      grpc::ServerContext* context, const article::v1::WatchRequest* request,
      grpc::ServerWriter<article::v1::WatchResponse>* writer) override;
  grpc::Status GetRevision(grpc::ServerContext* context,
                           const article::v1::GetRevisionRequest* request,
                           article::v1::GetRevisionResponse* response) override;

 private:
  mutable Mutex mutex_;
  CondVar changed_;
  std::deque<std::shared_ptr<FakeStream>> streams_ GUARDED_BY(mutex_);
  Revision newest_ GUARDED_BY(mutex_);
  grpc::Status failure_ GUARDED_BY(mutex_);
  int questions_ GUARDED_BY(mutex_) = 0;
  int held_from_ GUARDED_BY(mutex_) = 1'000'000'000;
  int released_to_ GUARDED_BY(mutex_) = 0;
  int never_released_ GUARDED_BY(mutex_) = 0;
  article::v1::GetRevisionRequest last_question_ GUARDED_BY(mutex_);
  std::string last_authorization_ GUARDED_BY(mutex_);
};

}  // namespace byline

#endif  // BYLINE_TESTS_RPC_FEED_FAKE_FEED_H_
