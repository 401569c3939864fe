// Articles that are like too many others: in how few lists they are left, what
// is said of it, and what their crowding does to scores.
#include "services/recommendation/core/hubs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <random>
#include <set>

#include "services/recommendation/core/hub_marks.h"
#include "services/recommendation/core/similarity_index.h"
#include "tests/unit/recommendation/invented_articles.h"

namespace byline::recommendation {
namespace {

using article::v1::Article;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Not;

constexpr int kOthers = 240;

std::string OtherName(int i) { return absl::StrCat("articles/n", i); }

class HubsTest : public ::testing::Test {
 protected:
  void PutArchive(int others = kOthers) {
    for (const Article& article : ArchiveWithAHub(others)) Put(article);
  }
  void Put(const Article& article) { index_.Put(PrepareArticle(article)); }
  std::vector<std::string> List(
      const std::string& name,
      v1::SimilarityMode mode = v1::SIMILARITY_MODE_SIMILAR) {
    const auto list = index_.List(name, {.mode = mode});
    EXPECT_TRUE(list.ok()) << list.status();
    std::vector<std::string> names;
    for (const SimilarResult& result : *list) {
      names.push_back(result.article.article());
    }
    return names;
  }
  v1::SimilarityExplanation Explain(
      const std::string& name, const std::string& other,
      v1::SimilarityMode mode = v1::SIMILARITY_MODE_SIMILAR) {
    const auto explanation =
        index_.Explain(name, other, mode, Audience::kNewsroom);
    EXPECT_TRUE(explanation.ok()) << explanation.status();
    return *explanation;
  }
  // Lists that have the hub.
  int CountLists(int others = kOthers,
                 v1::SimilarityMode mode = v1::SIMILARITY_MODE_SIMILAR) {
    int lists = 0;
    for (int i = 0; i < others; ++i) {
      const std::vector<std::string> list = List(OtherName(i), mode);
      lists += static_cast<int>(
          std::count(list.begin(), list.end(), "articles/hub"));
    }
    return lists;
  }
  static double Part(const v1::SimilarArticle& similar, const char* name) {
    for (const v1::ScorePart& part : similar.parts()) {
      if (part.part() == name) return part.value();
    }
    return 0;
  }
  static std::vector<v1::Exclusion::Kind> Kinds(
      const v1::SimilarityExplanation& explanation) {
    std::vector<v1::Exclusion::Kind> kinds;
    for (const auto& exclusion : explanation.exclusions()) {
      kinds.push_back(exclusion.kind());
    }
    return kinds;
  }

