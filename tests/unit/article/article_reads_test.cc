#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "common/server/watcher_table.h"
#include "services/article/reads/follower_table.h"
#include "services/article/reads/truth_judge.h"
#include "tests/testing/temp_folder.h"
#include "tests/unit/article/test_articles.h"

namespace byline::article {
namespace {

using byline::testing::TempFolder;

class ArticleReadsTest : public ::testing::Test {
 protected:
  void Put(const std::string& id, const std::string& section = "") {
    v1::Article article = MakeArticle(id, 1, 10);
    article.set_slug(id);
    article.set_section(section);
    article.set_state(v1::STATE_PUBLISHED);
    ASSERT_TRUE(
        store_
            ->Write(absl::Now(),
                    [&](ArticleWriter& writer) { return writer.Put(article); })
            .ok());
  }

  TempFolder dir_;
  FakeClock clock_;
  std::unique_ptr<ArticleStore> store_ = OpenStore(dir_.File("articles.db"));
  TruthJudge judge_{*store_};
};

using TruthJudgeTest = ArticleReadsTest;

TEST_F(TruthJudgeTest, WhatChangedSinceIsChangedAndNothingElse) {
  Put("a", "Harbour");
  const Revision then = judge_.AsOf();
  EXPECT_EQ(judge_.Judge(then, {"articles/a"}), Freshness::kFresh);
  Put("b", "Weather");
  EXPECT_EQ(judge_.Judge(then, {"articles/a"}), Freshness::kFresh);
  EXPECT_EQ(judge_.Judge(then, {"articles/a", "articles/b"}),
            Freshness::kChanged);
  EXPECT_EQ(judge_.Judge(then, {"sections/harbour"}), Freshness::kFresh);
  EXPECT_EQ(judge_.Judge(then, {"sections/weather"}), Freshness::kChanged);
  EXPECT_EQ(judge_.Judge(then, {"articles/-"}), Freshness::kChanged);
  EXPECT_EQ(judge_.Judge(judge_.AsOf(), {"articles/-"}), Freshness::kFresh);
}

TEST_F(TruthJudgeTest, RevisionsOfElsewhereAndOfTheFutureAreToldApart) {
  Put("a");
  const std::string epoch = store_->Epochs()[0].id;
  EXPECT_EQ(judge_.Judge({"0123456789abcdef", 1}, {}),
            Freshness::kUnknownRevision);
  EXPECT_EQ(judge_.Judge({epoch, 2}, {}), Freshness::kAhead);
  EXPECT_TRUE(judge_.WaitFor({}, absl::InfinitePast()).ok());
  EXPECT_TRUE(judge_.WaitFor({epoch, 1}, absl::InfinitePast()).ok());
  EXPECT_TRUE(
      absl::IsOutOfRange(judge_.WaitFor({epoch, 2}, absl::InfiniteFuture())));
  EXPECT_TRUE(absl::IsOutOfRange(
      judge_.WaitFor({"0123456789abcdef", 1}, absl::InfiniteFuture())));
}

class FollowerTableTest : public ArticleReadsTest {
 protected:
  Revision At(int64_t number) const { return {store_->Epochs()[0].id, number}; }
  FollowerTable table_{judge_, clock_};
};

TEST_F(FollowerTableTest, ItTellsWhoHasReachedARevision) {
  Put("a");
  Put("b");
  EXPECT_TRUE(table_.PropagationOf(At(2)).complete());  // nobody follows
  table_.Heard("gateway/1", At(2));
  table_.Heard("summary/1", At(1));
  const auto propagation = table_.PropagationOf(At(2));
  EXPECT_FALSE(propagation.complete());
  ASSERT_EQ(propagation.followers_size(), 2);
  EXPECT_EQ(propagation.followers(0).follower(), "gateway/1");
  EXPECT_TRUE(propagation.followers(0).reached());
  EXPECT_FALSE(propagation.followers(1).reached());
  table_.Heard("summary/1", At(2));
  EXPECT_TRUE(table_.PropagationOf(At(2)).complete());
}

TEST_F(FollowerTableTest, WhatItAppliedOfAnotherHistoryDoesNotCount) {
  Put("a");
  table_.Heard("gateway/1", {"0123456789abcdef", 7});
  EXPECT_FALSE(table_.PropagationOf(At(1)).complete());
}

TEST_F(FollowerTableTest, AFollowerThatFallsSilentIsForgotten) {
  Put("a");
  table_.Heard("gateway/1", {});
  clock_.Advance(absl::Seconds(10));
  EXPECT_EQ(table_.PropagationOf(At(1)).followers(0).age().seconds(), 10);
  clock_.Advance(absl::Milliseconds(1));
  EXPECT_EQ(table_.PropagationOf(At(1)).followers_size(), 0);
}

TEST_F(FollowerTableTest, AWaitEndsWhenTheLastOneHasReachedIt) {
  Put("a");
  table_.Heard("gateway/1", {});
  std::thread follower([&] { table_.Heard("gateway/1", At(1)); });
  EXPECT_TRUE(table_.WaitForAll(At(1), absl::Seconds(60), [] { return false; })
                  .complete());
  follower.join();
  table_.Heard("gateway/1", {});
  EXPECT_FALSE(
      table_.WaitForAll(At(1), absl::ZeroDuration(), [] { return false; })
          .complete());
  EXPECT_FALSE(table_.WaitForAll(At(1), absl::Seconds(60), [] { return true; })
                   .complete());
}

TEST_F(FollowerTableTest, ItsSizeIsLimited) {
  for (size_t i = 0; i < FollowerTable::kMaxFollowers + 10; ++i) {
    clock_.Advance(absl::Microseconds(1));
    table_.Heard(absl::StrCat("f", i), {});
  }
  const auto propagation = table_.PropagationOf({});
  EXPECT_EQ(propagation.followers_size(),
            static_cast<int>(FollowerTable::kMaxFollowers));
}

TEST(WatcherTableTest, ItsNumberIsLimited) {
  FakeClock clock;
  WatcherTable table({.limit = 2}, clock);
  auto first = table.Enter("a", [] {});
  auto second = table.Enter("b", [] {});
  EXPECT_TRUE(absl::IsResourceExhausted(table.Enter("c", [] {}).status()));
  EXPECT_TRUE(table.Watches("a"));
  first->reset();
  EXPECT_FALSE(table.Watches("a"));
  EXPECT_TRUE(table.Enter("c", [] {}).ok());
}

TEST(WatcherTableTest, OnlyAWatcherWhoseMessageHangsIsCutOff) {
  FakeClock clock;
  WatcherTable table({}, clock);
  int cancelled = 0;
  auto slow = table.Enter("slow", [&] { ++cancelled; });
  auto idle = table.Enter("idle", [] { FAIL(); });
  (*slow)->BeforeWrite();
  clock.Advance(absl::Seconds(10));
  table.Look();
  EXPECT_FALSE((*slow)->CutOff());
  clock.Advance(absl::Milliseconds(1));
  table.Look();
  table.Look();
  EXPECT_TRUE((*slow)->CutOff());
  EXPECT_EQ(cancelled, 1);
  EXPECT_FALSE((*idle)->CutOff());
}

}  // namespace
}  // namespace byline::article
