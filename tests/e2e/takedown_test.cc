// The life of an article as its readers see it: published, changed, withdrawn;
// and what is left when parts of the suite fail.
#include <absl/strings/match.h>
#include <absl/strings/str_cat.h>
#include <absl/time/clock.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <fstream>

#include "tests/testing/html.h"
#include "tests/testing/suite.h"
#include "tests/testing/temp_folder.h"
#include "tests/testing/within.h"

namespace byline::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class TakedownTest : public ::testing::Test {
 protected:
  // Imports one article of about 60 words.
  void Import(const std::string& id, const std::string& title,
              const std::string& fact, const std::string& extra = "") {
    const std::string body = absl::StrCat(
        "The harbour office said on Monday that ", fact,
        ". Keeper Orla Venn climbed the tower before dawn with two spare "
        "wicks. Fishing crews from Saltreach had waited nine days for the "
        "news. A new boiler arrives in spring, if the council finds the money. "
        "Until then, every boat must carry a lantern of its own.");
    const std::string path = folder_.File(id + ".jsonl");
    std::ofstream(path) << "{\"id\":\"" << id << "\",\"title\":\"" << title
                        << "\",\"body\":\"" << body
                        << "\",\"published\":\"2026-11-01\",\"section\":"
                           "\"City\",\"language\":\"en\""
                        << extra << "}\n";
    const RunResult result = suite_.Byline({"import", path});
    ASSERT_EQ(result.exit_code, 0) << result.output;
  }

  TempFolder folder_;
  Suite suite_;
};

TEST_F(TakedownTest, AWithdrawnArticleIsGoneFromPageListAndJsonAndSaysSo) {
  Import("lamps", "Lamps relit at Saltreach", "the lamps burn again");
  ASSERT_TRUE(Within(absl::Seconds(2), [&] {
    return absl::StrContains(suite_.Get("/").body, "Lamps relit");
  }));
  EXPECT_EQ(suite_.Get("/articles/lamps-relit-at-saltreach").status, 200);
  EXPECT_THAT(suite_.Get("/sections/city").body, HasSubstr("Lamps relit"));

  const RunResult result =
      suite_.Byline({"withdraw", "articles/lamps", "--reason=error",
                     "--notice=Withdrawn by the editors.", "--wait=5s"});
  ASSERT_EQ(result.exit_code, 0) << result.output;
  // The command returned with the receipt: nothing asked from now on gets the
  // article.
  const HttpResponse page = suite_.Get("/articles/lamps-relit-at-saltreach");
  EXPECT_EQ(page.status, 410);
  EXPECT_THAT(page.body, HasSubstr("Withdrawn by the editors."));
  EXPECT_THAT(page.body, Not(HasSubstr("burn again")));
  for (const char* path : {"/", "/sections/city", "/v1/articles/lamps",
                           "/fragments/articles/lamps/body",
                           "/fragments/articles/lamps/summary"}) {
    EXPECT_THAT(suite_.Get(path).body, Not(HasSubstr("burn again"))) << path;
    EXPECT_THAT(suite_.Get(path).body, Not(HasSubstr("Lamps relit"))) << path;
  }
}

TEST_F(TakedownTest, AnUpdateShowsInBodyAndKeyPointsTogether) {
  Import("lamps", "Lamps relit at Saltreach", "the lamps burn again");
  ASSERT_TRUE(Within(absl::Seconds(2), [&] {
    return absl::StrContains(
        suite_.Get("/articles/lamps-relit-at-saltreach").body, "key-points");
  }));
  Import("lamps", "Lamps relit at Saltreach", "the lamps went dark");
  ASSERT_TRUE(Within(absl::Seconds(2), [&] {
    return absl::StrContains(
        suite_.Get("/articles/lamps-relit-at-saltreach").body, "went dark");
  }));
  EXPECT_THAT(suite_.Get("/articles/lamps-relit-at-saltreach").body,
              Not(HasSubstr("burn again")));
}

TEST_F(TakedownTest, AScheduledArticleAppearsByItself) {
  const std::string soon =
      absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", absl::Now() + absl::Seconds(2),
                       absl::UTCTimeZone());
  Import("early", "Fog signal returns", "the fog signal sounds");
  const std::string path = folder_.File("late.jsonl");
  std::ofstream(path)
      << "{\"id\":\"late\",\"title\":\"Tide table corrected\",\"body\":\"High "
         "water comes late.\",\"published\":\""
      << soon << "\"}\n";
  ASSERT_EQ(suite_.Byline({"import", path}).exit_code, 0);
  EXPECT_EQ(suite_.Get("/articles/tide-table-corrected").status, 404);
  EXPECT_TRUE(Within(absl::Seconds(5), [&] {
    return suite_.Get("/articles/tide-table-corrected").status == 200;
  }));
}

TEST_F(TakedownTest, DataSurvivesARestartAndSigtermEndsCleanly) {
  Import("lamps", "Lamps relit at Saltreach", "the lamps burn again");
  suite_.process().Signal(SIGTERM);
  EXPECT_EQ(suite_.process().Wait(), 0) << suite_.process().output();
  Suite again({}, suite_.data());
  EXPECT_TRUE(Within(absl::Seconds(3), [&] {
    return again.Get("/articles/lamps-relit-at-saltreach").status == 200;
  }));
}

}  // namespace
}  // namespace byline::testing
