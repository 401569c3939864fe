#include "common/access/token_list.h"

#include <absl/strings/ascii.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "common/base/crypto.h"

namespace byline {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

std::string MessageOf(const std::string& text) {
  const auto list = TokenList::Parse(text, "tokens");
  EXPECT_EQ(list.status().code(), absl::StatusCode::kInvalidArgument);
  return std::string(list.status().message());
}

TEST(TokenListTest, FindsTheRoleOfEachToken) {
  const auto list =
      TokenList::Parse("# our tokens\n\n" + TokenLine(Role::kReader, "r", "") +
                           TokenLine(Role::kEditor, "e", "the newsroom") +
                           "\t admin  " + Sha256Hex("a") + "\r\n",
                       "tokens");
  ASSERT_TRUE(list.ok()) << list.status();
  EXPECT_EQ(list->size(), 3u);
  EXPECT_EQ(list->Find("r"), Role::kReader);
  EXPECT_EQ(list->Find("e"), Role::kEditor);
  EXPECT_EQ(list->Find("a"), Role::kAdmin);
}

TEST(TokenListTest, KnowsNeitherOtherTokensNorTheHashItself) {
  const auto list =
      TokenList::Parse(TokenLine(Role::kAdmin, "a", ""), "tokens");
  ASSERT_TRUE(list.ok());
  EXPECT_EQ(list->Find("b"), absl::nullopt);
  EXPECT_EQ(list->Find(""), absl::nullopt);
  EXPECT_EQ(list->Find(Sha256Hex("a")), absl::nullopt);
  EXPECT_EQ(TokenList().Find("a"), absl::nullopt);
}

TEST(TokenListTest, TakesHashesInUpperCase) {
  const auto list = TokenList::Parse(
      "reader " + absl::AsciiStrToUpper(Sha256Hex("r")), "tokens");
  ASSERT_TRUE(list.ok());
  EXPECT_EQ(list->Find("r"), Role::kReader);
}

TEST(TokenListTest, ATokenWithTwoLinesHasTheGreaterRole) {
  const auto list = TokenList::Parse(
      TokenLine(Role::kEditor, "t", "") + TokenLine(Role::kReader, "t", ""),
      "tokens");
  ASSERT_TRUE(list.ok());
  EXPECT_EQ(list->Find("t"), Role::kEditor);
}

TEST(TokenListTest, AFaultyLineIsNamedByFileAndNumber) {
  const std::string good = TokenLine(Role::kReader, "r", "");
  EXPECT_THAT(MessageOf(good + "\nowner " + Sha256Hex("o")),
              StartsWith("tokens:3: begins with no role"));
  EXPECT_THAT(MessageOf(good + "reader"), StartsWith("tokens:2: "));
  EXPECT_THAT(MessageOf("reader " + Sha256Hex("o").substr(1)),
              HasSubstr("has 63 characters"));
  EXPECT_THAT(MessageOf("reader " + std::string(64, 'g')),
              HasSubstr("64 hexadecimal digits"));
}

TEST(TokenListTest, ATokenInTheClearIsNotRepeatedInTheError) {
  EXPECT_THAT(MessageOf("reader my-secret-token"),
              Not(HasSubstr("my-secret-token")));
  EXPECT_THAT(MessageOf("my-secret-token"), Not(HasSubstr("my-secret-token")));
}

}  // namespace
}  // namespace byline
