#include <absl/flags/flag.h>
#include <absl/flags/reflection.h>
#include <absl/strings/str_cat.h>

#include <cstdio>
#include <nlohmann/json.hpp>

#include "byline/recommendation/v1/recommendation_service.grpc.pb.h"
#include "services/cli/commands/commands.h"
#include "services/cli/connection.h"
#include "services/cli/flags.h"
#include "services/cli/import/archive_line.h"
#include "services/cli/output.h"
#include "services/cli/progress.h"
#include "services/cli/similar_query.h"
#include "services/recommendation/core/offline.h"
#include "services/recommendation/core/reasons.h"

namespace byline::cli {
namespace {

namespace v1 = byline::recommendation::v1;

using nlohmann::ordered_json;
using recommendation::OfflineArticle;
using recommendation::OfflineList;

void Print(const OfflineList& list) {
  if (WantsJson()) {
    ordered_json similar = ordered_json::array();
    for (const auto& item : list.similar)
      similar.push_back(
          {{"id", item.id}, {"score", item.score}, {"reasons", item.reasons}});
    std::printf(
        "%s\n",
        ordered_json{{"id", list.id}, {"similar", similar}}.dump().c_str());
    return;
  }
  std::printf("%s\n", Printable(list.id).c_str());
  for (const auto& item : list.similar) {
    std::printf("  %.3f  %s", item.score, Printable(item.id).c_str());
    for (const std::string& reason : item.reasons)
      std::printf("  (%s)", Printable(reason).c_str());
    std::printf("\n");
  }
}

// Reads the file and prints the lists of its articles.
int ListFile(const std::string& input,
             const recommendation::OfflineOptions& options) {
  std::vector<OfflineArticle> archive;
  const absl::Status status = ReadArchive(input, [&](ArchiveLine line, double) {
    archive.push_back({std::move(line.id), std::move(line.title),
                       std::move(line.body), line.published,
                       std::move(line.language), std::move(line.section)});
  });
  if (!status.ok())
    std::fprintf(stderr, "byline similar: %s\n",
                 std::string(status.message()).c_str());
  if (absl::IsNotFound(status)) return kFailed;
  {
    Progress progress("similar " + input, 1000);
    const auto total = static_cast<double>(archive.size());
    const std::vector<OfflineList> lists =
        recommendation::FindSimilarOffline(archive, options, [&](double share) {
          progress.Update(static_cast<int64_t>(share * 1000),
                          static_cast<int64_t>(share * total));
        });
    for (const OfflineList& list : lists) Print(list);
  }
  return status.ok() ? kOk : kFailed;
}

void Print(const std::string& article,
           const v1::ListSimilarArticlesResponse& list) {
  if (WantsJson()) return PrintJson(list);
  std::printf("%s%s\n", article.c_str(),
              list.off() ? "  (similar articles off)" : "");
  for (const v1::SimilarArticle& similar : list.similar_articles()) {
    std::printf("  %.3f  %s  %s", similar.score(), similar.article().c_str(),
                Printable(similar.headline()).c_str());
    for (const v1::Reason& reason : similar.reasons())
      std::printf("  (%s)",
                  Printable(recommendation::WordReason(reason, "en")).c_str());
    std::printf("\n");
  }
}

int ListStored(const v1::ListSimilarArticlesRequest& request) {
  grpc::ClientContext context;
  if (absl::Status status = Prepare(context); !status.ok())
    return Fail("similar", status);
  v1::ListSimilarArticlesResponse response;
  const grpc::Status status =
      v1::RecommendationService::NewStub(OpenChannel(Service::kRecommendation))
          ->ListSimilarArticles(&context, request, &response);
  if (!status.ok()) return Fail("similar", status);
  Print(request.article(), response);
  return kOk;
}

// The first of these flags that has not its default; empty: none.
std::string FirstGiven(const std::vector<const char*>& names) {
  for (const char* name : names) {
    const absl::CommandLineFlag* flag = absl::FindCommandLineFlag(name);
    if (flag->CurrentValue() != flag->DefaultValue()) return name;
  }
  return "";
}

int Misused(absl::string_view what) {
  std::fprintf(stderr, "byline similar: %s\n", std::string(what).c_str());
  return kUsage;
}

int Run(const std::vector<std::string>& arguments) {
  const std::string input = absl::GetFlag(FLAGS_input);
  if (input.empty() == arguments.empty())
    return Misused(
        "give either --input=FILE.jsonl (- is standard input), or an article");
  const std::string misplaced =
      input.empty() ? FirstGiven({"min_words"})
                    : FirstGiven({"mode", "sections", "exclude", "any_language",
                                  "max_time_apart", "min_score"});
  if (!misplaced.empty())
    return Misused(absl::StrCat("--", misplaced,
                                input.empty()
                                    ? " is for --input, not for an article"
                                    : " is for an article, not for --input"));
  if (input.empty()) {
    const auto request = ReadSimilarQuery(arguments[0]);
    return request.ok() ? ListStored(*request)
                        : Misused(request.status().message());
  }
  const recommendation::OfflineOptions options{absl::GetFlag(FLAGS_top),
                                               absl::GetFlag(FLAGS_min_words)};
  if (options.top < 1 || options.top > 1000 || options.min_words < 0)
    return Misused("--top must be 1 to 1000 and --min_words not negative");
  return ListFile(input, options);
}

}  // namespace

Command SimilarCommand() {
  return {
      "similar",
      "articles similar to a stored one, or to each other within a file",
      "[articles/ID]",
      "Of an article: those that the suite offers beside it, best first, each "
      "with its score, why, and what --mode and the conditions say.\n"
      "With --input without a server: the file is the whole archive, JSON "
      "Lines with id and body, and where there are title, published,\n"
      "language and section. Writes one object a line, in input order, best "
      "first: {\"id\", \"similar\": [{\"id\", \"score\", "
      "\"reasons\"}]}. Placeholders\n"
      "and articles under --min_words get an empty list and are in nobody's; "
      "no list holds two near-copies.\n"
      "  byline similar articles/bridge-reopens --mode=background "
      "--sections=Town,Harbour --max_time_apart=90d\n"
      "  byline similar --input=archive.jsonl --top=10 --format=json",
      {"input", "top", "min_words", "mode", "sections", "exclude",
       "any_language", "max_time_apart", "min_score", "server",
       "recommendation_server", "token_file", "timeout", "format"},
      0,
      1,
      Run};
}

}  // namespace byline::cli
