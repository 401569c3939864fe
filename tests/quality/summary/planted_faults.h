// Faults planted in points, to measure what the check of points catches. Made
// by rules of their own, which know nothing of the checker's: text is searched
// by spelling alone. The same point, article and seed give the same fault.
#ifndef BYLINE_TESTS_QUALITY_SUMMARY_PLANTED_FAULTS_H_
#define BYLINE_TESTS_QUALITY_SUMMARY_PLANTED_FAULTS_H_

#include <absl/container/flat_hash_set.h>
#include <absl/strings/string_view.h>

#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace byline::quality {

enum class Plant {
  // A name becomes another one of the article.
  kNameOfArticle,
  // ... one of another article.
  kForeignName,
  kNumber,
  // Miles become kilometres, millions billions, dollars euros.
  kUnit,
  kNegationAdded,
  kNegationRemoved,
  // Who says it becomes somebody else whom the article names, or another
  // trade.
  kSpeaker,
  kDate,
  // One word inside quotation marks.
  kQuote,
  // "allegedly" goes, "may" becomes "will".
  kHedge
};

inline constexpr Plant kAllPlants[] = {
    Plant::kNameOfArticle, Plant::kForeignName,   Plant::kNumber,
    Plant::kUnit,          Plant::kNegationAdded, Plant::kNegationRemoved,
    Plant::kSpeaker,       Plant::kDate,          Plant::kQuote,
    Plant::kHedge};

absl::string_view PlantName(Plant plant);

// Whether the planter knows the words that it takes, in a language (BCP 47).
bool CanPlant(Plant plant, absl::string_view language);

// What the planter knows of an article.
struct ArticleWords {
  // Runs of capitalised words that stand inside a sentence and never in small
  // letters, each once.
  std::vector<std::string> names;
  // Those that can take another's place: with a word that no article writes
  // small.
  std::vector<std::string> proper_names;
  // Of these, the ones of two words or more, or beside a verb of saying.
  std::vector<std::string> people;
  // Small words of five letters or more.
  std::vector<std::string> words;
};

// `common` are words that some article writes small: a run with only such words
// ("Highway Patrol") is no name to put into another's place.
ArticleWords ReadArticleWords(absl::string_view body,
                              const absl::flat_hash_set<std::string>& common);

// Adds the words that `body` writes small.
void AddSmallWords(absl::string_view body,
                   absl::flat_hash_set<std::string>& common);

// Whether two names may mean one thing: a shared word, or a shared beginning of
// one ("Iran", "Iranian"), or the initials.
bool MayBeAlias(absl::string_view a, absl::string_view b);

// `point` with one fault; nothing where it has no place for it. `foreign` is of
// another article.
std::optional<std::string> PlantFault(Plant plant, const std::string& point,
                                      const ArticleWords& article,
                                      const ArticleWords& foreign,
                                      std::mt19937& random);

}  // namespace byline::quality

#endif  // BYLINE_TESTS_QUALITY_SUMMARY_PLANTED_FAULTS_H_
