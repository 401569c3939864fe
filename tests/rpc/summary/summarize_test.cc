// Summarize with a token file, and the bounded memory of summaries.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <memory>
#include <string>

#include "common/access/token_table.h"
#include "common/base/crypto.h"
#include "common/server/channel.h"
#include "common/server/server.h"
#include "services/summary/rpc/kept_summaries.h"
#include "services/summary/summary_process.h"
#include "tests/testing/temp_folder.h"

namespace byline::summary {
namespace {

TEST(SummarizeTest, AReaderGetsTheSummaryOfATextThatIsNotStored) {
  const byline::testing::TempFolder folder;
  const std::string path = folder.File("tokens");
  std::ofstream(path) << "reader " << Sha256Hex("secret") << " test\n";
  const SystemClock clock;
  TokenTable tokens(path, clock);
  ASSERT_TRUE(tokens.Load().ok());
  Metrics metrics;
  // No article service is needed for a text that is not stored.
  const auto nowhere = MakeChannel("127.0.0.1:1");
  SummaryProcess process({}, {nowhere, nowhere}, RpcEdge{tokens, metrics},
                         clock, nullptr);
  GrpcServer server({}, metrics);
  server.Add(process.service(), SummaryProcess::ServiceName(), {});
  ASSERT_TRUE(server.Start().ok());
  const auto stub = v1::SummaryService::NewStub(server.InProcessChannel());
  v1::SummarizeRequest request;
  request.mutable_article()->set_name("articles/forged");
  request.mutable_article()->set_headline("Pier's end");
  request.mutable_article()->set_language_code("en");
  request.mutable_article()
      ->add_blocks()
      ->mutable_paragraph()
      ->mutable_text()
      ->set_text("PIER’S END");
  request.mutable_article()
      ->add_blocks()
      ->mutable_paragraph()
      ->mutable_text()
      ->set_text("The old pier of Port Ann fell into the sea.");
  v1::Summary summary;
  grpc::ClientContext context;
  PrepareClientContext(context, absl::Now() + absl::Seconds(10), "", "secret");
  const grpc::Status status = stub->Summarize(&context, request, &summary);
  ASSERT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(summary.name(), "");
  EXPECT_EQ(summary.article_revision(), 0);
  ASSERT_EQ(summary.key_points_size(), 1);
  EXPECT_EQ(summary.key_points(0).source().block(), 1);
  server.Drain();
}

KeptSummary Kept(int64_t revision) {
  v1::Summary summary;
  summary.set_article_revision(revision);
  return {std::make_shared<const v1::Summary>(summary), {}, ""};
}

TEST(KeptSummariesTest, TheLongestUnusedGoesFirst) {
  KeptSummaries kept(2);
  kept.Keep("articles/a", 0, Kept(1));
  kept.Keep("articles/a", 3, Kept(2));
  EXPECT_TRUE(kept.Find("articles/a", 0).has_value());
  kept.Keep("articles/b", 0, Kept(3));
  EXPECT_EQ(kept.size(), 2U);
  EXPECT_FALSE(kept.Find("articles/a", 3).has_value());
  EXPECT_EQ(kept.Find("articles/a", 0)->summary->article_revision(), 1);
  kept.Keep("articles/a", 0, Kept(4));
  EXPECT_EQ(kept.size(), 2U);
  EXPECT_EQ(kept.Find("articles/a", 0)->summary->article_revision(), 4);
}

}  // namespace
}  // namespace byline::summary
