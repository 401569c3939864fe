// The modes and conditions of a list, whatever it is asked for: a stored
// article, a draft, or what somebody has read.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <map>
#include <random>

#include "common/base/errors.h"
#include "tests/rpc/recommendation/running_service.h"
#include "tests/unit/recommendation/invented_articles.h"

namespace byline::recommendation {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

// What a list of similar articles is asked for.
enum class Way { kStored, kDraft, kRead };

// What is asked of both methods; of articles the ids.
struct Wanted {
  v1::SimilarityMode mode = v1::SIMILARITY_MODE_UNSPECIFIED;
  bool any_language = false;
  std::vector<std::string> excluded = {};
  std::vector<std::string> sections = {};
  absl::Duration apart = absl::InfiniteDuration();
  double min_score = 0;
  int32_t page_size = 0;
};

template <typename Request>
void Fill(const Wanted& wanted, Request& request) {
  request.set_mode(wanted.mode);
  request.set_any_language(wanted.any_language);
  request.set_page_size(wanted.page_size);
  v1::SimilarityConditions& conditions = *request.mutable_conditions();
  for (const std::string& id : wanted.excluded)
    conditions.add_excluded_articles("articles/" + id);
  for (const std::string& section : wanted.sections)
    conditions.add_sections(section);
  if (wanted.apart != absl::InfiniteDuration())
    conditions.mutable_max_time_apart()->set_seconds(
        absl::ToInt64Seconds(wanted.apart));
  conditions.set_min_score(wanted.min_score);
}

// Four of a ferry (one undated, one in French), one of its harbour, and three
// of other things.
class ConditionsFixture : public ::testing::Test {
 protected:
  ConditionsFixture() {
    service_.Put(In(On(FerryStrike(), 10), "Harbour"));
    service_.Put(In(On(FerryDeal(), 12), "Harbour"));
    service_.Put(In(On(HarbourDredging(), -80), "Nature"));
    service_.Put(In(BakeryOpens(), "Harbour"));
    service_.Put(BakeryPrize());
    service_.Put(ComputerChess());
    service_.Put(MakeArticle(
        "ferry-undated", "Ferries of the Halvard Line",
        "The Halvard Line owns nine ferries. Its crews belong to the Seafarers "
        "Guild, and most of its ferries moor in Osterby at night."));
    article::v1::Article french = MakeArticle(
        "ferry-french", "Les ferrys de la Halvard Line",
        "Mara Quill et la Seafarers Guild ont parl\xc3\xa9 avec la Halvard "
        "Line \xc3\xa0 Osterby. Le ferry repart vendredi.");
    french.set_language_code("fr");
    service_.Put(In(On(french, 11), "Monde"));
  }

  absl::StatusOr<v1::ListSimilarArticlesResponse> List(const Wanted& wanted) {
    v1::ListSimilarArticlesRequest request;
    request.set_article("articles/ferry-strike");
    Fill(wanted, request);
    return service_.List(request);
  }
  absl::StatusOr<v1::ListSimilarArticlesResponse> Find(
      const v1::FindSimilarArticlesRequest& request, const std::string& token) {
    // It cannot ask for a revision.
    v1::ListSimilarArticlesRequest unrelated;
    unrelated.set_article("articles/computer-chess");
    const auto settled = service_.List(unrelated);
    if (!settled.ok()) return settled;
    return service_.Call(&RunningService::Stub::FindSimilarArticles, request,
                         token);
  }

