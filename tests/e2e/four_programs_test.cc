// The suite as four programs with a real Redis: the same answers as in one
// process, and what is left when parts of it fail.
#include "tests/testing/four_programs.h"

#include <absl/strings/match.h>
#include <absl/strings/str_split.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>

#include "tests/testing/html.h"
#include "tests/testing/within.h"

namespace byline::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class FourProgramsTest : public ::testing::Test {
 protected:
  void ImportNewspaper() const {
    const RunResult result = suite_.Byline(
        {"import", "--quiet", "deploy/local/newspaper/1-bridge.jsonl"});
    ASSERT_EQ(result.exit_code, 0) << result.output;
  }
  // The slug of the newest article.
  std::string NewestSlug() const {
    const std::string out =
        suite_.Byline({"list", "--limit=1", "--format=json"}).output;
    return Between(out, "\"slug\":\"", "\"");
  }
  HttpResponse Get(const std::string& path) const { return suite_.Get(path); }
  // Whether the page has key points and similar posts.
  static bool IsWhole(const HttpResponse& page) {
    return page.status == 200 && absl::StrContains(page.body, "key-points") &&
           absl::StrContains(page.body, "class=\"similar\"");
  }

  FourPrograms suite_;
  RedisServer& redis_ = suite_.redis();
};

TEST_F(FourProgramsTest, APageIsComposedAndItsFragmentsLieSealedInRedis) {
  ImportNewspaper();
  const std::string path = "/articles/" + NewestSlug();
  EXPECT_TRUE(Within(absl::Seconds(10), [&] { return IsWhole(Get(path)); }));
  EXPECT_TRUE(Within(absl::Seconds(5), [&] {
    return absl::StrContains(redis_.Call({"KEYS", "f:*"}), "f:");
  }));
}

TEST_F(FourProgramsTest, RedisLostPausedFlushedOrForgedCostsNoAnswer) {
  ImportNewspaper();
  const std::string path = "/articles/" + NewestSlug();
  ASSERT_TRUE(Within(absl::Seconds(10), [&] { return IsWhole(Get(path)); }));

  // Every value is replaced by a stranger's, and the memory of all who could
  // remember the true ones is gone.
  const std::string keys = redis_.Call({"KEYS", "f:*"});
  for (const auto key : absl::StrSplit(keys, '\n', absl::SkipEmpty())) {
    redis_.Call(
        {"SET", std::string(key), "<script>alert('stranger')</script>"});
  }
  suite_.StartSummary();
  suite_.StartRecommendation();
  ImportNewspaper();
  EXPECT_TRUE(Within(absl::Seconds(10), [&] { return IsWhole(Get(path)); }));
  EXPECT_THAT(Get(path).body, Not(HasSubstr("stranger")));

  redis_.Call({"FLUSHALL"});
  EXPECT_EQ(Get(path).status, 200);
  redis_.Pause();
  EXPECT_EQ(Get(path).status, 200);
  EXPECT_EQ(Get("/").status, 200);
  redis_.Resume();
  redis_.Kill();
  EXPECT_EQ(Get(path).status, 200);
  EXPECT_EQ(Get("/").status, 200);
}

TEST_F(FourProgramsTest, WithoutSummaryOrSimilarPostsAPageIsStillAPage) {
  ImportNewspaper();
  suite_.summary().process.reset();
  suite_.recommendation().process.reset();
  const HttpResponse page = Get("/articles/" + NewestSlug());
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("<h1>"));
  EXPECT_THAT(page.body, Not(HasSubstr("key-points")));
  // They come back by themselves.
  suite_.StartSummary();
  suite_.StartRecommendation();
  EXPECT_TRUE(Within(absl::Seconds(15), [&] {
    return IsWhole(Get("/articles/" + NewestSlug()));
  }));
}

// Whatever happens to the articles meanwhile.
TEST_F(FourProgramsTest, TheIndexGoesOnFromItsSnapshotAfterAStopAndAfterAKill) {
  ImportNewspaper();
  const std::string path = "/articles/" + NewestSlug();
  ASSERT_TRUE(Within(absl::Seconds(10), [&] { return IsWhole(Get(path)); }));
  for (const int signal : {SIGTERM, SIGKILL}) {
    const HttpResponse page = Get(path);
    const std::string shown =
        Between(Between(page.body, "class=\"similar\"", "</section>"),
                "data-byline-card=\"", "\"");
    ASSERT_NE(shown, "");
    suite_.recommendation().process->Signal(signal);
    suite_.recommendation().process->Wait();
    const RunResult withdrawn =
        suite_.Byline({"withdraw", shown, "--reason=error"});
    ASSERT_EQ(withdrawn.exit_code, 0) << withdrawn.output;
    suite_.StartRecommendation();
    EXPECT_TRUE(Within(absl::Seconds(15), [&] { return IsWhole(Get(path)); }));
    EXPECT_THAT(Get(path).body, Not(HasSubstr("data-byline-card=\"" + shown)));
    const std::string log = suite_.recommendation().process->output();
    EXPECT_THAT(log, HasSubstr("the index was read from its snapshot"));
    EXPECT_THAT(log, Not(HasSubstr("the index holds the present state")));
  }
}

TEST_F(FourProgramsTest, AKilledArticleServiceComesBackAndSoDoesEverything) {
  ImportNewspaper();
  const std::string path = "/articles/" + NewestSlug();
  ASSERT_TRUE(Within(absl::Seconds(10), [&] { return IsWhole(Get(path)); }));
  suite_.article().process->Signal(SIGKILL);
  suite_.article().process->Wait();
  // What is kept is given, marked as stale, while the truth is silent.
  EXPECT_TRUE(Within(absl::Seconds(5), [&] {
    const HttpResponse page = Get(path);
    return page.status == 200 && page.headers.count("byline-stale") > 0;
  }));
  suite_.StartArticle();
  EXPECT_TRUE(Within(absl::Seconds(15), [&] {
    const HttpResponse page = Get(path);
    return IsWhole(page) && page.headers.count("byline-stale") == 0;
  }));
}

TEST_F(FourProgramsTest, SigtermEndsEachOfThemCleanly) {
  for (Program* program : {&suite_.gateway(), &suite_.recommendation(),
                           &suite_.summary(), &suite_.article()}) {
    program->process->Signal(SIGTERM);
    EXPECT_EQ(program->process->Wait(), 0) << program->process->output();
  }
}

}  // namespace
}  // namespace byline::testing
