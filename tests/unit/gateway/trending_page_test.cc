// What is read most on pages, and the script that tells it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "services/gateway/page/assets.h"
#include "services/gateway/page/embedded_assets.h"
#include "services/gateway/page/page_handler.h"
#include "services/gateway/page/page_service.h"
#include "tests/unit/gateway/page_fakes.h"

namespace byline::gateway {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

class TrendingPageTest : public testing::Test {
 protected:
  explicit TrendingPageTest(bool reader_events = true)
      : frame_({.name = "The Lamp",
                .language = "fr",
                .reader_events = reader_events}),
        service_(
            {.composition = {}, .cache_bytes = 16 << 20}, frame_, source_,
            judge_, [] { return absl::Seconds(7); }, clock_) {}
  ~TrendingPageTest() override { executor_->End(); }

  // The page at `path`; everything but what is read most is answered.
  std::string Get(const std::string& path) {
    std::shared_ptr<const Page> page;
    service_.Get(ParseRoute(path, ""), "id", executor_,
                 [&page](const PageOutcome& outcome) { page = outcome.page; });
    executor_->Run();
    if (path != "/" && IsOpen("lookup"))
      source_.Take("lookup").lookup_done(Found("s", judge_.applied));
    executor_->Run();
    for (const auto& [part, html] :
         {std::pair("body", "<header>H</header><!--after-header-->BODY"),
          std::pair("summary", "POINTS"), std::pair("similar", "SIMILAR"),
          std::pair("list", "LIST")}) {
      source_.Take(part).fragment_done(
          MakeFragment(html, judge_.applied, 3, {"articles/a"}, 60));
    }
    executor_->Run();
    EXPECT_NE(page, nullptr);
    head_ = page == nullptr ? "" : *page->plain.head;
    return page == nullptr ? "" : *page->plain.body;
  }
  bool IsOpen(const std::string& what) const {
    for (const std::string& open : source_.Open()) {
      if (open.rfind(what, 0) == 0) return true;
    }
    return false;
  }
  static fragment::v1::Fragment MostRead(int64_t as_of = 10) {
    return MakeFragment("<section>MOST READ</section>", as_of, 0,
                        {"articles/b", "articles/c"}, 60);
  }

