#include <algorithm>
#include <cstdio>

#include "byline/recommendation/v1/recommendation_service.grpc.pb.h"
#include "common/server/grpc_status.h"
#include "services/cli/commands/commands.h"
#include "services/cli/connection.h"
#include "services/cli/output.h"

namespace byline::cli {
namespace {

namespace v1 = byline::recommendation::v1;

constexpr int kPageSize = 1000;

// All pages as one answer, of the revision of the first.
absl::StatusOr<v1::ListExposureResponse> ReadExposure(
    const std::string& article) {
  const auto stub =
      v1::RecommendationService::NewStub(OpenChannel(Service::kRecommendation));
  v1::ListExposureRequest request;
  request.set_article(article);
  request.set_page_size(kPageSize);
  v1::ListExposureResponse all;
  for (bool first = true;; first = false) {
    grpc::ClientContext context;
    if (absl::Status status = Prepare(context); !status.ok()) return status;
    v1::ListExposureResponse page;
    const grpc::Status status = stub->ListExposure(&context, request, &page);
    if (!status.ok()) return FromGrpcStatus(status);
    const std::string next = page.next_page_token();
    if (first) {
      all = std::move(page);
      all.clear_next_page_token();
    } else {
      all.mutable_lists()->MergeFrom(page.lists());
    }
    if (next.empty()) return all;
    request.set_page_token(next);
  }
}

void Print(const std::string& article, const v1::ListExposureResponse& all) {
  const auto cards =
      std::count_if(all.lists().begin(), all.lists().end(),
                    [](const auto& entry) { return entry.card(); });
  std::printf(
      "%s  lists: %d, with a card: %d, near-copies: %d (revision %lld)\n",
      article.c_str(), all.lists_size(), static_cast<int>(cards),
      all.near_copies_size(),
      static_cast<long long>(all.as_of_revision().number()));
  for (const auto& entry : all.lists()) {
    std::printf("  list of %s: place %d%s%s\n", entry.article().c_str(),
                entry.rank(), entry.card() ? ", card" : "",
                entry.pinned() ? ", pinned" : "");
  }
  for (const auto& copy : all.near_copies()) {
    std::printf("  near-copy %s: Jaccard %.3f, containment %.3f\n",
                copy.article().c_str(), copy.jaccard(), copy.containment());
  }
  if (all.everywhere()) std::printf("  pinned in every list of its language\n");
  for (const std::string& list : all.trending())
    std::printf("  read most: %s\n", Printable(list).c_str());
  for (const std::string& other : all.also_read())
    std::printf("  also read, beside %s\n", other.c_str());
}

int Run(const std::vector<std::string>& arguments) {
  const absl::StatusOr<v1::ListExposureResponse> all =
      ReadExposure(arguments[0]);
  if (!all.ok()) return Fail("exposure", all.status());
  if (WantsJson()) {
    PrintJson(*all);
  } else {
    Print(arguments[0], *all);
  }
  return kOk;
}

}  // namespace

Command ExposureCommand() {
  return {
      "exposure",
      "where an article is shown or repeated: lists, cards, near-copies",
      "articles/ID",
      "Every list of similar articles that has it, with its place, whether the "
      "page shows a card of it (the first 6 places) and whether an editor\n"
      "pinned it, or all at once; its near-copies, most alike first; lists of "
      "what is read most, and of what readers of others read too. So a\n"
      "correction can be followed. Needs a reader's token.\n"
      "  byline exposure articles/bridge-reopens --format=json",
      {"server", "recommendation_server", "token_file", "timeout", "format"},
      1,
      1,
      Run};
}

}  // namespace byline::cli
