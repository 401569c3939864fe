#include <cstdio>

#include "byline/recommendation/v1/recommendation_service.grpc.pb.h"
#include "services/cli/commands/commands.h"
#include "services/cli/connection.h"
#include "services/cli/output.h"

namespace byline::cli {
namespace {

namespace v1 = byline::recommendation::v1;

int Run(const std::vector<std::string>&) {
  grpc::ClientContext context;
  if (absl::Status status = Prepare(context); !status.ok())
    return Fail("reindex", status);
  v1::ReindexResponse response;
  const grpc::Status status =
      v1::RecommendationService::NewStub(OpenChannel(Service::kRecommendation))
          ->Reindex(&context, v1::ReindexRequest(), &response);
  if (!status.ok()) return Fail("reindex", status);
  if (WantsJson()) {
    PrintJson(response);
    return kOk;
  }
  const v1::SimilarityModelVersion& version = response.model_version();
  std::printf("%lld articles indexed anew (revision %lld)\n",
              static_cast<long long>(response.articles()),
              static_cast<long long>(response.as_of_revision().number()));
  std::printf("  term weights  %s\n", version.term_weights().c_str());
  std::printf("  vectors       %s\n", version.vectors().empty()
                                          ? "none yet"
                                          : version.vectors().c_str());
  std::printf("  stories       %s\n", version.stories().c_str());
  return kOk;
}

}  // namespace

Command ReindexCommand() {
  return {
      "reindex",
      "makes the index of similar articles anew from all articles",
      "",
      "Term weights, vectors, stories and clusters of near-copies are made "
      "anew at once; the service does it by itself when a quarter of the\n"
      "articles has changed. Answers go on meanwhile. Shows how many articles "
      "there are and the versions of what scores are weighed with.\n"
      "A large archive takes longer than the usual --timeout; where that ends "
      "first, the service finishes all the same. Needs an admin's token.\n"
      "  byline reindex --token_file=data/admin.token --timeout=10m",
      {"server", "recommendation_server", "token_file", "timeout", "format"},
      0,
      0,
      Run};
}

}  // namespace byline::cli
