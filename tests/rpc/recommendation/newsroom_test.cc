// What the newsroom and the operators ask of the index: where an article is
// shown, and to make it anew.
#include <absl/strings/str_cat.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <random>
#include <thread>

#include "common/base/errors.h"
#include "tests/rpc/recommendation/running_service.h"
#include "tests/testing/within.h"
#include "tests/unit/recommendation/invented_articles.h"
#include "tests/unit/recommendation/reader_events.h"

namespace byline::recommendation {
namespace {

using article::v1::Article;
using byline::testing::Eventually;
using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::SizeIs;
using Stub = RunningService::Stub;

// Places by list, "articles/{article}".
using Places = std::map<std::string, int32_t>;

// No two that are published at the same second.
std::vector<Article> RandomArchive(int count, uint64_t seed) {
  std::mt19937_64 random(seed);
  std::vector<Article> archive;
  for (int i = 0; i < count; ++i) {
    Article& article =
        archive.emplace_back(RandomArticle(absl::StrCat("a", i), random));
    if (!article.has_publish_time()) continue;
    article.mutable_publish_time()->set_seconds(
        article.publish_time().seconds() + i);
  }
  return archive;
}

std::string& TextOf(Article& article) {
  return *article.mutable_blocks(0)
              ->mutable_paragraph()
              ->mutable_text()
              ->mutable_text();
}

// The words of another one under a name of its own.
Article CopyOf(Article article, const std::string& id,
               const std::string& more = "") {
  article.set_name("articles/" + id);
  TextOf(article) += more;
  return article;
}

class NewsroomTest : public ::testing::Test {
 protected:
  void Put(const std::vector<Article>& articles) {
    for (const Article& article : articles) service_.Put(article);
  }
  absl::StatusOr<v1::ListExposureResponse> Expose(
      v1::ListExposureRequest request,
      const std::string& token = RunningService::kReader) {
    *request.mutable_min_revision() = service_.newest();
    return service_.Call(&Stub::ListExposure, request, token);
  }
  absl::StatusOr<v1::ListExposureResponse> Expose(const std::string& id) {
    v1::ListExposureRequest request;
    request.set_article("articles/" + id);
    return Expose(request);
  }
  // Four readers view each of them.
  void Read(const std::vector<std::string>& ids) {
    std::vector<v1::ReaderEvent> events;
    for (int i = 0; i < 4; ++i) {
      for (const std::string& id : ids)
        events.push_back(ViewOf(id, absl::StrCat("a-session-", i)));
    }
    const auto taken =
        service_.Call(&Stub::RecordReaderEvents, BatchOf(events));
    ASSERT_TRUE(taken.ok()) << taken.status();
    EXPECT_EQ(taken->accepted(), static_cast<int>(events.size()));
  }
  static Places PlacesIn(const v1::ListExposureResponse& exposure) {
    Places places;
    for (const auto& entry : exposure.lists())
      places[entry.article()] = entry.rank();
    return places;
  }
  absl::StatusOr<v1::ListSimilarArticlesResponse> List(
      const std::string& name, int32_t page_size,
      v1::SimilarityMode mode = v1::SIMILARITY_MODE_SIMILAR) {
    v1::ListSimilarArticlesRequest request;
    request.set_article(name);
    request.set_page_size(page_size);
    request.set_mode(mode);
    return service_.List(request);
  }

