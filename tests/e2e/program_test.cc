// The `byline` program as a newcomer meets it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "tests/testing/process.h"
#include "tests/testing/temp_folder.h"

namespace byline::testing {
namespace {

using ::testing::HasSubstr;

TEST(ProgramTest, HelpNamesEveryCommandAndHowToBegin) {
  const RunResult result = RunProgram({BinaryPath("byline"), "--help"});
  EXPECT_EQ(result.exit_code, 0);
  for (const char* command :
       {"dev", "import", "publish", "withdraw", "get", "list", "watch",
        "explain", "summarize", "similar", "points", "check-points", "curate",
        "exposure", "reindex"}) {
    EXPECT_THAT(result.output, HasSubstr(command));
    const RunResult help =
        RunProgram({BinaryPath("byline"), command, "--help"});
    EXPECT_EQ(help.exit_code, 0);
    EXPECT_THAT(help.output,
                HasSubstr(std::string("usage: byline ") + command));
  }
}

TEST(ProgramTest, AWrongCommandLineSaysWhatWouldBeRightAndExitsWithTwo) {
  EXPECT_EQ(RunProgram({BinaryPath("byline")}).exit_code, 2);
  const RunResult command = RunProgram({BinaryPath("byline"), "pubish"});
  EXPECT_EQ(command.exit_code, 2);
  EXPECT_THAT(command.output, HasSubstr("no command \"pubish\""));
  const RunResult flag =
      RunProgram({BinaryPath("byline"), "get", "articles/a", "--points=3"});
  EXPECT_EQ(flag.exit_code, 2);
  EXPECT_THAT(flag.output, HasSubstr("has no flag --points"));
}

TEST(ProgramTest, EachServiceTellsItsFlagsAndRefusesWrongOnes) {
  for (const char* name : {"byline-article", "byline-summary",
                           "byline-recommendation", "byline-gateway"}) {
    const RunResult help = RunProgram({BinaryPath(name), "--help"});
    EXPECT_EQ(help.exit_code, 0) << name;
    for (const char* flag : {"--listen", "--max_stale", "--redis"}) {
      EXPECT_THAT(help.output, HasSubstr(flag)) << name;
    }
    EXPECT_EQ(RunProgram({BinaryPath(name), "--lisen=x"}).exit_code, 2) << name;
    const RunResult address =
        RunProgram({BinaryPath(name), "--listen=nowhere"});
    EXPECT_EQ(address.exit_code, 2) << name;
    EXPECT_THAT(address.output, HasSubstr("must be host:port")) << name;
  }
}

TEST(ProgramTest, AServerThatIsNotThereIsSaid) {
  const RunResult result =
      RunProgram({BinaryPath("byline"), "get", "articles/a",
                  "--server=127.0.0.1:1", "--timeout=2s"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.output, HasSubstr("is the suite running?"));
}

TEST(ProgramTest, SummariesAndSimilarArticlesNeedNoServer) {
  TempFolder folder;
  const std::string path = folder.File("archive.jsonl");
  {
    std::ofstream file(path);
    for (int i = 0; i < 3; ++i) {
      file << "{\"id\":\"a" << i << "\",\"title\":\"Ferry " << i
           << " at Saltreach\",\"body\":\"The Saltreach ferry left the harbour "
              "late on day "
           << i << ". Captain Orla Venn said that fog number " << i
           << " covered the sound and the lamps. Passengers waited at the pier "
           << i
           << " for hours, and the harbour office promised refunds to every "
              "one of them. The ferry company will add a boat in week "
           << i << ".\"}\n";
    }
  }
  const RunResult summaries =
      RunProgram({BinaryPath("byline"), "summarize", "--input=" + path,
                  "--points=2", "--format=json"});
  EXPECT_EQ(summaries.exit_code, 0);
  EXPECT_THAT(summaries.output, HasSubstr("\"id\":\"a2\""));
  EXPECT_THAT(summaries.output, HasSubstr("\"begin\":"));
  const RunResult similar =
      RunProgram({BinaryPath("byline"), "similar", "--input=" + path, "--top=5",
                  "--format=json", "--min_words=10"});
  EXPECT_EQ(similar.exit_code, 0) << similar.output;
  EXPECT_THAT(similar.output, HasSubstr("\"similar\":"));
}

}  // namespace
}  // namespace byline::testing
