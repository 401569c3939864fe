// Where an article is shown, what stands beside it, and the index made anew, on
// the command line against the running suite.
#include <absl/strings/str_cat.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "tests/testing/process.h"
#include "tests/testing/suite.h"
#include "tests/testing/temp_folder.h"
#include "tests/testing/within.h"

namespace byline::testing {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;
using ::testing::StartsWith;

struct Told {
  const char* id;
  const char* title;
  const char* section;
  const char* published;
  const char* body;
};

// Three of one race, one of something else, and one of the race in French.
constexpr Told kArchive[] = {
    {"race-starts", "Tansy boats race to Orrin Light", "Sport", "2026-03-07",
     "Nine boats of the Tansy class left Brackwater on Saturday for Orrin "
     "Light and back. Skipper Ilka Fenn led at the first buoy, with Rado Moss "
     "close behind her. The wind fell asleep at noon, and the boats with it. "
     "Brackwater expects the winner by Sunday night."},
    {"race-won", "Orrin Light race won by a Tansy boat", "Sport", "2026-03-08",
     "Ilka Fenn has won the race from Brackwater to Orrin Light for the third "
     "time. Her Tansy boat came in a minute before that of Rado Moss, who had "
     "led for hours. Both said that the calm off Orrin Light had decided it. "
     "The mayor of Brackwater handed over a brass buoy."},
    {"race-protest", "Rado Moss protests against the winner", "Courts",
     "2026-03-20",
     "Rado Moss says that the Tansy boat of Ilka Fenn passed the buoy at Orrin "
     "Light on the wrong side. The sailing court of Brackwater will hear both "
     "skippers in April. Until then the brass buoy stays where it is, in a "
     "cupboard of the harbour office."},
    {"loaves", "Mill at Quillon bakes its last loaves", "Town", "2026-03-09",
     "The mill at Quillon has baked bread for eighty years and will stop on "
     "Friday. Miller Ana Rell found nobody to follow her. Schoolchildren drew "
     "pictures of the ovens, which now hang in the shop between empty shelves "
     "and a clock that has stopped."},
    {"course", "Ilka Fenn gagne la course d'Orrin Light", "Monde", "2026-03-09",
     "Ilka Fenn a gagn\u00e9 la course de Brackwater \u00e0 Orrin Light devant "
     "Rado Moss. Son bateau Tansy est rentr\u00e9 une minute avant l'autre. "
     "Le maire de Brackwater lui a remis une bou\u00e9e de laiton, et "
     "les enfants du port ont chant\u00e9 pour elle jusqu'\u00e0 la nuit."}};

class ExposureTest : public ::testing::Test {
 protected:
  ExposureTest() {
    Import({std::begin(kArchive), std::end(kArchive)});
    // The last of them.
    EXPECT_TRUE(Eventually([this] {
      return suite_.Byline({"similar", "articles/course"}).exit_code == 0;
    }));
  }

