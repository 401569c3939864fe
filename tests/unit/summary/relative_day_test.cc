#include "services/summary/core/relative_day.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace byline::summary {
namespace {

struct DayCase {
  const char* language;
  const char* sentence;
};

TEST(RelativeDayTest, DaysByTheDayOfWritingAreTold) {
  for (const DayCase& test : {
           DayCase{"en", "The council meets on Monday."},
           {"en", "The council meets today."},
           {"en", "Yesterday's storm tore the pier."},
           {"en", "Yesterday’s storm tore the pier."},
           {"en", "Tomorrow the council votes."},
           {"en", "Tonight, the lanterns burn."},
           {"en", "Storms come tomorrow, and ferries stay tonight."},
           {"en", "TOMORROW THE FERRY SAILS ON."},
           {"en", "COUNCIL TO MEET ON FRIDAY"},
           {"en-GB", "The council meets on Tuesday."},
           {"", "The council meets on Tuesday."},
           {"en", "On Monday, March 3, the pier fell; on Friday it rose."},
           {"fr", "Le conseil se réunit mardi au port."},
           {"fr", "Le port est fermé depuis hier."},
           {"fr", "Le port est fermé aujourd’hui."},
           {"de", "Der Rat tagt am Montag im Hafen."},
           {"de-AT", "Heute bleibt der Hafen zu."},
           {"de", "Übermorgen öffnet der Hafen."},
           {"es", "El consejo se reúne el miércoles en el puerto."},
           {"es", "Mañana abre el puerto."},
       }) {
    EXPECT_TRUE(TellsRelativeDay(test.sentence, test.language))
        << test.sentence;
  }
}

TEST(RelativeDayTest, DatesAndOtherWordsAreNot) {
  for (const DayCase& test : {
           DayCase{"en", "The council meets on Monday, March 3."},
           {"en", "The council meets on Monday 3 March."},
           {"en", "The day after, the pier fell."},
           {"en", "The holiday season opens the pier."},
           {"en", "The pier fell in March."},
           {"en", "Le conseil se réunit mardi."},
           {"fr", "Le conseil se réunit mardi 3 mars au port."},
           {"fr", "The council meets on Monday."},
           {"de", "Der Rat tagt am Montag, 3. März."},
           {"es", "El consejo se reúne el lunes 3 de marzo."},
           {"it", "Il porto apre oggi."},
           {"en", ""},
       }) {
    EXPECT_FALSE(TellsRelativeDay(test.sentence, test.language))
        << test.sentence;
  }
}

TEST(RelativeDayTest, AnyBytesHaveAnAnswer) {
  std::mt19937 random(31);
  for (int round = 0; round < 500; ++round) {
    std::string bytes = "day ";
    for (size_t i = random() % 30; i > 0; --i)
      bytes.push_back(static_cast<char>(random()));
    for (const char* language : {"en", "fr", "de", "es"})
      EXPECT_TRUE(TellsRelativeDay(bytes + " . hier heute hoy today", language))
          << language;
  }
}

}  // namespace
}  // namespace byline::summary
