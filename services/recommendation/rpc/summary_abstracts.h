// SummaryAbstracts: abstracts from the summary service, all of a list in one
// call. Errors are logged and leave the abstracts out. Thread-safe.
#ifndef BYLINE_SERVICES_RECOMMENDATION_RPC_SUMMARY_ABSTRACTS_H_
#define BYLINE_SERVICES_RECOMMENDATION_RPC_SUMMARY_ABSTRACTS_H_

#include <map>
#include <string>
#include <vector>

#include "byline/summary/v1/summary_service.grpc.pb.h"
#include "services/recommendation/rpc/abstract_source.h"

namespace byline::recommendation {

class SummaryAbstracts final : public AbstractSource {
 public:
  // `stub` must outlive it.
  explicit SummaryAbstracts(summary::v1::SummaryService::StubInterface& stub)
      : stub_(stub) {}

  std::map<std::string, std::string> Get(
      const std::vector<WantedAbstract>& wanted, const Revision& as_of,
      absl::Time deadline) override;

 private:
  summary::v1::SummaryService::StubInterface& stub_;
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_RPC_SUMMARY_ABSTRACTS_H_
