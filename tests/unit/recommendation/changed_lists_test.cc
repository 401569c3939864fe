#include "services/recommendation/core/changed_lists.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/recommendation/invented_articles.h"

namespace byline::recommendation {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class ChangedListsTest : public ::testing::Test {
 protected:
  ChangedListsTest() {
    for (const article::v1::Article& article : IslandArchive()) {
      index_.Put(PrepareArticle(article));
    }
  }
  std::vector<std::string> Of(const std::set<std::string>& changed) {
    return lists_.Of(changed);
  }

  SimilarityIndex index_;
  ChangedLists lists_{index_};
};

TEST_F(ChangedListsTest, AnArticleTouchesItsListAndThoseOfSimilarOnes) {
  EXPECT_THAT(Of({"articles/bakery-opens"}),
              ElementsAre("articles/bakery-opens", "articles/bakery-prize"));
  EXPECT_THAT(Of({"articles/computer-chess"}),
              ElementsAre("articles/computer-chess"));
}

TEST_F(ChangedListsTest, SeveralAreToldTogetherAndEachOnce) {
  EXPECT_THAT(Of({"articles/bakery-opens", "articles/bakery-prize",
                  "articles/computer-chess"}),
              ElementsAre("articles/bakery-opens", "articles/bakery-prize",
                          "articles/computer-chess"));
}

TEST_F(ChangedListsTest, WhatAWithdrawnArticleTouchedIsToldAgain) {
  Of({"articles/bakery-opens"});
  index_.PutWithoutText("articles/bakery-opens", article::v1::STATE_WITHDRAWN);
  EXPECT_THAT(Of({"articles/bakery-opens"}),
              ElementsAre("articles/bakery-opens", "articles/bakery-prize"));
  EXPECT_THAT(Of({"articles/bakery-opens"}), IsEmpty())
      << "it touches nothing any more";
}

TEST_F(ChangedListsTest, AnUpdateThatMovesAnArticleTouchesOldAndNew) {
  Of({"articles/bakery-prize"});
  article::v1::Article moved = HarbourDredging();
  moved.set_name("articles/bakery-prize");
  moved.mutable_blocks(0)->mutable_paragraph()->mutable_text()->set_text(
      "Larger ferries of the Halvard Line will moor in the harbour of Osterby "
      "from spring on, when it has been dredged. Mara Quill of the Seafarers "
      "Guild wants more crews for them.");
  index_.Put(PrepareArticle(moved));
  EXPECT_THAT(
      Of({"articles/bakery-prize"}),
      ::testing::IsSupersetOf({"articles/bakery-opens", "articles/bakery-prize",
                               "articles/ferry-strike"}));
}

TEST_F(ChangedListsTest, AListInWhichItIsPinnedIsToldHoweverUnlikeItIs) {
  article::v1::Article opens = BakeryOpens();
  opens.mutable_similarity_settings()->add_pinned()->set_article(
      "articles/computer-chess");
  index_.Put(PrepareArticle(opens));
  EXPECT_THAT(Of({"articles/computer-chess"}),
              ElementsAre("articles/bakery-opens", "articles/computer-chess"));
  // Also where it only waits there, or is gone.
  index_.PutWithoutText("articles/computer-chess",
                        article::v1::STATE_WITHDRAWN);
  Of({"articles/computer-chess"});
  EXPECT_THAT(Of({"articles/computer-chess"}),
              ElementsAre("articles/bakery-opens"));
}

TEST_F(ChangedListsTest, WhatWasNeverPublishedIsNotNamed) {
  index_.PutWithoutText("articles/secret", article::v1::STATE_DRAFT);
  EXPECT_THAT(Of({"articles/secret", "articles/never-there"}), IsEmpty());
}

TEST_F(ChangedListsTest, ANewIndexKnowsOnlyItself) {
  Of({"articles/bakery-opens"});
  index_.Clear();
  lists_.Forget();
  EXPECT_THAT(Of({"articles/bakery-opens"}), IsEmpty());
}

}  // namespace
}  // namespace byline::recommendation
