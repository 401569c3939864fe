#include "common/text/slug.h"

#include <gtest/gtest.h>

#include <random>
#include <regex>
#include <thread>
#include <vector>

namespace byline::text {
namespace {

TEST(SlugTest, LettersOfAnyScriptBecomeAscii) {
  EXPECT_EQ(MakeSlug("Café Ørsted: “Straße” gesperrt!"),
            "cafe-orsted-strasse-gesperrt");
  EXPECT_EQ(MakeSlug("Паром ушёл"), "parom-usel");
  EXPECT_EQ(MakeSlug("渡轮离开"), "du-lun-li-kai");
  EXPECT_FALSE(MakeSlug("غادرت العبارة").empty());
  EXPECT_FALSE(MakeSlug("کشتی رفت").empty());
  EXPECT_EQ(MakeSlug("Ｆｕｌｌ 20%"), "full-20");
}

TEST(SlugTest, NothingLeftIsEmpty) {
  for (const absl::string_view empty : {"", "!!!", "😀", "—", "  "})
    EXPECT_EQ(MakeSlug(empty), "");
}

TEST(SlugTest, LongSlugsAreCutAtAWord) {
  std::string headline;
  for (int i = 0; i < 30; ++i) headline += "harbour ";
  // Nine words are 71 characters, ten would be 79: with a longer tenth they end
  // at the ninth.
  EXPECT_EQ(MakeSlug(headline).size(), 79u);
  EXPECT_EQ(MakeSlug(headline.substr(0, 72) + "lighthouses").size(), 71u);
  EXPECT_EQ(MakeSlug(std::string(200, 'a')), std::string(80, 'a'));
  EXPECT_EQ(MakeSlug(std::string(80, 'a') + " b"), std::string(80, 'a'));
}

TEST(SlugTest, SlugOrHashIsNeverEmptyAndTellsNamesApart) {
  EXPECT_EQ(SlugOrHash("World News"), "world-news");
  EXPECT_EQ(SlugOrHash("WORLD  NEWS"), "world-news");
  EXPECT_NE(SlugOrHash("😀"), SlugOrHash("😁"));
  EXPECT_EQ(SlugOrHash("😀"), SlugOrHash(" 😀 "));
  EXPECT_TRUE(std::regex_match(SlugOrHash(""), std::regex("x-[0-9a-f]{12}")));
}

TEST(SlugTest, AnyBytesGiveAWellFormedSlug) {
  std::mt19937 random(19);
  const std::regex form("([a-z0-9]+(-[a-z0-9]+)*)?");
  for (int round = 0; round < 1'000; ++round) {
    std::string text;
    for (int i = static_cast<int>(random() % 200); i > 0; --i)
      text.push_back(static_cast<char>(random()));
    const std::string slug = MakeSlug(text);
    ASSERT_LE(slug.size(), kMaxSlugLength);
    ASSERT_TRUE(std::regex_match(slug, form)) << slug;
  }
}

TEST(SlugTest, ManyThreadsGetTheSameSlugs) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([] {
      for (int round = 0; round < 200; ++round)
        EXPECT_EQ(MakeSlug("渡轮 ушёл"), "du-lun-usel");
    });
  }
  for (std::thread& thread : threads) thread.join();
}

}  // namespace
}  // namespace byline::text
