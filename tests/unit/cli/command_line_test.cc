#include "services/cli/command_line.h"

#include <absl/flags/flag.h>
#include <absl/flags/reflection.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/cli/flags.h"
#include "services/cli/output.h"
#include "services/cli/progress.h"

namespace byline::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class CommandLineTest : public ::testing::Test {
 protected:
  const Command command_{
      "list", "lists", "[NAME]", "Help.", {"limit", "draft", "format"},
      0,      1,       nullptr};
  absl::FlagSaver saver_;
};

TEST_F(CommandLineTest, FlagsAreTakenInAllTheirForms) {
  const auto arguments = ParseCommandLine(
      command_, {"--limit", "7", "a", "--draft", "--format=json"});
  ASSERT_TRUE(arguments.ok()) << arguments.status();
  EXPECT_THAT(*arguments, ElementsAre("a"));
  EXPECT_EQ(absl::GetFlag(FLAGS_limit), 7);
  EXPECT_TRUE(absl::GetFlag(FLAGS_draft));
  EXPECT_EQ(absl::GetFlag(FLAGS_format), OutputFormat::kJson);
  ASSERT_TRUE(ParseCommandLine(command_, {"--nodraft"}).ok());
  EXPECT_FALSE(absl::GetFlag(FLAGS_draft));
}

TEST_F(CommandLineTest, BehindTwoDashesEverythingIsAnArgument) {
  EXPECT_THAT(*ParseCommandLine(command_, {"--", "--limit=3"}),
              ElementsAre("--limit=3"));
}

TEST_F(CommandLineTest, AFlagOfAnotherCommandIsRefusedAndTheOwnOnesNamed) {
  const auto arguments = ParseCommandLine(command_, {"--points=3"});
  EXPECT_THAT(
      std::string(arguments.status().message()),
      HasSubstr("has no flag --points; it has --limit, --draft, --format"));
}

TEST_F(CommandLineTest, AWrongValueIsRefusedWithWhatWouldBeRight) {
  EXPECT_THAT(
      std::string(
          ParseCommandLine(command_, {"--format=xml"}).status().message()),
      HasSubstr("must be text or json"));
  EXPECT_FALSE(ParseCommandLine(command_, {"--limit=many"}).ok());
  EXPECT_FALSE(ParseCommandLine(command_, {"--limit"}).ok());
}

TEST_F(CommandLineTest, TooManyArgumentsAreRefusedWithTheUsage) {
  EXPECT_THAT(
      std::string(ParseCommandLine(command_, {"a", "b"}).status().message()),
      HasSubstr("usage: byline list [FLAGS] [NAME]"));
}

TEST(OutputTest, ControlCharactersCannotReachTheTerminal) {
  EXPECT_EQ(Printable("a\x1b[31mb\nc\x07\xC2\x9Bx\u00e9"), "a[31mb cx\u00e9");
}

TEST(ProgressTest, TheLineShowsShareItemsAndRate) {
  EXPECT_EQ(ProgressLine("import", 50, 100, 1204, absl::Seconds(2)),
            "import  [============>           ]  50%  1,204 lines  602/s");
  EXPECT_EQ(ProgressLine("import", 5, 0, 3, absl::ZeroDuration()),
            "import  3 lines");
}

}  // namespace
}  // namespace byline::cli
