#include <absl/strings/str_split.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/quality/summary/peers/lexrank.h"
#include "tests/quality/summary/peers/peer_document.h"
#include "tests/quality/summary/peers/power_method.h"
#include "tests/quality/summary/peers/sum_basic.h"
#include "tests/quality/summary/peers/textrank.h"

namespace byline::quality {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// Sentences of just these words.
PeerDocument DocumentOf(const std::vector<std::string>& sentences) {
  PeerDocument document;
  for (const std::string& words : sentences) {
    PeerSentence sentence;
    for (const std::string& word :
         std::vector<std::string>(absl::StrSplit(words, ' '))) {
      const auto at =
          std::find(document.terms.begin(), document.terms.end(), word);
      sentence.terms.push_back(static_cast<int>(at - document.terms.begin()));
      if (at == document.terms.end()) document.terms.push_back(word);
    }
    document.sentences.push_back(sentence);
  }
  return document;
}

TEST(PeerDocumentTest, SentencesAreStemsWithoutStopWords) {
  const std::string body = "The dams were opened.\n* * *\nAn open dam leaks.";
  const PeerDocument document = MakePeerDocument(body, "en");
  ASSERT_THAT(document.sentences, SizeIs(2));
  EXPECT_THAT(document.terms, ElementsAre("dam", "open", "leak"));
  EXPECT_THAT(document.sentences[0].terms, ElementsAre(0, 1));
  EXPECT_THAT(document.sentences[1].terms, ElementsAre(1, 0, 2));
  EXPECT_EQ(document.sentences[1].text, "An open dam leaks.");
  EXPECT_EQ(document.sentences[1].place.begin, 28u);
}

TEST(PeerDocumentTest, OtherLanguagesAreNotStemmed) {
  EXPECT_THAT(MakePeerDocument("Die Boote segelten.", "de").terms,
              ElementsAre("boote", "segelten"));
}

TEST(BestSentencesTest, GivesTheBestInOrderAndTheEarlierOfEqualOnes) {
  EXPECT_THAT(BestSentences({0.1, 0.3, 0.2, 0.3, 0.3}, 2), ElementsAre(1, 3));
  EXPECT_THAT(BestSentences({0.1, 0.2}, 3), ElementsAre(0, 1));
  EXPECT_THAT(BestSentences({}, 3), IsEmpty());
}

TEST(StationaryDistributionTest, TheMiddleOfAStarIsVisitedMost) {
  EdgeWeights star(3);
  star.SetBoth(0, 1, 1);
  star.SetBoth(0, 2, 1);
  // c = 0.05 + 1.7 l and l = 0.05 + 0.425 c.
  EXPECT_THAT(
      StationaryDistribution(star, 0.85),
      ElementsAre(DoubleNear(0.486486, 1e-5), DoubleNear(0.256757, 1e-5),
                  DoubleNear(0.256757, 1e-5)));
}

TEST(StationaryDistributionTest, TheWalkFollowsWeights) {
  EdgeWeights weights(3);
  weights.SetBoth(0, 1, 3);
  weights.SetBoth(0, 2, 1);
  // With c = 0.486486 as before: 0.05 + 0.85 c * 3/4, and * 1/4.
  EXPECT_THAT(
      StationaryDistribution(weights, 0.85),
      ElementsAre(DoubleNear(0.486486, 1e-5), DoubleNear(0.360135, 1e-5),
                  DoubleNear(0.153378, 1e-5)));
}

TEST(StationaryDistributionTest, ANodeWithoutEdgesJumps) {
  EdgeWeights weights(3);
  weights.SetBoth(0, 1, 1);
  // x = (0.15 + 0.85 x) / 3.
  EXPECT_THAT(
      StationaryDistribution(weights, 0.85),
      ElementsAre(DoubleNear(0.465116, 1e-5), DoubleNear(0.465116, 1e-5),
                  DoubleNear(0.069767, 1e-5)));
  EXPECT_THAT(StationaryDistribution(EdgeWeights(0), 0.85), IsEmpty());
}

TEST(LexRankTest, IdfIsTheLogarithmOfDocumentsOverThoseWithTheWord) {
  InverseDocumentFrequency idf;
  EXPECT_DOUBLE_EQ(idf.Of("dam"), 1);
  idf.Add(DocumentOf({"dam dam", "dam rain"}));
  idf.Add(DocumentOf({"rain"}));
  EXPECT_DOUBLE_EQ(idf.Of("dam"), std::log(2.0));
  EXPECT_DOUBLE_EQ(idf.Of("rain"), 0);
  EXPECT_DOUBLE_EQ(idf.Of("unheard"), std::log(2.0));
}

TEST(LexRankTest, CosinesWeighWordsByTheirIdf) {
  const PeerDocument document = DocumentOf({"dam dam storm", "dam boat"});
  // (2, 1, 0) and (1, 0, 1).
  EXPECT_THAT(
      IdfModifiedCosines(document, {}),
      ElementsAre(DoubleNear(1, 1e-9), DoubleNear(2 / std::sqrt(10.0), 1e-9),
                  DoubleNear(2 / std::sqrt(10.0), 1e-9), DoubleNear(1, 1e-9)));
  InverseDocumentFrequency idf;
  idf.Add(DocumentOf({"dam storm"}));
  idf.Add(DocumentOf({"dam"}));
  // "dam" is in all documents: nothing is shared.
  EXPECT_DOUBLE_EQ(IdfModifiedCosines(document, idf)[1], 0);
}

TEST(LexRankTest, ChoosesTheSentenceThatIsLikeMostOthers) {
  const PeerDocument document = DocumentOf({"a x", "b y", "a b c", "c z", "q"});
  EXPECT_THAT(ChooseByLexRank(document, {}, 1), ElementsAre(2));
  EXPECT_THAT(ChooseByLexRank(document, {}, 9), ElementsAre(0, 1, 2, 3, 4));
  EXPECT_THAT(ChooseByLexRank({}, {}, 3), IsEmpty());
}

TEST(LexRankTest, LinksBelowTheThresholdDoNotCount) {
  // Sentence 3 shares one of twelve words with each of three: cosine 0.083.
  const PeerDocument document =
      DocumentOf({"a a1 a2 a3 a4 a5 a6 a7 a8 a9 a10 a11",
                  "b b1 b2 b3 b4 b5 b6 b7 b8 b9 b10 b11",
                  "c c1 c2 c3 c4 c5 c6 c7 c8 c9 c10 c11",
                  "a b c d1 d2 d3 d4 d5 d6 d7 d8 d9", "e", "e f", "f"});
  EXPECT_THAT(ChooseByLexRank(document, {}, 1), ElementsAre(5));
}

TEST(TextRankTest, SimilarityIsOverlapOverLogarithmsOfLengths) {
  const PeerDocument document =
      DocumentOf({"a b c", "b c d", "b b b c", "a", "a"});
  const auto similarity = [&](size_t a, size_t b) {
    return OverlapSimilarity(document.sentences[a], document.sentences[b]);
  };
  EXPECT_DOUBLE_EQ(similarity(0, 1), 2 / (std::log(3.0) + std::log(3.0)));
  // A repeated word is shared once, and makes the sentence longer.
  EXPECT_DOUBLE_EQ(similarity(0, 2), 2 / (std::log(3.0) + std::log(4.0)));
  EXPECT_DOUBLE_EQ(similarity(0, 3), 1 / std::log(3.0));
  EXPECT_DOUBLE_EQ(similarity(3, 4), 0);
  EXPECT_DOUBLE_EQ(similarity(1, 3), 0);
}

TEST(TextRankTest, ChoosesTheSentencesThatShareMost) {
  const PeerDocument document =
      DocumentOf({"q r", "a x y", "b z w", "a b c", "c u v"});
  EXPECT_THAT(ChooseByTextRank(document, 1), ElementsAre(3));
  EXPECT_THAT(ChooseByTextRank({}, 3), IsEmpty());
}

TEST(SumBasicTest, ChoosesByMeanProbability) {
  // a 3/7, b 2/7, c and d 1/7: means 5/14, 7/21, 3/14.
  const PeerDocument document = DocumentOf({"a b", "a a c", "b d"});
  EXPECT_THAT(ChooseBySumBasic(document, 1), ElementsAre(0));
}

TEST(SumBasicTest, SquaresTheProbabilitiesOfWordsThatWereSaid) {
  // a 3/7, b and c 2/7. After "a a", a has 9/49: b is the most probable, and
  // "c c b" (2/7) beats "a b" (23/98). Without the squares "a b" would follow.
  const PeerDocument document = DocumentOf({"a a", "a b", "c c b"});
  EXPECT_THAT(ChooseBySumBasic(document, 2), ElementsAre(0, 2));
}

TEST(SumBasicTest, TheMostProbableWordMustBeInTheSentence) {
  const PeerDocument document =
      DocumentOf({"b b", "a c d e f", "a g h i j", "a k l m n"});
  // a 3/17, b 2/17; means: b 2/17, those with a 7/85.
  EXPECT_THAT(ChooseBySumBasic(document, 1), ElementsAre(1));
}

TEST(SumBasicTest, EndsWhereNoSentenceHasAWord) {
  PeerDocument document = DocumentOf({"a b"});
  document.sentences.emplace_back();
  EXPECT_THAT(ChooseBySumBasic(document, 3), ElementsAre(0));
  EXPECT_THAT(ChooseBySumBasic({}, 3), IsEmpty());
}

}  // namespace
}  // namespace byline::quality