  RunningService service_;
};

class SimilarConditionsTest : public ConditionsFixture,
                              public ::testing::WithParamInterface<Way> {
 protected:
  // Articles similar to the strike of the ferry crews.
  absl::StatusOr<v1::ListSimilarArticlesResponse> Ask(const Wanted& wanted) {
    if (GetParam() == Way::kStored) return List(wanted);
    v1::FindSimilarArticlesRequest request;
    Fill(wanted, request);
    if (GetParam() == Way::kRead) {
      request.add_read_articles("articles/ferry-strike");
      return Find(request, "");
    }
    *request.mutable_article() = On(FerryStrike(), 10);
    return Find(request, RunningService::kReader);
  }
  std::vector<std::string> Ids(const Wanted& wanted) {
    const auto list = Ask(wanted);
    EXPECT_TRUE(list.ok()) << list.status();
    return list.ok() ? IdsOf(*list) : std::vector<std::string>();
  }
  // The field that is at fault; empty where none is.
  std::string Fault(const Wanted& wanted) {
    const std::vector<FieldViolation> faults =
        ErrorViolations(Ask(wanted).status());
    return faults.empty() ? "" : faults[0].field;
  }
};

TEST_P(SimilarConditionsTest, TheModeAsksForOlderOrNewerOnes) {
  EXPECT_THAT(Ids({}),
              ElementsAre("ferry-deal", "ferry-undated", "harbour-dredging"));
  EXPECT_THAT(Ids({.mode = v1::SIMILARITY_MODE_SIMILAR}),
              ElementsAre("ferry-deal", "ferry-undated", "harbour-dredging"));
  EXPECT_THAT(Ids({.mode = v1::SIMILARITY_MODE_BACKGROUND}),
              ElementsAre("harbour-dredging"));
  EXPECT_THAT(Ids({.mode = v1::SIMILARITY_MODE_LATEST}),
              ElementsAre("ferry-deal"));
}

TEST_P(SimilarConditionsTest, TheTimelineIsTheStoryOldestFirst) {
  const Wanted timeline = {.mode = v1::SIMILARITY_MODE_TIMELINE};
  service_.Put(On(MakeArticle("ferry-vote", "Ferry crews vote in Osterby",
                              "Ferry crews vote on the strike against the "
                              "Halvard Line. Mara Quill of the Seafarers Guild "
                              "expects a clear yes in Osterby over night "
                              "shifts."),
                  8));
  EXPECT_THAT(Ids(timeline), ElementsAre("ferry-vote", "ferry-deal"));
  Wanted nearest = timeline;
  nearest.min_score = 9;
  EXPECT_THAT(Ids(nearest), IsEmpty());
  service_.Withdraw("ferry-vote");
  EXPECT_THAT(Ids(timeline), ElementsAre("ferry-deal"));
}

TEST_P(SimilarConditionsTest, WhatIsExcludedLeavesItsPlaceToTheNext) {
  EXPECT_THAT(Ids({.excluded = {"ferry-deal", "computer-chess"}}),
              ElementsAre("ferry-undated", "harbour-dredging"));
  EXPECT_THAT(Ids({.page_size = 1}), ElementsAre("ferry-deal"));
  EXPECT_THAT(
      Ids({.excluded = {"ferry-deal", "ferry-undated"}, .page_size = 1}),
      ElementsAre("harbour-dredging"));
}

TEST_P(SimilarConditionsTest, SectionsAreOneOfThoseNamedWhateverTheirCase) {
  EXPECT_THAT(Ids({.sections = {"harbour"}}), ElementsAre("ferry-deal"));
  EXPECT_THAT(Ids({.sections = {"Elsewhere", "Nature", "Harbour"}}),
              ElementsAre("ferry-deal", "harbour-dredging"));
  EXPECT_THAT(Ids({.sections = {"Elsewhere"}}), IsEmpty());
}

TEST_P(SimilarConditionsTest, AnotherLanguageComesOnlyWhenAskedFor) {
  EXPECT_THAT(Ids({}), Not(Contains("ferry-french")));
  EXPECT_THAT(Ids({.any_language = true}),
              UnorderedElementsAre("ferry-french", "ferry-deal",
                                   "ferry-undated", "harbour-dredging"));
}

TEST_P(SimilarConditionsTest, TheTimeApartIsCountedBothWays) {
  EXPECT_THAT(Ids({.apart = absl::Hours(24) * 90}),
              ElementsAre("ferry-deal", "harbour-dredging"));
  EXPECT_THAT(Ids({.apart = absl::Hours(24) * 90 - absl::Seconds(1)}),
              ElementsAre("ferry-deal"));
  EXPECT_THAT(Ids({.apart = absl::Hours(48)}), ElementsAre("ferry-deal"));
  EXPECT_THAT(Ids({.apart = absl::Hours(48) - absl::Seconds(1)}), IsEmpty());
}

TEST_P(SimilarConditionsTest, WhatScoresLessIsNotInIt) {
  EXPECT_THAT(Ids({.min_score = 0.8}), ElementsAre("ferry-deal"));
  EXPECT_THAT(Ids({.min_score = 0.45}),
              ElementsAre("ferry-deal", "ferry-undated"));
  EXPECT_THAT(Ids({.min_score = 9}), IsEmpty());
}

TEST_P(SimilarConditionsTest, ConditionsHoldTogether) {
  EXPECT_THAT(Ids({.mode = v1::SIMILARITY_MODE_LATEST,
                   .any_language = true,
                   .excluded = {"ferry-deal"},
                   .sections = {"Harbour", "Monde"},
                   .apart = absl::Hours(24)}),
              ElementsAre("ferry-french"));
  EXPECT_THAT(
      Ids({.mode = v1::SIMILARITY_MODE_BACKGROUND, .sections = {"Harbour"}}),
      IsEmpty());
}

TEST_P(SimilarConditionsTest, WhatIsWrongIsNamed) {
  const auto repeated = [](const std::string& text, size_t count) {
    return std::vector<std::string>(count, text);
  };
  EXPECT_EQ(Fault({.mode = static_cast<v1::SimilarityMode>(77)}), "mode");
  EXPECT_EQ(Fault({.page_size = -1}), "page_size");
  EXPECT_EQ(Fault({.excluded = {"a", "../b"}}),
            "conditions.excluded_articles[1]");
  EXPECT_EQ(Fault({.excluded = repeated("a", 101)}),
            "conditions.excluded_articles");
  EXPECT_EQ(Fault({.excluded = repeated("a", 100)}), "");
  EXPECT_EQ(Fault({.sections = {"Harbour", ""}}), "conditions.sections[1]");
  EXPECT_EQ(Fault({.sections = {std::string(101, 's')}}),
            "conditions.sections[0]");
  EXPECT_EQ(Fault({.sections = repeated("Harbour", 21)}),
            "conditions.sections");
  EXPECT_EQ(Fault({.sections = repeated("Harbour", 20)}), "");
  EXPECT_EQ(Fault({.apart = absl::ZeroDuration()}),
            "conditions.max_time_apart");
  EXPECT_EQ(Fault({.apart = absl::Seconds(-1)}), "conditions.max_time_apart");
  for (const double score : {-0.1, 10.1, std::nan("")}) {
    EXPECT_EQ(Fault({.min_score = score}), "conditions.min_score");
  }
}

INSTANTIATE_TEST_SUITE_P(All, SimilarConditionsTest,
                         ::testing::Values(Way::kStored, Way::kDraft,
                                           Way::kRead));

using PageSizeTest = ConditionsFixture;

TEST_F(PageSizeTest, AListHasSixUnlessAskedAndFiftyAtMost) {
  std::mt19937_64 random(1);
  for (int i = 0; i < 150; ++i) {
    article::v1::Article article = RandomArticle(absl::StrCat("a", i), random);
    article.set_language_code("en");
    service_.Put(article);
  }
  v1::ListSimilarArticlesRequest request;
  request.set_article("articles/a1");
  for (const auto& [asked, given] : std::map<int, int>{
           {0, 6}, {1, 1}, {7, 7}, {50, 50}, {51, 50}, {100'000, 50}}) {
    request.set_page_size(asked);
    const auto list = service_.List(request);
    ASSERT_TRUE(list.ok()) << list.status();
    EXPECT_EQ(list->similar_articles_size(), given) << asked;
  }
}

class ReadArticlesTest : public ConditionsFixture {
 protected:
  absl::StatusOr<v1::ListSimilarArticlesResponse> Read(
      const std::vector<std::string>& ids) {
    v1::FindSimilarArticlesRequest request;
    for (const std::string& id : ids)
      request.add_read_articles("articles/" + id);
    return Find(request, "");
  }
};

TEST_F(ReadArticlesTest, WhatIsLikeAnyOfThemComesAndNoneOfThem) {
  const auto list = Read({"ferry-deal", "bakery-opens"});
  ASSERT_TRUE(list.ok()) << list.status();
  EXPECT_THAT(IdsOf(*list),
              UnorderedElementsAre("ferry-strike", "bakery-prize",
                                   "ferry-undated", "harbour-dredging"));
  EXPECT_EQ(list->as_of_revision().number(), service_.newest().number());
  EXPECT_THAT(list->model_version().term_weights(), SizeIs(16));
  service_.Withdraw("ferry-strike");
  EXPECT_THAT(IdsOf(*Read({"ferry-deal", "bakery-opens"})),
              UnorderedElementsAre("bakery-prize", "ferry-undated",
                                   "harbour-dredging"));
}

TEST_F(ReadArticlesTest, WhatWasReadLastCountsMost) {
  const auto score_of_prize = [this](const std::vector<std::string>& ids) {
    const auto list = Read(ids);
    for (const v1::SimilarArticle& similar : list->similar_articles()) {
      if (similar.article() == "articles/bakery-prize") return similar.score();
    }
    return 0.0;
  };
  const double first = score_of_prize({"bakery-opens", "ferry-deal"});
  const double last = score_of_prize({"ferry-deal", "bakery-opens"});
  EXPECT_GT(last, 0);
  EXPECT_GT(first, last);
}

TEST_F(ReadArticlesTest, WhatIsNotThereIsPassedOverUnlessNothingIs) {
  service_.Withdraw("harbour-dredging");
  const auto list = Read({"never-there", "harbour-dredging", "bakery-opens"});
  ASSERT_TRUE(list.ok()) << list.status();
  EXPECT_THAT(IdsOf(*list), ElementsAre("bakery-prize"));
  const absl::Status none = Read({"never-there", "harbour-dredging"}).status();
  EXPECT_TRUE(absl::IsNotFound(none)) << none;
}

TEST_F(ReadArticlesTest, WhatIsWrongIsNamed) {
  const auto fault = [](const absl::Status& status) {
    const std::vector<FieldViolation> faults = ErrorViolations(status);
    return faults.empty() ? "" : faults[0].field;
  };
  EXPECT_EQ(fault(Read({"ferry-deal", "../b"}).status()), "read_articles[1]");
  EXPECT_EQ(fault(Read(std::vector<std::string>(51, "ferry-deal")).status()),
            "read_articles");
  EXPECT_TRUE(Read(std::vector<std::string>(50, "ferry-deal")).ok());
  v1::FindSimilarArticlesRequest both;
  both.add_read_articles("articles/ferry-deal");
  *both.mutable_article() = FerryStrike();
  EXPECT_EQ(fault(Find(both, RunningService::kReader).status()), "article");
}

using DraftTest = ConditionsFixture;

TEST_F(DraftTest, ItsVectorIsChecked) {
  v1::FindSimilarArticlesRequest request;
  *request.mutable_article() = FerryStrike();
  request.mutable_article()->mutable_embedding_vector()->set_model("m");
  request.mutable_article()->mutable_embedding_vector()->add_values(0.5);
  EXPECT_TRUE(Find(request, RunningService::kReader).ok());
  request.mutable_article()->mutable_embedding_vector()->add_values(
      std::numeric_limits<float>::infinity());
  const std::vector<FieldViolation> faults =
      ErrorViolations(Find(request, RunningService::kReader).status());
  ASSERT_EQ(faults.size(), 1u);
  EXPECT_EQ(faults[0].field, "article.embedding_vector.values[1]");
}

TEST_F(DraftTest, ThatEditorsSwitchedItsListOffIsTold) {
  v1::FindSimilarArticlesRequest request;
  *request.mutable_article() = FerryStrike();
  const auto before = Find(request, RunningService::kReader);
  ASSERT_TRUE(before.ok()) << before.status();
  EXPECT_FALSE(before->off());
  article::v1::Article strike = FerryStrike();
  strike.mutable_similarity_settings()->set_off(true);
  service_.Put(strike);
  const auto after = Find(request, RunningService::kReader);
  ASSERT_TRUE(after.ok()) << after.status();
  EXPECT_TRUE(after->off());
  EXPECT_THAT(IdsOf(*after), IsEmpty());
}

}  // namespace
}  // namespace byline::recommendation
