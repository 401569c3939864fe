// A summary service whose abstracts are what the test says. Thread-safe.
#ifndef BYLINE_TESTS_RPC_RECOMMENDATION_FAKE_SUMMARIES_H_
#define BYLINE_TESTS_RPC_RECOMMENDATION_FAKE_SUMMARIES_H_

#include <map>
#include <string>

#include "byline/summary/v1/summary_service.grpc.pb.h"
#include "common/base/mutex.h"

namespace byline::recommendation {

class FakeSummaries final : public summary::v1::SummaryService::Service {
 public:
  // The abstract of an article, as made from one of its revisions.
  void Set(const std::string& id, const std::string& text, int64_t revision);
  // From here on every call fails so; OK: it answers again.
  void Fail(const grpc::Status& status);
  int calls() const;

  grpc::Status BatchGetSummaries(
      grpc::ServerContext* context,
      const summary::v1::BatchGetSummariesRequest* request,
      summary::v1::BatchGetSummariesResponse* response) override;

 private:
  mutable Mutex mutex_;
  std::map<std::string, summary::v1::Summary> summaries_ GUARDED_BY(mutex_);
  grpc::Status failure_ GUARDED_BY(mutex_);
  int calls_ GUARDED_BY(mutex_) = 0;
};

}  // namespace byline::recommendation

#endif  // BYLINE_TESTS_RPC_RECOMMENDATION_FAKE_SUMMARIES_H_
