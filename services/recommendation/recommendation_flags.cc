#include "services/recommendation/recommendation_flags.h"

#include <absl/flags/flag.h>

#include <string>

#include "common/server/channel.h"

ABSL_FLAG(std::string, article_server, "127.0.0.1:50051",
          "gRPC address of the article service, host:port");
ABSL_FLAG(std::string, summary_server, "127.0.0.1:50052",
          "gRPC address of the summary service, host:port");
ABSL_FLAG(std::string, index_dir, "",
          "folder of its own for the index, so that it need not be filled from "
          "the change feed at every start; empty: none is kept");
ABSL_FLAG(absl::Duration, snapshot_every, absl::Minutes(10),
          "how often at most the index is written to that folder; it is at the "
          "end, too");

namespace byline::recommendation {

RecommendationChannels ChannelsFromFlags() {
  return {.feed = MakeChannel(absl::GetFlag(FLAGS_article_server),
                              {.own_connections = true}),
          .article = MakeChannel(absl::GetFlag(FLAGS_article_server)),
          .summary = MakeChannel(absl::GetFlag(FLAGS_summary_server))};
}

absl::StatusOr<std::unique_ptr<IndexFiles>> IndexFilesFromFlags() {
  const std::string folder = absl::GetFlag(FLAGS_index_dir);
  if (folder.empty()) return std::unique_ptr<IndexFiles>();
  return IndexFiles::Open(folder);
}

absl::Duration SnapshotEveryFromFlags() {
  return absl::GetFlag(FLAGS_snapshot_every);
}

}  // namespace byline::recommendation
