#include "common/text/background_terms.h"

#include <gtest/gtest.h>

namespace byline::text {
namespace {

TEST(BackgroundTermsTest, CommonWordsWeighLessThanRareOnes) {
  EXPECT_LT(BackgroundIdf("year", "en"), 1.5);
  EXPECT_LT(BackgroundIdf("people", "en-US"), BackgroundIdf("abandon", "en"));
  EXPECT_LT(BackgroundIdf("abandon", "en"), kUnknownBackgroundIdf);
}

TEST(BackgroundTermsTest, UnknownTermsAndLanguagesWeighMost) {
  EXPECT_EQ(BackgroundIdf("zyxomma", "en"), kUnknownBackgroundIdf);
  EXPECT_EQ(BackgroundIdf("", "en"), kUnknownBackgroundIdf);
  EXPECT_EQ(BackgroundIdf("year", "fr"), kUnknownBackgroundIdf);
  EXPECT_EQ(BackgroundIdf("year", ""), kUnknownBackgroundIdf);
}

TEST(BackgroundTermsTest, NamesAreLeftOut) {
  for (const absl::string_view name :
       {"obama", "london", "monday", "reuters", "israel", "john"}) {
    EXPECT_EQ(BackgroundIdf(name, "en"), kUnknownBackgroundIdf) << name;
  }
}

}  // namespace
}  // namespace byline::text
