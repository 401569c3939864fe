#include "services/recommendation/rpc/similar_fragments.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>

#include "common/base/errors.h"
#include "common/base/timestamps.h"
#include "tests/unit/recommendation/invented_articles.h"

namespace byline::recommendation {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// Holds the lease until a rendering begins: for that the revision is read a
// second time, after the cache has asked whether anything may be given at all.
class LeaseLostWhileRendering final : public FreshnessJudge {
 public:
  Freshness Judge(const byline::Revision&,
                  const std::vector<std::string>&) const override {
    return reads_ >= 2 ? Freshness::kNoLease : Freshness::kFresh;
  }
  byline::Revision AsOf() const override {
    ++reads_;
    return {"e1", 5};
  }
  absl::Status WaitFor(const byline::Revision&, absl::Time) const override {
    return absl::OkStatus();
  }

 private:
  mutable std::atomic<int> reads_ = 0;
};

class AlwaysFresh final : public FreshnessJudge {
 public:
  Freshness Judge(const byline::Revision&,
                  const std::vector<std::string>&) const override {
    return Freshness::kFresh;
  }
  byline::Revision AsOf() const override { return {"e1", 5}; }
  absl::Status WaitFor(const byline::Revision&, absl::Time) const override {
    return absl::OkStatus();
  }
};

class NoAbstracts final : public AbstractSource {
 public:
  std::map<std::string, std::string> Get(const std::vector<WantedAbstract>&,
                                         const byline::Revision&,
                                         absl::Time) override {
    return {};
  }
};

absl::StatusOr<GivenFragment> Get(const std::string& article,
                                  const FreshnessJudge& judge,
                                  const SimilarityIndex& index) {
  const FakeClock clock;
  FragmentCache cache({.renderer = "r"}, judge, clock, nullptr);
  NoAbstracts abstracts;
  SimilarFragments fragments(index, judge, abstracts, cache);
  v1::GetSimilarArticlesFragmentRequest request;
  request.set_article(article);
  return fragments.Get(request, absl::Now() + absl::Seconds(5));
}

absl::Status GetWithLostLease(const std::string& article) {
  SimilarityIndex index;
  index.Put(PrepareArticle(FerryStrike()));
  return Get(article, LeaseLostWhileRendering(), index).status();
}

// Of a list with nothing in it.
int64_t MaxAgeWhereAPinEndsIn(absl::Duration left) {
  article::v1::Article strike = FerryStrike();
  auto* const pin = strike.mutable_similarity_settings()->add_pinned();
  pin->set_article("articles/computer-chess");
  if (left < absl::InfiniteDuration()) {
    *pin->mutable_expire_time() = ToTimestamp(absl::Now() + left);
  }
  SimilarityIndex index;
  index.Put(PrepareArticle(strike));
  const auto given = Get(strike.name(), AlwaysFresh(), index);
  EXPECT_TRUE(given.ok()) << given.status();
  return given.ok() ? given->fragment->max_age().seconds() : 0;
}

TEST(SimilarFragmentsTest, TheCardOfACorrectedArticleSaysSo) {
  SimilarityIndex index;
  index.Put(PrepareArticle(FerryStrike()));
  article::v1::Article deal = FerryDeal();
  index.Put(PrepareArticle(deal));
  EXPECT_THAT((*Get("articles/ferry-strike", AlwaysFresh(), index))->html(),
              Not(HasSubstr("Corrected")));
  deal.add_corrections()->mutable_correct_time()->set_seconds(1'700'000'000);
  index.Put(PrepareArticle(deal));
  const auto given = Get("articles/ferry-strike", AlwaysFresh(), index);
  EXPECT_THAT((*given)->html(), HasSubstr("<p class=\"correction\">Corrected"));
}

TEST(SimilarFragmentsTest, AListIsKeptUntilADecisionAboutItEnds) {
  EXPECT_EQ(MaxAgeWhereAPinEndsIn(absl::InfiniteDuration()), 60);
  EXPECT_EQ(MaxAgeWhereAPinEndsIn(absl::Hours(1)), 60);
  const int64_t soon = MaxAgeWhereAPinEndsIn(absl::Seconds(30));
  EXPECT_LT(soon, 30);
  EXPECT_GT(soon, 10);
  // Again where it has ended before it was asked for.
  int64_t at_once = 60;
  for (int i = 0; i < 20 && at_once == 60; ++i) {
    at_once = MaxAgeWhereAPinEndsIn(absl::Milliseconds(1'500));
  }
  EXPECT_EQ(at_once, 1);
}

TEST(SimilarFragmentsTest, WithoutALeaseNothingIsSaidNotEvenThatItIsNotThere) {
  EXPECT_EQ(ErrorReason(GetWithLostLease("articles/ferry-strike")), "NO_LEASE");
  EXPECT_EQ(ErrorReason(GetWithLostLease("articles/never-there")), "NO_LEASE");
}

}  // namespace
}  // namespace byline::recommendation
