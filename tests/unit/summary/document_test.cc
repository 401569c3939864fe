#include <gtest/gtest.h>

#include <string>

#include "services/summary/core/article_document.h"
#include "services/summary/core/body_document.h"

namespace byline::summary {
namespace {

TEST(BodyDocumentTest, BlocksKeepTheirPlaceInTheBody) {
  const std::string body =
      "  The pier fell.\n\n\u2022 Gull\n\u2022 Tern\n\nThe end.";
  const SourceDocument document = DocumentOfBody("", body, "en");
  ASSERT_EQ(document.blocks.size(), 4U);
  EXPECT_EQ(document.blocks[1].kind, BlockKind::kListItem);
  EXPECT_EQ(document.blocks[1].block, document.blocks[2].block);
  for (const SourceBlock& block : document.blocks) {
    EXPECT_EQ(body.substr(block.offset, block.text.size()),
              std::string(block.text));
  }
}

TEST(BodyDocumentTest, AFirstParagraphThatRepeatsTheHeadlineIsLeftOut) {
  const SourceDocument document = DocumentOfBody(
      "Mayor's pier falls",
      "MAYOR’S PIER FALLS\n\nThe pier fell.\n\nMayor's pier falls", "en");
  ASSERT_EQ(document.blocks.size(), 2U);
  EXPECT_EQ(document.blocks[0].text, "The pier fell.");
}

TEST(BodyDocumentTest, ALanguageThatIsNotGivenIsRecognised) {
  EXPECT_EQ(DocumentOfBody("",
                           "Le vieux port de la ville est fermé depuis hier, "
                           "et les bateaux ne peuvent pas y entrer.",
                           "")
                .language,
            "fr");
  EXPECT_EQ(DocumentOfBody("", "The pier", "en-GB").language, "en-GB");
}

TEST(ArticleDocumentTest, BlocksKeepTheirNumbersAndOffsets) {
  article::v1::Article article;
  article.set_headline("Pier falls");
  article.set_language_code("en");
  auto* repeated = article.add_blocks();
  repeated->mutable_paragraph()->mutable_text()->set_text("Pier falls");
  repeated->set_repeats_headline(true);
  article.add_blocks()->mutable_image()->set_caption("The pier in 1901.");
  article.add_blocks()->mutable_paragraph()->mutable_text()->set_text(
      "The pier fell.");
  auto* quote = article.add_blocks()->mutable_quote();
  quote->mutable_text()->set_text("We wept.");
  quote->set_speaker("Ana Rell");
  auto* list = article.add_blocks()->mutable_list();
  list->add_items()->set_text("Gull");
  list->add_items()->set_text("Tern");
  const SourceDocument document = DocumentOf(article);
  ASSERT_EQ(document.blocks.size(), 4U);
  EXPECT_EQ(document.blocks[0].block, 2);
  EXPECT_EQ(document.blocks[1].block, 3);
  EXPECT_EQ(document.blocks[1].speaker, "Ana Rell");
  EXPECT_EQ(document.blocks[2].offset, 0U);
  EXPECT_EQ(document.blocks[3].offset, 5U);  // "Gull\n"
  EXPECT_EQ(document.blocks[3].block, 4);
}

}  // namespace
}  // namespace byline::summary
