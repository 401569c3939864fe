#include "services/recommendation/rpc/summary_abstracts.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/strip.h>

#include "common/base/log.h"
#include "common/server/channel.h"
#include "common/server/grpc_status.h"

namespace byline::recommendation {
namespace {

constexpr char kSuffix[] = "/summary";

}  // namespace

std::map<std::string, std::string> SummaryAbstracts::Get(
    const std::vector<WantedAbstract>& wanted, const Revision& as_of,
    absl::Time deadline) {
  std::map<std::string, std::string> abstracts;
  if (wanted.empty()) return abstracts;
  std::map<std::string, int64_t> revisions;
  summary::v1::BatchGetSummariesRequest request;
  request.mutable_min_revision()->set_epoch(as_of.epoch);
  request.mutable_min_revision()->set_number(as_of.number);
  for (const WantedAbstract& one : wanted) {
    revisions[one.article] = one.revision;
    request.add_names(absl::StrCat(one.article, kSuffix));
  }
  grpc::ClientContext context;
  PrepareClientContext(context, deadline);
  summary::v1::BatchGetSummariesResponse response;
  const grpc::Status status =
      stub_.BatchGetSummaries(&context, request, &response);
  if (!status.ok()) {
    Log(Severity::kWarning, "no abstracts for the cards",
        {{"code", GrpcCodeName(status.error_code())},
         {"error", status.error_message()}});
    return abstracts;
  }
  for (const summary::v1::Summary& summary : response.summaries()) {
    const std::string article(absl::StripSuffix(summary.name(), kSuffix));
    const auto revision = revisions.find(article);
    // An abstract of an older text could say what a correction took back.
    if (revision == revisions.end() ||
        summary.article_revision() < revision->second) {
      continue;
    }
    abstracts[article] = summary.abstract().text();
  }
  return abstracts;
}

}  // namespace byline::recommendation