  void Import(const std::vector<Told>& archive) {
    const std::string path = folder_.File("archive.jsonl");
    std::ofstream file(path);
    for (const Told& told : archive) {
      file << nlohmann::json{{"id", told.id},
                             {"title", told.title},
                             {"section", told.section},
                             {"published", told.published},
                             {"body", told.body},
                             {"language", told.section == std::string("Monde")
                                              ? "fr"
                                              : "en"}}
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
  // `byline WORDS... --format=json`.
  nlohmann::json Json(std::vector<std::string> words) {
    words.push_back("--format=json");
    return nlohmann::json::parse(Byline(words));
  }
  // Of `byline similar articles/race-won FLAGS...`.
  std::vector<std::string> Similar(std::vector<std::string> flags) {
    flags.insert(flags.begin(), {"similar", "articles/race-won"});
    const nlohmann::json list = Json(flags);
    std::vector<std::string> articles;
    for (const auto& one : list["similarArticles"])
      articles.push_back(one["article"]);
    return articles;
  }
  // Of a command without a token.
  RunResult AsStranger(std::vector<std::string> words) {
    words.insert(words.begin(), BinaryPath("byline"));
    words.push_back(absl::StrCat("--server=127.0.0.1:", suite_.grpc_port()));
    return RunProgram(words);
  }

  TempFolder folder_;
  Suite suite_;
};

TEST_F(ExposureTest, ListsCardsPinsAndNearCopiesAreToldOfAnArticle) {
  EXPECT_THAT(
      Byline({"exposure", "articles/race-won"}),
      AllOf(StartsWith("articles/race-won  lists: 2, with a card: 2, "
                       "near-copies: 0 (revision "),
            HasSubstr("  list of articles/race-starts: place 1, card\n"),
            HasSubstr("  list of articles/race-protest: place 1, "
                      "card\n")));
  Byline({"curate", "articles/loaves", "--pin", "articles/race-won"});
  ASSERT_TRUE(Eventually([this] {
    return Json({"exposure", "articles/race-won"})["lists"].size() == 3;
  }));
  EXPECT_THAT(Byline({"exposure", "articles/race-won"}),
              HasSubstr("  list of articles/loaves: place 1, card, pinned\n"));
  EXPECT_EQ(Json({"exposure", "articles/race-won"})["lists"][0],
            (nlohmann::json{{"article", "articles/loaves"},
                            {"rank", 1},
                            {"card", true},
                            {"pinned", true}}));

  Told copy = kArchive[1];
  copy.id = "a-copy";
  Import({copy});
  ASSERT_TRUE(Eventually([this] {
    return !Json({"exposure", "articles/race-won"})["nearCopies"].empty();
  }));
  EXPECT_THAT(Byline({"exposure", "articles/race-won"}),
              HasSubstr("  near-copy articles/a-copy: Jaccard 1.000, "
                        "containment 1.000\n"));

  Byline({"withdraw", "articles/race-starts", "--reason=x", "--wait=10s"});
  EXPECT_THAT(Byline({"exposure", "articles/race-starts"}),
              StartsWith("articles/race-starts  lists: 0, with a card: 0, "
                         "near-copies: 0"));
  EXPECT_THAT(Byline({"exposure", "articles/none"}, 1),
              HasSubstr("byline exposure: NOT_FOUND"));
  const RunResult stranger = AsStranger({"exposure", "articles/race-won"});
  EXPECT_EQ(stranger.exit_code, 1);
  EXPECT_THAT(stranger.output,
              AllOf(HasSubstr("UNAUTHENTICATED"), HasSubstr("role reader")));
}

TEST_F(ExposureTest, AnIndexMadeAnewSaysTheVersionThatAnswersNameFromThenOn) {
  const auto version_of_answers = [this] {
    return Json({"similar", "articles/race-won"})["modelVersion"];
  };
  const nlohmann::json first = Json({"reindex"});
  EXPECT_EQ(first["articles"], "5");
  EXPECT_THAT(first["modelVersion"]["termWeights"].get<std::string>(),
              SizeIs(16));
  EXPECT_EQ(version_of_answers(), first["modelVersion"]);

  Import({{"regatta", "Regatta of Quillon called off", "Sport", "2026-03-22",
           "Too little water in the mill pond: the regatta of Quillon will not "
           "be sailed this year. Thirty crews had put down their names and "
           "paid for them. The club promises their money back, and a dinner "
           "with songs, on the evening of the prize giving."}});
  ASSERT_TRUE(Eventually([this] {
    return suite_.Byline({"similar", "articles/regatta"}).exit_code == 0;
  }));
  const std::string told = Byline({"reindex"});
  const std::string weights =
      version_of_answers()["termWeights"].get<std::string>();
  EXPECT_THAT(told, AllOf(StartsWith("6 articles indexed anew (revision 6)\n"),
                          HasSubstr("  term weights  " + weights + "\n"),
                          HasSubstr("  vectors       none yet\n")));
  EXPECT_NE(weights, first["modelVersion"]["termWeights"]);
  const RunResult stranger = AsStranger({"reindex"});
  EXPECT_EQ(stranger.exit_code, 1);
  EXPECT_THAT(stranger.output,
              AllOf(HasSubstr("UNAUTHENTICATED"), HasSubstr("role admin")));
}

TEST_F(ExposureTest, SimilarArticlesAreShownWithModesAndConditions) {
  EXPECT_THAT(
      Byline({"similar", "articles/race-won"}),
      AllOf(StartsWith("articles/race-won\n"),
            HasSubstr("  articles/race-starts  Tansy boats race to Orrin "
                      "Light  ("),
            HasSubstr("  (Same section: Sport)"), HasSubstr("  (Older)\n")));
  EXPECT_THAT(Similar({}),
              ElementsAre("articles/race-starts", "articles/race-protest"));
  EXPECT_THAT(Similar({"--top=1"}), ElementsAre("articles/race-starts"));
  EXPECT_THAT(Similar({"--mode=background"}),
              ElementsAre("articles/race-starts"));
  EXPECT_THAT(Similar({"--mode=latest"}), ElementsAre("articles/race-protest"));
  EXPECT_THAT(Similar({"--mode=timeline"}),
              ElementsAre("articles/race-starts"));
  EXPECT_THAT(Similar({"--sections=Town,Courts"}),
              ElementsAre("articles/race-protest"));
  EXPECT_THAT(Similar({"--exclude", "articles/race-starts,articles/loaves"}),
              ElementsAre("articles/race-protest"));
  EXPECT_THAT(Similar({"--max_time_apart=2d"}),
              ElementsAre("articles/race-starts"));
  EXPECT_THAT(Similar({"--min_score=1"}), ElementsAre("articles/race-starts"));
  EXPECT_THAT(Similar({"--any_language"}), Contains("articles/course"));

  Byline({"curate", "articles/race-won", "--off"});
  EXPECT_TRUE(Eventually([this] {
    return Byline({"similar", "articles/race-won"}) ==
           "articles/race-won  (similar articles off)\n";
  }));
}

TEST_F(ExposureTest, WhatIsWrongIsNamed) {
  EXPECT_THAT(Byline({"similar"}, 2), HasSubstr("give either --input"));
  EXPECT_THAT(Byline({"similar", "articles/a", "--input=x.jsonl"}, 2),
              HasSubstr("give either --input"));
  EXPECT_THAT(Byline({"similar", "--input=x.jsonl", "--mode=latest"}, 2),
              HasSubstr("--mode is for an article, not for --input"));
  EXPECT_THAT(Byline({"similar", "articles/a", "--min_words=9"}, 2),
              HasSubstr("--min_words is for --input, not for an article"));
  EXPECT_THAT(Byline({"similar", "articles/a", "--mode=newest"}, 2),
              HasSubstr("must be similar, background, latest or timeline"));
  EXPECT_THAT(Byline({"similar", "articles/a", "--max_time_apart=soon"}, 2),
              HasSubstr("--max_time_apart: \"soon\""));
  EXPECT_THAT(Byline({"similar", "articles/none"}, 1), HasSubstr("NOT_FOUND"));
  EXPECT_THAT(Byline({"exposure"}, 2), HasSubstr("usage: byline exposure"));
  EXPECT_THAT(Byline({"reindex", "articles/a"}, 2),
              HasSubstr("usage: byline reindex"));
  EXPECT_THAT(Byline({"exposure", "articles/a", "--top=3"}, 2),
              HasSubstr("has no flag --top"));
}

}  // namespace
}  // namespace byline::testing
