#include "services/recommendation/core/copy_sketch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "common/text/near_copy.h"

namespace byline::recommendation {
namespace {

std::vector<uint32_t> ShinglesOf(absl::string_view text) {
  return CopyShingles(CopyWordsOf(text));
}

std::string Words(std::mt19937_64& random, int count) {
  std::string text;
  for (int i = 0; i < count; ++i) {
    text += "word" + std::to_string(random() % 5000) + " ";
  }
  return text;
}

TEST(CopySketchTest, ShinglesAreThoseOfTheSharedDefinition) {
  std::mt19937_64 random(1);
  for (int i = 0; i < 50; ++i) {
    const std::string common = Words(random, 80);
    const std::string a = common + Words(random, 30);
    const std::string b = Words(random, 20) + common;
    EXPECT_DOUBLE_EQ(CompareShingles(SortedShingles(ShinglesOf(a)),
                                     SortedShingles(ShinglesOf(b)))
                         .jaccard,
                     text::Jaccard(text::Shingles(a), text::Shingles(b)));
  }
}

TEST(CopySketchTest, WordsAreLowerCasedRunsOfLettersAndDigits) {
  const auto shingles = ShinglesOf("Don't stop: 3.5 \u00c9T\u00c9 boats");
  EXPECT_EQ(shingles, ShinglesOf("don t STOP 3 5 \u00e9t\u00e9 BOATS"));
  EXPECT_EQ(shingles.size(), 4u);
  EXPECT_NE(shingles, ShinglesOf("dont stop 3 5 \u00e9t\u00e9 boats"));
  EXPECT_EQ(ShinglesOf("one two").size(), 1u);
  EXPECT_EQ(ShinglesOf("").size(), 1u);
  EXPECT_NE(ShinglesOf("a b c d"), ShinglesOf("d c b a"));
  // The lower case of its first letter is two characters.
  EXPECT_EQ(CopyWordsOf("\u0130zmir a b").size(), 4u);
}

TEST(CopySketchTest, WordsAreTheSameWithTheTermsThatAScannerFound) {
  // Longer than a term may be, and apart only behind that.
  const std::string long_word(text::kLongestScannedTerm, 'x');
  for (const std::string& text :
       {std::string("The Ferry's 3 boats left Osterby at 9.30"),
        std::string("\u00c9t\u00e9 caf\u00e9 na\u00efve end"),
        "a " + long_word + "y b", std::string("x"), std::string()}) {
    text::TermScanner scanner("en");
    scanner.Scan(text);
    CopyWordReader reader(text.size());
    reader.Add(text, scanner.terms());
    EXPECT_EQ(std::move(reader).Finish(), CopyWordsOf(text)) << text;
  }
  EXPECT_NE(CopyWordsOf(long_word + "y"), CopyWordsOf(long_word + "z"));
}

TEST(CopySketchTest, EstimatesTheJaccardSimilarity) {
  std::mt19937_64 random(2);
  for (const int shared : {0, 100, 200, 300, 400}) {
    double error = 0;
    for (int i = 0; i < 40; ++i) {
      const std::string common = Words(random, shared);
      const auto words_a = CopyWordsOf(common + Words(random, 400 - shared));
      const auto words_b = CopyWordsOf(common + Words(random, 400 - shared));
      const double exact =
          CompareShingles(SortedShingles(CopyShingles(words_a)),
                          SortedShingles(CopyShingles(words_b)))
              .jaccard;
      error +=
          EstimateJaccard(MakeCopySketch(words_a), MakeCopySketch(words_b)) -
          exact;
    }
    EXPECT_NEAR(error / 40, 0, 0.03) << shared;
  }
}

TEST(CopySketchTest, NearCopiesNearlyAlwaysShareABand) {
  std::mt19937_64 random(3);
  int found = 0;
  int by_chance = 0;
  for (int i = 0; i < 400; ++i) {
    const std::string common = Words(random, 300);
    // Jaccard about 0.6.
    const auto a = MakeCopySketch(CopyWordsOf(common + Words(random, 100)));
    const auto b = MakeCopySketch(CopyWordsOf(common + Words(random, 100)));
    const auto other = MakeCopySketch(CopyWordsOf(Words(random, 400)));
    const auto share = [](const CopySketch& x, const CopySketch& y) {
      for (size_t band = 0; band < kCopyBands; ++band) {
        if (CopyBand(x, band) == CopyBand(y, band)) return true;
      }
      return false;
    };
    found += share(a, b) ? 1 : 0;
    by_chance += share(a, other) ? 1 : 0;
  }
  EXPECT_GE(found, 380);
  EXPECT_LE(by_chance, 2);
}

TEST(CopySketchTest, ABriefInsideAStoryIsContained) {
  std::mt19937_64 random(4);
  const std::string brief = Words(random, 60);
  const CopyOverlap overlap =
      CompareShingles(SortedShingles(ShinglesOf(brief)),
                      SortedShingles(ShinglesOf(brief + Words(random, 400))));
  EXPECT_LT(overlap.jaccard, 0.2);
  EXPECT_GT(overlap.containment, 0.95);
  EXPECT_TRUE(IsCopy(overlap));
  EXPECT_FALSE(IsCopy(CompareShingles({}, {1})));
  EXPECT_FALSE(IsCopy({0.49, 0.79}));
}

}  // namespace
}  // namespace byline::recommendation
