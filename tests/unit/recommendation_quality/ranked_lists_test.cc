#include "tests/quality/recommendation/ranked_lists.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace byline::recommendation {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string ListsFile(const std::string& content) {
  const std::string path = ::testing::TempDir() + "/ranked_lists.jsonl";
  std::ofstream(path) << content;
  return path;
}

TEST(RankedListsTest, ReadsListsInTheirOrderWithTheirTimes) {
  const auto lists = ReadRankedLists(ListsFile(
      "{\"id\":\"a\",\"similar\":[{\"id\":\"c\"},{\"id\":\"b\"}],\"ms\":1.5}\n"
      "\n{\"id\":\"b\"}\n"));
  ASSERT_TRUE(lists.ok()) << lists.status();
  EXPECT_THAT(lists->at("a").similar, ElementsAre("c", "b"));
  EXPECT_EQ(lists->at("a").milliseconds, 1.5);
  EXPECT_THAT(lists->at("b").similar, IsEmpty());
  EXPECT_EQ(lists->at("b").milliseconds, std::nullopt);
}

TEST(RankedListsTest, WhatIsWrittenReadsBack) {
  const std::string path = ListsFile("");
  OfflineList list;
  list.id = "quo\"te";
  list.similar.push_back({"b", 0.5, {"Both name Osterby"}});
  ASSERT_TRUE(WriteRankedLists({list}, 0.25, path).ok());
  const auto lists = ReadRankedLists(path);
  ASSERT_TRUE(lists.ok()) << lists.status();
  EXPECT_THAT(lists->at("quo\"te").similar, ElementsAre("b"));
  EXPECT_EQ(lists->at("quo\"te").milliseconds, 0.25);
  EXPECT_EQ(ToRankedLists({list}, 0.25).at("quo\"te").similar,
            lists->at("quo\"te").similar);
}

TEST(RankedListsTest, NamesThePlaceOfABadLine) {
  const auto message = [](const std::string& content) {
    return std::string(ReadRankedLists(ListsFile(content)).status().message());
  };
  EXPECT_THAT(message("{\"id\":\"a\"}\n[]\n"), HasSubstr(".jsonl:2: is no"));
  EXPECT_THAT(message("{\"id\":\"a\",\"similar\":[\"b\"]}\n"),
              HasSubstr(".jsonl:1: \"similar\" has an entry"));
  EXPECT_THAT(message("{\"id\":\"a\"}\n{\"id\":\"a\"}\n"),
              HasSubstr(".jsonl:2: its \"id\" has a list already"));
  EXPECT_EQ(ReadRankedLists("/nowhere.jsonl").status().code(),
            absl::StatusCode::kNotFound);
  EXPECT_FALSE(WriteRankedLists({}, 0, "/nowhere/lists.jsonl").ok());
}

}  // namespace
}  // namespace byline::recommendation
