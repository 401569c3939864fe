// What editors decide about similar articles, on the newsroom's command line
// against the running suite.
#include <absl/strings/str_cat.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/testing/process.h"
#include "tests/testing/suite.h"
#include "tests/testing/temp_folder.h"

namespace byline::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

struct Story {
  const char* id;
  const char* body;
};

// Long enough, and unlike enough, to bear no verdict.
constexpr Story kStories[] = {
    {"lamps",
     "The harbour office said on Monday that the lamps burn again. Keeper Orla "
     "Venn climbed the tower before dawn with two spare wicks. Fishing crews "
     "from Saltreach had waited nine days for the news. Until spring, every "
     "boat must carry a lantern of its own."},
    {"boiler",
     "A new boiler for the bathhouse arrived by barge on Tuesday. Engineer Tam "
     "Orrin counted forty crates and found one of them empty. The council had "
     "promised warm water before the winter fair. Nobody could say on which "
     "quay the missing valve was left behind."},
    {"tower",
     "Painters have begun to whiten the old signal tower above Quillon. Mayor "
     "Ana Rell chose the colour after a vote among schoolchildren. Scaffolding "
     "will hide the clock for three weeks. Shopkeepers along the market street "
     "have hung up clocks in their windows meanwhile."}};

class CurateTest : public ::testing::Test {
 protected:
  CurateTest() {
    const std::string path = folder_.File("archive.jsonl");
    std::ofstream file(path);
    for (const Story& story : kStories) {
      file << nlohmann::json{{"id", story.id},
                             {"title", absl::StrCat("News of the ", story.id)},
                             {"body", story.body},
                             {"section", "Harbour"},
                             {"embedding",
                              {{"model", "house-2"}, {"values", {1, 0.5}}}},
                             {"language", "en"}}
           << "\n";
    }
    file.close();
    Byline({"import", path});
  }

  std::string Byline(const std::vector<std::string>& words, int exit_code = 0) {
    const RunResult result = suite_.Byline(words);
    EXPECT_EQ(result.exit_code, exit_code) << result.output;
    return result.output;
  }
  // `byline curate articles/lamps ...`
  std::string Curate(std::vector<std::string> words, int exit_code = 0) {
    words.insert(words.begin(), {"curate", "articles/lamps"});
    return Byline(words, exit_code);
  }
  nlohmann::json Article(const std::string& name) {
    return nlohmann::json::parse(Byline({"get", name, "--format=json"}));
  }

  TempFolder folder_;
  Suite suite_;
};

TEST_F(CurateTest, ChoicesAreShownMadeAndTakenBack) {
  EXPECT_THAT(Curate({}), HasSubstr("everything is chosen automatically"));
  Curate({"--pin", "articles/boiler", "articles/ghost"});
  const std::string output =
      Curate({"--block", "articles/tower", "--expires=7d"});
  EXPECT_THAT(output,
              AllOf(HasSubstr("pinned: articles/boiler  News of the boiler"),
                    HasSubstr("pinned: articles/ghost  (not there yet)"),
                    HasSubstr("blocked until 20"),
                    HasSubstr(": articles/tower  News of the tower")));
  const nlohmann::json settings =
      Article("articles/lamps")["similaritySettings"];
  EXPECT_EQ(settings["pinned"][0]["article"], "articles/boiler");
  EXPECT_FALSE(settings["pinned"][0].contains("expireTime"));
  EXPECT_TRUE(settings["blocked"][0].contains("expireTime"));
  // Readers see nothing of it.
  EXPECT_THAT(suite_.Get("/v1/articles/lamps").body,
              AllOf(HasSubstr("News of the lamps"),
                    Not(HasSubstr("similaritySettings")),
                    Not(HasSubstr("embeddingVector"))));

  EXPECT_THAT(Curate({"--release", "articles/boiler", "articles/tower"}),
              AllOf(Not(HasSubstr("boiler")), Not(HasSubstr("tower")),
                    HasSubstr("articles/ghost")));
  EXPECT_THAT(Curate({"--off", "--everywhere=blocked"}),
              AllOf(HasSubstr("similar articles off"),
                    HasSubstr("blocked everywhere"), HasSubstr("ghost")));
  EXPECT_THAT(Curate({"--reset"}),
              HasSubstr("everything is chosen automatically"));
  EXPECT_FALSE(Article("articles/lamps").contains("similaritySettings"));
}

