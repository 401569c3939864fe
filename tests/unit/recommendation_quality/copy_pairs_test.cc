#include "tests/quality/recommendation/copy_pairs.h"

#include <absl/strings/str_cat.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "common/text/near_copy.h"

namespace byline::recommendation {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

std::string NumberedWords(int from, int to) {
  std::string words;
  for (int i = from; i < to; ++i) absl::StrAppend(&words, "word", i, " ");
  return words;
}

OfflineArticle ArticleOf(const std::string& body) {
  OfflineArticle article;
  article.id = body.substr(0, 20);
  article.body = body;
  return article;
}

TEST(CopyPairsTest, TellsCopiesContainedOnesAndOthersApart) {
  const std::vector<OfflineArticle> articles = {
      ArticleOf(NumberedWords(0, 100)),    // 97 shingles
      ArticleOf(NumberedWords(30, 120)),   // shares 67 of 87 with it: J = 0.57
      ArticleOf(NumberedWords(60, 100)),   // 37 shingles, all of them in both
      ArticleOf(NumberedWords(200, 300)),  // shares nothing
      ArticleOf(NumberedWords(0, 15))};    // in the first one, but tiny
  const ExactCopyPairs exact = FindExactCopyPairs(ShinglesOf(articles));
  EXPECT_THAT(exact.jaccard, ElementsAre(Pair(0, 1)));
  EXPECT_THAT(exact.contained, ElementsAre(Pair(0, 2), Pair(1, 2)));
}

TEST(CopyPairsTest, AgreesWithComparingAllWithAll) {
  std::mt19937 random(20);
  std::vector<OfflineArticle> articles;
  for (int i = 0; i < 60; ++i) {
    const int from = static_cast<int>(random() % 60);
    articles.push_back(ArticleOf(
        NumberedWords(from, from + 10 + static_cast<int>(random() % 50))));
  }
  const auto shingles = ShinglesOf(articles);
  CopyPairs naive;
  for (size_t a = 0; a < shingles.size(); ++a) {
    for (size_t b = a + 1; b < shingles.size(); ++b) {
      if (text::Jaccard(shingles[a], shingles[b]) >= 0.5) naive.emplace(a, b);
    }
  }
  EXPECT_FALSE(naive.empty());
  EXPECT_EQ(FindExactCopyPairs(shingles).jaccard, naive);
}

TEST(CopyPairsTest, MeasuresADetectorByHand) {
  ExactCopyPairs exact;
  exact.jaccard = {{0, 1}, {2, 3}};
  exact.contained = {{4, 5}};
  const CopyDetection some =
      MeasureDetection({{0, 1}, {4, 5}, {6, 7}, {8, 9}}, exact);
  EXPECT_EQ(some.found, 4u);
  EXPECT_DOUBLE_EQ(some.recall, 0.5);
  EXPECT_DOUBLE_EQ(some.precision, 0.5);
  EXPECT_DOUBLE_EQ(some.recall_contained, 1);
  const CopyDetection none = MeasureDetection({}, exact);
  EXPECT_DOUBLE_EQ(none.recall, 0);
  EXPECT_DOUBLE_EQ(none.precision, 1);
}

TEST(CopyPairsTest, DetectorsFindWhatIsThereAndClustersJoinChains) {
  // Each is a near-copy of the next one, the first none of the third.
  const std::vector<OfflineArticle> chain = {
      ArticleOf(NumberedWords(0, 100)), ArticleOf(NumberedWords(28, 128)),
      ArticleOf(NumberedWords(56, 156)), ArticleOf(NumberedWords(500, 600))};
  EXPECT_THAT(DetectByMinHash(chain), ElementsAre(Pair(0, 1), Pair(1, 2)));
  EXPECT_THAT(DetectByIndex(chain),
              ElementsAre(Pair(0, 1), Pair(0, 2), Pair(1, 2)));
  EXPECT_THAT(DetectByMinHash({}), IsEmpty());
}

}  // namespace
}  // namespace byline::recommendation
