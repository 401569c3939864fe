// What a list is made of beside likeness: editors' decisions, conditions, what
// was read, stories, readers, the publisher's own vectors; and where an article
// is shown.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "services/recommendation/core/similarity_index.h"
#include "tests/unit/recommendation/invented_articles.h"

namespace byline::recommendation {
namespace {

using article::v1::Article;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr int64_t kNow = 1'800'000'000;

class FakeReaders final : public ReaderSignals {
 public:
  double Strength(absl::string_view article,
                  absl::string_view other) const override {
    return IsAlsoRead(article, other) ? 1 : 0;
  }
  bool IsAlsoRead(absl::string_view article,
                  absl::string_view other) const override {
    return article == "articles/ferry-strike" && other == also_read;
  }

  std::string also_read;
};

class ListMakingTest : public ::testing::Test {
 protected:
  ListMakingTest() {
    for (const Article& article : IslandArchive()) Put(article);
  }
  void Put(const Article& article) { index_.Put(PrepareArticle(article)); }
  std::vector<SimilarResult> Results(const std::string& id,
                                     SimilarityRequest request = {}) {
    request.now = absl::FromUnixSeconds(kNow);
    const auto list = index_.List("articles/" + id, request);
    EXPECT_TRUE(list.ok()) << list.status();
    return list.value_or(std::vector<SimilarResult>());
  }
  std::vector<std::string> List(const std::string& id,
                                const SimilarityRequest& request = {}) {
    return Names(Results(id, request));
  }
  static std::vector<std::string> Names(
      const std::vector<SimilarResult>& results) {
    std::vector<std::string> names;
    names.reserve(results.size());
    for (const SimilarResult& result : results) {
      names.push_back(result.article.article().substr(9));
    }
    return names;
  }
  std::vector<v1::Exclusion::Kind> WhyNot(const std::string& id,
                                          const std::string& other) {
    const auto explanation = index_.Explain(
        "articles/" + id, "articles/" + other, v1::SIMILARITY_MODE_SIMILAR,
        Audience::kNewsroom, absl::FromUnixSeconds(kNow));
    std::vector<v1::Exclusion::Kind> kinds;
    for (const auto& exclusion : explanation->exclusions()) {
      kinds.push_back(exclusion.kind());
    }
    return kinds;
  }

