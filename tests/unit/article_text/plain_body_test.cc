#include "common/article/plain_body.h"

#include <gtest/gtest.h>

namespace byline {
namespace {

std::vector<std::vector<std::string>> Texts(absl::string_view body) {
  std::vector<std::vector<std::string>> texts;
  for (const PlainBlock& block : BlocksOfBody(body)) {
    texts.emplace_back();
    for (const BodySpan& span : block.spans)
      texts.back().emplace_back(body.substr(span.begin, span.end - span.begin));
  }
  return texts;
}

using Blocks = std::vector<std::vector<std::string>>;

TEST(PlainBodyTest, BlankLinesPartParagraphsAndLineBreaksInsideStay) {
  EXPECT_EQ(Texts("One\nline. \n \n\r\nTwo.\r\n\r\n"),
            (Blocks{{"One\nline."}, {"Two."}}));
}

TEST(PlainBodyTest, LinesWithABulletMakeOneListAlsoBehindAParagraph) {
  EXPECT_EQ(
      Texts("Points:\n\n\u2022 First.\n  \u2022 Second.\n\n- third\n* "
            "fourth\n\nEnd."),
      (Blocks{
          {"Points:"}, {"First.", "Second.", "third", "fourth"}, {"End."}}));
  EXPECT_EQ(Texts("Points:\n- a\nb"), (Blocks{{"Points:"}, {"a"}, {"b"}}));
}

TEST(PlainBodyTest, ADashWithoutSpaceAndALoneBulletAreText) {
  EXPECT_EQ(Texts("-12 degrees"), (Blocks{{"-12 degrees"}}));
  EXPECT_EQ(Texts("*"), (Blocks{{"*"}}));
}

TEST(PlainBodyTest, AnEmptyBodyHasNoBlocks) {
  EXPECT_TRUE(BlocksOfBody("").empty());
  EXPECT_TRUE(BlocksOfBody(" \n\n\t").empty());
}

}  // namespace
}  // namespace byline
