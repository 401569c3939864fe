// Invented texts for the tests of the summary's core: sentences of given
// lengths, sentences of random words, and a text with all that is known of its
// sentences.
#ifndef BYLINE_TESTS_UNIT_SUMMARY_INVENTED_TEXT_H_
#define BYLINE_TESTS_UNIT_SUMMARY_INVENTED_TEXT_H_

#include <absl/strings/match.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/string_view.h>

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "common/text/words.h"
#include "services/summary/core/body_document.h"
#include "services/summary/core/features.h"
#include "services/summary/core/model.h"
#include "services/summary/core/scored_text.h"
#include "services/summary/core/sentence.h"

namespace byline::summary {

// A sentence of `words` words, unlike those with another number.
inline std::string InventedSentence(int number, int words) {
  std::string sentence = absl::StrCat("Harbour", number);
  for (int i = 1; i < words; ++i)
    absl::StrAppend(&sentence, " word", number, "x", i);
  return sentence + ".";
}

// A sentence of `words` nouns drawn from a few, so that sentences share some.
inline std::string RandomSentence(std::mt19937& random, int words) {
  constexpr absl::string_view kNouns[] = {
      "pier",    "ferry",  "gull",   "angler",  "storm",   "quay",
      "mayor",   "crown",  "heron",  "baker",   "market",  "lantern",
      "school",  "tower",  "bridge", "garden",  "orchard", "tunnel",
      "library", "museum", "violin", "glacier", "lemon",   "saddle"};
  std::string sentence = "Harbour";
  for (int i = 1; i < words; ++i)
    absl::StrAppend(&sentence, " ", kNouns[random() % std::size(kNouns)]);
  return sentence + ".";
}

// Sentences without a document: their text and words alone.
inline std::vector<Sentence> SentencesOf(
    const std::vector<std::string>& texts) {
  std::vector<Sentence> sentences(texts.size());
  for (size_t i = 0; i < texts.size(); ++i) {
    sentences[i].text = texts[i];
    sentences[i].words = text::CountWords(texts[i]);
  }
  return sentences;
}

// The place of a feature in Features.
inline size_t FeatureAt(absl::string_view name) {
  const auto names = FeatureNames();
  return static_cast<size_t>(std::find(names.begin(), names.end(), name) -
                             names.begin());
}

// A body with its document and its scored sentences.
class InventedText {
 public:
  explicit InventedText(std::string body, std::string headline = "",
                        absl::string_view language = "en",
                        const SummaryModel& model = SummaryModel::Shipped())
      : headline_(std::move(headline)),
        body_(std::move(body)),
        document_(DocumentOfBody(headline_, body_, language)),
        scored_(document_, model) {}
  InventedText(const InventedText&) = delete;
  InventedText& operator=(const InventedText&) = delete;

  const SourceDocument& document() const { return document_; }
  // Scores and flags may be changed.
  ScoredText& scored() { return scored_; }

  // The first sentence that holds `part`; the number of sentences where none
  // does.
  size_t Find(absl::string_view part) const {
    size_t i = 0;
    while (i < scored_.sentences.size() &&
           !absl::StrContains(scored_.sentences[i].text, part))
      ++i;
    return i;
  }

 private:
  const std::string headline_;
  const std::string body_;
  const SourceDocument document_;
  ScoredText scored_;
};

}  // namespace byline::summary

#endif  // BYLINE_TESTS_UNIT_SUMMARY_INVENTED_TEXT_H_
