// The order of a list: what repeats an article above it comes later.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/recommendation/core/similarity_index.h"
#include "tests/unit/recommendation/invented_articles.h"

namespace byline::recommendation {
namespace {

using ::testing::ElementsAre;

// A query, two articles that say the same of it in other words each, and one
// that is a little less like the query and like neither.
class ListOrderTest : public ::testing::Test {
 protected:
  ListOrderTest() {
    Put("query", 0, 40, "ask", 10);
    Put("first", 0, 24, "sail", 20);
    Put("again", 1, 24, "row", 20);
    Put("other", 24, 40, "fish", 8);
  }
  // An article of the words "tide{from}" up to `to`, and of others of its own.
  void Put(const std::string& id, int from, int to, const char* word,
           int others) {
    std::string body;
    for (int i = from; i < to; ++i) {
      // Not in one order: no run of words is a copy.
      absl::StrAppend(&body, "tide", from + (i * 7 + from) % (to - from), " ");
      if (i - from < others) absl::StrAppend(&body, word, i, " ");
    }
    index_.Put(PrepareArticle(MakeArticle(id, "Report", body)));
  }
  std::vector<SimilarResult> Results(const SimilarityRequest& request = {}) {
    return *index_.List("articles/query", request);
  }
  static std::vector<std::string> Names(
      const std::vector<SimilarResult>& results) {
    std::vector<std::string> names;
    for (const SimilarResult& result : results) {
      names.push_back(result.article.article().substr(9));
    }
    return names;
  }

  SimilarityIndex index_;
};

TEST_F(ListOrderTest, WhatRepeatsOneAboveItComesAfterWhatDoesNot) {
  const auto results = Results();
  ASSERT_EQ(results.size(), 3u);
  EXPECT_EQ(Names(results)[1], "other");
  EXPECT_LT(results[1].article.score(), results[2].article.score());
}

TEST_F(ListOrderTest, AShorterListIsTheBeginningOfALongerOne) {
  const std::vector<std::string> longer = Names(Results());
  for (int size = 1; size <= 3; ++size) {
    const std::vector<std::string> shorter =
        Names(Results({.page_size = size}));
    EXPECT_EQ(shorter,
              std::vector<std::string>(longer.begin(), longer.begin() + size));
  }
}

TEST_F(ListOrderTest, ExplainTellsThePlaceInTheList) {
  const std::vector<std::string> names = Names(Results());
  for (size_t i = 0; i < names.size(); ++i) {
    const auto explanation =
        index_.Explain("articles/query", "articles/" + names[i],
                       v1::SIMILARITY_MODE_SIMILAR, Audience::kPublic);
    EXPECT_EQ(explanation->rank(), static_cast<int>(i) + 1);
  }
}

TEST_F(ListOrderTest, TheLeastScoreKeepsAllThatReachIt) {
  const auto results = Results();
  ASSERT_EQ(results.size(), 3u);
  const double least =
      (results[1].article.score() + results[2].article.score()) / 2;
  EXPECT_EQ(Names(Results({.min_score = least})),
            (std::vector<std::string>{Names(results)[0], Names(results)[2]}));
}

}  // namespace
}  // namespace byline::recommendation
