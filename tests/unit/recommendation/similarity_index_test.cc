#include "services/recommendation/core/similarity_index.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "common/base/errors.h"
#include "tests/unit/recommendation/invented_articles.h"

namespace byline::recommendation {
namespace {

using article::v1::Article;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

std::vector<std::string> Names(const std::vector<SimilarResult>& results) {
  std::vector<std::string> names;
  for (const SimilarResult& result : results) {
    names.push_back(result.article.article().substr(9));
  }
  return names;
}

class SimilarityIndexTest : public ::testing::Test {
 protected:
  void Put(const Article& article) { index_.Put(PrepareArticle(article)); }
  void PutAll(const std::vector<Article>& articles) {
    for (const Article& article : articles) Put(article);
  }
  std::vector<std::string> List(const std::string& id,
                                const SimilarityRequest& request = {}) {
    const auto list = index_.List("articles/" + id, request);
    EXPECT_TRUE(list.ok()) << list.status();
    return list.ok() ? Names(*list) : std::vector<std::string>{"(error)"};
  }
  v1::SimilarityExplanation Explain(
      const std::string& id, const std::string& other,
      v1::SimilarityMode mode = v1::SIMILARITY_MODE_SIMILAR) {
    const auto explanation = index_.Explain(
        "articles/" + id, "articles/" + other, mode, Audience::kNewsroom);
    EXPECT_TRUE(explanation.ok()) << explanation.status();
    return explanation.ok() ? *explanation : v1::SimilarityExplanation();
  }
  std::vector<v1::Exclusion::Kind> Kinds(
      const v1::SimilarityExplanation& explanation) {
    std::vector<v1::Exclusion::Kind> kinds;
    for (const v1::Exclusion& exclusion : explanation.exclusions()) {
      kinds.push_back(exclusion.kind());
      EXPECT_FALSE(exclusion.detail().empty());
    }
    return kinds;
  }