  FakeClock clock_;
  FakeJudge judge_;
  FakeSource source_;
  PageFrame frame_;
  std::string head_;
  std::shared_ptr<FakeExecutor> executor_ = std::make_shared<FakeExecutor>();
  PageService service_;
};

TEST_F(TrendingPageTest, NoPageWaitsForWhatIsReadMost) {
  EXPECT_THAT(Get("/articles/s"), AllOf(HasSubstr("BODY"), HasSubstr("SIMILAR"),
                                        Not(HasSubstr("MOST READ"))));
  EXPECT_THAT(source_.Open(), UnorderedElementsAre("trending en"));
  EXPECT_EQ(service_.counters().incomplete, 0);
}

TEST_F(TrendingPageTest, ItIsOnTheNextPageAndTheFrontPageInTheSitesLanguage) {
  Get("/articles/s");
  source_.Take("trending en").fragment_done(MostRead());
  clock_.Advance(absl::Seconds(2));
  EXPECT_THAT(Get("/articles/s"), HasSubstr("MOST READ"));
  EXPECT_THAT(head_, HasSubstr("Surrogate-Key: articles/a articles/b "
                               "articles/c\r\n"));
  Get("/");
  source_.Take("trending fr").fragment_done(MostRead());
  clock_.Advance(absl::Seconds(2));
  EXPECT_THAT(Get("/"), AllOf(HasSubstr("LIST"), HasSubstr("MOST READ")));
}

TEST_F(TrendingPageTest, OneThatAnswersAtOnceIsOnTheFirstPage) {
  std::shared_ptr<const Page> page;
  service_.Get(ParseRoute("/", ""), "id", executor_,
               [&page](const PageOutcome& outcome) { page = outcome.page; });
  executor_->Run();
  source_.Take("trending fr").fragment_done(MostRead());
  source_.Take("list").fragment_done(MakeFragment("LIST", 10, 0, {}, 60));
  executor_->Run();
  EXPECT_THAT(*page->plain.body, HasSubstr("MOST READ"));
}

TEST_F(TrendingPageTest, AListWithAnArticleThatChangedIsNotGiven) {
  Get("/articles/s");
  source_.Take("trending en").fragment_done(MostRead());
  judge_.Change("articles/b");
  clock_.Advance(absl::Seconds(2));
  EXPECT_THAT(Get("/articles/s"), Not(HasSubstr("MOST READ")));
  const FakeSource::Asked again = source_.Take("trending en");
  EXPECT_EQ(again.call.min_revision, judge_.AsOf());
  again.fragment_done(MostRead(judge_.applied));
  clock_.Advance(absl::Seconds(2));
  EXPECT_THAT(Get("/articles/s"), HasSubstr("MOST READ"));
  // A kept page with it is judged by it.
  judge_.Change("articles/c");
  EXPECT_FALSE(service_.FindKept("/articles/s").has_value());
}

TEST_F(TrendingPageTest, AServiceThatFailsIsNotAskedWithEveryPage) {
  Get("/articles/s");
  source_.Take("trending en").fragment_done(absl::UnavailableError("gone"));
  clock_.Advance(absl::Milliseconds(500));
  judge_.Change("articles/a");
  EXPECT_THAT(Get("/articles/s"), HasSubstr("BODY"));
  EXPECT_FALSE(IsOpen("trending"));
  clock_.Advance(absl::Seconds(2));
  Get("/articles/s");
  EXPECT_TRUE(IsOpen("trending en"));
}

TEST_F(TrendingPageTest, AListIsAskedForAnewAtHalfItsLifeAndNotKeptBeyond) {
  Get("/articles/s");
  fragment::v1::Fragment list = MostRead();
  list.mutable_rendered_at()->set_seconds(absl::ToUnixSeconds(clock_.Now()));
  source_.Take("trending en").fragment_done(list);
  clock_.Advance(absl::Seconds(20));
  EXPECT_THAT(Get("/articles/s"), HasSubstr("MOST READ"));
  EXPECT_FALSE(IsOpen("trending"));
  clock_.Advance(absl::Seconds(39));
  judge_.Change("articles/a");
  EXPECT_THAT(Get("/articles/s"), HasSubstr("MOST READ"));
  EXPECT_TRUE(IsOpen("trending en"));
  clock_.Advance(absl::Seconds(2));
  EXPECT_THAT(Get("/articles/s"), Not(HasSubstr("MOST READ")));
}

TEST_F(TrendingPageTest, AnEmptyListLeavesNoTrace) {
  Get("/articles/s");
  source_.Take("trending en").fragment_done(MakeFragment("", 10, 0, {}, 60));
  clock_.Advance(absl::Seconds(2));
  EXPECT_THAT(Get("/articles/s"), HasSubstr("SIMILAR\n</main>"));
}

TEST_F(TrendingPageTest, AnArticlesPageHasTheBeaconUnderAStrictPolicy) {
  const std::string html = Get("/articles/s");
  EXPECT_THAT(html, HasSubstr("<script src=\"" + AssetPath("beacon.js") +
                              "\" defer data-endpoint=\"/beacon\" "
                              "data-article=\"articles/a\"></script>"));
  EXPECT_THAT(head_, AllOf(HasSubstr("default-src 'none'; script-src 'self'; "
                                     "connect-src 'self'; style-src 'self'"),
                           Not(HasSubstr("unsafe")), Not(HasSubstr("*"))));
  EXPECT_THAT(Get("/"), Not(HasSubstr("<script")));
  EXPECT_THAT(head_, Not(HasSubstr("script-src")));
  const Response error = ErrorPage(frame_, 404, "");
  EXPECT_THAT(*error.body, Not(HasSubstr("<script")));
  EXPECT_THAT(*error.head, Not(HasSubstr("script-src")));
}

TEST(BeaconScriptTest, HasAtMostTwoKilobytesAndAnAddressOfItsContent) {
  EXPECT_LE(EmbeddedBeacon().size(), 2'048u);
  EXPECT_THAT(std::string(EmbeddedBeacon()),
              AllOf(HasSubstr("sendBeacon"), Not(HasSubstr("cookie =")),
                    Not(HasSubstr("localStorage"))));
  const std::string path = AssetPath("beacon.js");
  const Response kept =
      AssetResponse(path.substr(8, 16), "beacon.js", "identity", "");
  EXPECT_THAT(*kept.head,
              AllOf(HasSubstr("text/javascript"), HasSubstr("immutable")));
  EXPECT_THAT(*AssetResponse("", "beacon.js", "identity", "").head,
              HasSubstr("Cache-Control: no-cache"));
}

TEST(BeaconScriptTest, ConsentIsOnThePageOnlyWhereTheSiteSaysSo) {
  const PageFrame frame(
      {.name = "The Lamp", .reader_events = true, .reader_consent = true});
  EXPECT_THAT(frame.Wrap({.lang = "en", .article = "articles/a"}),
              HasSubstr("data-article=\"articles/a\" data-consent=\"yes\">"));
}

class WithoutReaderEventsTest : public TrendingPageTest {
 protected:
  WithoutReaderEventsTest() : TrendingPageTest(false) {}
};

TEST_F(WithoutReaderEventsTest, PagesHaveNoScriptAndNothingIsAskedFor) {
  EXPECT_THAT(Get("/articles/s"), Not(HasSubstr("<script")));
  EXPECT_THAT(head_, Not(HasSubstr("script-src")));
  EXPECT_FALSE(IsOpen("trending"));
}

}  // namespace
}  // namespace byline::gateway
