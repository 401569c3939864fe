#include "services/summary/core/abstract.h"

#include <absl/strings/match.h>
#include <absl/strings/str_cat.h>
#include <gtest/gtest.h>

#include <string>

#include "common/text/words.h"
#include "services/summary/core/body_document.h"
#include "services/summary/core/standalone.h"
#include "services/summary/core/summarizer.h"
#include "tests/unit/summary/invented_text.h"

namespace byline::summary {
namespace {

AbstractOfText AbstractOf(const std::string& body) {
  return Summarize(DocumentOfBody("", body, "en"), {}).abstract;
}

TEST(AbstractTest, LongTextsGetSixtyToAHundredWords) {
  for (int words : {3, 7, 12, 25, 38, 45, 61}) {
    std::string body;
    for (int i = 0; i * words < 400; ++i)
      absl::StrAppend(&body, InventedSentence(i, words),
                      i % 3 == 2 ? "\n\n" : " ");
    const AbstractOfText abstract = AbstractOf(body);
    EXPECT_GE(abstract.word_count, AbstractLimits().least) << words;
    EXPECT_LE(abstract.word_count, kMostAbstractWords) << words;
    EXPECT_TRUE(abstract.deletions.empty()) << words;
  }
}

TEST(AbstractTest, ShortTextsGiveWhatTheyHave) {
  EXPECT_EQ(
      AbstractOf("The pier fell. The ferry sank.\n\nRead more: pictures.").text,
      "The pier fell. The ferry sank.");
  EXPECT_EQ(AbstractOf("").text, "");
}

TEST(AbstractTest, ASentenceThatIsTooLongIsCutAtAClauseAndSaysSo) {
  std::string body = "The pier";
  for (int i = 0; i < 50; ++i)
    absl::StrAppend(&body, " of", i, " stone", i, i % 10 == 9 ? "," : "",
                    " and");
  body += " sand.";
  const AbstractOfText abstract = AbstractOf(body);
  EXPECT_GE(abstract.word_count, AbstractLimits().least);
  EXPECT_LE(abstract.word_count, kMostAbstractWords);
  ASSERT_EQ(abstract.deletions.size(), 1U);
  EXPECT_EQ(body[abstract.deletions[0].span.begin], ',');
  EXPECT_EQ(abstract.text,
            body.substr(0, abstract.deletions[0].span.begin) + ".");
}

TEST(AbstractTest, BeginsWithASentenceThatStandsAlone) {
  std::string body = "He left the harbour before the storm came. ";
  for (int i = 0; i < 20; ++i)
    absl::StrAppend(&body, i % 2 == 0 ? "However, " : "",
                    InventedSentence(i, 15), " ");
  EXPECT_FALSE(OpensDangling(AbstractOf("Who pays? " + body).text, "en"));
}

TEST(AbstractTest, HoldsNoQuotationWhoseSpeakerIsNotSeen) {
  SourceDocument document;
  document.language = "en";
  const std::string said = InventedSentence(99, 20);
  std::vector<std::string> texts;
  for (int i = 0; i < 10; ++i) texts.push_back(InventedSentence(i, 15));
  document.blocks.push_back({0, 0, said, BlockKind::kQuote, "Ana Rell"});
  for (int i = 0; i < 10; ++i)
    document.blocks.push_back({i + 1, 0, texts[i], BlockKind::kParagraph, ""});
  EXPECT_FALSE(
      absl::StrContains(Summarize(document, {}).abstract.text, "Harbour99"));
}

}  // namespace
}  // namespace byline::summary
