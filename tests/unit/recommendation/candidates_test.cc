// What a search looks at within its budget.
#include "services/recommendation/core/candidates.h"

#include <gtest/gtest.h>

#include <random>

#include "services/recommendation/core/similarity_index.h"
#include "tests/unit/recommendation/invented_articles.h"

namespace byline::recommendation {
namespace {

constexpr int kWithCandidates = 400;

std::unique_ptr<SimilarityIndex> IndexWith(const SimilarityOptions& options) {
  auto index = std::make_unique<SimilarityIndex>(options);
  std::mt19937_64 random(6);
  for (int i = 0; i < kWithCandidates; ++i) {
    article::v1::Article article = RandomArticle(absl::StrCat("a", i), random);
    article.set_language_code("en");
    index->Put(PrepareArticle(article));
    if (i == kWithCandidates - 50) index->Reindex();
  }
  return index;
}

// For how many articles the budgeted list is the one of a search without a
// budget.
int Agreeing(const SimilarityIndex& index) {
  int agreeing = 0;
  for (int i = 0; i < kWithCandidates; ++i) {
    const std::string name = absl::StrCat("articles/a", i);
    const auto names = [&](bool exhaustive) {
      std::vector<std::string> listed;
      const auto list =
          index.List(name, {.page_size = 10, .exhaustive = exhaustive});
      for (const SimilarResult& result : *list) {
        listed.push_back(result.article.article());
      }
      return listed;
    };
    agreeing += names(true) == names(false) ? 1 : 0;
  }
  return agreeing;
}

TEST(CandidatesTest, WithinTheNearCellsNothingIsMissed) {
  SimilarityOptions options;
  options.found = 1;
  const auto by_words = [&] {
    SimilarityOptions without = options;
    without.near = 0;
    return IndexWith(without);
  }();
  EXPECT_LT(Agreeing(*by_words), kWithCandidates / 10);
  EXPECT_GT(Agreeing(*IndexWith(options)), kWithCandidates * 95 / 100);
}

TEST(CandidatesTest, ThePostingsAloneLeadToNearlyAll) {
  SimilarityOptions options;
  options.near = 0;
  EXPECT_GT(Agreeing(*IndexWith(options)), kWithCandidates * 95 / 100);
  // A budget is kept.
  options.postings_budget = 1;
  EXPECT_LT(Agreeing(*IndexWith(options)), kWithCandidates / 10);
}

// Words of a subject: every one, or every other one from `first` on.
std::string WordsOf(int subject, int first, int step) {
  std::string words;
  for (int word = first; word < 40; word += step) {
    absl::StrAppend(&words, "subject", subject, "word", word, " ");
  }
  return words;
}

TEST(CandidatesTest, AnArticleThatSharesNoTermIsNoneHoweverNear) {
  SimilarityIndex index;
  std::mt19937 random(5);
  for (int i = 0; i < 600; ++i) {
    std::string body;
    for (int word = 0; word < 12; ++word) {
      absl::StrAppend(&body, "subject", i % 10, "word", random() % 40, " ");
    }
    index.Put(PrepareArticle(MakeArticle(absl::StrCat("a", i), "", body)));
  }
  index.Put(PrepareArticle(MakeArticle("even", "", WordsOf(3, 0, 2))));
  index.Put(PrepareArticle(MakeArticle("odd", "", WordsOf(3, 1, 2))));
  index.Reindex();
  const auto explanation =
      index.Explain("articles/even", "articles/odd",
                    v1::SIMILARITY_MODE_SIMILAR, Audience::kNewsroom);
  EXPECT_EQ(explanation->similarity().score(), 0);
  const auto list =
      index.List("articles/even", {.page_size = 100, .exhaustive = true});
  EXPECT_GT(list->size(), 50u);
  for (const SimilarResult& result : *list) {
    EXPECT_NE(result.article.article(), "articles/odd");
  }
}

}  // namespace
}  // namespace byline::recommendation