  SimilarityIndex index_;
};

TEST_F(HubsTest, OnlyTheNearestListsKeepAHub) {
  PutArchive();
  EXPECT_GT(CountLists(), 200);
  index_.Reindex();
  const int lists = CountLists();
  EXPECT_GT(lists, 5);
  EXPECT_LE(lists, 20);
  double least_with = 9;
  double most_without = 0;
  for (int i = 0; i < kOthers; ++i) {
    const v1::SimilarityExplanation explanation =
        Explain(OtherName(i), "articles/hub");
    const double score = explanation.similarity().score() -
                         Part(explanation.similarity(), "hub");
    if (explanation.offered()) {
      least_with = std::min(least_with, score);
    } else if (Kinds(explanation)[0] == v1::Exclusion::KIND_HUB) {
      most_without = std::max(most_without, score);
    }
  }
  EXPECT_LT(most_without, least_with);
}

TEST_F(HubsTest, ExplainSaysThatItIsAHub) {
  PutArchive();
  index_.Reindex();
  const v1::SimilarityExplanation explanation =
      Explain(OtherName(200), "articles/hub");
  ASSERT_THAT(Kinds(explanation), ElementsAre(v1::Exclusion::KIND_HUB));
  EXPECT_THAT(explanation.exclusions(0).detail(),
              ::testing::StartsWith("it would stand in more than 20 of 241 "
                                    "lists that were looked at; "));
}

TEST_F(HubsTest, OlderAndNewerOnesAreHeldToTheSame) {
  PutArchive();
  for (const auto mode :
       {v1::SIMILARITY_MODE_BACKGROUND, v1::SIMILARITY_MODE_LATEST}) {
    EXPECT_GT(CountLists(kOthers, mode), 80);
  }
  index_.Reindex();
  for (const auto mode :
       {v1::SIMILARITY_MODE_BACKGROUND, v1::SIMILARITY_MODE_LATEST}) {
    EXPECT_LE(CountLists(kOthers, mode), 20);
  }
  EXPECT_THAT(Kinds(Explain(OtherName(170), "articles/hub",
                            v1::SIMILARITY_MODE_BACKGROUND)),
              ElementsAre(v1::Exclusion::KIND_HUB));
  EXPECT_THAT(Kinds(Explain(OtherName(170), "articles/hub",
                            v1::SIMILARITY_MODE_TIMELINE)),
              Not(Contains(v1::Exclusion::KIND_HUB)));
}

TEST_F(HubsTest, APinOverrules) {
  PutArchive();
  index_.Reindex();
  EXPECT_THAT(List(OtherName(200)), Not(Contains("articles/hub")));
  Article article = ArchiveWithAHub(kOthers)[201];
  ASSERT_EQ(article.name(), OtherName(200));
  article.mutable_similarity_settings()->add_pinned()->set_article(
      "articles/hub");
  Put(article);
  EXPECT_EQ(List(OtherName(200))[0], "articles/hub");
  EXPECT_TRUE(Explain(OtherName(200), "articles/hub").offered());
}

TEST_F(HubsTest, ANewVersionIsStillAHubAndAnArticleOfItsNameElsewhereIsNot) {
  PutArchive();
  index_.Reindex();
  const int lists = CountLists();
  Article hub = ArchiveWithAHub(1)[0];
  hub.set_revision(2);
  Put(hub);
  EXPECT_EQ(CountLists(), lists);
  index_.PutWithoutText(hub.name(), article::v1::STATE_WITHDRAWN);
  Put(hub);
  EXPECT_GT(CountLists(), 200);
}

TEST_F(HubsTest, ASmallArchiveHasNone) {
  PutArchive(/*others=*/198);
  index_.Reindex();
  EXPECT_GT(CountLists(198), 100);
  EXPECT_EQ(Part(Explain(OtherName(0), "articles/hub").similarity(), "hub"), 0);
  Put(ArchiveWithAHub(199)[199]);
  index_.Reindex();
  EXPECT_LE(CountLists(199), 20);
}

TEST_F(HubsTest, AnArticleInACrowdGivesUpAPartAndOneAloneGains) {
  PutArchive();
  for (int i = 0; i < 5; ++i) {
    std::string body = "Regatta";
    for (int word = 0; word < 40; ++word) {
      absl::StrAppend(&body, " sail", word, " boat", i, "x", word % 12);
    }
    Put(MakeArticle(absl::StrCat("crowd", i), "Regatta of Osterby", body));
  }
  // The other one of its pair is not there.
  Put(ArchiveWithAHub(kOthers + 1).back());
  const auto part = [this](const std::string& other) {
    return Part(Explain("articles/crowd0", other).similarity(), "hub");
  };
  EXPECT_EQ(part("articles/crowd1"), 0);
  index_.Reindex();
  const v1::SimilarArticle crowded =
      Explain("articles/crowd0", "articles/crowd1").similarity();
  const double hub = Part(crowded, "hub");
  EXPECT_LT(hub, 0);
  EXPECT_GT(hub, -0.14 * (crowded.score() - hub));
  EXPECT_GT(Part(Explain(OtherName(0), OtherName(kOthers)).similarity(), "hub"),
            0);
  // What came since has none, whatever it is like.
  Article late = MakeArticle("late", "Regatta", "sail1 sail2 sail3 boat1x1");
  Put(late);
  EXPECT_EQ(part("articles/late"), 0);
}

TEST_F(HubsTest, WhatIsKnownDependsOnTheArticlesAlone) {
  std::vector<PreparedArticle> articles;
  for (const Article& article : ArchiveWithAHub(kOthers)) {
    articles.push_back(PrepareArticle(article));
  }
  for (const PreparedArticle& article : articles) index_.Put(article);
  index_.Reindex();
  SimilarityIndex shuffled;
  std::mt19937_64 random(5);
  std::shuffle(articles.begin(), articles.end(), random);
  // Some are there twice, and a first round finds other hubs.
  for (int i = 0; i < kOthers / 2; ++i) {
    Article other = ArchiveWithAHub(kOthers)[static_cast<size_t>(2 * i)];
    other.set_name(absl::StrCat("articles/gone", i));
    shuffled.Put(PrepareArticle(other));
  }
  for (const PreparedArticle& article : articles) shuffled.Put(article);
  shuffled.Reindex();
  for (int i = 0; i < kOthers / 2; ++i) {
    shuffled.PutWithoutText(absl::StrCat("articles/gone", i),
                            article::v1::STATE_WITHDRAWN);
  }
  shuffled.Reindex();
  for (const PreparedArticle& article : articles) {
    const auto a = index_.List(article.facts.name, {});
    const auto b = shuffled.List(article.facts.name, {});
    ASSERT_EQ(a->size(), b->size());
    for (size_t i = 0; i < a->size(); ++i) {
      ASSERT_EQ((*a)[i].article.SerializeAsString(),
                (*b)[i].article.SerializeAsString());
    }
  }
}

TEST_F(HubsTest, PartsAddUpAndExplanationsAgreeWithTheLists) {
  PutArchive();
  index_.Reindex();
  std::map<v1::Exclusion::Kind, int> kinds;
  for (int i = 0; i < kOthers; i += 15) {
    const auto list = index_.List(OtherName(i), {});
    for (int j = -1; j < kOthers; ++j) {
      const std::string other = j < 0 ? "articles/hub" : OtherName(j);
      const v1::SimilarityExplanation explanation =
          Explain(OtherName(i), other);
      double sum = 0;
      for (const v1::ScorePart& part : explanation.similarity().parts()) {
        sum += part.value();
      }
      ASSERT_EQ(sum, explanation.similarity().score());
      int rank = 0;
      for (size_t at = 0; at < list->size(); ++at) {
        if ((*list)[at].article.article() != other) continue;
        rank = static_cast<int>(at) + 1;
        ASSERT_EQ((*list)[at].article.SerializeAsString(),
                  explanation.similarity().SerializeAsString());
      }
      ASSERT_EQ(explanation.rank(), rank);
      ASSERT_EQ(explanation.exclusions().empty(), rank > 0);
      for (const auto kind : Kinds(explanation)) ++kinds[kind];
    }
  }
  EXPECT_GT(kinds[v1::Exclusion::KIND_HUB], 5);
}

// Names of the articles that are looked at among some that may be offered and,
// after each, one that may not.
std::set<uint64_t> SampleNames(std::vector<uint64_t> names) {
  DocumentTable documents;
  for (const uint64_t name : names) {
    Document document;
    document.name = name;
    document.offerable = true;
    documents.Add(document, {}, {});
    document.name = ~name;
    document.offerable = false;
    documents.Add(document, {}, {});
  }
  std::set<uint64_t> sample;
  for (const Slot slot : HubSample(documents)) {
    sample.insert(documents.At(slot).name);
  }
  return sample;
}

TEST(HubSampleTest, IsTheSameWhateverTheOrderOfArrival) {
  std::vector<uint64_t> names(5'000);
  std::iota(names.begin(), names.end(), 1);
  const std::set<uint64_t> sample = SampleNames(names);
  EXPECT_EQ(sample.size(), 2'000u);
  EXPECT_LE(*sample.rbegin(), 5'000u);
  EXPECT_GT(*sample.rbegin(), 4'500u);
  std::shuffle(names.begin(), names.end(), std::mt19937_64(3));
  EXPECT_EQ(SampleNames(names), sample);
  names.resize(200);
  EXPECT_EQ(SampleNames(names).size(), 200u);
  names.pop_back();
  EXPECT_THAT(SampleNames(names), ::testing::IsEmpty());
}

TEST(HubMarksTest, CrowdingIsKeptToAFewHundredths) {
  EXPECT_EQ(CrowdingMark(1), 0);
  EXPECT_EQ(CrowdingFactor(0), 1);
  for (const double ratio : {0.3, 0.9, 1.2, 2.0, 3.9}) {
    EXPECT_NEAR(CrowdingFactor(CrowdingMark(ratio)), std::pow(ratio, -0.1),
                0.002);
  }
  EXPECT_EQ(CrowdingMark(0), CrowdingMark(0.25));
  EXPECT_EQ(CrowdingMark(100), CrowdingMark(4));
}

TEST(HubMarksTest, ALeastScoreIsRoundedUpALittle) {
  EXPECT_EQ(LeastScoreOf(0), 0);
  for (double score = 0.02; score <= 4; score *= 1.07) {
    const double kept = LeastScoreOf(LeastScoreMark(score));
    EXPECT_GE(kept, score);
    EXPECT_LT(kept, 1.023 * score);
  }
  EXPECT_EQ(LeastScoreMark(0.001), 1);
  EXPECT_EQ(LeastScoreMark(5), 255);
}

TEST(MostListsTest, IsAFiftiethAndTwentyAtLeast) {
  EXPECT_EQ(MostLists(200), 20u);
  EXPECT_EQ(MostLists(2'000), 40u);
}

}  // namespace
}  // namespace byline::recommendation
