// What the parts of a score depend on, beside the texts.
#include "services/recommendation/core/score.h"

#include <gtest/gtest.h>

namespace byline::recommendation {
namespace {

TEST(ScoreTest, TheLatentSpaceCountsWhereWordsAreShared) {
  const double all = VectorsLikeness(1, 1);
  EXPECT_NEAR(all, 0.41, 1e-9);
  EXPECT_EQ(VectorsShare(0), 0);
  EXPECT_NEAR(VectorsShare(0.005), 0.5, 1e-9);
  EXPECT_EQ(VectorsShare(0.01), 1);
  // Places that point away from one another count for nothing.
  EXPECT_EQ(VectorsLikeness(-1, -1), 0);
}

TEST(ScoreTest, NearnessInTimeLiftsTheLatentSpaceWhereWordsSayTheSame) {
  EXPECT_EQ(VectorsTimeShare(0), 0);
  EXPECT_NEAR(VectorsTimeShare(0.03), VectorsTimeShare(1) / 2, 1e-9);
  EXPECT_EQ(VectorsTimeShare(0.06), VectorsTimeShare(1));
  EXPECT_LT(VectorsTimeShare(1), 1);
}

TEST(ScoreTest, OneSectionAddsATwentiethAndNoSectionNothing) {
  Query query;
  EXPECT_EQ(SectionShare(query, 0), 0);
  query.section = 3;
  EXPECT_EQ(SectionShare(query, 3), 0.05);
  EXPECT_EQ(SectionShare(query, 4), 0);
}

}  // namespace
}  // namespace byline::recommendation
