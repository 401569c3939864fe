#include "services/summary/core/reading_time.h"

#include <string>

#include "common/text/language.h"

namespace byline::summary {
namespace {

struct Speed {
  absl::string_view language;
  int words_a_minute;
};

// Chinese and Japanese: half of the characters.
constexpr Speed kSpeeds[] = {{"ar", 138}, {"de", 179}, {"en", 228}, {"es", 218},
                             {"fi", 161}, {"fr", 195}, {"he", 187}, {"it", 188},
                             {"ja", 178}, {"nl", 202}, {"pl", 166}, {"pt", 181},
                             {"ru", 184}, {"sl", 180}, {"sv", 199}, {"tr", 166},
                             {"zh", 127}};
constexpr int kUsualSpeed = 184;

}  // namespace

int ReadingSeconds(int words, absl::string_view language) {
  const std::string primary = text::PrimaryLanguage(language);
  int speed = kUsualSpeed;
  for (const Speed& known : kSpeeds) {
    if (known.language == primary) speed = known.words_a_minute;
  }
  return (words * 60 + speed - 1) / speed;
}

}  // namespace byline::summary
