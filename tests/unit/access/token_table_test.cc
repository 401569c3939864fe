#include "common/access/token_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <string>

#include "common/access/token_list.h"
#include "common/base/clock.h"
#include "common/base/errors.h"
#include "tests/testing/temp_folder.h"

namespace byline {
namespace {

using byline::testing::TempFolder;
using byline::testing::WriteFile;
using ::testing::HasSubstr;

class TokenTableTest : public ::testing::Test {
 protected:
  // Replaces the file as an operator or Kubernetes does: by a new inode.
  void Replace(const std::string& text) {
    WriteFile(path_ + ".new", text);
    std::filesystem::rename(path_ + ".new", path_);
  }

  TempFolder folder_;
  const std::string path_ = folder_.File("tokens");
  FakeClock clock_;
};

TEST_F(TokenTableTest, WithoutAFileNoTokenIsKnown) {
  TokenTable tokens("", clock_);
  ASSERT_TRUE(tokens.Load().ok());
  EXPECT_EQ(tokens.Find("any"), absl::nullopt);
  EXPECT_EQ(*tokens.RoleOf(absl::nullopt), Role::kNone);
}

TEST_F(TokenTableTest, AFileThatIsNotThereIsAnErrorThatNamesIt) {
  TokenTable tokens(path_, clock_);
  const absl::Status status = tokens.Load();
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(std::string(status.message()), HasSubstr(path_));
}

TEST_F(TokenTableTest, ABadFileIsAnErrorThatNamesTheLine) {
  WriteFile(path_, "\nnonsense\n");
  TokenTable tokens(path_, clock_);
  const absl::Status status = tokens.Load();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()), HasSubstr(path_ + ":2: "));
}

TEST_F(TokenTableTest, AChangedFileIsReadAgainWithinASecond) {
  WriteFile(path_, TokenLine(Role::kReader, "old", ""));
  TokenTable tokens(path_, clock_);
  ASSERT_TRUE(tokens.Load().ok());
  EXPECT_EQ(tokens.Find("old"), Role::kReader);
  Replace(TokenLine(Role::kEditor, "new", ""));
  EXPECT_EQ(tokens.Find("old"), Role::kReader) << "looked at too early";
  clock_.Advance(absl::Seconds(1));
  EXPECT_EQ(tokens.Find("old"), absl::nullopt);
  EXPECT_EQ(tokens.Find("new"), Role::kEditor);
}

TEST_F(TokenTableTest, AFileOfEqualSizeInItsPlaceIsReadAgainToo) {
  WriteFile(path_, TokenLine(Role::kReader, "1", ""));
  TokenTable tokens(path_, clock_);
  ASSERT_TRUE(tokens.Load().ok());
  Replace(TokenLine(Role::kReader, "2", ""));
  clock_.Advance(absl::Seconds(1));
  EXPECT_EQ(tokens.Find("1"), absl::nullopt);
  EXPECT_EQ(tokens.Find("2"), Role::kReader);
}

TEST_F(TokenTableTest, ABadFileLeavesTheLastGoodTokensUntilItIsMended) {
  WriteFile(path_, TokenLine(Role::kReader, "old", ""));
  TokenTable tokens(path_, clock_);
  ASSERT_TRUE(tokens.Load().ok());
  Replace("half a li");
  clock_.Advance(absl::Seconds(2));
  EXPECT_EQ(tokens.Find("old"), Role::kReader);
  Replace(TokenLine(Role::kReader, "mended", ""));
  clock_.Advance(absl::Seconds(2));
  EXPECT_EQ(tokens.Find("old"), absl::nullopt);
  EXPECT_EQ(tokens.Find("mended"), Role::kReader);
}

TEST_F(TokenTableTest, AFileThatIsRemovedLeavesTheLastGoodTokens) {
  WriteFile(path_, TokenLine(Role::kReader, "old", ""));
  TokenTable tokens(path_, clock_);
  ASSERT_TRUE(tokens.Load().ok());
  std::filesystem::remove(path_);
  clock_.Advance(absl::Seconds(2));
  EXPECT_EQ(tokens.Find("old"), Role::kReader);
}

TEST_F(TokenTableTest, ABadFileIsLoggedOnceWithItsLine) {
  WriteFile(path_, TokenLine(Role::kReader, "old", ""));
  TokenTable tokens(path_, clock_);
  ASSERT_TRUE(tokens.Load().ok());
  Replace("nonsense");
  ::testing::internal::CaptureStderr();
  for (int i = 0; i < 3; ++i) {
    clock_.Advance(absl::Seconds(2));
    tokens.Find("old");
  }
  const std::string log = ::testing::internal::GetCapturedStderr();
  const size_t first = log.find("tokens:1: ");
  ASSERT_NE(first, std::string::npos) << log;
  EXPECT_EQ(log.find("tokens:1: ", first + 1), std::string::npos) << log;
}

TEST_F(TokenTableTest, ReadsTheRoleFromTheHeader) {
  WriteFile(path_, TokenLine(Role::kEditor, "secret", ""));
  TokenTable tokens(path_, clock_);
  ASSERT_TRUE(tokens.Load().ok());
  EXPECT_EQ(*tokens.RoleOf(absl::string_view("Bearer secret")), Role::kEditor);
  EXPECT_EQ(*tokens.RoleOf(absl::string_view("bearer secret")), Role::kEditor);
}

TEST_F(TokenTableTest, ABadHeaderIsUnauthenticatedAndNotTakenForNoToken) {
  WriteFile(path_, TokenLine(Role::kEditor, "secret", ""));
  TokenTable tokens(path_, clock_);
  ASSERT_TRUE(tokens.Load().ok());
  for (const char* header : {"Bearer other", "Bearer ", "Bearer", "",
                             "Basic c2VjcmV0", "secret", "Bearer secret "}) {
    const auto role = tokens.RoleOf(absl::string_view(header));
    EXPECT_EQ(role.status().code(), absl::StatusCode::kUnauthenticated)
        << header;
    EXPECT_EQ(ErrorReason(role.status()), "TOKEN_INVALID") << header;
  }
}

}  // namespace
}  // namespace byline
