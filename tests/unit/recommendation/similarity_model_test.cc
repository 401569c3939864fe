// The index against a naive model that knows only the set of articles: after
// any order of adding, replacing and removing both give the same lists, with
// scores whose parts add up to the last bit, and explanations agree with the
// lists.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <random>

#include "common/text/background_terms.h"
#include "common/text/near_copy.h"
#include "services/recommendation/core/similarity_index.h"
#include "tests/unit/recommendation/invented_articles.h"

namespace byline::recommendation {
namespace {

// Everything from first principles, in plain doubles, each time anew.
class NaiveModel {
 public:
  void Put(const PreparedArticle& article) {
    articles_[article.facts.name] = article;
  }
  void Remove(const std::string& name) { articles_.erase(name); }
  const std::map<std::string, PreparedArticle>& articles() const {
    return articles_;
  }

  // Weighs all articles; to be called after changes, before List.
  void Weigh() {
    std::map<std::string, double> counts;
    std::map<std::string, std::map<std::string, double>> holders;
    for (const auto& [name, article] : articles_) {
      if (!article.facts.verdicts.empty()) continue;
      ++counts[article.facts.language];
      for (const PreparedTerm& term : article.terms) {
        ++holders[article.facts.language][term.term];
      }
    }
    vectors_.clear();
    for (const auto& [name, article] : articles_) {
      vectors_[name] = Vector(article, counts[article.facts.language],
                              holders[article.facts.language]);
    }
  }

  std::vector<std::pair<std::string, double>> List(
      const std::string& name, const SimilarityRequest& request,
      double floor) const {
    const PreparedArticle& query = articles_.at(name);
    std::vector<std::pair<std::string, double>> ranked;
    for (const ArticleVerdict& verdict : query.facts.verdicts) {
      if (verdict.kind == article::v1::Verdict::KIND_THIN) return ranked;
    }
    for (const auto& [other_name, other] : articles_) {
      if (other_name == name || !other.facts.verdicts.empty()) continue;
      if (!request.any_language &&
          other.facts.language != query.facts.language) {
        continue;
      }
      const auto mine = query.facts.publish_time;
      const auto theirs = other.facts.publish_time;
      const bool both = mine.has_value() && theirs.has_value();
      if (request.mode == v1::SIMILARITY_MODE_BACKGROUND &&
          !(both && *theirs < *mine)) {
        continue;
      }
      if (request.mode == v1::SIMILARITY_MODE_LATEST &&
          !(both && *theirs > *mine)) {
        continue;
      }
      const double base = Cosine(query, other);
      if (base < floor) continue;
      double factor = 1;
      if (both) {
        const double days =
            std::abs(absl::ToDoubleHours(*mine - *theirs)) / 24.0;
        factor += 0.5 * std::exp2(-days / 3);
      }
      if (!query.facts.section.empty() &&
          query.facts.section == other.facts.section) {
        factor += 0.1;
      }
      ranked.emplace_back(other_name, base * factor);
    }
    std::sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) {
      return a.second != b.second ? a.second > b.second : a.first < b.first;
    });
    std::vector<std::pair<std::string, double>> list;
    for (const auto& entry : ranked) {
      if (list.size() == static_cast<size_t>(request.page_size)) break;
      bool copy = IsCopy(name, entry.first);
      for (const auto& above : list) copy |= IsCopy(above.first, entry.first);
      if (!copy) list.push_back(entry);
    }
    return list;
  }

 private:
  bool IsCopy(const std::string& a, const std::string& b) const {
    return text::Jaccard(articles_.at(a).shingles, articles_.at(b).shingles) >=
           0.5;
  }
  static std::map<std::string, double> Vector(
      const PreparedArticle& article, double count,
      const std::map<std::string, double>& holders) {
    std::map<std::string, double> vector;
    double square = 0;
    for (const PreparedTerm& term : article.terms) {
      const double share =
          std::exp(-text::BackgroundIdf(term.term, article.facts.language));
      const auto held = holders.find(term.term);
      const double holding = held == holders.end() ? 0 : held->second;
      const double value =
          term.weight * std::log((count + 200) / (holding + 200 * share));
      vector[term.term] = value;
      square += value * value;
    }
    for (auto& [term, value] : vector) value /= std::sqrt(square);
    return vector;
  }
  double Cosine(const PreparedArticle& a, const PreparedArticle& b) const {
    const auto& other = vectors_.at(b.facts.name);
    double sum = 0;
    for (const auto& [term, value] : vectors_.at(a.facts.name)) {
      const auto found = other.find(term);
      if (found == other.end()) continue;
      const bool name = IsName(a, term) && IsName(b, term);
      sum += value * found->second * (name ? 1.25 : 1);
    }
    return sum;
  }
  static bool IsName(const PreparedArticle& article, const std::string& term) {
    for (const PreparedTerm& candidate : article.terms) {
      if (candidate.term == term) return candidate.is_name;
    }
    return false;
  }