  SimilarityIndex index_;
};

TEST_F(SimilarityIndexTest, OffersTheSameStoryFirstAndTheUnrelatedNever) {
  PutAll(IslandArchive());
  EXPECT_THAT(List("ferry-strike"),
              ElementsAre("ferry-deal", "harbour-dredging"));
  EXPECT_THAT(List("bakery-opens"), ElementsAre("bakery-prize"));
  EXPECT_THAT(List("computer-chess"), IsEmpty());
}

TEST_F(SimilarityIndexTest, AnArchiveOfTwoIsWeighedByTheLanguageAtLarge) {
  Put(FerryStrike());
  Put(FerryDeal());
  EXPECT_THAT(List("ferry-strike"), ElementsAre("ferry-deal"));
  SimilarityIndex unrelated;
  unrelated.Put(PrepareArticle(FerryStrike()));
  unrelated.Put(PrepareArticle(ComputerChess()));
  EXPECT_THAT(*unrelated.List("articles/ferry-strike", {}), IsEmpty());
}

TEST_F(SimilarityIndexTest, AListIsNotLongerThanAsked) {
  PutAll(IslandArchive());
  EXPECT_THAT(List("ferry-strike", {.page_size = 1}),
              ElementsAre("ferry-deal"));
}

TEST_F(SimilarityIndexTest, AWithdrawnOneIsGoneAtOnceAndLeavesNothingBehind) {
  PutAll(IslandArchive());
  const auto before = index_.List("articles/ferry-strike", {});
  Article extra = FerryDeal();
  extra.set_name("articles/extra");
  extra.mutable_blocks(0)->mutable_paragraph()->mutable_text()->set_text(
      "Ferry crews and Mara Quill meet the Halvard Line in Osterby again.");
  Put(extra);
  EXPECT_THAT(List("ferry-strike"), Contains("extra"));
  index_.PutWithoutText("articles/extra", article::v1::STATE_WITHDRAWN);
  const auto after = index_.List("articles/ferry-strike", {});
  ASSERT_EQ(before->size(), after->size());
  for (size_t i = 0; i < before->size(); ++i) {
    EXPECT_EQ((*before)[i].article.SerializeAsString(),
              (*after)[i].article.SerializeAsString());
  }
  EXPECT_EQ(ErrorReason(index_.List("articles/extra", {}).status()),
            "ARTICLE_WITHDRAWN");
}

TEST_F(SimilarityIndexTest, OnlyWhatReadersKnewIsSaidToBeWithdrawn) {
  const auto reason = [this](const std::string& id) {
    return ErrorReason(index_.List("articles/" + id, {}).status());
  };
  index_.PutWithoutText("articles/draft", article::v1::STATE_WITHDRAWN);
  EXPECT_EQ(reason("draft"), "ARTICLE_NOT_FOUND");
  // As after a start, when only the feed knows what it was.
  index_.PutWithoutText("articles/old", article::v1::STATE_WITHDRAWN,
                        /*was_published=*/true);
  EXPECT_EQ(reason("old"), "ARTICLE_WITHDRAWN");
  EXPECT_THAT(Kinds(Explain("draft", "old")),
              Contains(v1::Exclusion::KIND_WITHDRAWN));
}

TEST_F(SimilarityIndexTest, DraftsAndVerdictBearersAreNotOffered) {
  Article draft = FerryDeal();
  draft.set_state(article::v1::STATE_DRAFT);
  Article copy = HarbourDredging();
  copy.add_verdicts()->set_kind(article::v1::Verdict::KIND_DUPLICATE);
  PutAll({FerryStrike(), draft, copy});
  EXPECT_THAT(List("ferry-strike"), IsEmpty());
  EXPECT_THAT(List("harbour-dredging"), ElementsAre("ferry-strike"));
  EXPECT_EQ(index_.List("articles/ferry-deal", {}).status().code(),
            absl::StatusCode::kNotFound);
  EXPECT_EQ(index_.SearchableCount(), 1u);
}

TEST_F(SimilarityIndexTest, ANewVersionReplacesTheOldOne) {
  PutAll({FerryStrike(), FerryDeal(), HarbourDredging(), BakeryOpens()});
  Article rewritten = BakeryPrize();
  rewritten.set_name("articles/ferry-deal");
  rewritten.set_revision(2);
  Put(rewritten);
  EXPECT_THAT(List("ferry-strike"), Not(Contains("ferry-deal")));
  EXPECT_THAT(List("bakery-opens"), Contains("ferry-deal"));
}

TEST_F(SimilarityIndexTest, NeverTwoNearCopiesAndNeverOneOfTheArticle) {
  Article copy = FerryDeal();
  copy.set_name("articles/copy-of-deal");
  copy.mutable_blocks(0)
      ->mutable_paragraph()
      ->mutable_text()
      ->mutable_text()
      ->append(" This was updated.");
  PutAll({FerryStrike(), FerryDeal(), copy});
  EXPECT_EQ(List("ferry-strike").size(), 1u);
  EXPECT_THAT(List("ferry-deal"), ElementsAre("ferry-strike"));
  EXPECT_THAT(Kinds(Explain("ferry-deal", "copy-of-deal")),
              ElementsAre(v1::Exclusion::KIND_NEAR_COPY));
  const std::string listed = List("ferry-strike")[0];
  const std::string other =
      listed == "ferry-deal" ? "copy-of-deal" : "ferry-deal";
  EXPECT_THAT(Kinds(Explain("ferry-strike", other)),
              ElementsAre(v1::Exclusion::KIND_NEAR_COPY));
}

TEST_F(SimilarityIndexTest, BackgroundIsOlderLatestIsNewerUndatedIsNeither) {
  Article same_time = HarbourDredging();
  same_time.set_name("articles/same-time");
  PutAll(
      {On(FerryStrike(), 10), On(FerryDeal(), 12), On(HarbourDredging(), 3)});
  EXPECT_THAT(List("ferry-strike", {.mode = v1::SIMILARITY_MODE_BACKGROUND}),
              ElementsAre("harbour-dredging"));
  EXPECT_THAT(List("ferry-strike", {.mode = v1::SIMILARITY_MODE_LATEST}),
              ElementsAre("ferry-deal"));
  Put(FerryDeal());
  EXPECT_THAT(List("ferry-strike", {.mode = v1::SIMILARITY_MODE_LATEST}),
              IsEmpty());
  EXPECT_THAT(List("ferry-deal", {.mode = v1::SIMILARITY_MODE_BACKGROUND}),
              IsEmpty());
  EXPECT_THAT(
      Kinds(Explain("ferry-strike", "ferry-deal", v1::SIMILARITY_MODE_LATEST)),
      ElementsAre(v1::Exclusion::KIND_MODE));
  EXPECT_THAT(List("ferry-strike"), Contains("ferry-deal"));
}

TEST_F(SimilarityIndexTest, AnotherLanguageOnlyComesWhenAskedFor) {
  Article french = FerryDeal();
  french.set_language_code("fr-CA");
  Article british = HarbourDredging();
  british.set_language_code("en-GB");
  PutAll({FerryStrike(), french, british});
  EXPECT_THAT(List("ferry-strike"), ElementsAre("harbour-dredging"));
  EXPECT_THAT(List("ferry-strike", {.any_language = true}),
              Contains("ferry-deal"));
  EXPECT_THAT(Kinds(Explain("ferry-strike", "ferry-deal")),
              ElementsAre(v1::Exclusion::KIND_LANGUAGE));
}

TEST_F(SimilarityIndexTest, AnUnknownLanguageExcludesNothing) {
  PreparedArticle unknown = PrepareArticle(FerryDeal());
  unknown.facts.language = "";
  Put(FerryStrike());
  index_.Put(unknown);
  EXPECT_THAT(List("ferry-strike"), ElementsAre("ferry-deal"));
  EXPECT_THAT(List("ferry-deal"), ElementsAre("ferry-strike"));
}

TEST_F(SimilarityIndexTest, ADraftFindsSimilarOnesButNotItsStoredSelf) {
  PutAll(IslandArchive());
  EXPECT_THAT(Names(index_.Find(PrepareArticle(FerryStrike()), {})),
              ElementsAre("ferry-deal", "harbour-dredging"));
  Article draft = BakeryPrize();
  draft.set_name("");
  draft.set_language_code("de");
  EXPECT_THAT(index_.Find(PrepareArticle(draft), {}), IsEmpty());
  EXPECT_THAT(Names(index_.Find(PrepareArticle(draft), {.any_language = true})),
              Contains("bakery-opens"));
}

TEST_F(SimilarityIndexTest, RecencyLiftsAndNeverMakesAMatch) {
  PutAll({On(FerryStrike(), 10), On(FerryDeal(), 11), On(ComputerChess(), 10)});
  EXPECT_THAT(List("ferry-strike"), ElementsAre("ferry-deal"));
  const double near =
      Explain("ferry-strike", "ferry-deal").similarity().score();
  Put(On(FerryDeal(), 300));
  const double far = Explain("ferry-strike", "ferry-deal").similarity().score();
  Put(FerryDeal());
  const double undated =
      Explain("ferry-strike", "ferry-deal").similarity().score();
  EXPECT_GT(near, far);
  EXPECT_LE(near, (1 + kMostTimeShare) * undated);
  EXPECT_NEAR(far, undated, 1e-9);
}

TEST_F(SimilarityIndexTest, NeitherRecencyNorSectionLiftsOverTheFloor) {
  // A floor that the pair only passes with what section and recency add.
  const double base = [] {
    SimilarityIndex probe;
    probe.Put(PrepareArticle(FerryStrike()));
    probe.Put(PrepareArticle(FerryDeal()));
    return probe
        .Explain("articles/ferry-strike", "articles/ferry-deal",
                 v1::SIMILARITY_MODE_SIMILAR, Audience::kPublic)
        ->similarity()
        .score();
  }();
  SimilarityIndex index({.floor = base * 1.05});
  index.Put(PrepareArticle(In(On(FerryStrike(), 1), "Harbour")));
  index.Put(PrepareArticle(In(On(FerryDeal(), 1), "Harbour")));
  EXPECT_THAT(*index.List("articles/ferry-strike", {}), IsEmpty());
  const auto explanation =
      index.Explain("articles/ferry-strike", "articles/ferry-deal",
                    v1::SIMILARITY_MODE_SIMILAR, Audience::kPublic);
  EXPECT_GT(explanation->similarity().score(), explanation->floor());
  EXPECT_THAT(Kinds(*explanation),
              ElementsAre(v1::Exclusion::KIND_BELOW_FLOOR));
}

TEST_F(SimilarityIndexTest, TheSameSectionIsAPartAndAReason) {
  PutAll({In(FerryStrike(), "Harbour"), In(FerryDeal(), "harbour")});
  const v1::SimilarArticle similar =
      Explain("ferry-strike", "ferry-deal").similarity();
  bool part = false;
  for (const v1::ScorePart& p : similar.parts()) part |= p.part() == "section";
  EXPECT_TRUE(part);
  bool reason = false;
  for (const v1::Reason& r : similar.reasons()) {
    if (r.kind() != v1::Reason::KIND_SAME_SECTION) continue;
    reason = true;
    EXPECT_THAT(r.terms(), ElementsAre("harbour"));
  }
  EXPECT_TRUE(reason);
}

TEST_F(SimilarityIndexTest, ReasonsNameWhatBothShareAsTheArticleSpellsIt) {
  PutAll(IslandArchive());
  Put(On(FerryStrike(), 1));
  Put(On(FerryDeal(), 2));
  const auto list = index_.List("articles/ferry-strike", {});
  const v1::SimilarArticle& deal = (*list)[0].article;
  ASSERT_EQ(deal.article(), "articles/ferry-deal");
  ASSERT_GE(deal.reasons_size(), 4);
  EXPECT_EQ(deal.reasons(0).kind(), v1::Reason::KIND_SAME_STORY);
  EXPECT_EQ(deal.reasons(1).kind(), v1::Reason::KIND_SHARED_NAMES);
  EXPECT_LE(deal.reasons(1).terms_size(), 3);
  EXPECT_THAT(deal.reasons(1).terms(), Contains("Halvard Line"));
  EXPECT_THAT(deal.reasons(1).terms(), Not(Contains("Halvard")));
  EXPECT_THAT(deal.reasons(1).terms(), Contains("Mara Quill"));
  EXPECT_THAT(deal.reasons(1).terms(), Not(Contains("Quill")));
  EXPECT_EQ(deal.reasons(2).kind(), v1::Reason::KIND_SHARED_TERMS);
  EXPECT_THAT(deal.reasons(2).terms(), Not(Contains("Halvard")));
  EXPECT_LE(deal.reasons(2).terms_size(), 3);
  EXPECT_EQ(deal.reasons(3).kind(), v1::Reason::KIND_NEWER);
}

TEST_F(SimilarityIndexTest, ReasonsPreferWhatHasACapitalAndLeaveOutNumbers) {
  Put(MakeArticle("a", "Ferries late",
                  "A yard stands beside Vexholm and Cooper Row, where 120 "
                  "crates of 5,900 oysters and a derrick lay. Nobody in Cooper "
                  "Row saw a row, a vexholm or a derrick."));
  Put(MakeArticle("b", "Oysters gone",
                  "Of 120 crates and 5,900 oysters in a yard nobody knew. A "
                  "derrick fell on cooper row near vexholm."));
  const auto explanation = Explain("a", "b");
  std::vector<std::string> terms;
  for (const v1::Reason& reason : explanation.similarity().reasons()) {
    terms.insert(terms.end(), reason.terms().begin(), reason.terms().end());
  }
  ASSERT_EQ(terms.size(), 3u);
  EXPECT_THAT(terms, Contains("Vexholm"));
  EXPECT_THAT(terms, Contains("Cooper"));
  EXPECT_THAT(terms, Not(Contains("120")));
  EXPECT_THAT(terms, Not(Contains("5,900")));
}

TEST_F(SimilarityIndexTest, ExplainNamesEveryReasonAgainstAPair) {
  Article thin = HarbourDredging();
  thin.add_verdicts()->set_kind(article::v1::Verdict::KIND_THIN);
  thin.mutable_verdicts(0)->set_reason("27 words");
  PutAll({FerryStrike(), FerryDeal(), thin, ComputerChess(), BakeryOpens()});
  index_.PutWithoutText("articles/bakery-opens", article::v1::STATE_WITHDRAWN);
  index_.PutWithoutText("articles/secret", article::v1::STATE_UNSPECIFIED);

  EXPECT_THAT(Kinds(Explain("ferry-strike", "ferry-strike")),
              ElementsAre(v1::Exclusion::KIND_SELF));
  EXPECT_THAT(Kinds(Explain("ferry-strike", "computer-chess")),
              ElementsAre(v1::Exclusion::KIND_BELOW_FLOOR));
  EXPECT_THAT(Kinds(Explain("ferry-strike", "bakery-opens")),
              ElementsAre(v1::Exclusion::KIND_WITHDRAWN));
  EXPECT_FALSE(Explain("ferry-strike", "bakery-opens").has_similarity());
  EXPECT_THAT(Kinds(Explain("ferry-strike", "secret")),
              ElementsAre(v1::Exclusion::KIND_NOT_PUBLISHED));
  const v1::SimilarityExplanation verdict =
      Explain("ferry-strike", "harbour-dredging");
  EXPECT_THAT(Kinds(verdict), ElementsAre(v1::Exclusion::KIND_VERDICT));
  EXPECT_EQ(verdict.exclusions(0).detail(), "thin: 27 words");
  EXPECT_TRUE(verdict.has_similarity());
  EXPECT_EQ(index_
                .Explain("articles/never", "articles/ferry-deal",
                         v1::SIMILARITY_MODE_SIMILAR, Audience::kNewsroom)
                .status()
                .code(),
            absl::StatusCode::kNotFound);
}

TEST_F(SimilarityIndexTest, ExplainTellsEveryVerdictInItsOwnWord) {
  Article bad = FerryDeal();
  auto* placeholder = bad.add_verdicts();
  placeholder->set_kind(article::v1::Verdict::KIND_PLACEHOLDER);
  placeholder->set_reason("6 of 6 sentences repeat another");
  bad.add_verdicts()->set_kind(article::v1::Verdict::KIND_NO_HEADLINE);
  PutAll({FerryStrike(), bad});
  const v1::SimilarityExplanation explanation =
      Explain("ferry-strike", "ferry-deal");
  EXPECT_THAT(Kinds(explanation), ElementsAre(v1::Exclusion::KIND_VERDICT,
                                              v1::Exclusion::KIND_VERDICT));
  EXPECT_EQ(explanation.exclusions(0).detail(),
            "placeholder: 6 of 6 sentences repeat another");
  EXPECT_EQ(explanation.exclusions(1).detail(), "no_headline");
}

TEST_F(SimilarityIndexTest, ThinOnesAndPlaceholdersHaveAnEmptyListOfTheirOwn) {
  for (const auto kind : {article::v1::Verdict::KIND_THIN,
                          article::v1::Verdict::KIND_PLACEHOLDER}) {
    Article bad = FerryStrike();
    bad.add_verdicts()->set_kind(kind);
    PutAll({bad, FerryDeal()});
    EXPECT_THAT(List("ferry-strike"), IsEmpty());
    const auto explanation = Explain("ferry-strike", "ferry-deal");
    EXPECT_FALSE(explanation.offered());
    EXPECT_THAT(Kinds(explanation), ElementsAre(v1::Exclusion::KIND_VERDICT));
  }
  Article duplicate = FerryStrike();
  duplicate.add_verdicts()->set_kind(article::v1::Verdict::KIND_DUPLICATE);
  Put(duplicate);
  EXPECT_THAT(List("ferry-strike"), ElementsAre("ferry-deal"));
}

TEST_F(SimilarityIndexTest, ThePublicIsToldOnlyOfWhatWasPublished) {
  PutAll({FerryStrike(), FerryDeal()});
  const auto explain = [this](const std::string& id, const std::string& other) {
    return index_.Explain("articles/" + id, "articles/" + other,
                          v1::SIMILARITY_MODE_SIMILAR, Audience::kPublic);
  };
  for (const auto state :
       {article::v1::STATE_UNSPECIFIED, article::v1::STATE_DRAFT,
        article::v1::STATE_SCHEDULED, article::v1::STATE_WITHDRAWN}) {
    index_.PutWithoutText("articles/secret", state);
    const absl::Status told = explain("ferry-strike", "secret").status();
    EXPECT_EQ(ErrorReason(told), "ARTICLE_NOT_FOUND");
    EXPECT_EQ(told.message(),
              "articles/secret is not there, or is not "
              "published");
    EXPECT_EQ(ErrorReason(explain("secret", "ferry-strike").status()),
              "ARTICLE_NOT_FOUND");
    EXPECT_FALSE(Kinds(Explain("ferry-strike", "secret")).empty());
  }
  index_.PutWithoutText("articles/ferry-deal", article::v1::STATE_WITHDRAWN);
  const auto withdrawn = explain("ferry-strike", "ferry-deal");
  ASSERT_TRUE(withdrawn.ok()) << withdrawn.status();
  EXPECT_THAT(Kinds(*withdrawn), ElementsAre(v1::Exclusion::KIND_WITHDRAWN));
  index_.PutWithoutText("articles/ferry-deal", article::v1::STATE_DRAFT);
  EXPECT_EQ(ErrorReason(explain("ferry-strike", "ferry-deal").status()),
            "ARTICLE_NOT_FOUND");
}

TEST_F(SimilarityIndexTest, ExplainSaysWhenBetterOnesFillTheList) {
  Put(FerryStrike());
  for (int i = 0; i < 8; ++i) {
    Article article = FerryDeal();
    article.set_name(absl::StrCat("articles/deal-", i));
    std::string body = "Ferry crews and Mara Quill of the Seafarers Guild.";
    for (int word = 0; word < 10 + i; ++word) {
      absl::StrAppend(&body, " filler", i, "x", word);
    }
    article.mutable_blocks(0)->mutable_paragraph()->mutable_text()->set_text(
        body);
    Put(article);
  }
  EXPECT_EQ(List("ferry-strike").size(), 6u);
  int ranked_out = 0;
  for (int i = 0; i < 8; ++i) {
    const auto explanation = Explain("ferry-strike", absl::StrCat("deal-", i));
    if (explanation.offered()) continue;
    EXPECT_THAT(Kinds(explanation), ElementsAre(v1::Exclusion::KIND_RANK));
    ++ranked_out;
  }
  EXPECT_EQ(ranked_out, 2);
}

TEST_F(SimilarityIndexTest, QueriesRunBesideWrites) {
  PutAll(IslandArchive());
  std::atomic<bool> done = false;
  std::vector<std::thread> readers;
  for (int i = 0; i < 2; ++i) {
    readers.emplace_back([this, &done] {
      while (!done) {
        const auto list = index_.List("articles/ferry-strike", {});
        ASSERT_TRUE(list.ok());
        ASSERT_THAT(Names(*list), Contains("harbour-dredging"));
        ASSERT_TRUE(index_
                        .Explain("articles/ferry-strike", "articles/ferry-deal",
                                 v1::SIMILARITY_MODE_SIMILAR, Audience::kPublic)
                        .ok());
      }
    });
  }
  for (int revision = 2; revision < 200; ++revision) {
    if (revision % 2 == 0) {
      index_.PutWithoutText("articles/ferry-deal",
                            article::v1::STATE_WITHDRAWN);
    } else {
      Article article = FerryDeal();
      article.set_revision(revision);
      Put(article);
    }
  }
  done = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_THAT(List("ferry-strike"), Contains("ferry-deal"));
}

TEST_F(SimilarityIndexTest, ClearForgetsEverything) {
  PutAll(IslandArchive());
  index_.Clear();
  EXPECT_EQ(index_.SearchableCount(), 0u);
  EXPECT_EQ(index_.List("articles/ferry-strike", {}).status().code(),
            absl::StatusCode::kNotFound);
  Put(FerryStrike());
  Put(FerryDeal());
  EXPECT_THAT(List("ferry-strike"), ElementsAre("ferry-deal"));
}

}  // namespace
}  // namespace byline::recommendation
