// The index against a naive model that looks at every pair: after any order of
// adding, replacing and removing, and with upkeep in between, both give the
// same lists; scores' parts add up to the last bit; explanations agree with the
// lists; and after a reindex nothing depends on the order of arrival.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <random>
#include <set>

#include "common/text/term_scanner.h"
#include "services/recommendation/core/similarity_index.h"
#include "tests/unit/recommendation/invented_articles.h"

namespace byline::recommendation {
namespace {

// All articles, each pair compared anew. Takes only the score of a pair from
// the index.
class NaiveModel {
 public:
  explicit NaiveModel(const SimilarityIndex& index) : index_(index) {}

  void Put(const PreparedArticle& article) {
    articles_[article.facts.name] = article;
  }
  void Remove(const std::string& name) { articles_.erase(name); }
  const std::map<std::string, PreparedArticle>& articles() const {
    return articles_;
  }

  std::vector<std::pair<std::string, double>> List(
      const std::string& name, const SimilarityRequest& request,
      double floor) const {
    const PreparedArticle& query = articles_.at(name);
    std::vector<std::pair<std::string, double>> ranked;
    if (!HasOwnList(query.facts)) return ranked;
    const std::set<std::string> own = Cluster(name);
    for (const auto& [other_name, other] : articles_) {
      if (other_name == name || !IsOfferable(other.facts) ||
          own.count(other_name) > 0 || Canonical(other_name) != other_name ||
          !Admits(request, query.facts, other.facts)) {
        continue;
      }
      const auto explanation =
          index_.Explain(name, other_name, request.mode, Audience::kNewsroom);
      const v1::SimilarArticle& similar = explanation->similarity();
      double base = 0;
      for (const v1::ScorePart& part : similar.parts()) {
        if (part.part() != "section" && part.part() != "recency" &&
            part.part() != "hub") {
          base += part.value();
        }
      }
      if (base >= floor) ranked.emplace_back(other_name, similar.score());
    }
    std::sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) {
      return a.second != b.second ? a.second > b.second
                                  : text::TermFingerprint(a.first) <
                                        text::TermFingerprint(b.first);
    });
    std::vector<std::pair<std::string, double>> list;
    while (list.size() < static_cast<size_t>(request.page_size)) {
      size_t next = ranked.size();
      double best = -1;
      for (size_t i = 0; i < ranked.size(); ++i) {
        const auto& [other, score] = ranked[i];
        bool copy = AreCopies(name, other);
        double likeness = 0;
        for (const auto& above : list) {
          copy |= AreCopies(above.first, other);
          likeness = std::max(likeness, Likeness(other, above.first));
        }
        const double value = score * (1 - likeness * likeness * likeness);
        if (copy || value <= best) continue;
        best = value;
        next = i;
      }
      if (next == ranked.size()) break;
      list.push_back(ranked[next]);
      ranked.erase(ranked.begin() + static_cast<ptrdiff_t>(next));
    }
    return list;
  }
  // After the index has changed.
  void Forget() { likeness_.clear(); }

 private:
  static bool Admits(const SimilarityRequest& request,
                     const ArticleFacts& query, const ArticleFacts& other) {
    if (!request.any_language && other.language != query.language) return false;
    if (request.mode == v1::SIMILARITY_MODE_SIMILAR) return true;
    if (!query.publish_time.has_value() || !other.publish_time.has_value()) {
      return false;
    }
    return request.mode == v1::SIMILARITY_MODE_BACKGROUND
               ? *other.publish_time < *query.publish_time
               : *other.publish_time > *query.publish_time;
  }
  // Of the terms alone, as small archives weigh them.
  double Likeness(const std::string& a, const std::string& b) const {
    const auto [at, added] = likeness_.try_emplace({a, b}, 0);
    if (!added) return at->second;
    const auto explanation =
        index_.Explain(a, b, v1::SIMILARITY_MODE_SIMILAR, Audience::kNewsroom);
    for (const v1::ScorePart& part : explanation->similarity().parts()) {
      if (part.part() == "names" || part.part() == "text") {
        at->second += part.value();
      }
    }
    return at->second;
  }
  bool AreCopies(const std::string& a, const std::string& b) const {
    return IsCopy(CompareShingles(SortedShingles(articles_.at(a).Shingles()),
                                  SortedShingles(articles_.at(b).Shingles())));
  }
  // All that are near-copies of it, directly or not, in its language.
  std::set<std::string> Cluster(const std::string& name) const {
    std::set<std::string> cluster = {name};
    if (!IsOfferable(articles_.at(name).facts)) return cluster;
    std::vector<std::string> open = {name};
    while (!open.empty()) {
      const std::string at = open.back();
      open.pop_back();
      for (const auto& [other, article] : articles_) {
        if (IsOfferable(article.facts) &&
            article.facts.language == articles_.at(name).facts.language &&
            AreCopies(at, other) && cluster.insert(other).second) {
          open.push_back(other);
        }
      }
    }
    return cluster;
  }
  std::string Canonical(const std::string& name) const {
    std::string best = name;
    for (const std::string& other : Cluster(name)) {
      const auto key = [this](const std::string& of) {
        const PreparedArticle& article = articles_.at(of);
        const auto& time = article.facts.publish_time;
        return std::pair(
            SortedShingles(article.Shingles()).size(),
            time.has_value() ? absl::ToUnixSeconds(*time) : INT64_MIN);
      };
      if (key(other) > key(best) || (key(other) == key(best) && other < best)) {
        best = other;
      }
    }
    return best;
  }

  const SimilarityIndex& index_;
  std::map<std::string, PreparedArticle> articles_;
  mutable std::map<std::pair<std::string, std::string>, double> likeness_;
};

constexpr double kFloor = 0.05;
constexpr int kArticles = 25;

class SimilarityModelTest : public ::testing::TestWithParam<int> {};

void ExpectSameList(const std::vector<SimilarResult>& list,
                    const std::vector<std::pair<std::string, double>>& model) {
  ASSERT_EQ(list.size(), model.size());
  for (size_t i = 0; i < list.size(); ++i) {
    ASSERT_EQ(list[i].article.article(), model[i].first);
    ASSERT_EQ(list[i].article.score(), model[i].second);
  }
}

TEST_P(SimilarityModelTest, IndexAndModelAgreeAfterAnyChanges) {
  std::mt19937_64 random(static_cast<uint64_t>(GetParam()));
  SimilarityIndex index({.floor = kFloor});
  NaiveModel model(index);
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
    if (step % 30 == 14) index.Maintain();
    if (step % 10 != 9) continue;
    model.Forget();
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
  forward.Reindex();
  shuffled.Reindex();
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
  SimilarityIndex index({.floor = 0.36});
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
