#include "services/recommendation/rpc/index_sink.h"

#include <gtest/gtest.h>

namespace byline::recommendation {
namespace {

TEST(IndexSinkTest, SettingsOfASectionAreNoArticle) {
  SimilarityIndex index;
  const SystemClock clock;
  FollowedTruth truth(clock, {});
  ListChanges changes(truth);
  ListChangeFinder finder(index, truth, changes);
  PeriodicThread upkeep(std::chrono::seconds(1), [] {});
  IndexSink sink(index, finder, upkeep);
  sink.Reset();
  article::v1::Change change;
  change.set_number(1);
  change.set_name("sectionSettings/obituaries");
  sink.Apply(change);  // as one without reader rights gets it
  change.mutable_section_settings()->set_name(change.name());
  change.mutable_section_settings()->set_similar_articles_off(true);
  sink.Apply(change);
  EXPECT_TRUE(absl::IsNotFound(index.Facts(change.name()).status()));
  // One without its text is known all the same.
  change.Clear();
  change.set_name("articles/a");
  change.set_state(article::v1::STATE_WITHDRAWN);
  sink.Apply(change);
  sink.CompleteTo(2, true);
  EXPECT_TRUE(index.Facts("articles/a").ok());
  EXPECT_EQ(index.SearchableCount(), 0u);
}

}  // namespace
}  // namespace byline::recommendation
