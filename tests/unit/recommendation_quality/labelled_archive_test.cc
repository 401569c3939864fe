#include "tests/quality/recommendation/labelled_archive.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace byline::recommendation {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string ArchiveFile(const std::string& content) {
  const std::string path = ::testing::TempDir() + "/labelled_archive.jsonl";
  std::ofstream(path) << content;
  return path;
}

TEST(LabelledArchiveTest, ReadsLabels) {
  const auto archive = ReadLabelledArchive(ArchiveFile(
      "{\"id\":\"a\",\"title\":\"T\",\"body\":\"B\",\"event\":\"e\","
      "\"topics\":[\"x\",\"y\"],\"published\":\"2021-03-04\"}\n"
      "{\"id\":\"b\",\"topic\":\"x\",\"language\":\"en-GB\"}\n"
      "{\"id\":\"c\",\"category\":\"z\",\"language\":\"en\","
      "\"label_language\":\"fr\"}\n"));
  ASSERT_TRUE(archive.ok()) << archive.status();
  EXPECT_THAT(archive->events, ElementsAre("e", "", ""));
  EXPECT_THAT(archive->topics[0], ElementsAre("x", "y"));
  EXPECT_THAT(archive->topics[1], ElementsAre("x"));
  EXPECT_THAT(archive->topics[2], ElementsAre("z"));
  EXPECT_THAT(archive->languages, ElementsAre("", "en", "fr"));
  // What is known to the labels alone does not reach the lists' maker.
  EXPECT_EQ(archive->articles[2].language, "en");
  EXPECT_EQ(archive->articles[0].published,
            absl::FromCivil(absl::CivilDay(2021, 3, 4), absl::UTCTimeZone()));
}

TEST(LabelledArchiveTest, NamesThePlaceOfABadLine) {
  EXPECT_THAT(
      std::string(ReadLabelledArchive(ArchiveFile("{\"id\":\"a\"}\n{}\n"))
                      .status()
                      .message()),
      HasSubstr("labelled_archive.jsonl:2:"));
}

TEST(LabelledArchiveTest, SamplesEventsWholeAndTheSmallerOneIsInTheGreater) {
  LabelledArchive archive;
  for (int i = 0; i < 600; ++i) {
    archive.articles.emplace_back().id = std::to_string(i);
    archive.events.push_back("event " + std::to_string(i / 3));
    archive.topics.emplace_back();
    archive.languages.emplace_back();
  }
  const LabelledArchive third = SampleOf(archive, 1.0 / 3, 5);
  const LabelledArchive half = SampleOf(archive, 0.5, 5);
  EXPECT_NEAR(static_cast<double>(third.articles.size()), 200, 60);
  std::set<std::string> ids;
  for (const OfflineArticle& article : half.articles) ids.insert(article.id);
  for (size_t i = 0; i < third.articles.size(); ++i) {
    EXPECT_EQ(ids.count(third.articles[i].id), 1u);
    EXPECT_EQ(third.events[i], third.events[i / 3 * 3]);
  }
  EXPECT_EQ(third.articles.size() % 3, 0u);
}

}  // namespace
}  // namespace byline::recommendation