  std::map<std::string, PreparedArticle> articles_;
  std::map<std::string, std::map<std::string, double>> vectors_;
};

constexpr double kFloor = 0.05;
constexpr int kArticles = 25;

class SimilarityModelTest : public ::testing::TestWithParam<int> {};

void ExpectSameList(const std::vector<SimilarResult>& list,
                    const std::vector<std::pair<std::string, double>>& model) {
  ASSERT_EQ(list.size(), model.size());
  for (size_t i = 0; i < list.size(); ++i) {
    ASSERT_NEAR(list[i].article.score(), model[i].second, 1e-8);
    // Doubles may order what is equal in exact numbers either way.
    const bool tie =
        (i > 0 && model[i - 1].second - model[i].second < 1e-8) ||
        (i + 1 < model.size() && model[i].second - model[i + 1].second < 1e-8);
    if (!tie) {
      ASSERT_EQ(list[i].article.article(), model[i].first);
    }
  }
}

TEST_P(SimilarityModelTest, IndexAndModelAgreeAfterAnyChanges) {
  std::mt19937_64 random(static_cast<uint64_t>(GetParam()));
  SimilarityIndex index({.floor = kFloor});
  NaiveModel model;
  for (int step = 0; step < 120; ++step) {
    const std::string id = absl::StrCat("a", random() % kArticles);
    if (random() % 4 == 0) {
      index.PutWithoutText("articles/" + id, article::v1::STATE_WITHDRAWN);
      model.Remove("articles/" + id);
    } else {
      article::v1::Article article = RandomArticle(id, random);
      article.set_revision(step + 1);
      if (random() % 8 == 0) {
        article.add_verdicts()->set_kind(
            random() % 2 == 0 ? article::v1::Verdict::KIND_THIN
                              : article::v1::Verdict::KIND_DUPLICATE);
      }
      const PreparedArticle prepared = PrepareArticle(article);
      index.Put(prepared);
      model.Put(prepared);
    }
    if (step % 10 != 9) continue;
    model.Weigh();
    for (const auto& [name, article] : model.articles()) {
      for (const auto mode :
           {v1::SIMILARITY_MODE_SIMILAR, v1::SIMILARITY_MODE_BACKGROUND,
            v1::SIMILARITY_MODE_LATEST}) {
        const SimilarityRequest request{
            .page_size = 6, .mode = mode, .any_language = random() % 3 == 0};
        const auto list = index.List(name, request);
        ASSERT_TRUE(list.ok());
        ASSERT_NO_FATAL_FAILURE(
            ExpectSameList(*list, model.List(name, request, kFloor)));
      }
    }
  }
}

TEST_P(SimilarityModelTest, ListsDoNotDependOnTheOrderOfArrival) {
  std::mt19937_64 random(static_cast<uint64_t>(GetParam()));
  std::vector<PreparedArticle> articles;
  for (int i = 0; i < kArticles; ++i) {
    articles.push_back(
        PrepareArticle(RandomArticle(absl::StrCat("a", i), random)));
  }
  SimilarityIndex forward({.floor = kFloor});
  SimilarityIndex shuffled({.floor = kFloor});
  for (const PreparedArticle& article : articles) forward.Put(article);
  shuffled.Put(PrepareArticle(RandomArticle("gone", random)));
  std::shuffle(articles.begin(), articles.end(), random);
  for (const PreparedArticle& article : articles) shuffled.Put(article);
  shuffled.PutWithoutText("articles/gone", article::v1::STATE_WITHDRAWN);
  for (const PreparedArticle& article : articles) {
    const auto a = forward.List(article.facts.name, {});
    const auto b = shuffled.List(article.facts.name, {});
    ASSERT_EQ(a->size(), b->size());
    for (size_t i = 0; i < a->size(); ++i) {
      EXPECT_EQ((*a)[i].article.SerializeAsString(),
                (*b)[i].article.SerializeAsString());
    }
  }
}

