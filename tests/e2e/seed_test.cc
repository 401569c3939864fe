// The page that the product began with: imported into the running suite, it
// must come out right.
#include <absl/strings/match.h>
#include <absl/strings/str_cat.h>
#include <absl/time/clock.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/testing/html.h"
#include "tests/testing/suite.h"

namespace byline::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class SeedTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    if (DataFolder().empty()) return;
    suite_ = new Suite;
    import_ = new RunResult(
        suite_->Byline({"import", DataFolder() + "/seed/articles.jsonl"}));
  }
  static void TearDownTestSuite() {
    delete suite_;
    suite_ = nullptr;
    delete import_;
    import_ = nullptr;
  }
  void SetUp() override {
    if (suite_ == nullptr) GTEST_SKIP() << "the real data is not there";
  }

  // The page of an article, asked for until similar posts stand on it (they are
  // there once the index has followed).
  static HttpResponse Page(const std::string& slug) {
    HttpResponse page = suite_->Get("/articles/" + slug);
    for (int i = 0;
         i < 100 && !absl::StrContains(page.body, "class=\"similar\""); ++i) {
      absl::SleepFor(absl::Milliseconds(50));
      page = suite_->Get("/articles/" + slug);
    }
    return page;
  }

  static constexpr char kMain[] =
      "leader-praises-hamas-for-bold-stand-against-israel-s-actions";
  static Suite* suite_;
  static RunResult* import_;
};

Suite* SeedTest::suite_ = nullptr;
RunResult* SeedTest::import_ = nullptr;

TEST_F(SeedTest, ThePlaceholderIsReportedToWhoeverImportedIt) {
  EXPECT_EQ(import_->exit_code, 0) << import_->output;
  EXPECT_THAT(import_->output, HasSubstr("7 created"));
  EXPECT_THAT(import_->output, HasSubstr("verdict placeholder"));
}

TEST_F(SeedTest, TheHeadlineStandsOnThePageOnce) {
  const HttpResponse page = Page(kMain);
  ASSERT_EQ(page.status, 200);
  const std::string text = VisibleText(page.body);
  EXPECT_EQ(CountOf(text, "Leader Praises Hamas for Bold Stand"), 1) << text;
}

TEST_F(SeedTest, KeyPointsAreSentencesOfTheArticleAndLinkToThem) {
  const HttpResponse page = Page(kMain);
  const std::string box =
      Between(page.body, "<section class=\"key-points\"", "</section>");
  const std::vector<std::string> points = Elements(box, "a");
  EXPECT_GE(points.size(), 3u);
  EXPECT_LE(points.size(), 5u);
  const std::vector<std::string> targets = Attributes(box, "href");
  ASSERT_EQ(targets.size(), points.size());
  for (size_t i = 0; i < points.size(); ++i) {
    const std::string sentence = ElementWithId(page.body, targets[i].substr(1));
    EXPECT_EQ(VisibleText(sentence), VisibleText(points[i]));
    EXPECT_THAT(VisibleText(points[i]), Not(::testing::EndsWith(":")));
    for (const char* listed :
         {"Recognition of Gaza", "Praise for Hamas", "Reaffirmation of Iran",
          "Encouragement to continue"}) {
      EXPECT_THAT(points[i], Not(HasSubstr(listed)));
    }
  }
}

TEST_F(SeedTest, SimilarPostsAreSimilarAndCarryHeadlineAbstractAndReason) {
  const HttpResponse page = Page(kMain);
  const std::string similar =
      Between(page.body, "<section class=\"similar\"", "</section>");
  EXPECT_THAT(similar, AllOf(HasSubstr("ICRC Urges Immediate Global Action"),
                             HasSubstr("Any Israeli Vessel in Red Sea")));
  EXPECT_THAT(similar, Not(HasSubstr("Floods in Pakistan")));
  EXPECT_THAT(similar, Not(HasSubstr("Heatwave")));
  EXPECT_THAT(similar, AllOf(HasSubstr("class=\"abstract\""),
                             HasSubstr("class=\"reason\"")));
}

TEST_F(SeedTest, ThePlaceholderStandsNowhereButAtItsAddress) {
  for (const std::string& path :
       {std::string("/"), absl::StrCat("/articles/", kMain)}) {
    EXPECT_THAT(suite_->Get(path).body, Not(HasSubstr("will be expanded")))
        << path;
  }
}

TEST_F(SeedTest, ThePageIsCompactedValidatedAndCannotRunScripts) {
  const HttpResponse page = Page(kMain);
  ASSERT_TRUE(page.headers.count("etag"));
  EXPECT_EQ(suite_
                ->Get(absl::StrCat("/articles/", kMain),
                      {"If-None-Match: " + page.headers.at("etag")})
                .status,
            304);
  EXPECT_THAT(
      page.headers.at("content-security-policy"),
      AllOf(HasSubstr("default-src 'none'"), Not(HasSubstr("unsafe-inline"))));
  EXPECT_EQ(
      suite_->Get(absl::StrCat("/articles/", kMain), {"Accept-Encoding: gzip"})
          .headers.at("content-encoding"),
      "gzip");
}

}  // namespace
}  // namespace byline::testing
