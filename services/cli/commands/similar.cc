#include <absl/flags/flag.h>

#include <cstdio>
#include <nlohmann/json.hpp>

#include "services/cli/commands/commands.h"
#include "services/cli/flags.h"
#include "services/cli/import/archive_line.h"
#include "services/cli/output.h"
#include "services/cli/progress.h"
#include "services/recommendation/core/offline.h"

namespace byline::cli {
namespace {

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

int Run(const std::vector<std::string>&) {
  const std::string input = absl::GetFlag(FLAGS_input);
  const recommendation::OfflineOptions options{absl::GetFlag(FLAGS_top),
                                               absl::GetFlag(FLAGS_min_words)};
  if (input.empty() || options.top < 1 || options.top > 1000 ||
      options.min_words < 0) {
    std::fprintf(stderr, "byline similar: %s\n",
                 input.empty()
                     ? "--input=FILE.jsonl is missing (- is standard input)"
                     : "--top must be 1 to 1000 and --min_words not negative");
    return kUsage;
  }
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

}  // namespace

Command SimilarCommand() {
  return {"similar",
          "similar articles within a file, without a server",
          "",
          "The file is the whole archive: JSON Lines with id and body, and "
          "where there are title, published and language. Writes one object a\n"
          "line, in input order, best first: {\"id\", \"similar\": [{\"id\", "
          "\"score\", \"reasons\"}]}. Placeholders and articles under "
          "--min_words get an\n"
          "empty list and are in nobody's; no list holds two near-copies.\n"
          "  byline similar --input=archive.jsonl --top=10 --format=json",
          {"input", "top", "min_words", "format"},
          0,
          0,
          Run};
}

}  // namespace byline::cli
