#include "common/redis/sealed_value.h"

#include <gtest/gtest.h>

#include <cstdint>

namespace byline {
namespace {

using fragment::v1::Fragment;

constexpr char kSecret[] = "a secret of the suite's own";
constexpr char kKey[] = "f:store:body:a";

Fragment Example(int64_t number = 42, const std::string& epoch = "e1") {
  Fragment fragment;
  fragment.set_html("<p>text</p>");
  fragment.mutable_as_of_revision()->set_epoch(epoch);
  fragment.mutable_as_of_revision()->set_number(number);
  return fragment;
}

TEST(SealedValueTest, OpensWhatItSealed) {
  for (const Fragment& fragment :
       {Example(), Example(0, ""), Example(INT64_MAX, std::string(255, 'x'))}) {
    const auto opened = Unseal(kSecret, kKey, Seal(kSecret, kKey, fragment));
    ASSERT_TRUE(opened.has_value());
    EXPECT_EQ(opened->SerializeAsString(), fragment.SerializeAsString());
  }
}

TEST(SealedValueTest, RefusesEveryOtherKeySecretAndByte) {
  const std::string value = Seal(kSecret, kKey, Example());
  EXPECT_FALSE(Unseal(kSecret, "f:store:body:b", value).has_value());
  EXPECT_FALSE(Unseal("another secret", kKey, value).has_value());
  for (size_t i = 0; i < value.size(); ++i) {
    std::string changed = value;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_FALSE(Unseal(kSecret, kKey, changed).has_value()) << "byte " << i;
    EXPECT_FALSE(Unseal(kSecret, kKey, value.substr(0, i)).has_value());
  }
  EXPECT_FALSE(Unseal(kSecret, kKey, value + "x").has_value());
}

TEST(SealedValueTest, KeyAndHeaderCannotBorrowBytesFromOneAnother) {
  const std::string value = Seal(kSecret, kKey, Example());
  EXPECT_FALSE(
      Unseal(kSecret, kKey + value.substr(0, 1), value.substr(1)).has_value());
}

TEST(SealedValueTest, TheHeaderComparesAsText) {
  const auto number = [](int64_t value) {
    return SealHeader(Example(value).as_of_revision()).substr(1, 19);
  };
  EXPECT_LT(number(9), number(10));
  EXPECT_LT(number(10), number(INT64_MAX));
  EXPECT_EQ(number(10).size(), 19u);
}

TEST(SealedValueTest, SealsNoRevisionThatDoesNotFit) {
  EXPECT_EQ(Seal(kSecret, kKey, Example(-1)), "");
  EXPECT_EQ(Seal(kSecret, kKey, Example(1, std::string(256, 'x'))), "");
}

}  // namespace
}  // namespace byline
