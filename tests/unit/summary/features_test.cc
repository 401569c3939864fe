#include "services/summary/core/features.h"

#include <absl/numeric/bits.h>
#include <absl/strings/ascii.h>
#include <absl/strings/str_cat.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <random>
#include <set>
#include <string>
#include <utility>

#include "tests/unit/summary/invented_text.h"

namespace byline::summary {
namespace {

// The feature of the sentence that holds `part`.
double FeatureOf(InventedText& text, absl::string_view part,
                 absl::string_view name) {
  const size_t at = FeatureAt(name);
  EXPECT_LT(at, kFeatureCount) << name;
  return text.scored().features.at(text.Find(part)).at(at);
}

constexpr char kBody[] =
    "By Jo Mir\n\n"
    "The council of Port Ann voted to rebuild the pier. Who pays?\n\n"
    "Storm Hedda had torn it from the quay for $14, Ana Rell said on "
    "Monday.\n\n"
    "“It is ours,” he told them (two of us): the anglers stay.";

TEST(FeaturesTest, NamesAreUniqueAndAsManyAsThereAreFeatures) {
  const auto names = FeatureNames();
  ASSERT_EQ(names.size(), kFeatureCount);
  const std::set<std::string> unique(names.begin(), names.end());
  EXPECT_EQ(unique.size(), kFeatureCount);
  for (const std::string& name : unique) {
    EXPECT_FALSE(name.empty());
    EXPECT_TRUE(std::all_of(name.begin(), name.end(), [](char c) {
      return absl::ascii_islower(c) || absl::ascii_isdigit(c) || c == '_';
    })) << name;
  }
}

TEST(FeaturesTest, PlacesCountSoundSentencesOnly) {
  InventedText text(kBody);
  EXPECT_EQ(FeatureOf(text, "council", "first"), 1);
  EXPECT_EQ(FeatureOf(text, "council", "inverse_place"), 1);
  EXPECT_EQ(FeatureOf(text, "council", "log_place"), 0);
  // The question in between does not count.
  EXPECT_EQ(FeatureOf(text, "Hedda", "first"), 0);
  EXPECT_EQ(FeatureOf(text, "Hedda", "second"), 1);
  EXPECT_EQ(FeatureOf(text, "Hedda", "inverse_place"), 0.5);
  EXPECT_DOUBLE_EQ(FeatureOf(text, "Hedda", "relative_place"), 1.0 / 3);
  EXPECT_EQ(FeatureOf(text, "ours", "third"), 1);
  EXPECT_DOUBLE_EQ(FeatureOf(text, "ours", "log_count"), std::log(4.0));
}

TEST(FeaturesTest, ParagraphsCountWhereThereAreSome) {
  InventedText text(kBody);
  EXPECT_EQ(FeatureOf(text, "council", "first_in_block"), 1);
  EXPECT_EQ(FeatureOf(text, "council", "last_in_block"), 0);
  EXPECT_EQ(FeatureOf(text, "council", "inverse_block"), 0.5);
  EXPECT_EQ(FeatureOf(text, "Who pays", "first_in_block"), 0);
  EXPECT_EQ(FeatureOf(text, "Who pays", "last_in_block"), 1);
  EXPECT_EQ(FeatureOf(text, "Who pays", "inverse_block"), 0.5);
  EXPECT_EQ(FeatureOf(text, "ours", "inverse_block"), 0.25);
  InventedText one("The council voted to rebuild the pier. Gulls nest here.");
  for (const char* part : {"council", "Gulls"}) {
    for (const char* name :
         {"inverse_block", "first_in_block", "last_in_block"})
      EXPECT_EQ(FeatureOf(one, part, name), 0) << name;
  }
}

TEST(FeaturesTest, LengthsHaveTheirSteps) {
  for (int words : {7, 8, 11, 12, 30, 31, 35, 36, 45, 46}) {
    InventedText text(InventedSentence(1, words));
    EXPECT_EQ(FeatureOf(text, "Harbour", "words"), words);
    EXPECT_DOUBLE_EQ(FeatureOf(text, "Harbour", "log_words"), std::log(words));
    EXPECT_EQ(FeatureOf(text, "Harbour", "under_8"), words < 8) << words;
    EXPECT_EQ(FeatureOf(text, "Harbour", "under_12"), words < 12) << words;
    EXPECT_EQ(FeatureOf(text, "Harbour", "over_30"), words > 30) << words;
    EXPECT_EQ(FeatureOf(text, "Harbour", "over_35"), words > 35) << words;
    EXPECT_EQ(FeatureOf(text, "Harbour", "over_45"), words > 45) << words;
  }
}

TEST(FeaturesTest, SurfaceAndFlagsAreToldBySentence) {
  InventedText text(kBody);
  EXPECT_EQ(FeatureOf(text, "Hedda", "names"), 3);  // "Storm" opens
  EXPECT_EQ(FeatureOf(text, "Hedda", "numbers"), 1);
  EXPECT_EQ(FeatureOf(text, "Hedda", "amounts"), 1);
  EXPECT_EQ(FeatureOf(text, "Hedda", "reporting"), 1);
  EXPECT_EQ(FeatureOf(text, "Hedda", "dates"), 1);
  EXPECT_EQ(FeatureOf(text, "Hedda", "quote_led"), 0);
  EXPECT_EQ(FeatureOf(text, "council", "reporting"), 0);
  EXPECT_EQ(FeatureOf(text, "council", "dangling"), 0);
  EXPECT_EQ(FeatureOf(text, "Who pays", "question"), 1);
  EXPECT_EQ(FeatureOf(text, "ours", "quote_led"), 1);
  EXPECT_EQ(FeatureOf(text, "ours", "dangling"), 1);
  EXPECT_EQ(FeatureOf(text, "ours", "parenthesis"), 1);
  EXPECT_EQ(FeatureOf(text, "ours", "colon_or_dash"), 1);
  EXPECT_GT(FeatureOf(text, "ours", "quoted_share"), 0);
  EXPECT_GT(FeatureOf(text, "ours", "pronoun_share"), 0);
}

TEST(FeaturesTest, TermsAndSalienceAreThoseOfTheSentence) {
  InventedText text(kBody, "Council to rebuild pier");
  const size_t i = text.Find("council");
  const TermProfile& profile = text.scored().space.Profile(i);
  const double expected = text.scored().salience.ExpectedTerms(i);
  const double words = text.scored().sentences[i].words;
  EXPECT_EQ(FeatureOf(text, "council", "centrality"), profile.centrality);
  EXPECT_EQ(FeatureOf(text, "council", "rank"), profile.rank);
  EXPECT_EQ(FeatureOf(text, "council", "headline"), profile.headline);
  EXPECT_GT(profile.headline, 0);
  EXPECT_EQ(FeatureOf(text, "council", "expected_terms"), expected);
  EXPECT_DOUBLE_EQ(FeatureOf(text, "council", "term_density"),
                   expected / words);
  EXPECT_DOUBLE_EQ(FeatureOf(text, "council", "term_value"),
                   2 * expected / (words + 20));
  EXPECT_EQ(FeatureOf(text, "council", "expected_pairs"),
            text.scored().salience.ExpectedPairs(i));
}

TEST(FeaturesTest, EachProfileStandsUnderItsName) {
  std::mt19937 random(83);
  std::string body;
  for (int i = 0; i < 8; ++i)
    absl::StrAppend(&body, RandomSentence(random, 8), " ");
  InventedText text(body, "Harbour pier storm");
  const size_t i = 5;
  const TermProfile& profile = text.scored().space.Profile(i);
  const std::pair<const char*, double> named[] = {
      {"links", profile.links},
      {"mean_log_frequency", profile.mean_log_frequency},
      {"mean_idf", profile.mean_idf},
      {"with_first", profile.with_first},
      {"with_previous", profile.with_previous},
      {"most_alike_before", profile.most_alike_before},
      {"mean_before", profile.mean_before},
      {"mean_behind", profile.mean_behind},
      {"novelty", profile.novelty},
      {"top_terms", absl::popcount(profile.top_terms)}};
  std::set<double> unlike;
  for (const auto& [name, value] : named) {
    EXPECT_EQ(text.scored().features[i][FeatureAt(name)], value) << name;
    unlike.insert(value);
  }
  EXPECT_EQ(unlike.size(), std::size(named));
}

TEST(FeaturesTest, TheGreatestAmongSoundSentencesIsOne) {
  InventedText text(kBody);
  double centrality = 0;
  double rank = 0;
  for (size_t i = 0; i < text.scored().sentences.size(); ++i) {
    if (!text.scored().sentences[i].IsSound()) continue;
    const Features& row = text.scored().features[i];
    centrality = std::max(centrality, row[FeatureAt("relative_centrality")]);
    rank = std::max(rank, row[FeatureAt("relative_rank")]);
  }
  EXPECT_DOUBLE_EQ(centrality, 1);
  EXPECT_DOUBLE_EQ(rank, 1);
}

}  // namespace
}  // namespace byline::summary
