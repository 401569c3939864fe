#include "services/recommendation/core/article_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/text/fold.h"
#include "services/recommendation/core/prepared_article.h"
#include "tests/unit/recommendation/invented_articles.h"

namespace byline::recommendation {
namespace {

// A term by its folded words.
const PreparedTerm* Find(const PreparedArticle& article,
                         const std::string& term) {
  for (const PreparedTerm& candidate : article.terms) {
    if (text::Fold(article.Spelling(candidate)) == term) return &candidate;
  }
  return nullptr;
}

PreparedArticle TermsOf(const std::string& language,
                        const std::string& headline, const std::string& body) {
  ArticleWords words(language);
  words.AddBody(body);
  words.AddHeadline(headline);
  PreparedArticle article;
  std::move(words).Finish(article);
  return article;
}

std::string Spelling(const PreparedArticle& article, const std::string& term) {
  const PreparedTerm* const found = Find(article, term);
  return found == nullptr ? "(none)" : std::string(article.Spelling(*found));
}

TEST(ArticleWordsTest, CapitalsInsideSentencesAreNamesOthersAreNot) {
  const auto terms = TermsOf(
      "en", "Storm Hits Harbour",
      "Storms came early. Then Mara Quill left Osterby on Monday with the NVO. "
      "Nobody in Osterby saw a storm.");
  ASSERT_NE(Find(terms, "osterby"), nullptr);
  EXPECT_TRUE(Find(terms, "osterby")->is_name);
  EXPECT_EQ(Spelling(terms, "osterby"), "Osterby");
  EXPECT_TRUE(Find(terms, "nvo")->is_name);
  EXPECT_FALSE(Find(terms, "storm")->is_name);
  EXPECT_FALSE(Find(terms, "storms")->is_name);
  EXPECT_FALSE(Find(terms, "harbour")->is_name);
  EXPECT_FALSE(Find(terms, "monday")->is_name);
  EXPECT_FALSE(Find(terms, "nobody") != nullptr &&
               Find(terms, "nobody")->is_name);
}

TEST(ArticleWordsTest, RunsOfCapitalsAreNamesOfTheirOwn) {
  const auto terms =
      TermsOf("en", "Quill speaks", "Later Mara Quill's ship sank.");
  ASSERT_NE(Find(terms, "mara quill"), nullptr);
  EXPECT_EQ(Spelling(terms, "mara quill"), "Mara Quill");
  EXPECT_TRUE(Find(terms, "mara quill")->is_name);
}

TEST(ArticleWordsTest, NamesAreSpelledWithTheirCapitalsWhereverTheyStand) {
  const auto terms = TermsOf(
      "en", "Cooper Row Shut",
      "Once a cooper lived there. Later Cooper Row and Edda Callowhill met "
      "the tide. Tides rose. The tide fell.");
  EXPECT_EQ(Spelling(terms, "cooper row"), "Cooper Row");
  EXPECT_EQ(Spelling(terms, "cooper"), "Cooper");
  EXPECT_EQ(Spelling(terms, "row"), "Row");
  EXPECT_EQ(Spelling(terms, "edda"), "Edda");
  EXPECT_EQ(Spelling(terms, "edda callowhill"), "Edda Callowhill");
  EXPECT_EQ(Spelling(terms, "tide"), "tide");
}

TEST(ArticleWordsTest, InGermanOnlyRunsAreNames) {
  const auto terms = TermsOf("de", "Streit",
                             "Gestern sprach Mara Quill mit dem Kapit\u00e4n.");
  EXPECT_FALSE(Find(terms, "kapit\u00e4n")->is_name);
  EXPECT_TRUE(Find(terms, "mara quill")->is_name);
}

TEST(ArticleWordsTest, TheHeadlineWeighsThreeTimesTheLeadHalfMore) {
  const auto terms =
      TermsOf("en", "oysters",
              "One kelp. Two. Three. Four dunes. Five oystercatchers swim.");
  EXPECT_TRUE(Find(terms, "oysters")->in_headline);
  EXPECT_TRUE(Find(terms, "oysters")->in_lead);
  EXPECT_TRUE(Find(terms, "kelp")->in_lead);
  EXPECT_FALSE(Find(terms, "dunes")->in_lead);
  EXPECT_FALSE(Find(terms, "kelp")->in_headline);
  EXPECT_GT(Find(terms, "oysters")->weight, Find(terms, "kelp")->weight);
  EXPECT_GT(Find(terms, "kelp")->weight, Find(terms, "dunes")->weight);
  EXPECT_FLOAT_EQ(Find(terms, "dunes")->weight, 1.0F);
}

TEST(ArticleWordsTest, ScriptsWithoutWordsGivePairsOfCharactersAndNoNames) {
  const auto terms =
      TermsOf("zh", "\u6e2f\u53e3", "\u6e2f\u53e3\u5f00\u653e\u3002");
  ASSERT_NE(Find(terms, "\u6e2f\u53e3"), nullptr);
  EXPECT_TRUE(Find(terms, "\u6e2f\u53e3")->in_headline);
  for (const PreparedTerm& term : terms.terms) EXPECT_FALSE(term.is_name);
}

TEST(ArticleWordsTest, NothingGivesNothing) {
  EXPECT_TRUE(TermsOf("", "", "").terms.empty());
  EXPECT_TRUE(TermsOf("en", "", "\xff\xfe ... !").terms.empty());
}

TEST(PreparedArticleTest, TakesOverTheFactsAndLeavesOutTheRepeatedHeadline) {
  article::v1::Article article = In(On(FerryStrike(), 3), "Harbour");
  article.set_language_code("en-GB");
  auto* verdict = article.add_verdicts();
  verdict->set_kind(article::v1::Verdict::KIND_DUPLICATE);
  verdict->set_reason("Jaccard 0.9");
  verdict->set_canonical_article("articles/other");
  auto* repeated = article.add_blocks();
  repeated->set_repeats_headline(true);
  repeated->mutable_paragraph()->mutable_text()->set_text("zanzibarian");
  const PreparedArticle prepared = PrepareArticle(article);
  EXPECT_EQ(prepared.facts.language, "en");
  EXPECT_EQ(prepared.facts.section, "Harbour");
  ASSERT_EQ(prepared.facts.verdicts.size(), 1u);
  EXPECT_EQ(prepared.facts.verdicts[0].text,
            "duplicate: Jaccard 0.9 (articles/other)");
  EXPECT_EQ(prepared.facts.publish_time,
            absl::FromUnixSeconds(1'700'000'000 + 3 * 86'400));
  EXPECT_EQ(Find(prepared, "zanzibarian"), nullptr);
  EXPECT_FALSE(IsOfferable(prepared.facts));
}

TEST(PreparedArticleTest, RecognisesTheLanguageWhereNoneIsGiven) {
  article::v1::Article article = FerryStrike();
  article.clear_language_code();
  EXPECT_EQ(PrepareArticle(article).facts.language, "en");
}

TEST(PreparedArticleTest, TagsAndStandfirstAreIndexedToo) {
  article::v1::Article article = FerryStrike();
  article.add_tags("Labour Relations");
  article.set_standfirst("A walkout paralyses the archipelago.");
  const PreparedArticle prepared = PrepareArticle(article);
  EXPECT_NE(Find(prepared, "labour"), nullptr);
  EXPECT_NE(Find(prepared, "archipelago"), nullptr);
}

}  // namespace
}  // namespace byline::recommendation
