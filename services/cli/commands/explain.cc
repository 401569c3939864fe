#include <absl/strings/str_join.h>

#include <cstdio>

#include "byline/recommendation/v1/recommendation_service.grpc.pb.h"
#include "services/cli/commands/commands.h"
#include "services/cli/connection.h"
#include "services/cli/output.h"
#include "services/cli/similar_query.h"

namespace byline::cli {
namespace {

namespace v1 = byline::recommendation::v1;

int Run(const std::vector<std::string>& arguments) {
  v1::ExplainSimilarityRequest request;
  request.set_article(arguments[0]);
  request.set_other_article(arguments[1]);
  const absl::StatusOr<v1::SimilarityMode> mode = ReadSimilarityMode();
  if (!mode.ok()) {
    std::fprintf(stderr, "byline explain: %s\n",
                 std::string(mode.status().message()).c_str());
    return kUsage;
  }
  request.set_mode(*mode);
  grpc::ClientContext context;
  if (absl::Status status = Prepare(context); !status.ok())
    return Fail("explain", status);
  v1::SimilarityExplanation explanation;
  const grpc::Status status =
      v1::RecommendationService::NewStub(OpenChannel(Service::kRecommendation))
          ->ExplainSimilarity(&context, request, &explanation);
  if (!status.ok()) return Fail("explain", status);
  if (WantsJson()) {
    PrintJson(explanation);
    return kOk;
  }
  if (explanation.offered()) {
    std::printf("%s is offered beside %s, at place %d\n", arguments[1].c_str(),
                arguments[0].c_str(), explanation.rank());
  } else {
    std::printf("%s is not offered beside %s\n", arguments[1].c_str(),
                arguments[0].c_str());
  }
  for (const auto& exclusion : explanation.exclusions()) {
    std::printf("  because %s: %s\n",
                v1::Exclusion::Kind_Name(exclusion.kind()).c_str() + 5,
                Printable(exclusion.detail()).c_str());
  }
  if (!explanation.has_similarity()) return kOk;
  std::printf("  score %.4f (offered from %.4f)\n",
              explanation.similarity().score(), explanation.floor());
  for (const auto& part : explanation.similarity().parts())
    std::printf("    %+.4f  %s\n", part.value(), part.part().c_str());
  for (const auto& reason : explanation.similarity().reasons()) {
    std::printf("  %s %s\n", v1::Reason::Kind_Name(reason.kind()).c_str() + 5,
                Printable(absl::StrJoin(reason.terms(), ", ")).c_str());
  }
  return kOk;
}

}  // namespace

Command ExplainCommand() {
  return {
      "explain",
      "says why an article is, or is not, offered beside another",
      "articles/ID articles/OTHER",
      "Score, its parts, and the reasons; or what keeps it out: a verdict, the "
      "language, the floor, a near-copy. --mode: of which list, as those of "
      "`byline similar`.\n"
      "  byline explain articles/bridge-reopens articles/bridge-closes",
      {"mode", "server", "recommendation_server", "token_file", "timeout",
       "format"},
      2,
      2,
      Run};
}

}  // namespace byline::cli
