// The editors' last word on key points, from the newsroom's command line to the
// reader's page.
#include <absl/strings/match.h>
#include <absl/strings/str_cat.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/testing/programs.h"
#include "tests/testing/suite.h"
#include "tests/testing/temp_folder.h"
#include "tests/testing/within.h"

namespace byline::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kBody[] =
    "The harbour office said on Monday that the lamps burn again. Keeper Orla "
    "Venn climbed the tower before dawn with two spare wicks. Fishing crews "
    "from Saltreach had waited nine days for the news. A new boiler arrives in "
    "spring, if the council finds the money. Until then, every boat must carry "
    "a lantern of its own.";
constexpr char kPoint[] =
    "Keeper Orla Venn climbed the tower with two spare wicks.";
constexpr char kPage[] = "/articles/lamps-relit-at-saltreach";

class PointsTest : public ::testing::Test {
 protected:
  PointsTest() { Import(kBody); }

  void Import(const std::string& body) {
    const std::string path = folder_.File("lamps.jsonl");
    std::ofstream(path) << nlohmann::json{{"id", "lamps"},
                                          {"title", "Lamps relit at Saltreach"},
                                          {"body", body},
                                          {"published", "2026-11-01"},
                                          {"language", "en"}};
    const RunResult result = suite_.Byline({"import", path});
    ASSERT_EQ(result.exit_code, 0) << result.output;
  }
  // `byline points articles/lamps ...`; what it printed.
  std::string Points(std::vector<std::string> words, int exit_code = 0) {
    words.insert(words.begin(), {"points", "articles/lamps"});
    const RunResult result = suite_.Byline(words);
    EXPECT_EQ(result.exit_code, exit_code) << result.output;
    return result.output;
  }
  // Whether the page comes to have, or to lack, a text.
  bool PageGets(const std::string& text) {
    return Within(absl::Seconds(5), [&] {
      return absl::StrContains(suite_.Get(kPage).body, text);
    });
  }
  bool PageLoses(const std::string& text) {
    return Within(absl::Seconds(5), [&] {
      const HttpResponse page = suite_.Get(kPage);
      return page.status == 200 && !absl::StrContains(page.body, text);
    });
  }
  nlohmann::json Json(const std::string& target) {
    return nlohmann::json::parse(suite_.Get(target).body);
  }

  TempFolder folder_;
  Suite suite_;
};

TEST_F(PointsTest, WhatEditorsPutInPlaceIsOnThePageWithItsOrigin) {
  ASSERT_TRUE(PageGets("chosen automatically"));
  const std::string output =
      Points({"--replace", kPoint, "Zebras won the regatta at Quillon."});
  EXPECT_THAT(output, HasSubstr("by the editors, shown"));
  EXPECT_THAT(output, HasSubstr("not shown: Zebras"));
  ASSERT_TRUE(PageGets(kPoint));
  const std::string page = suite_.Get(kPage).body;
  EXPECT_THAT(page, HasSubstr("Chosen by the editors."));
  EXPECT_THAT(page, Not(HasSubstr("chosen automatically")));
  EXPECT_THAT(page, Not(HasSubstr("Zebras")));
  // The link leads to the sentence that supports it.
  EXPECT_THAT(page, HasSubstr("<a href=\"#b0-61\""));
  EXPECT_THAT(page, HasSubstr("id=\"b0-61\""));

  const nlohmann::json summary = Json("/v1/articles/lamps/summary");
  EXPECT_EQ(summary["origin"], "ORIGIN_EDITORS");
  EXPECT_EQ(summary["keyPoints"].size(), 1U);
  EXPECT_THAT(std::string(summary["version"]),
              ::testing::StartsWith("editors-"));
  // Nobody else reads what is not shown.
  EXPECT_THAT(suite_.Get("/v1/articles/lamps").body, Not(HasSubstr("Zebras")));
  EXPECT_THAT(suite_.Get("/v1/articles/lamps/summary").body,
              Not(HasSubstr("Zebras")));

  Points({"--automatic"});
  EXPECT_TRUE(PageGets("chosen automatically"));
}

