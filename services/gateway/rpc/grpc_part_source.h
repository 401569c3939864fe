// GrpcPartSource: the parts of pages from the three services, by gRPC's
// callback API, so that no thread waits. Callers that follow from its answers
// must outlive it; its destructor cancels what is under way and waits for it.
#ifndef BYLINE_SERVICES_GATEWAY_RPC_GRPC_PART_SOURCE_H_
#define BYLINE_SERVICES_GATEWAY_RPC_GRPC_PART_SOURCE_H_

#include <grpcpp/channel.h>

#include <memory>
#include <string>

#include "byline/article/v1/article_service.grpc.pb.h"
#include "byline/recommendation/v1/recommendation_service.grpc.pb.h"
#include "byline/summary/v1/summary_service.grpc.pb.h"
#include "services/gateway/page/part_source.h"
#include "services/gateway/rpc/call_set.h"

namespace byline::gateway {

class GrpcPartSource final : public PartSource {
 public:
  GrpcPartSource(const std::shared_ptr<grpc::ChannelInterface>& article,
                 const std::shared_ptr<grpc::ChannelInterface>& summary,
                 const std::shared_ptr<grpc::ChannelInterface>& recommendation);

  void Lookup(const std::string& slug, const Call& call,
              LookupDone done) override;
  void Body(const std::string& article, const Call& call,
            FragmentDone done) override;
  void List(const std::string& collection, const std::string& page_token,
            const Call& call, FragmentDone done) override;
  void Summary(const std::string& article, const Call& call,
               FragmentDone done) override;
  void Similar(const std::string& article, const Call& call,
               FragmentDone done) override;
  void Trending(const std::string& language, const Call& call,
                FragmentDone done) override;

 private:
  const std::unique_ptr<article::v1::ArticleService::Stub> article_;
  const std::unique_ptr<summary::v1::SummaryService::Stub> summary_;
  const std::unique_ptr<recommendation::v1::RecommendationService::Stub>
      recommendation_;
  CallSet calls_;
};

}  // namespace byline::gateway

#endif  // BYLINE_SERVICES_GATEWAY_RPC_GRPC_PART_SOURCE_H_