TEST_P(SimilarityModelTest, PartsAddUpToTheLastBitInAnyOrder) {
  std::mt19937_64 random(static_cast<uint64_t>(GetParam()));
  SimilarityIndex index;
  for (int i = 0; i < kArticles; ++i) {
    index.Put(PrepareArticle(RandomArticle(absl::StrCat("a", i), random)));
  }
  for (int i = 0; i < kArticles; ++i) {
    for (int j = 0; j < kArticles; ++j) {
      const auto explanation = index.Explain(
          absl::StrCat("articles/a", i), absl::StrCat("articles/a", j),
          v1::SIMILARITY_MODE_SIMILAR, Audience::kPublic);
      const v1::SimilarArticle& similar = explanation->similarity();
      std::vector<double> values;
      for (const v1::ScorePart& part : similar.parts()) {
        values.push_back(part.value());
      }
      std::shuffle(values.begin(), values.end(), random);
      double sum = 0;
      for (const double value : values) sum += value;
      ASSERT_EQ(sum, similar.score());
    }
  }
}

TEST_P(SimilarityModelTest, ExplanationsAgreeWithTheListForEveryPair) {
  std::mt19937_64 random(static_cast<uint64_t>(GetParam()));
  SimilarityIndex index({.floor = 0.4});
  for (int i = 0; i < kArticles; ++i) {
    article::v1::Article article = RandomArticle(absl::StrCat("a", i), random);
    if (i % 9 == 8) {
      article.add_verdicts()->set_kind(article::v1::Verdict::KIND_PLACEHOLDER);
    }
    index.Put(PrepareArticle(article));
  }
  index.PutWithoutText("articles/a3", article::v1::STATE_WITHDRAWN);
  int offered = 0;
  std::map<v1::Exclusion::Kind, int> kinds;
  for (int i = 0; i < kArticles; ++i) {
    const std::string name = absl::StrCat("articles/a", i);
    for (const auto mode :
         {v1::SIMILARITY_MODE_SIMILAR, v1::SIMILARITY_MODE_BACKGROUND,
          v1::SIMILARITY_MODE_LATEST}) {
      const auto list = index.List(name, {.mode = mode});
      for (int j = 0; j < kArticles; ++j) {
        const std::string other = absl::StrCat("articles/a", j);
        const auto explanation =
            index.Explain(name, other, mode, Audience::kPublic);
        ASSERT_TRUE(explanation.ok());
        int rank = 0;
        for (size_t at = 0; list.ok() && at < list->size(); ++at) {
          if ((*list)[at].article.article() != other) continue;
          rank = static_cast<int>(at) + 1;
          ASSERT_EQ((*list)[at].article.SerializeAsString(),
                    explanation->similarity().SerializeAsString());
        }
        ASSERT_EQ(explanation->rank(), rank);
        ASSERT_EQ(explanation->offered(), rank > 0);
        ASSERT_EQ(explanation->exclusions().empty(), rank > 0);
        offered += rank > 0 ? 1 : 0;
        for (const auto& exclusion : explanation->exclusions()) {
          ++kinds[exclusion.kind()];
        }
      }
    }
  }
  EXPECT_GT(offered, 0);
  for (const auto kind :
       {v1::Exclusion::KIND_SELF, v1::Exclusion::KIND_WITHDRAWN,
        v1::Exclusion::KIND_VERDICT, v1::Exclusion::KIND_LANGUAGE,
        v1::Exclusion::KIND_BELOW_FLOOR, v1::Exclusion::KIND_NEAR_COPY,
        v1::Exclusion::KIND_MODE, v1::Exclusion::KIND_RANK}) {
    EXPECT_GT(kinds[kind], 0) << v1::Exclusion::Kind_Name(kind);
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, SimilarityModelTest, ::testing::Range(1, 7));

}  // namespace
}  // namespace byline::recommendation
