#include "services/summary/core/relative_day.h"

#include <absl/strings/ascii.h>
#include <absl/strings/match.h>

#include <algorithm>
#include <string>
#include <vector>

#include "common/text/fold.h"
#include "common/text/language.h"
#include "common/text/sentences.h"
#include "common/text/words.h"
#include "services/summary/core/telltale_words.h"

namespace byline::summary {
namespace {

struct DayWords {
  // Always by the day of writing.
  WordSet relative;
  // Unless a date stands beside them.
  WordSet weekdays;
  // One of these is a part of each; empty: look at all sentences.
  std::vector<absl::string_view> parts = {};
};

const DayWords* DayWordsOf(const std::string& language) {
  static const auto* const kEnglish =
      new DayWords{{"today", "yesterday", "tomorrow", "tonight"},
                   {"monday", "tuesday", "wednesday", "thursday", "friday",
                    "saturday", "sunday"},
                   {"day", "DAY", "omorrow", "OMORROW", "onight", "ONIGHT"}};
  static const auto* const kFrench =
      new DayWords{{"aujourd'hui", "hier", "demain"},
                   {"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi",
                    "dimanche"}};
  static const auto* const kGerman =
      new DayWords{{"heute", "gestern", "morgen", "vorgestern", "übermorgen"},
                   {"montag", "dienstag", "mittwoch", "donnerstag", "freitag",
                    "samstag", "sonntag", "sonnabend"}};
  static const auto* const kSpanish =
      new DayWords{{"hoy", "ayer", "mañana", "anoche"},
                   {"lunes", "martes", "miércoles", "jueves", "viernes",
                    "sábado", "domingo"}};
  if (language.empty() || language == "en") return kEnglish;
  if (language == "fr") return kFrench;
  if (language == "de") return kGerman;
  if (language == "es") return kSpanish;
  return nullptr;
}

bool HoldsDigit(absl::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) {
    return absl::ascii_isdigit(static_cast<unsigned char>(c));
  });
}

// Quick: nearly all sentences tell none.
bool MayTellDay(absl::string_view sentence, const DayWords& days) {
  return days.parts.empty() ||
         std::any_of(days.parts.begin(), days.parts.end(),
                     [&](absl::string_view part) {
                       return absl::StrContains(sentence, part);
                     });
}

}  // namespace

bool TellsRelativeDay(absl::string_view sentence, absl::string_view language) {
  const DayWords* const days = DayWordsOf(text::PrimaryLanguage(language));
  if (days == nullptr || !MayTellDay(sentence, *days)) return false;
  const std::string folded = text::Fold(sentence);
  const std::vector<text::ByteRange> words = text::SplitWords(folded);
  const auto word = [&](size_t i) {
    return absl::string_view(folded).substr(words[i].begin,
                                            words[i].end - words[i].begin);
  };
  for (size_t i = 0; i < words.size(); ++i) {
    absl::string_view day = word(i);
    if (absl::EndsWith(day, "'s")) day.remove_suffix(2);
    if (days->relative.contains(day)) return true;
    if (!days->weekdays.contains(day)) continue;
    // "Tuesday, March 3", "mardi 3 mars": a number within two words.
    const bool dated = (i + 1 < words.size() && HoldsDigit(word(i + 1))) ||
                       (i + 2 < words.size() && HoldsDigit(word(i + 2)));
    if (!dated) return true;
  }
  return false;
}

}  // namespace byline::summary
