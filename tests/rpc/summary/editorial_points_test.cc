// What the editors decided, applied to an article's summary; pure.
#include "services/summary/rpc/editorial_points.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/article/points_digest.h"
#include "services/summary/rpc/summary_message.h"

namespace byline::summary {
namespace {

using article::v1::Article;
using article::v1::EditorialSummary;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::StartsWith;

constexpr char kVote[] =
    "The council of Port Ann voted in open session to rebuild the old pier.";
constexpr char kStorm[] = "Storm Hedda sank two ferries in March.";
constexpr char kQuoted[] = "We shall build it in oak.";

// Three paragraphs and a quotation set apart.
Article PierArticle() {
  Article article;
  article.set_name("articles/pier");
  article.set_revision(7);
  article.set_language_code("en");
  article.set_state(article::v1::STATE_PUBLISHED);
  for (const char* text :
       {"The vote was late. The council of Port Ann voted in open session to "
        "rebuild "
        "the old pier. Anglers cheered.",
        kStorm, "Mayor Ana Rell opened a market hall nearby."}) {
    article.add_blocks()->mutable_paragraph()->mutable_text()->set_text(text);
  }
  auto& quote = *article.add_blocks()->mutable_quote();
  quote.mutable_text()->set_text(kQuoted);
  quote.set_speaker("Ana Rell");
  return article;
}

EditorialSummary& Keep(EditorialSummary::Mode mode,
                       const std::vector<std::string>& texts,
                       Article& article) {
  EditorialSummary& editorial = *article.mutable_editorial_summary();
  editorial.set_mode(mode);
  for (const std::string& text : texts) editorial.add_points()->set_text(text);
  return editorial;
}

std::vector<std::string> Texts(const v1::Summary& summary) {
  std::vector<std::string> texts;
  for (const auto& point : summary.key_points()) texts.push_back(point.text());
  return texts;
}

TEST(EditorialPointsTest, WithoutAWordOfTheEditorsPointsAreAutomatic) {
  const v1::Summary summary = SummaryOf(PierArticle(), {});
  EXPECT_EQ(summary.origin(), v1::Summary::ORIGIN_AUTOMATIC);
  EXPECT_EQ(summary.points_state(), v1::Summary::POINTS_STATE_SHOWN);
  EXPECT_EQ(summary.version(), summary.algorithm());
  ASSERT_FALSE(summary.key_points().empty());
  std::vector<absl::string_view> texts;
  for (const auto& point : summary.key_points()) texts.push_back(point.text());
  EXPECT_EQ(summary.points_digest(), PointsDigest(texts));
}

TEST(EditorialPointsTest, ReplacedPointsStandInTheEditorsOrder) {
  Article article = PierArticle();
  const EditorialSummary& editorial =
      Keep(EditorialSummary::MODE_REPLACED, {kStorm, kVote}, article);
  const v1::Summary summary = SummaryOf(article, {});
  EXPECT_THAT(Texts(summary), ElementsAre(kStorm, kVote));
  EXPECT_EQ(summary.origin(), v1::Summary::ORIGIN_EDITORS);
  EXPECT_EQ(summary.points_digest(), PointsDigest(editorial));
  EXPECT_EQ(summary.version(),
            "editors-" + summary.points_digest().substr(0, 16));
  EXPECT_EQ(summary.key_points(1).source().block(), 0);
  EXPECT_EQ(summary.key_points(1).source().begin(), 19);
  EXPECT_EQ(summary.key_points(1).context_before(), "The vote was late.");
  EXPECT_EQ(summary.key_points(1).context_after(), "Anglers cheered.");
  EXPECT_FALSE(summary.abstract().text().empty());
  EXPECT_THAT(Texts(SummaryOf(article, {.point_count = 1})),
              ElementsAre(kStorm));
}

TEST(EditorialPointsTest, APointWithoutASourceIsDroppedAndSaysWhy) {
  Article article = PierArticle();
  Keep(EditorialSummary::MODE_REPLACED,
       {"Zebras won the regatta at Quillon.", kVote}, article);
  v1::Summary summary = SummaryOf(article, {});
  EXPECT_THAT(Texts(summary), ElementsAre(kVote));
  ASSERT_EQ(summary.dropped_points_size(), 1);
  EXPECT_EQ(summary.dropped_points(0).text(),
            "Zebras won the regatta at Quillon.");
  ASSERT_FALSE(summary.dropped_points(0).faults().empty());
  EXPECT_TRUE(summary.dropped_points(0).faults(0).hard());
  WithholdFromReaders(summary);
  EXPECT_THAT(Texts(summary), ElementsAre(kVote));
  EXPECT_TRUE(summary.dropped_points().empty());
}

TEST(EditorialPointsTest, LockedPointsStayAutomaticWhateverTheTextBecomes) {
  Article article = PierArticle();
  EditorialSummary& editorial =
      Keep(EditorialSummary::MODE_LOCKED, {kVote}, article);
  editorial.set_version("first-1");
  article.mutable_blocks(1)->mutable_paragraph()->mutable_text()->set_text(
      "The pier of Port Ann was old, and the council voted on a new one.");
  const v1::Summary summary = SummaryOf(article, {});
  EXPECT_THAT(Texts(summary), ElementsAre(kVote));
  EXPECT_EQ(summary.origin(), v1::Summary::ORIGIN_AUTOMATIC);
  EXPECT_EQ(summary.version(), "first-1");
}

TEST(EditorialPointsTest, OnlyTheVeryWordsOfAQuotationHaveItsSpeaker) {
  Article article = PierArticle();
  Keep(EditorialSummary::MODE_REPLACED, {kQuoted, kStorm}, article);
  const v1::Summary summary = SummaryOf(article, {});
  ASSERT_EQ(summary.key_points_size(), 2);
  EXPECT_EQ(summary.key_points(0).speaker(), "Ana Rell");
  EXPECT_EQ(summary.key_points(1).speaker(), "");
}

TEST(EditorialPointsTest, HiddenPointsAreGoneForEverybody) {
  Article article = PierArticle();
  Keep(EditorialSummary::MODE_HIDDEN, {}, article);
  const v1::Summary summary = SummaryOf(article, {});
  EXPECT_THAT(Texts(summary), IsEmpty());
  EXPECT_EQ(summary.points_state(), v1::Summary::POINTS_STATE_HIDDEN);
  EXPECT_EQ(summary.points_digest(), "");
  EXPECT_FALSE(summary.abstract().text().empty());
}

TEST(EditorialPointsTest, AutomaticPointsWaitForApprovalAnewAfterEachChange) {
  Article article = PierArticle();
  EditorialSummary& editorial = *article.mutable_editorial_summary();
  editorial.set_approval_required(true);
  v1::Summary summary = SummaryOf(article, {});
  EXPECT_EQ(summary.points_state(),
            v1::Summary::POINTS_STATE_AWAITING_APPROVAL);
  EXPECT_FALSE(summary.key_points().empty());

  editorial.set_approved_digest(summary.points_digest());
  // Options do not make other points of those that were approved.
  for (const RequestOptions& options :
       {RequestOptions{}, RequestOptions{.point_count = 1},
        RequestOptions{.abstract_words = 40, .language_code = "fr"}}) {
    const v1::Summary approved = SummaryOf(article, options);
    EXPECT_EQ(approved.points_state(), v1::Summary::POINTS_STATE_SHOWN);
    EXPECT_EQ(Texts(approved), Texts(summary));
  }
  for (auto& block : *article.mutable_blocks()) {
    if (block.has_paragraph())
      block.mutable_paragraph()->mutable_text()->set_text(
          "The harbour of Quillon closes in winter, said the port office.");
  }
  EXPECT_EQ(SummaryOf(article, {}).points_state(),
            v1::Summary::POINTS_STATE_AWAITING_APPROVAL);
}

TEST(EditorialPointsTest, AnApprovalEndsWhenAPointLosesItsSource) {
  Article article = PierArticle();
  EditorialSummary& editorial =
      Keep(EditorialSummary::MODE_REPLACED, {kVote, kStorm}, article);
  editorial.set_approval_required(true);
  editorial.set_approved_digest(PointsDigest(editorial));
  EXPECT_EQ(SummaryOf(article, {}).points_state(),
            v1::Summary::POINTS_STATE_SHOWN);
  article.mutable_blocks(1)->mutable_paragraph()->mutable_text()->set_text(
      "Nothing happened.");
  const v1::Summary summary = SummaryOf(article, {});
  EXPECT_EQ(summary.points_state(),
            v1::Summary::POINTS_STATE_AWAITING_APPROVAL);
  EXPECT_THAT(Texts(summary), ElementsAre(kVote));
  EXPECT_EQ(summary.dropped_points_size(), 1);
}

TEST(EditorialPointsTest, ReadersSeeNothingOfWhatIsNotShown) {
  Article article = PierArticle();
  article.mutable_editorial_summary()->set_approval_required(true);
  v1::Summary summary = SummaryOf(article, {});
  *summary.add_own_key_points() = summary.key_points(0);
  summary.add_explanations()->set_chosen(true);
  WithholdFromReaders(summary);
  EXPECT_TRUE(summary.key_points().empty());
  EXPECT_TRUE(summary.own_key_points().empty());
  EXPECT_TRUE(summary.explanations().empty());
  EXPECT_EQ(summary.points_digest(), "");
  EXPECT_EQ(summary.points_state(),
            v1::Summary::POINTS_STATE_AWAITING_APPROVAL);
  EXPECT_FALSE(summary.abstract().text().empty());
}

TEST(EditorialPointsTest, TheNamedBlockDecidesWhichSentenceIsLinked) {
  Article article = PierArticle();
  article.add_blocks()->mutable_paragraph()->mutable_text()->set_text(kStorm);
  Keep(EditorialSummary::MODE_REPLACED, {kStorm}, article)
      .mutable_points(0)
      ->set_source_block(4);
  EXPECT_EQ(SummaryOf(article, {}).key_points(0).source().block(), 4);
}

TEST(EditorialPointsTest, APointOfSeveralSentencesShowsThemAll) {
  const Article article = PierArticle();
  const SourceDocument document = {
      "",
      "en",
      {{0, 0, "The pier fell. It rained.", BlockKind::kParagraph, {}}}};
  v1::KeyPoint point;
  point.set_text("The pier fell in the rain.");
  AddContext(document, {{0, 0, 14}, {0, 15, 25}}, point);
  EXPECT_EQ(point.source_text(), "The pier fell. … It rained.");
  EXPECT_EQ(point.context_after(), "");
  v1::KeyPoint whole;
  whole.set_text("The pier fell.");
  AddContext(document, {{0, 0, 14}}, whole);
  EXPECT_EQ(whole.source_text(), "");
  EXPECT_EQ(whole.context_after(), "It rained.");
}

TEST(EditorialPointsTest, WhatIsLeftOutIsNamed) {
  Article article = PierArticle();
  article.mutable_blocks(0)->mutable_paragraph()->mutable_text()->set_text(
      std::string("PORT ANN (AP) - ") + kVote);
  const v1::Summary summary = SummaryOf(article, {});
  ASSERT_FALSE(summary.key_points().empty());
  const v1::KeyPoint& point = summary.key_points(0);
  ASSERT_EQ(point.text(), kVote);
  ASSERT_EQ(point.deletions_size(), 1);
  EXPECT_EQ(point.deletions(0).kind(), v1::Deletion::KIND_DATELINE);
  EXPECT_EQ(point.deletions(0).range().begin(), 0);
  EXPECT_THAT(point.source_text(), StartsWith("PORT ANN (AP)"));
}

}  // namespace
}  // namespace byline::summary
