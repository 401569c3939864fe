#include "services/summary/core/point_context.h"

#include <gtest/gtest.h>

#include <string>

namespace byline::summary {
namespace {

constexpr char kParagraph[] =
    "The pier fell. Nobody was hurt. The council meets on Friday.";

SourceDocument Document(absl::string_view text) {
  SourceDocument document;
  document.language = "en";
  document.blocks = {{0, 0, "A heading", BlockKind::kHeading, {}},
                     {2, 100, text, BlockKind::kParagraph, {}}};
  return document;
}

TEST(PointContextTest, TheSentencesBesideAreThoseOfTheBlock) {
  const SourceDocument document = Document(kParagraph);
  const PointContext middle = ContextOf(document, {2, 115, 131});
  EXPECT_EQ(TextOf(document, {2, 115, 131}), "Nobody was hurt.");
  EXPECT_EQ(middle.before, "The pier fell.");
  EXPECT_EQ(middle.after, "The council meets on Friday.");
  const PointContext first = ContextOf(document, {2, 100, 114});
  EXPECT_EQ(first.before, "");
  EXPECT_EQ(first.after, "Nobody was hurt.");
  const PointContext last = ContextOf(document, {2, 132, 160});
  EXPECT_EQ(last.before, "Nobody was hurt.");
  EXPECT_EQ(last.after, "");
}

TEST(PointContextTest, AListsItemsAreToldApartByTheirOffsets) {
  SourceDocument document;
  document.blocks = {{4, 0, "First item.", BlockKind::kListItem, {}},
                     {4, 12, "Second item.", BlockKind::kListItem, {}}};
  EXPECT_EQ(TextOf(document, {4, 12, 24}), "Second item.");
  EXPECT_EQ(ContextOf(document, {4, 12, 24}).before, "");
}

TEST(PointContextTest, ASentenceIsFoundByItsWordsInItsBlockAlone) {
  const SourceDocument document = Document(kParagraph);
  EXPECT_EQ(SentenceWith(document, 2, "Nobody was hurt."),
            (SourceSpan{2, 115, 131}));
  EXPECT_EQ(SentenceWith(document, 2, "the council meets"), absl::nullopt);
  EXPECT_EQ(SentenceWith(document, 2, "council meets"),
            (SourceSpan{2, 132, 160}));
  EXPECT_EQ(SentenceWith(document, 0, "Nobody was hurt."), absl::nullopt);
  // Not across the end of a sentence.
  EXPECT_EQ(SentenceWith(document, 2, "hurt. The council"), absl::nullopt);
}

TEST(PointContextTest, ANeighbourThatIsTooLongIsLeftOut) {
  const std::string text =
      "The pier fell. " + std::string(kMostContextBytes, 'x') + ".";
  EXPECT_EQ(ContextOf(Document(text), {2, 100, 114}).after, "");
}

TEST(PointContextTest, WhatTheDocumentDoesNotHaveHasNoText) {
  const SourceDocument document = Document(kParagraph);
  EXPECT_EQ(TextOf(document, {3, 0, 4}), "");
  EXPECT_EQ(TextOf(document, {2, 150, 900}), "");
  EXPECT_EQ(TextOf(document, {2, 120, 110}), "");
  EXPECT_EQ(ContextOf(document, {7, 0, 4}).after, "");
}

}  // namespace
}  // namespace byline::summary
