#include "common/base/crypto.h"

#include <absl/strings/escaping.h>
#include <gtest/gtest.h>

#include <set>

namespace byline {
namespace {

TEST(CryptoTest, Sha256OfTheEmptyTextIsThePublishedValue) {
  EXPECT_EQ(Sha256Hex(""),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

// RFC 4231, test case 2.
TEST(CryptoTest, HmacMatchesThePublishedVector) {
  EXPECT_EQ(absl::BytesToHexString(
                HmacSha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST(CryptoTest, ConstantTimeEqualsComparesLengthAndBytes) {
  EXPECT_TRUE(ConstantTimeEquals("abc", "abc"));
  EXPECT_FALSE(ConstantTimeEquals("abc", "abd"));
  EXPECT_FALSE(ConstantTimeEquals("abc", "ab"));
  EXPECT_TRUE(ConstantTimeEquals("", ""));
}

TEST(CryptoTest, RandomIdsAreOfTheirLengthAndDiffer) {
  std::set<std::string> seen;
  for (int i = 0; i < 100; ++i) {
    const std::string id = RandomHex(8);
    EXPECT_EQ(id.size(), 16u);
    EXPECT_TRUE(seen.insert(id).second);
  }
}

}  // namespace
}  // namespace byline
