#include "services/summary/core/one_line.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "common/text/fold.h"
#include "tests/unit/summary/invented_text.h"

namespace byline::summary {
namespace {

using ::testing::Eq;
using ::testing::Optional;

absl::optional<size_t> LineOf(InventedText& text) {
  return ChooseOneLine(text.scored(), ChoiceWeights());
}

// Of so many characters of two bytes, with full stop, in words of nine.
std::string WideSentence(size_t characters) {
  std::string sentence = "É";
  for (size_t i = 2; i < characters; ++i)
    sentence += i % 10 == 0 && i + 2 < characters ? " " : "é";
  return sentence + ".";
}

TEST(OneLineTest, IsTheBestThatFits) {
  InventedText text("Herons and gulls nest on the roofs of town. " +
                    InventedSentence(1, 40) +
                    " The council voted to rebuild the old pier.");
  auto& sentences = text.scored().sentences;
  sentences[0].score = 1;
  sentences[1].score = 9;
  sentences[2].score = 2;
  EXPECT_EQ(LineOf(text), 2U);
  sentences[0].score = 3;
  EXPECT_EQ(LineOf(text), 0U);
  sentences[0].quote_led = true;
  EXPECT_THAT(ChooseOneLine(text.scored(), ChoiceWeights{.quote_led = -2}),
              Optional(Eq(2U)));
}

TEST(OneLineTest, HasAHundredAndFortyCharactersAtMost) {
  for (size_t characters : {139, 140, 141}) {
    InventedText text(WideSentence(characters));
    ASSERT_EQ(text::CountCharacters(text.scored().sentences[0].text),
              characters);
    EXPECT_EQ(LineOf(text).has_value(), characters <= 140) << characters;
  }
}

TEST(OneLineTest, TellsNoDayThatGoesStaleIfAnotherDoes) {
  InventedText text(
      "The council votes to rebuild the old pier today. "
      "Herons and gulls nest on the roofs of town.");
  auto& sentences = text.scored().sentences;
  sentences[0].score = 9;
  sentences[1].score = -9;
  EXPECT_EQ(LineOf(text), 1U);
  std::swap(sentences[0], sentences[1]);
  EXPECT_EQ(LineOf(text), 0U);
  InventedText alone("The council votes to rebuild the old pier today.");
  EXPECT_EQ(LineOf(alone), 0U);
}

TEST(OneLineTest, IsNothingWhereNothingFits) {
  for (const std::string& body :
       {InventedSentence(1, 40), std::string(""), std::string("Gulls nest."),
        std::string("Who pays for the lights of the old pier?"),
        std::string("• The council votes to rebuild the old pier.")}) {
    InventedText text(body);
    EXPECT_EQ(LineOf(text), absl::nullopt) << body;
  }
  InventedText dangling("Gulls nest. However, the council rebuilds the pier.");
  EXPECT_EQ(LineOf(dangling), absl::nullopt);
}

}  // namespace
}  // namespace byline::summary