  FakeReaders readers_;
  SimilarityIndex index_{{}, &readers_};
};

TEST_F(ListMakingTest, APinStandsFirstWhateverItsScoreUntilItExpires) {
  Article strike = FerryStrike();
  auto* pin = strike.mutable_similarity_settings()->add_pinned();
  pin->set_article("articles/computer-chess");
  pin->mutable_expire_time()->set_seconds(kNow + 1);
  Put(strike);
  const auto results = Results("ferry-strike");
  EXPECT_THAT(Names(results),
              ElementsAre("computer-chess", "ferry-deal", "harbour-dredging"));
  EXPECT_TRUE(results[0].article.pinned());
  EXPECT_FALSE(results[1].article.pinned());
  EXPECT_EQ(results[0].article.reasons(0).kind(), v1::Reason::KIND_PINNED);
  EXPECT_EQ(WhyNot("ferry-strike", "computer-chess").size(), 0u);
  // It waits while the article may not be shown.
  index_.PutWithoutText("articles/computer-chess",
                        article::v1::STATE_WITHDRAWN);
  EXPECT_THAT(List("ferry-strike"), Not(Contains("computer-chess")));
  Put(ComputerChess());
  EXPECT_THAT(List("ferry-strike"), Contains("computer-chess"));
  pin->mutable_expire_time()->set_seconds(kNow);
  Put(strike);
  EXPECT_THAT(List("ferry-strike"), Not(Contains("computer-chess")));
}

TEST_F(ListMakingTest, AListTellsWhenADecisionAboutItEndsNext) {
  const auto decided_for = [&](int64_t at) {
    const absl::Time now = absl::FromUnixSeconds(kNow + at);
    const absl::Time until =
        index_.DecidedUntil(*index_.Facts("articles/ferry-strike"), now);
    return absl::ToInt64Seconds(until - now);
  };
  const int64_t never = absl::ToInt64Seconds(absl::InfiniteDuration());
  EXPECT_EQ(decided_for(0), never);
  Article strike = FerryStrike();
  strike.set_section("World");
  auto& decided = *strike.mutable_similarity_settings();
  auto* const pin = decided.add_pinned();
  pin->set_article("articles/computer-chess");
  pin->mutable_expire_time()->set_seconds(kNow + 20);
  auto* const block = decided.add_blocked();
  block->set_article("articles/ferry-deal");
  block->mutable_expire_time()->set_seconds(kNow + 40);
  decided.set_off(true);
  decided.mutable_off_expire_time()->set_seconds(kNow + 60);
  Put(strike);
  article::v1::SectionSettings world;
  world.set_name("sectionSettings/world");
  world.set_similar_articles_off(true);
  world.mutable_similar_articles_off_expire_time()->set_seconds(kNow + 80);
  index_.PutSection(world);
  // Of others, what holds for all lists does.
  Article deal = FerryDeal();
  auto& everywhere = *deal.mutable_similarity_settings();
  everywhere.set_blocked_everywhere(true);
  everywhere.mutable_blocked_everywhere_expire_time()->set_seconds(kNow + 100);
  everywhere.set_off(true);
  everywhere.mutable_off_expire_time()->set_seconds(kNow + 10);
  Put(deal);
  Article chess = ComputerChess();
  auto& pinned = *chess.mutable_similarity_settings();
  pinned.set_pinned_everywhere(true);
  pinned.mutable_pinned_everywhere_expire_time()->set_seconds(kNow + 120);
  Put(chess);
  for (int64_t at = 0; at < 120; at += 20) {
    EXPECT_EQ(decided_for(at), 20) << at;
  }
  EXPECT_EQ(decided_for(120), never);
}

TEST_F(ListMakingTest, ABlockKeepsOutOfOneListOrOfAll) {
  Article strike = FerryStrike();
  strike.mutable_similarity_settings()->add_blocked()->set_article(
      "articles/ferry-deal");
  Put(strike);
  EXPECT_THAT(List("ferry-strike"), ElementsAre("harbour-dredging"));
  EXPECT_THAT(WhyNot("ferry-strike", "ferry-deal"),
              ElementsAre(v1::Exclusion::KIND_BLOCKED));
  EXPECT_THAT(List("harbour-dredging"), Contains("ferry-deal"));
  Article deal = FerryDeal();
  deal.mutable_similarity_settings()->set_blocked_everywhere(true);
  Put(deal);
  EXPECT_THAT(List("harbour-dredging"), Not(Contains("ferry-deal")));
  EXPECT_THAT(List("ferry-deal"), Contains("ferry-strike"));
}

TEST_F(ListMakingTest, AnArticleOrASectionMayHaveNone) {
  Article strike = In(FerryStrike(), "Obituaries");
  Put(strike);
  EXPECT_FALSE(
      index_.FactsOfList(strike.name(), absl::FromUnixSeconds(kNow)).off);
  article::v1::SectionSettings section;
  section.set_name("sectionSettings/obituaries");
  section.set_similar_articles_off(true);
  index_.PutSection(section);
  EXPECT_TRUE(
      index_.FactsOfList(strike.name(), absl::FromUnixSeconds(kNow)).off);
  EXPECT_THAT(List("ferry-strike"), IsEmpty());
  EXPECT_THAT(WhyNot("ferry-strike", "ferry-deal"),
              ElementsAre(v1::Exclusion::KIND_OFF));
  EXPECT_THAT(List("ferry-deal"), Contains("ferry-strike"));
  section.set_similar_articles_off(false);
  index_.PutSection(section);
  EXPECT_THAT(List("ferry-strike"), Contains("ferry-deal"));
  strike.mutable_similarity_settings()->set_off(true);
  Put(strike);
  EXPECT_THAT(List("ferry-strike"), IsEmpty());
}

TEST_F(ListMakingTest, TheTwoLatestThatAskStandInEveryListOfTheirLanguage) {
  int64_t day = 0;
  for (Article article : {ComputerChess(), BakeryOpens(), BakeryPrize()}) {
    article = On(article, ++day);
    article.mutable_similarity_settings()->set_pinned_everywhere(true);
    Put(article);
  }
  EXPECT_THAT(List("ferry-strike"),
              ElementsAre("bakery-prize", "bakery-opens", "ferry-deal",
                          "harbour-dredging"));
  EXPECT_THAT(List("ferry-strike", {.page_size = 1}),
              ElementsAre("bakery-prize"));
}

TEST_F(ListMakingTest, ConditionsNarrowTheList) {
  Put(In(On(FerryStrike(), 10), "Harbour"));
  Put(In(On(FerryDeal(), 12), "Harbour"));
  Put(In(On(HarbourDredging(), 90), "Nature"));
  EXPECT_THAT(List("ferry-strike", {.excluded = {"articles/ferry-deal"}}),
              ElementsAre("harbour-dredging"));
  EXPECT_THAT(List("ferry-strike", {.sections = {"nature"}}),
              ElementsAre("harbour-dredging"));
  EXPECT_THAT(List("ferry-strike", {.sections = {"Elsewhere"}}), IsEmpty());
  EXPECT_THAT(List("ferry-strike", {.max_time_apart = absl::Hours(72)}),
              ElementsAre("ferry-deal"));
  EXPECT_THAT(List("ferry-strike", {.min_score = 9}), IsEmpty());
}

TEST_F(ListMakingTest, WhatWasReadLeadsToWhatIsLikeAllOfItAndNotToItself) {
  const auto list = index_.FindForRead(
      {"articles/ferry-deal", "articles/bakery-opens", "articles/never"}, {});
  ASSERT_TRUE(list.ok());
  EXPECT_THAT(Names(*list), Contains("ferry-strike"));
  EXPECT_THAT(Names(*list), Contains("bakery-prize"));
  EXPECT_THAT(Names(*list), Not(Contains("ferry-deal")));
  EXPECT_TRUE(
      absl::IsNotFound(index_.FindForRead({"articles/never"}, {}).status()));
}

TEST_F(ListMakingTest, TheTimelineIsTheStoryOldestFirst) {
  Put(On(FerryStrike(), 10));
  Put(On(FerryDeal(), 8));
  Article third = FerryDeal();
  third.set_name("articles/ferry-vote");
  third.mutable_blocks(0)->mutable_paragraph()->mutable_text()->set_text(
      "Ferry crews vote on the deal of the Halvard Line and the Seafarers "
      "Guild. Mara Quill expects a clear yes in Osterby this week.");
  Put(On(third, 12));
  EXPECT_THAT(List("ferry-strike", {.mode = v1::SIMILARITY_MODE_TIMELINE}),
              ElementsAre("ferry-deal", "ferry-vote"));
  EXPECT_THAT(List("computer-chess", {.mode = v1::SIMILARITY_MODE_TIMELINE}),
              IsEmpty());
  EXPECT_EQ(Results("ferry-strike")[0].article.reasons(0).kind(),
            v1::Reason::KIND_SAME_STORY);
  index_.PutWithoutText("articles/ferry-vote", article::v1::STATE_WITHDRAWN);
  EXPECT_THAT(List("ferry-strike", {.mode = v1::SIMILARITY_MODE_TIMELINE}),
              ElementsAre("ferry-deal"));
}

TEST_F(ListMakingTest, ADraftHasTheTimelineOfTheStoryThatItWouldJoin) {
  Put(On(FerryStrike(), 10));
  Put(On(FerryDeal(), 8));
  const auto timeline = [&](Article draft) {
    draft.set_name("");
    return Names(index_.Find(PrepareArticle(draft),
                             {.mode = v1::SIMILARITY_MODE_TIMELINE,
                              .now = absl::FromUnixSeconds(kNow)}));
  };
  Article draft = FerryDeal();
  draft.mutable_blocks(0)->mutable_paragraph()->mutable_text()->set_text(
      "Ferry crews vote on the deal of the Halvard Line and the Seafarers "
      "Guild. Mara Quill expects a clear yes in Osterby this week.");
  EXPECT_THAT(timeline(On(draft, 12)),
              ElementsAre("ferry-deal", "ferry-strike"));
  EXPECT_THAT(timeline(On(draft, 90)), IsEmpty()) << "long over";
  EXPECT_THAT(timeline(On(ComputerChess(), 12)), IsEmpty());
}

TEST_F(ListMakingTest, WhatIsReadHasTheTimelinesOfItsStories) {
  Put(On(FerryStrike(), 10));
  Put(On(FerryDeal(), 8));
  Put(On(BakeryOpens(), 3));
  Put(On(BakeryPrize(), 4));
  const auto timeline = [&](const std::vector<std::string>& read) {
    return Names(
        *index_.FindForRead(read, {.mode = v1::SIMILARITY_MODE_TIMELINE,
                                   .now = absl::FromUnixSeconds(kNow)}));
  };
  EXPECT_THAT(timeline({"articles/ferry-strike"}), ElementsAre("ferry-deal"));
  ASSERT_THAT(List("bakery-opens", {.mode = v1::SIMILARITY_MODE_TIMELINE}),
              ElementsAre("bakery-prize"));
  EXPECT_THAT(timeline({"articles/ferry-strike", "articles/bakery-opens"}),
              ElementsAre("bakery-prize", "ferry-deal"));
}

TEST_F(ListMakingTest, ATimelineOfWhatWasReadIsInOneLanguageUnlessAsked) {
  Put(On(FerryStrike(), 10));
  Put(On(FerryDeal(), 8));
  for (Article article : {BakeryOpens(), BakeryPrize()}) {
    article.set_language_code("de");
    Put(On(article, 9));
  }
  const auto timeline = [&](bool any_language) {
    return Names(
        *index_.FindForRead({"articles/ferry-strike", "articles/bakery-opens"},
                            {.mode = v1::SIMILARITY_MODE_TIMELINE,
                             .any_language = any_language,
                             .now = absl::FromUnixSeconds(kNow)}));
  };
  EXPECT_THAT(timeline(false), ElementsAre("ferry-deal"));
  EXPECT_THAT(timeline(true), ElementsAre("ferry-deal", "bakery-prize"));
}

TEST_F(ListMakingTest, WhatIsOfNoTimelineIsToldSo) {
  Put(On(FerryStrike(), 10));
  Put(On(FerryDeal(), 8));
  const auto why = [&](const std::string& other) {
    return *index_.Explain("articles/ferry-strike", "articles/" + other,
                           v1::SIMILARITY_MODE_TIMELINE, Audience::kNewsroom,
                           absl::FromUnixSeconds(kNow));
  };
  EXPECT_TRUE(why("ferry-deal").offered());
  ASSERT_EQ(why("bakery-opens").exclusions_size(), 1);
  EXPECT_EQ(why("bakery-opens").exclusions(0).kind(), v1::Exclusion::KIND_MODE);
  EXPECT_THAT(why("bakery-opens").exclusions(0).detail(),
              HasSubstr("of no story together"));
}

TEST_F(ListMakingTest, ATimelineHasWhatTheRequestAsksForAndEditorsAllow) {
  const SimilarityRequest timeline{.mode = v1::SIMILARITY_MODE_TIMELINE};
  Put(On(FerryDeal(), 8));
  Put(On(FerryStrike(), 10));
  ASSERT_THAT(List("ferry-strike", timeline), ElementsAre("ferry-deal"));
  SimilarityRequest excluding = timeline;
  excluding.excluded = {"articles/ferry-deal"};
  EXPECT_THAT(List("ferry-strike", excluding), IsEmpty());
  Article strike = On(FerryStrike(), 10);
  strike.mutable_similarity_settings()->add_blocked()->set_article(
      "articles/ferry-deal");
  Put(strike);
  EXPECT_THAT(List("ferry-strike", timeline), IsEmpty());
}

TEST_F(ListMakingTest, ATimelineOfOneTimeDoesNotDependOnTheOrderOfArrival) {
  std::vector<Article> story;
  for (const char* id : {"vote-a", "vote-b", "vote-c", "vote-d"}) {
    Article article = On(FerryDeal(), 8);
    article.set_name(absl::StrCat("articles/", id));
    article.mutable_blocks(0)->mutable_paragraph()->mutable_text()->set_text(
        absl::StrCat("The Halvard Line and the Seafarers Guild vote again, ",
                     id,
                     ", on night shifts of ferry crews in Osterby. Mara Quill "
                     "expects a close result in hall ",
                     id, "."));
    story.push_back(article);
  }
  Put(On(FerryStrike(), 10));
  const auto names = [&](bool backwards) {
    if (backwards) std::reverse(story.begin(), story.end());
    for (const Article& article : story) {
      index_.PutWithoutText(article.name(), article::v1::STATE_WITHDRAWN);
    }
    for (const Article& article : story) Put(article);
    index_.Reindex();
    return List("ferry-strike", {.mode = v1::SIMILARITY_MODE_TIMELINE});
  };
  const std::vector<std::string> in_order = names(false);
  EXPECT_THAT(in_order, Not(IsEmpty()));
  EXPECT_EQ(names(true), in_order);
}

TEST_F(ListMakingTest, ConditionsHoldForPinsToo) {
  Article strike = FerryStrike();
  strike.mutable_similarity_settings()->add_pinned()->set_article(
      "articles/computer-chess");
  Put(strike);
  ASSERT_THAT(List("ferry-strike"), Contains("computer-chess"));
  EXPECT_THAT(List("ferry-strike", {.excluded = {"articles/computer-chess"}}),
              Not(Contains("computer-chess")));
  EXPECT_THAT(List("ferry-strike", {.sections = {"Elsewhere"}}), IsEmpty());
}

TEST_F(ListMakingTest, ACopyOfWhatWasReadWasReadToo) {
  Article copy = FerryStrike();
  copy.set_name("articles/copied-strike");
  Put(copy);
  const auto list = index_.FindForRead({"articles/ferry-strike"}, {});
  ASSERT_TRUE(list.ok());
  EXPECT_THAT(Names(*list), Contains("ferry-deal"));
  EXPECT_THAT(Names(*list), Not(Contains("copied-strike")));
}

TEST_F(ListMakingTest, WhatReadersReadTooIsASmallPartAndAReason) {
  readers_.also_read = "articles/harbour-dredging";
  const auto results = Results("ferry-strike");
  ASSERT_EQ(results.size(), 2u);
  const auto& similar = results[1].article;
  ASSERT_EQ(similar.article(), "articles/harbour-dredging");
  double sum = 0;
  double part = 0;
  double base = 0;
  for (const v1::ScorePart& p : similar.parts()) {
    sum += p.value();
    (p.part() == "readers" ? part : base) += p.value();
  }
  EXPECT_EQ(sum, similar.score());
  EXPECT_GT(part, 0);
  EXPECT_LE(part, 0.0501 * base);
  bool reason = false;
  for (const v1::Reason& r : similar.reasons()) {
    reason = reason || r.kind() == v1::Reason::KIND_ALSO_READ;
  }
  EXPECT_TRUE(reason);
}

TEST_F(ListMakingTest, ThePublishersOwnVectorIsOneNamedPart) {
  const auto with_vector = [](Article article, const char* model,
                              const std::vector<float>& values) {
    article.mutable_embedding_vector()->set_model(model);
    for (const float value : values) {
      article.mutable_embedding_vector()->add_values(value);
    }
    return article;
  };
  const auto part_of = [this](const std::string& other) {
    for (const SimilarResult& result : Results("ferry-strike")) {
      if (result.article.article() != "articles/" + other) continue;
      for (const v1::ScorePart& part : result.article.parts()) {
        if (part.part() == "model") return part.value();
      }
    }
    return 0.0;
  };
  Put(with_vector(FerryStrike(), "own-1", {1, 0}));
  Put(with_vector(FerryDeal(), "own-1", {2, 2}));
  Put(with_vector(HarbourDredging(), "own-2", {1, 0}));
  EXPECT_NEAR(part_of("ferry-deal"), 0.4 * std::sqrt(0.5), 1e-6);
  EXPECT_EQ(part_of("harbour-dredging"), 0);
  Put(with_vector(FerryDeal(), "own-1", {1, 0, 0}));
  EXPECT_EQ(part_of("ferry-deal"), 0);
}

TEST_F(ListMakingTest, ExposureNamesListsPinsAndCopies) {
  Article bakery = BakeryOpens();
  bakery.mutable_similarity_settings()->add_pinned()->set_article(
      "articles/ferry-deal");
  Put(bakery);
  Article copy = FerryDeal();
  copy.set_name("articles/copied-deal");
  Put(copy);
  const auto exposure =
      index_.Exposure("articles/ferry-deal", absl::FromUnixSeconds(kNow));
  ASSERT_TRUE(exposure.ok());
  std::vector<std::string> lists;
  for (const auto& entry : exposure->lists) {
    lists.push_back(entry.article().substr(9));
    EXPECT_TRUE(entry.card());
    EXPECT_EQ(entry.pinned(), entry.article() == "articles/bakery-opens");
  }
  EXPECT_THAT(lists, Contains("bakery-opens"));
  ASSERT_EQ(exposure->near_copies.size(), 1u);
  EXPECT_EQ(exposure->near_copies[0].article(), "articles/copied-deal");
  EXPECT_EQ(exposure->near_copies[0].jaccard(), 1);
  const auto whole =
      index_.Exposure("articles/copied-deal", absl::FromUnixSeconds(kNow));
  lists.clear();
  for (const auto& entry : whole->lists) lists.push_back(entry.article());
  EXPECT_THAT(lists, Contains("articles/ferry-strike"));
  // Whichever of them stands for both.
  ASSERT_EQ(whole->near_copies.size(), 1u);
  EXPECT_EQ(whole->near_copies[0].article(), "articles/ferry-deal");
  EXPECT_TRUE(absl::IsNotFound(
      index_.Exposure("articles/never", absl::InfinitePast()).status()));
}

TEST_F(ListMakingTest, ExposureTellsWhatStandsInAllLists) {
  const auto everywhere = [&](const std::string& id) {
    return index_.Exposure("articles/" + id, absl::FromUnixSeconds(kNow))
        ->everywhere;
  };
  const auto pin = [&](Article article, int day) {
    article.mutable_similarity_settings()->set_pinned_everywhere(true);
    Put(On(std::move(article), day));
  };
  EXPECT_FALSE(everywhere("computer-chess"));
  pin(ComputerChess(), 3);
  EXPECT_TRUE(everywhere("computer-chess"));
  EXPECT_THAT(List("bakery-opens"), Contains("computer-chess"));
  // Two at most, the latest.
  pin(FerryDeal(), 4);
  pin(HarbourDredging(), 5);
  EXPECT_FALSE(everywhere("computer-chess"));
  EXPECT_TRUE(everywhere("ferry-deal"));
  EXPECT_TRUE(everywhere("harbour-dredging"));
  EXPECT_THAT(List("bakery-opens"), Not(Contains("computer-chess")));
}

TEST_F(ListMakingTest, ACorrectedArticleSaysSo) {
  Article deal = FerryDeal();
  deal.add_corrections()->mutable_correct_time()->set_seconds(1'700'000'000);
  Put(deal);
  EXPECT_EQ(Results("ferry-strike")[0].article.correct_time().seconds(),
            1'700'000'000);
}

}  // namespace
}  // namespace byline::recommendation