TEST_F(CurateTest, ASectionIsSwitchedOffAndOnAndTheFeedTellsIt) {
  EXPECT_THAT(Byline({"curate", "--section=Harbour"}),
              AllOf(HasSubstr("sectionSettings/harbour  (revision 0)"),
                    HasSubstr("similar articles on"), Not(HasSubstr("note"))));
  EXPECT_THAT(Byline({"curate", "--section=sections/harbour", "--off",
                      "--expires=2100-01-01T00:00:00Z"}),
              HasSubstr("similar articles off until 2100-01-01T00:00:00Z"));
  EXPECT_THAT(Byline({"curate", "--section=Harbor", "--format=json"}),
              HasSubstr("note: no article is listed in sections/harbor"));
  EXPECT_THAT(
      suite_.Get("/v1/sectionSettings/harbour").body,
      AllOf(HasSubstr("TOKEN_MISSING"), Not(HasSubstr("similarArticlesOff"))));

  const auto watch = Process::Start(
      {BinaryPath("byline"), "watch",
       absl::StrCat("--server=127.0.0.1:", suite_.grpc_port()),
       absl::StrCat("--token_file=", suite_.data(), "/admin.token")});
  const auto next_settings = [&watch] {
    return watch->WaitForLine("settings").value_or("no line");
  };
  EXPECT_THAT(next_settings(),
              AllOf(HasSubstr("sectionSettings/harbour"),
                    HasSubstr("similar articles off until 2100-01-01")));
  EXPECT_TRUE(watch->WaitForLine("present state complete").ok());
  EXPECT_THAT(Byline({"curate", "--section=Harbour", "--on"}),
              HasSubstr("similar articles on"));
  EXPECT_THAT(next_settings(), HasSubstr("similar articles on"));
  // The rest of the suite goes on.
  Byline({"withdraw", "articles/tower", "--reason=test", "--wait=10s"});
  EXPECT_EQ(suite_.Get("/articles/news-of-the-tower").status, 410);
}

TEST_F(CurateTest, WhatIsWrongIsNamed) {
  EXPECT_THAT(Curate({"--pin", "articles/lamps"}, 1),
              AllOf(HasSubstr("article.similarity_settings.pinned[0].article"),
                    HasSubstr("itself")));
  EXPECT_THAT(Curate({"--pin", "articles/a", "--block"}, 2),
              HasSubstr("exclude one another"));
  EXPECT_THAT(Curate({"--pin"}, 2), HasSubstr("need the articles"));
  EXPECT_THAT(Curate({"articles/boiler"}, 2), HasSubstr("need one of these"));
  EXPECT_THAT(Curate({"--off", "--on"}, 2), HasSubstr("exclude one another"));
  EXPECT_THAT(Curate({"--off", "--expires=soon"}, 2),
              HasSubstr("--expires: \"soon\" is no time"));
  EXPECT_THAT(Curate({"--on", "--expires=7d"}, 2),
              HasSubstr("--expires needs"));
  EXPECT_THAT(Curate({"--everywhere=nowhere"}, 2),
              HasSubstr("pinned, blocked or automatic"));
  EXPECT_THAT(Curate({"--section=Harbour"}, 2), HasSubstr("either"));
  EXPECT_THAT(
      Byline({"curate", "--section=Harbour", "--everywhere=blocked"}, 2),
      HasSubstr("for an article"));
  EXPECT_THAT(Byline({"curate", "articles/none"}, 1), HasSubstr("NOT_FOUND"));
  const std::string path = folder_.File("zero.jsonl");
  std::ofstream(path) << nlohmann::json{
      {"id", "zero"},
      {"title", "Zero"},
      {"embedding", {{"model", "house-2"}, {"values", {0, 0}}}}};
  EXPECT_THAT(Byline({"import", path}, 1), HasSubstr("; embedding.values: "));
  // Without a token nothing is said to be undecided.
  const RunResult stranger =
      RunProgram({BinaryPath("byline"), "curate", "articles/lamps",
                  absl::StrCat("--server=127.0.0.1:", suite_.grpc_port())});
  EXPECT_EQ(stranger.exit_code, 1);
  EXPECT_THAT(stranger.output, HasSubstr("UNAUTHENTICATED"));
}

}  // namespace
}  // namespace byline::testing
