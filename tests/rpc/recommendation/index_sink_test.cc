#include "services/recommendation/rpc/index_sink.h"

#include <gtest/gtest.h>

namespace byline::recommendation {
namespace {

class IndexSinkTest : public ::testing::Test {
 protected:
  SimilarityIndex index_;
  const SystemClock clock_{};
  FollowedTruth truth_{clock_, {}};
  ListChanges changes_{truth_};
  ListChangeFinder finder_{index_, truth_, changes_};
  PeriodicThread upkeep_{std::chrono::seconds(1), [] {}};
  IndexSink sink_{index_, finder_, upkeep_};
};

TEST_F(IndexSinkTest, SettingsOfASectionAreNoArticle) {
  sink_.Reset();
  article::v1::Change change;
  change.set_number(1);
  change.set_name("sectionSettings/obituaries");
  sink_.Apply(change);  // as one without reader rights gets it
  change.mutable_section_settings()->set_name(change.name());
  change.mutable_section_settings()->set_similar_articles_off(true);
  sink_.Apply(change);
  EXPECT_TRUE(absl::IsNotFound(index_.Facts(change.name()).status()));
  // One without its text is known all the same.
  change.Clear();
  change.set_name("articles/a");
  change.set_state(article::v1::STATE_WITHDRAWN);
  sink_.Apply(change);
  EXPECT_TRUE(sink_.CompleteTo(2, true));
  EXPECT_TRUE(index_.Facts("articles/a").ok());
  EXPECT_EQ(index_.SearchableCount(), 0u);
}

TEST_F(IndexSinkTest, AFillThatIsGivenUpIsNeverComplete) {
  sink_.Reset();
  article::v1::Change change;
  change.set_number(1);
  change.set_name("articles/a");
  change.mutable_article()->set_name(change.name());
  change.mutable_article()->set_state(article::v1::STATE_PUBLISHED);
  sink_.Apply(change);
  index_.EndUpkeep();
  EXPECT_FALSE(sink_.CompleteTo(2, true));
  EXPECT_FALSE(sink_.CompleteTo(3, false));
}

}  // namespace
}  // namespace byline::recommendation
