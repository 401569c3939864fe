#include "common/access/admin_token.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <string>

#include "common/access/token_table.h"
#include "common/base/clock.h"
#include "tests/testing/temp_folder.h"

namespace byline {
namespace {

using byline::testing::ReadFile;
using byline::testing::TempFolder;
using byline::testing::WriteFile;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

unsigned ModeOf(const std::string& path) {
  struct stat info {};
  EXPECT_EQ(stat(path.c_str(), &info), 0) << path;
  return info.st_mode & 0777U;
}

TEST(AdminTokenTest, TheFirstStartMakesATokenThatTheTableKnowsAsAdmin) {
  const TempFolder folder;
  const auto made = EnsureAdminToken(folder.path());
  ASSERT_TRUE(made.ok()) << made.status();
  EXPECT_EQ(made->raw.size(), 64u);
  EXPECT_EQ(ReadFile(folder.File("admin.token")), made->raw + "\n");
  FakeClock clock;
  TokenTable tokens(made->table_path, clock);
  ASSERT_TRUE(tokens.Load().ok());
  EXPECT_EQ(tokens.Find(made->raw), Role::kAdmin);
}

TEST(AdminTokenTest, OnlyTheOwnerMayReadTheFilesAndTheTableHasNoRawToken) {
  const TempFolder folder;
  const auto made = EnsureAdminToken(folder.path());
  ASSERT_TRUE(made.ok()) << made.status();
  EXPECT_EQ(ModeOf(made->raw_path), 0600U);
  EXPECT_EQ(ModeOf(made->table_path), 0600U);
  EXPECT_THAT(ReadFile(made->table_path), Not(HasSubstr(made->raw)));
}

TEST(AdminTokenTest, ALaterStartKeepsTheTokenAndChangesNothing) {
  const TempFolder folder;
  const auto first = EnsureAdminToken(folder.path());
  ASSERT_TRUE(first.ok());
  const std::string table = ReadFile(first->table_path);
  const auto second = EnsureAdminToken(folder.path());
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_EQ(second->raw, first->raw);
  EXPECT_EQ(ReadFile(first->table_path), table);
}

TEST(AdminTokenTest, TwoDirectoriesHaveDifferentTokens) {
  const TempFolder one;
  const TempFolder two;
  EXPECT_NE(EnsureAdminToken(one.path())->raw,
            EnsureAdminToken(two.path())->raw);
}

TEST(AdminTokenTest, OtherLinesOfTheTableAreKept) {
  const TempFolder folder;
  const std::string line = "editor " + std::string(64, 'a') + " the newsroom";
  WriteFile(folder.File("tokens"), line);
  const auto made = EnsureAdminToken(folder.path());
  ASSERT_TRUE(made.ok()) << made.status();
  EXPECT_THAT(ReadFile(made->table_path), StartsWith(line + "\nadmin "));
}

TEST(AdminTokenTest, LeavesNoOtherFileBehind) {
  const TempFolder folder;
  ASSERT_TRUE(EnsureAdminToken(folder.path()).ok());
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    static_cast<void>(entry);
    ++files;
  }
  EXPECT_EQ(files, 2);
}

TEST(AdminTokenTest, ADirectoryThatIsNotThereIsAnErrorThatNamesIt) {
  const auto made = EnsureAdminToken("/nowhere/at/all");
  ASSERT_FALSE(made.ok());
  EXPECT_THAT(std::string(made.status().message()),
              HasSubstr("/nowhere/at/all/admin.token"));
}

TEST(AdminTokenTest, ATokenFileMustHoldOneTokenOnOneLine) {
  const TempFolder folder;
  WriteFile(folder.File("good"), "token\n");
  EXPECT_EQ(*ReadToken(folder.File("good")), "token");
  for (const char* text : {"", "\n", "two words\n", "two\nlines\n"}) {
    WriteFile(folder.File("bad"), text);
    EXPECT_EQ(ReadToken(folder.File("bad")).status().code(),
              absl::StatusCode::kInvalidArgument)
        << text;
  }
}

}  // namespace
}  // namespace byline
