#include "common/article/article_text.h"

#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

namespace byline {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

article::v1::Article Parse(const std::string& text) {
  article::v1::Article article;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &article));
  return article;
}

const char kEverything[] = R"(
  headline: "The last ferry" standfirst: "It sailed."
  blocks { paragraph { text { text: "The last ferry" } } repeats_headline: true }
  blocks { paragraph { text { text: "It left at dawn." } } }
  blocks { heading { text { text: "The crew" } level: 2 } }
  blocks { quote { text { text: "We waited." } speaker: "Orla Venn" } }
  blocks { list { items { text: "Bread" } items { text: "" } items { text: "Water" } } }
  blocks { table { caption: "Fares"
    rows { cells { text: "Adult" } cells { text: "3" } } rows { cells { text: "Child" } cells { text: "1" } } } }
  blocks { image { uri: "/f.jpg" alt_text: "A ferry" caption: "The ferry in May" credit: "H. Pike" } }
  blocks { embed { uri: "https://video.example/1" title: "Video" } }
  blocks { divider {} }
  blocks { paragraph { text { text: "" } } }
  blocks {}
  blocks { paragraph { text { text: "It never came back." } } }
)";

std::string Show(const TextBlock& block) {
  static const char* const kNames[] = {"paragraph", "heading", "quote",
                                       "item",      "cell",    "caption"};
  return std::to_string(block.block) + " " +
         kNames[static_cast<int>(block.kind)] + " " +
         std::to_string(block.item) + " " + std::string(block.text) +
         (block.speaker.empty() ? "" : " / " + std::string(block.speaker));
}

TEST(ArticleTextTest, AllTextsComeInOrderWithTheirPlaces) {
  const auto article = Parse(kEverything);
  std::vector<std::string> shown;
  for (const TextBlock& block : TextBlocks(article))
    shown.push_back(Show(block));
  EXPECT_THAT(
      shown,
      ElementsAre("1 paragraph 0 It left at dawn.", "2 heading 0 The crew",
                  "3 quote 0 We waited. / Orla Venn", "4 item 0 Bread",
                  "4 item 2 Water", "5 caption 0 Fares", "5 cell 0 Adult",
                  "5 cell 1 3", "5 cell 2 Child", "5 cell 3 1",
                  "6 caption 0 The ferry in May",
                  "11 paragraph 0 It never came back."));
}

TEST(ArticleTextTest, TextsAreViewsIntoTheArticle) {
  const auto article = Parse(kEverything);
  EXPECT_EQ(TextBlocks(article)[0].text.data(),
            article.blocks(1).paragraph().text().text().data());
}

TEST(ArticleTextTest, PlainTextLeavesOutHeadlineAndCaptions) {
  EXPECT_EQ(PlainText(Parse(kEverything)),
            "It left at dawn.\n\nThe crew\n\nWe "
            "waited.\n\nBread\n\nWater\n\nAdult\n\n3\n\nChild\n\n1\n\nIt never "
            "came back.");
}

TEST(ArticleTextTest, AnEmptyArticleHasNoText) {
  EXPECT_THAT(TextBlocks({}), IsEmpty());
  EXPECT_EQ(PlainText({}), "");
}

}  // namespace
}  // namespace byline