  RunningService service_;
};

using ListExposureTest = NewsroomTest;

TEST_F(ListExposureTest, NamesExactlyTheListsThatHaveTheArticle) {
  std::vector<Article> archive;
  for (Article& article : RandomArchive(80, 1)) {
    // Those that copy one another end so.
    if (TextOf(article).find(" ending") == std::string::npos)
      archive.push_back(std::move(article));
  }
  Put(archive);
  ASSERT_TRUE(List(archive[0].name(), 1).ok());
  ASSERT_TRUE(service_.Reindex().ok());
  // By article, from what each list shows.
  std::map<std::string, Places> shown;
  for (const Article& article : archive) {
    const auto list = List(article.name(), 12);
    ASSERT_TRUE(list.ok()) << list.status();
    for (int i = 0; i < list->similar_articles_size(); ++i)
      shown[list->similar_articles(i).article()][article.name()] = i + 1;
  }
  size_t lists = 0;
  size_t without_card = 0;
  for (const Article& article : archive) {
    const auto exposure = Expose(article.name().substr(9));
    ASSERT_TRUE(exposure.ok()) << exposure.status();
    EXPECT_EQ(PlacesIn(*exposure), shown[article.name()]) << article.name();
    EXPECT_EQ(exposure->as_of_revision().number(), service_.newest().number());
    for (const auto& entry : exposure->lists()) {
      EXPECT_EQ(entry.card(), entry.rank() <= 6);
      EXPECT_FALSE(entry.pinned());
      ++lists;
      without_card += entry.card() ? 0 : 1;
    }
  }
  EXPECT_GT(lists, 100u);
  EXPECT_GT(without_card, 10u);
}

TEST_F(ListExposureTest, APinIsToldWhereverItStands) {
  Article bakery = BakeryOpens();
  bakery.mutable_similarity_settings()->add_pinned()->set_article(
      "articles/ferry-deal");
  Put({FerryStrike(), FerryDeal(), bakery, ComputerChess()});
  const auto exposure = Expose("ferry-deal");
  ASSERT_TRUE(exposure.ok()) << exposure.status();
  ASSERT_EQ(exposure->lists_size(), 2);
  EXPECT_EQ(exposure->lists(0).article(), "articles/bakery-opens");
  EXPECT_TRUE(exposure->lists(0).pinned());
  EXPECT_EQ(exposure->lists(1).article(), "articles/ferry-strike");
  EXPECT_FALSE(exposure->lists(1).pinned());
}

TEST_F(ListExposureTest, ANearCopyIsNamedWithItsMeasures) {
  Put({FerryStrike(), FerryDeal(), CopyOf(FerryStrike(), "exact"),
       CopyOf(FerryDeal(), "longer", " The guild will vote next week.")});
  const auto strike = Expose("ferry-strike");
  ASSERT_TRUE(strike.ok()) << strike.status();
  ASSERT_EQ(strike->near_copies_size(), 1);
  EXPECT_EQ(strike->near_copies(0).article(), "articles/exact");
  EXPECT_EQ(strike->near_copies(0).jaccard(), 1);
  EXPECT_EQ(strike->near_copies(0).containment(), 1);
  const auto deal = Expose("ferry-deal");
  ASSERT_EQ(deal->near_copies_size(), 1);
  EXPECT_EQ(deal->near_copies(0).article(), "articles/longer");
  EXPECT_GT(deal->near_copies(0).jaccard(), 0.5);
  EXPECT_LT(deal->near_copies(0).jaccard(), 1);
  EXPECT_EQ(deal->near_copies(0).containment(), 1) << "all of the shorter one";
  service_.Withdraw("longer");
  EXPECT_THAT(Expose("ferry-deal")->near_copies(), IsEmpty());
}

TEST_F(ListExposureTest, WhatIsReadMostIsToldWithItsSection) {
  Put({In(FerryStrike(), "Harbour"), In(FerryDeal(), "Harbour"),
       In(HarbourDredging(), "Harbour"), BakeryOpens()});
  ASSERT_TRUE(List("articles/ferry-deal", 1).ok());
  Read({"ferry-strike", "ferry-deal", "harbour-dredging"});
  EXPECT_THAT(
      Expose("ferry-deal")->trending(),
      ElementsAre("trendingArticles", "trendingArticles?section=Harbour",
                  "trendingArticles?languageCode=en",
                  "trendingArticles?section=Harbour&languageCode=en"));
  EXPECT_THAT(Expose("bakery-opens")->trending(), IsEmpty());
}

// What is read less than much of another language still stands on the pages of
// its own.
TEST_F(ListExposureTest, WhatIsReadMostOfALanguageIsTold) {
  std::vector<Article> archive = RandomArchive(12, 8);
  std::vector<std::string> ids;
  for (Article& article : archive) {
    article.set_language_code("en");
    ids.push_back(article.name().substr(9));
  }
  Article german = FerryDeal();
  german.set_language_code("de");
  archive.push_back(german);
  Put(archive);
  ASSERT_TRUE(List(german.name(), 1).ok());
  Read(ids);
  Read(ids);
  Read({"ferry-deal"});
  EXPECT_THAT(Expose("ferry-deal")->trending(),
              ElementsAre("trendingArticles?languageCode=de"));
}

TEST_F(ListExposureTest, WhatReadersReadTooIsTold) {
  Put(IslandArchive());
  ASSERT_TRUE(List("articles/ferry-deal", 1).ok());
  std::vector<v1::ReaderEvent> events;
  for (int i = 0; i < 20; ++i) {
    const std::string session = absl::StrCat("both-session-", i);
    events.push_back(ViewOf("ferry-deal", session));
    events.push_back(ViewOf("computer-chess", session));
    events.push_back(ViewOf("bakery-opens", absl::StrCat("other-", i)));
  }
  ASSERT_TRUE(service_.Call(&Stub::RecordReaderEvents, BatchOf(events)).ok());
  EXPECT_TRUE(Eventually([&] {
    const auto exposure = Expose("ferry-deal");
    return exposure.ok() && exposure->also_read_size() == 1 &&
           exposure->also_read(0) == "articles/computer-chess";
  }));
}

TEST_F(ListExposureTest, PagesMakeUpTheWhole) {
  Put(IslandArchive());
  ASSERT_TRUE(List("articles/ferry-deal", 1).ok());
  Read({"ferry-strike", "ferry-deal", "harbour-dredging"});
  const auto whole = Expose("ferry-deal");
  ASSERT_TRUE(whole.ok()) << whole.status();
  EXPECT_EQ(whole->lists_size(), 2);
  EXPECT_EQ(whole->trending_size(), 2);
  EXPECT_EQ(whole->next_page_token(), "");
  v1::ListExposureRequest request;
  request.set_article("articles/ferry-deal");
  request.set_page_size(1);
  Places pages;
  for (int i = 0; i < whole->lists_size(); ++i) {
    const auto page = Expose(request);
    ASSERT_TRUE(page.ok()) << page.status();
    ASSERT_EQ(page->lists_size(), 1);
    EXPECT_EQ(page->trending_size(), i == 0 ? 2 : 0);
    pages.merge(PlacesIn(*page));
    request.set_page_token(page->next_page_token());
  }
  EXPECT_EQ(request.page_token(), "");
  EXPECT_EQ(pages, PlacesIn(*whole));
}

TEST_F(ListExposureTest, WhatIsWithdrawnIsShownNowhereAndShowsNothing) {
  Put({FerryStrike(), FerryDeal(), HarbourDredging(),
       CopyOf(FerryDeal(), "exact")});
  ASSERT_FALSE(PlacesIn(*Expose("ferry-strike")).empty());
  service_.Withdraw("ferry-deal");
  service_.Withdraw("exact");
  const auto gone = Expose("ferry-deal");
  ASSERT_TRUE(gone.ok()) << gone.status();
  EXPECT_THAT(gone->lists(), IsEmpty());
  EXPECT_THAT(gone->near_copies(), IsEmpty());
  EXPECT_EQ(gone->as_of_revision().number(), 6);
  EXPECT_THAT(PlacesIn(*Expose("ferry-strike")),
              ElementsAre(Pair("articles/harbour-dredging", 1)));
}

TEST_F(ListExposureTest, WhatWasNeverThereIsNotFoundAndWhatIsWrongIsNamed) {
  Put({FerryStrike(), FerryDeal()});
  const absl::Status never = Expose("never-there").status();
  EXPECT_TRUE(absl::IsNotFound(never)) << never;
  EXPECT_EQ(ErrorReason(never), "ARTICLE_NOT_FOUND");
  const auto fault = [this](const v1::ListExposureRequest& request) {
    const std::vector<FieldViolation> faults =
        ErrorViolations(Expose(request).status());
    return faults.empty() ? "" : faults[0].field;
  };
  v1::ListExposureRequest request;
  request.set_article("ferry-deal");
  EXPECT_EQ(fault(request), "article");
  request.set_article("articles/ferry-deal");
  request.set_page_size(-1);
  EXPECT_EQ(fault(request), "page_size");
  request.set_page_size(2000);
  EXPECT_EQ(fault(request), "");
  for (const char* token : {"next", "-1", "1.5"}) {
    request.set_page_token(token);
    EXPECT_EQ(fault(request), "page_token") << token;
  }
  // Behind the end there is nothing.
  request.set_page_token("1000");
  EXPECT_THAT(Expose(request)->lists(), IsEmpty());
}

TEST_F(ListExposureTest, IsForReadersTokensAlone) {
  Put({FerryStrike(), FerryDeal()});
  v1::ListExposureRequest request;
  request.set_article("articles/ferry-deal");
  EXPECT_TRUE(absl::IsUnauthenticated(Expose(request, "").status()));
  EXPECT_TRUE(Expose(request, RunningService::kReader).ok());
}

using ReindexTest = NewsroomTest;

TEST_F(ReindexTest, AnswersNameTheVersionThatItMade) {
  Put(RandomArchive(60, 2));
  ASSERT_TRUE(List("articles/a0", 1).ok());
  const auto first = service_.Reindex();
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_THAT(first->model_version().term_weights(), SizeIs(16));
  // Too few to be taken in by themselves.
  Put({FerryStrike(), FerryDeal()});
  const auto old = List("articles/ferry-strike", 6);
  ASSERT_TRUE(old.ok()) << old.status();
  EXPECT_EQ(old->model_version().term_weights(),
            first->model_version().term_weights());
  const auto second = service_.Reindex();
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_NE(second->model_version().term_weights(),
            first->model_version().term_weights());
  EXPECT_EQ(second->articles(), first->articles() + 2);
  EXPECT_EQ(second->as_of_revision().number(), 62);

  const std::string version = second->model_version().SerializeAsString();
  EXPECT_EQ(
      List("articles/ferry-strike", 6)->model_version().SerializeAsString(),
      version);
  v1::FindSimilarArticlesRequest find;
  *find.mutable_article() = FerryStrike();
  EXPECT_EQ(
      service_.Call(&Stub::FindSimilarArticles, find, RunningService::kReader)
          ->model_version()
          .SerializeAsString(),
      version);
  find.clear_article();
  find.add_read_articles("articles/ferry-strike");
  EXPECT_EQ(service_.Call(&Stub::FindSimilarArticles, find)
                ->model_version()
                .SerializeAsString(),
            version);
  v1::ExplainSimilarityRequest explain;
  explain.set_article("articles/ferry-strike");
  explain.set_other_article("articles/ferry-deal");
  EXPECT_EQ(service_.Call(&Stub::ExplainSimilarity, explain)
                ->model_version()
                .SerializeAsString(),
            version);
}

// The same articles by another way: in another order, with texts that were
// replaced and articles that were withdrawn, and made anew half way.
TEST_F(ReindexTest, ListsDependOnTheArticlesAloneNotOnHowTheyCame) {
  std::vector<Article> archive = RandomArchive(150, 3);
  for (const Article& article : IslandArchive()) archive.push_back(article);
  Put(archive);
  RunningService other;
  std::vector<Article> shuffled = archive;
  std::shuffle(shuffled.begin(), shuffled.end(), std::mt19937_64(4));
  for (const Article& article : RandomArchive(40, 5)) {
    other.Put(article);  // has the name of one that replaces it
  }
  for (size_t i = 0; i < shuffled.size(); ++i) {
    if (i == shuffled.size() / 2) {
      other.Put(CopyOf(BakeryPrize(), "extra"));
      v1::ListSimilarArticlesRequest request;
      request.set_article("articles/extra");
      ASSERT_TRUE(other.List(request).ok());
      ASSERT_TRUE(other.Reindex().ok());
      other.Withdraw("extra");
    }
    other.Put(shuffled[i]);
  }
  const auto list_of = [](RunningService& service, const std::string& name,
                          v1::SimilarityMode mode) {
    v1::ListSimilarArticlesRequest request;
    request.set_article(name);
    request.set_page_size(50);
    request.set_mode(mode);
    request.set_any_language(true);
    auto list = service.List(request);
    EXPECT_TRUE(list.ok()) << list.status();
    std::vector<std::string> articles;
    for (const v1::SimilarArticle& similar : list->similar_articles())
      articles.push_back(similar.ShortDebugString());
    return articles;
  };
  // Both know of everything.
  list_of(service_, archive[0].name(), v1::SIMILARITY_MODE_SIMILAR);
  list_of(other, archive[0].name(), v1::SIMILARITY_MODE_SIMILAR);
  const auto here = service_.Reindex();
  const auto there = other.Reindex();
  ASSERT_TRUE(here.ok() && there.ok());
  EXPECT_EQ(here->articles(), there->articles());
  EXPECT_EQ(here->model_version().term_weights(),
            there->model_version().term_weights());
  EXPECT_EQ(here->model_version().vectors(), there->model_version().vectors());
  EXPECT_NE(here->model_version().vectors(), "");
  size_t length = 0;
  for (const Article& article : archive) {
    for (const v1::SimilarityMode mode :
         {v1::SIMILARITY_MODE_SIMILAR, v1::SIMILARITY_MODE_TIMELINE}) {
      const auto list = list_of(service_, article.name(), mode);
      EXPECT_THAT(list_of(other, article.name(), mode), ElementsAreArray(list))
          << article.name();
      length += list.size();
    }
  }
  EXPECT_GT(length, 1000u);
}

TEST_F(ReindexTest, OneRunsAtATime) {
  Put(RandomArchive(100, 6));
  ASSERT_TRUE(List("articles/a0", 1).ok());
  std::atomic<int> done = 0;
  std::atomic<int> refused = 0;
  const auto reindex = [&] {
    const auto made = service_.Reindex();
    if (made.ok()) {
      ++done;
    } else {
      EXPECT_TRUE(absl::IsAborted(made.status())) << made.status();
      EXPECT_EQ(ErrorReason(made.status()), "REINDEX_RUNS");
      ++refused;
    }
  };
  EXPECT_TRUE(Eventually([&] {
    std::thread beside(reindex);
    reindex();
    beside.join();
    return refused > 0;
  }));
  EXPECT_GT(done, 0);
  EXPECT_TRUE(service_.Reindex().ok()) << "none runs any more";
}

TEST_F(ReindexTest, IsGivenUpWhereTheProcessEnds) {
  Put(RandomArchive(20, 7));
  ASSERT_TRUE(List("articles/a0", 1).ok());
  service_.BeginStop();
  const absl::Status made = service_.Reindex().status();
  EXPECT_TRUE(absl::IsUnavailable(made)) << made;
  EXPECT_EQ(ErrorReason(made), "REINDEX_GIVEN_UP");
}

TEST_F(ReindexTest, IsForAdminsAlone) {
  const auto with = [this](const std::string& token) {
    return service_.Call(&Stub::Reindex, v1::ReindexRequest(), token).status();
  };
  EXPECT_TRUE(absl::IsUnauthenticated(with("")));
  EXPECT_TRUE(absl::IsPermissionDenied(with(RunningService::kReader)));
  EXPECT_TRUE(with(RunningService::kAdmin).ok());
}

}  // namespace
}  // namespace byline::recommendation