TEST_F(PointsTest, AfterACorrectionAPointWithoutItsSourceIsGone) {
  Points({"--replace", kPoint});
  ASSERT_TRUE(PageGets(kPoint));
  std::string body = kBody;
  body.replace(body.find("two spare wicks"), 15, "one spare wick.");
  Import(body);
  EXPECT_TRUE(PageLoses(kPoint));
  EXPECT_THAT(Points({}), HasSubstr("not shown: Keeper Orla Venn"));
}

TEST_F(PointsTest, HiddenPointsLeaveNoBlock) {
  ASSERT_TRUE(PageGets("class=\"key-points\""));
  EXPECT_THAT(Points({"--hide"}), HasSubstr("hidden"));
  EXPECT_TRUE(PageLoses("class=\"key-points\""));
  EXPECT_EQ(Json("/v1/articles/lamps/summary")["pointsState"],
            "POINTS_STATE_HIDDEN");
}

TEST_F(PointsTest, PointsShowOnceApprovedAndNoLongerWhenTheyChange) {
  EXPECT_THAT(Points({"--approval=required"}), HasSubstr("awaiting approval"));
  EXPECT_TRUE(PageLoses("class=\"key-points\""));
  EXPECT_THAT(Points({"--approve"}), HasSubstr(", shown"));
  EXPECT_TRUE(PageGets("class=\"key-points\""));
  std::string body = kBody;
  body.replace(body.find("nine days"), 9, "ten days");
  Import(body);
  EXPECT_TRUE(PageLoses("class=\"key-points\""));
  EXPECT_THAT(Points({}), HasSubstr("awaiting approval"));
  Points({"--approval=off"});
  EXPECT_TRUE(PageGets("class=\"key-points\""));
}

TEST_F(PointsTest, LockedPointsStayWhileTheTextSupportsThem) {
  const std::string before = Points({"--lock"});
  EXPECT_THAT(before, HasSubstr("chosen automatically, shown"));
  Import(absl::StrCat("Mayor Ana Rell thanked the keeper. ", kBody));
  const std::string after = Points({});
  // All but the line with the revision is the same.
  EXPECT_EQ(before.substr(before.find('\n')), after.substr(after.find('\n')));
  EXPECT_THAT(Points({"--lock", "--hide"}, 2), HasSubstr("exclude"));
}

TEST_F(PointsTest, PointsAreCheckedOverHttpAndOnTheCommandLine) {
  const nlohmann::json checked = Json(
      "/v1/articles/lamps/summary:checkKeyPoints"
      "?points=Crews%20had%20waited%20twelve%20days%20for%20the%20news.");
  ASSERT_EQ(checked["points"].size(), 1U) << checked;
  EXPECT_EQ(checked["points"][0]["faults"][0]["kind"], "KIND_NUMBER");
  EXPECT_EQ(checked["points"][0]["faults"][0]["articleText"], "nine");
  EXPECT_EQ(suite_.Byline({"check-points", "articles/lamps", kPoint}).exit_code,
            0);
  EXPECT_EQ(suite_.Byline({"check-points", "articles/lamps", "Zebras won."})
                .exit_code,
            1);
}

TEST(CheckPointsTest, AFileIsCheckedWithoutAServer) {
  const TempFolder folder;
  const std::string path = folder.File("drafts.jsonl");
  std::ofstream(path) << nlohmann::json{
      {"id", "lamps"}, {"body", kBody}, {"points", {kPoint, "Zebras won."}}};
  const RunResult result = RunProgram({BinaryPath("byline"), "check-points",
                                       "--input=" + path, "--format=json"});
  EXPECT_EQ(result.exit_code, 1);
  const nlohmann::json line = nlohmann::json::parse(result.output);
  EXPECT_EQ(line["id"], "lamps");
  ASSERT_EQ(line["points"].size(), 2U);
  EXPECT_TRUE(line["points"][0]["showable"]);
  const nlohmann::json source = line["points"][0]["sources"][0];
  EXPECT_EQ(
      std::string(kBody).substr(
          source["begin"], size_t{source["end"]} - size_t{source["begin"]}),
      "Keeper Orla Venn climbed the tower before dawn with two spare "
      "wicks.");
  EXPECT_FALSE(line["points"][1]["showable"]);
}

}  // namespace
}  // namespace byline::testing
