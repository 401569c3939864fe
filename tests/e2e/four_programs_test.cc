// The suite as four programs with a real Redis: the same answers as in one
// process, and what is left when parts of it fail.
#include <absl/strings/match.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_split.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <fstream>

#include "common/access/admin_token.h"
#include "tests/testing/html.h"
#include "tests/testing/http.h"
#include "tests/testing/programs.h"
#include "tests/testing/redis_server.h"
#include "tests/testing/within.h"

namespace byline::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class FourProgramsTest : public ::testing::Test {
 protected:
  FourProgramsTest() : token_(*EnsureAdminToken(folder_.path())) {
    std::ofstream(folder_.path() + "/fragment.key") << std::string(64, 'k');
    StartArticle();
    StartSummary();
    StartRecommendation();
    gateway_ = StartProgram(
        "byline-gateway",
        Flags({Server("article", article_), Server("summary", summary_),
               Server("recommendation", recommendation_)}));
  }

  // What all programs have, and `more`.
  std::vector<std::string> Flags(const std::vector<std::string>& more,
                                 int port = 0) const {
    std::vector<std::string> flags = {
        absl::StrCat("--listen=127.0.0.1:", port), "--admin_listen=none",
        absl::StrCat("--token_file=", token_.table_path),
        absl::StrCat("--service_token_file=", token_.raw_path)};
    flags.insert(flags.end(), more.begin(), more.end());
    return flags;
  }
  std::vector<std::string> WithRedis(std::vector<std::string> flags) const {
    flags.push_back("--redis=" + redis_.address());
    flags.push_back("--fragment_key_file=" + folder_.path() + "/fragment.key");
    return flags;
  }
  static std::string Server(const std::string& service,
                            const Program& program) {
    return absl::StrCat("--", service, "_server=127.0.0.1:", program.port);
  }

  void StartArticle() {
    article_ = StartProgram(
        "byline-article",
        WithRedis(Flags({"--data=" + folder_.path()}, article_.port)));
  }
  void StartSummary() {
    summary_ = StartProgram(
        "byline-summary",
        WithRedis(Flags({Server("article", article_)}, summary_.port)));
  }
  void StartRecommendation() {
    recommendation_ = StartProgram(
        "byline-recommendation", WithRedis(Flags({Server("article", article_),
                                                  Server("summary", summary_)},
                                                 recommendation_.port)));
  }

  RunResult Byline(std::vector<std::string> words) const {
    words.insert(words.begin(), BinaryPath("byline"));
    words.push_back(absl::StrCat("--server=127.0.0.1:", article_.port));
    words.push_back("--token_file=" + token_.raw_path);
    return RunProgram(words);
  }
  void ImportNewspaper() const {
    const RunResult result =
        Byline({"import", "--quiet", "deploy/local/newspaper/1-bridge.jsonl"});
    ASSERT_EQ(result.exit_code, 0) << result.output;
  }
  // The slug of the newest article.
  std::string NewestSlug() const {
    const std::string out =
        Byline({"list", "--limit=1", "--format=json"}).output;
    return Between(out, "\"slug\":\"", "\"");
  }
  HttpResponse Get(const std::string& path) const {
    return HttpGet(gateway_.port, path);
  }
  // Whether the page has key points and similar posts.
  static bool IsWhole(const HttpResponse& page) {
    return page.status == 200 && absl::StrContains(page.body, "key-points") &&
           absl::StrContains(page.body, "class=\"similar\"");
  }

  TempFolder folder_;
  AdminToken token_;
  RedisServer redis_;
  Program article_;
  Program summary_;
  Program recommendation_;
  Program gateway_;
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
  summary_.process.reset();
  StartSummary();
  recommendation_.process.reset();
  StartRecommendation();
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
  summary_.process.reset();
  recommendation_.process.reset();
  const HttpResponse page = Get("/articles/" + NewestSlug());
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("<h1>"));
  EXPECT_THAT(page.body, Not(HasSubstr("key-points")));
  // They come back by themselves.
  StartSummary();
  StartRecommendation();
  EXPECT_TRUE(Within(absl::Seconds(15), [&] {
    return IsWhole(Get("/articles/" + NewestSlug()));
  }));
}

TEST_F(FourProgramsTest, AKilledArticleServiceComesBackAndSoDoesEverything) {
  ImportNewspaper();
  const std::string path = "/articles/" + NewestSlug();
  ASSERT_TRUE(Within(absl::Seconds(10), [&] { return IsWhole(Get(path)); }));
  article_.process->Signal(SIGKILL);
  article_.process->Wait();
  // What is kept is given, marked as stale, while the truth is silent.
  EXPECT_TRUE(Within(absl::Seconds(5), [&] {
    const HttpResponse page = Get(path);
    return page.status == 200 && page.headers.count("byline-stale") > 0;
  }));
  StartArticle();
  EXPECT_TRUE(Within(absl::Seconds(15), [&] {
    const HttpResponse page = Get(path);
    return IsWhole(page) && page.headers.count("byline-stale") == 0;
  }));
}

TEST_F(FourProgramsTest, SigtermEndsEachOfThemCleanly) {
  for (Program* program : {&gateway_, &recommendation_, &summary_, &article_}) {
    program->process->Signal(SIGTERM);
    EXPECT_EQ(program->process->Wait(), 0) << program->process->output();
  }
}

}  // namespace
}  // namespace byline::testing
