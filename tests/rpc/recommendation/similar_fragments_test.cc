#include "services/recommendation/rpc/similar_fragments.h"

#include <gtest/gtest.h>

#include <atomic>

#include "common/base/errors.h"
#include "tests/unit/recommendation/invented_articles.h"

namespace byline::recommendation {
namespace {

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

class NoAbstracts final : public AbstractSource {
 public:
  std::map<std::string, std::string> Get(const std::vector<WantedAbstract>&,
                                         const byline::Revision&,
                                         absl::Time) override {
    return {};
  }
};

absl::Status GetWithLostLease(const std::string& article) {
  SimilarityIndex index;
  index.Put(PrepareArticle(FerryStrike()));
  const LeaseLostWhileRendering judge;
  const FakeClock clock;
  FragmentCache cache({.renderer = "r"}, judge, clock, nullptr);
  NoAbstracts abstracts;
  SimilarFragments fragments(index, judge, abstracts, cache);
  v1::GetSimilarArticlesFragmentRequest request;
  request.set_article(article);
  return fragments.Get(request, absl::Now() + absl::Seconds(5)).status();
}

TEST(SimilarFragmentsTest, WithoutALeaseNothingIsSaidNotEvenThatItIsNotThere) {
  EXPECT_EQ(ErrorReason(GetWithLostLease("articles/ferry-strike")), "NO_LEASE");
  EXPECT_EQ(ErrorReason(GetWithLostLease("articles/never-there")), "NO_LEASE");
}

}  // namespace
}  // namespace byline::recommendation
