// RunningService: the recommendation service in process, over an article
// service and a summary service of the test's own. Its lease lasts as long as
// the test: its clock stands still. For one thread, Call for any.
#ifndef BYLINE_TESTS_RPC_RECOMMENDATION_RUNNING_SERVICE_H_
#define BYLINE_TESTS_RPC_RECOMMENDATION_RUNNING_SERVICE_H_

#include <absl/status/statusor.h>
#include <absl/time/clock.h>

#include <memory>
#include <string>
#include <vector>

#include "byline/recommendation/v1/recommendation_service.grpc.pb.h"
#include "common/access/token_table.h"
#include "common/base/clock.h"
#include "common/server/channel.h"
#include "common/server/grpc_status.h"
#include "common/server/server.h"
#include "services/recommendation/recommendation_process.h"
#include "tests/rpc/recommendation/fake_summaries.h"
#include "tests/testing/fake_articles.h"

namespace byline::recommendation {

class RunningService {
 public:
  using Stub = v1::RecommendationService::Stub;
  // Tokens that Call may send.
  static constexpr char kReader[] = "reader-token";
  static constexpr char kAdmin[] = "admin-token";

  // Is ready when the constructor returns.
  RunningService();
  ~RunningService();

  // Stores the article; lists asked for from here on know of it.
  void Put(const article::v1::Article& article);
  void Withdraw(const std::string& id);

  template <typename Request, typename Reply>
  absl::StatusOr<Reply> Call(grpc::Status (Stub::*method)(grpc::ClientContext*,
                                                          const Request&,
                                                          Reply*),
                             const Request& request,
                             const std::string& token = "") {
    grpc::ClientContext context;
    PrepareClientContext(context, absl::Now() + absl::Seconds(30), "", token);
    Reply reply;
    const grpc::Status status =
        (stub_.get()->*method)(&context, request, &reply);
    if (!status.ok()) return FromGrpcStatus(status);
    return reply;
  }
  // Similar articles of `request.article`, of all that was put.
  absl::StatusOr<v1::ListSimilarArticlesResponse> List(
      v1::ListSimilarArticlesRequest request);
  absl::StatusOr<v1::ReindexResponse> Reindex();
  // As a server does that drains; calls still come in.
  void BeginStop() { process_->BeginStop(); }

  // Of the last write.
  const fragment::v1::Revision& newest() const { return newest_; }

 private:
  const SystemClock system_clock_;
  FakeClock clock_;
  Metrics metrics_;
  std::unique_ptr<TokenTable> tokens_;
  byline::testing::FakeArticles articles_;
  FakeSummaries summaries_;
  Metrics neighbour_metrics_;
  GrpcServer neighbours_{{.drain = absl::ZeroDuration()}, neighbour_metrics_};
  std::unique_ptr<RecommendationProcess> process_;
  std::unique_ptr<GrpcServer> server_;
  std::unique_ptr<Stub> stub_;
  fragment::v1::Revision newest_;
};

// Ids of a list's articles.
std::vector<std::string> IdsOf(const v1::ListSimilarArticlesResponse& list);

}  // namespace byline::recommendation

#endif  // BYLINE_TESTS_RPC_RECOMMENDATION_RUNNING_SERVICE_H_
