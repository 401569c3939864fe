// What of a summary reaches the contract.
#include "services/summary/rpc/summary_message.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/summary/core/features.h"

namespace byline::summary {
namespace {

using article::v1::Article;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

void AddParagraph(const std::string& text, Article& article) {
  article.add_blocks()->mutable_paragraph()->mutable_text()->set_text(text);
}

// With a dateline, an opening that only adds, a question, and a list of key
// points of its own.
Article FerryArticle() {
  Article article;
  article.set_name("articles/ferry");
  article.set_language_code("en");
  article.set_headline("Ferry of Port Ann sold");
  AddParagraph(
      "PORT ANN (Reuters) - The harbour board of Port Ann sold its oldest "
      "ferry to a museum for 40,000 crowns.",
      article);
  AddParagraph(
      "In addition, the museum will restore the brass engine that drove the "
      "ship through nine winters of ice. Who will pay for the paint?",
      article);
  AddParagraph(
      "Keeper Orla Finn has counted the gulls on its mast each spring.",
      article);
  AddParagraph("The essentials:", article);
  auto& list = *article.add_blocks()->mutable_list();
  list.add_items()->set_text("The ferry goes to a museum in Dunmarrow.");
  list.add_items()->set_text("Its engine will run again.");
  return article;
}

TEST(SummaryMessageTest, DeletionsHaveTheirKinds) {
  const v1::Summary summary = SummaryOf(FerryArticle(), {});
  ASSERT_THAT(summary.key_points(), SizeIs(3));
  ASSERT_THAT(summary.key_points(0).deletions(), SizeIs(1));
  EXPECT_EQ(summary.key_points(0).deletions(0).kind(),
            v1::Deletion::KIND_DATELINE);
  EXPECT_EQ(summary.key_points(0).deletions(0).range().end(), 21);
  ASSERT_THAT(summary.key_points(1).deletions(), SizeIs(1));
  EXPECT_EQ(summary.key_points(1).deletions(0).kind(),
            v1::Deletion::KIND_ADVERBIAL);
  EXPECT_EQ(summary.key_points(1).text().substr(0, 10), "The museum");
}

TEST(SummaryMessageTest, HasOneLineReadingTimeAndTheArticlesOwnPoints) {
  const v1::Summary summary = SummaryOf(FerryArticle(), {});
  EXPECT_THAT(summary.one_line().text(), Not(IsEmpty()));
  EXPECT_LE(summary.one_line().text().size(), 140U);
  EXPECT_GT(summary.reading_time().seconds(), 5);
  EXPECT_LT(summary.reading_time().seconds(), 60);
  std::vector<std::string> own;
  for (const v1::KeyPoint& point : summary.own_key_points())
    own.push_back(point.text());
  EXPECT_THAT(own, ElementsAre("The ferry goes to a museum in Dunmarrow.",
                               "Its engine will run again."));
}

TEST(SummaryMessageTest, ExplainsEverySentenceOnDemand) {
  EXPECT_THAT(SummaryOf(FerryArticle(), {}).explanations(), IsEmpty());
  const v1::Summary summary = SummaryOf(FerryArticle(), {.explain = true});
  ASSERT_THAT(summary.explanations(), SizeIs(7));
  std::vector<std::string> refusals;
  int chosen = 0;
  for (const v1::SentenceExplanation& sentence : summary.explanations()) {
    refusals.push_back(sentence.refused_because());
    chosen += sentence.chosen() ? 1 : 0;
    EXPECT_THAT(sentence.features(), SizeIs(kFeatureCount));
  }
  EXPECT_EQ(chosen, summary.key_points_size());
  EXPECT_THAT(refusals, ElementsAre("", "", "question", "", "own_summary",
                                    "own_summary", "own_summary"));
  EXPECT_EQ(summary.explanations(0).features(0).name(), "first");
  EXPECT_EQ(summary.explanations(0).features(0).value(), 1);
}

TEST(SummaryMessageTest, LimitsOfTheRequestAreKept) {
  const v1::Summary summary =
      SummaryOf(FerryArticle(), {.point_count = 1, .max_point_words = 12});
  ASSERT_THAT(summary.key_points(), SizeIs(1));
  EXPECT_EQ(summary.key_points(0).text(),
            "Keeper Orla Finn has counted the gulls on its mast each spring.");
  EXPECT_LE(
      SummaryOf(FerryArticle(), {.abstract_words = 30}).abstract().word_count(),
      30);
}

}  // namespace
}  // namespace byline::summary
