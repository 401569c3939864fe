// What an article says, ready to be asked: its sentences as words, numbers and
// names, and which of them share terms with a claim. Views into the document,
// which must outlive it. Immutable once made; const calls are thread-safe.
#ifndef BYLINE_SERVICES_SUMMARY_CORE_CLAIMS_ARTICLE_EVIDENCE_H_
#define BYLINE_SERVICES_SUMMARY_CORE_CLAIMS_ARTICLE_EVIDENCE_H_

#include <absl/container/flat_hash_map.h>
#include <absl/strings/string_view.h>

#include <cstddef>
#include <string>
#include <vector>

#include "services/summary/core/claims/claim_text.h"
#include "services/summary/core/claims/quantities.h"
#include "services/summary/core/source_document.h"
#include "services/summary/core/summarizer.h"

namespace byline::summary {

struct EvidenceSentence {
  SourceSpan span;
  absl::string_view text;
  // Of a quotation set apart: who said it.
  absl::string_view speaker;
  std::vector<ClaimWord> words;
  std::vector<Quantity> quantities;
  bool has_pronoun = false;
};

class ArticleEvidence {
 public:
  explicit ArticleEvidence(const SourceDocument& document);

  const std::string& language() const { return language_; }
  const std::string& primary() const { return primary_; }
  const std::vector<EvidenceSentence>& sentences() const { return sentences_; }

  // Where the words of a VerbatimKey stand in this order: the word's number in
  // the article; npos if they do not.
  size_t FindVerbatim(const std::string& key) const;
  // The sentence and word of a number that FindVerbatim gave.
  struct Place {
    size_t sentence;
    size_t word;
  };
  Place PlaceOf(size_t word) const;
  // Whether the headline holds the words.
  bool HeadlineHolds(const std::string& key) const;

  // For each sentence the weight of those of `words` that it holds.
  std::vector<double> Support(const std::vector<ClaimWord>& words) const;
  // For each sentence the number of neighbours among `words` that are
  // neighbours in it.
  std::vector<double> SharedNeighbours(
      const std::vector<ClaimWord>& words) const;

  // The sentences that hold the word, or another form of the same name ("Iran",
  // "Iranian"; "U.S.", "American"; initials for a name of several words), in
  // order.
  std::vector<size_t> SentencesNaming(absl::string_view form) const;
  // The sentences that hold the number, in order.
  std::vector<size_t> SentencesWith(const Quantity& quantity) const;
  // In how many sentences the name stands that stands in most.
  size_t most_mentions() const { return most_mentions_; }
  // Whether the headline or the speaker of a quotation names it.
  bool NamedAround(absl::string_view form) const;

  // Whether the article writes the word with a capital in the midst of a
  // sentence, and hardly ever without.
  bool WritesAsName(absl::string_view form) const;
  // Whether the article has the word without a capital.
  bool WritesSmall(absl::string_view form) const;
  // The sentences with a word that shares the stem, in order.
  std::vector<size_t> SentencesHolding(const std::string& stem) const;
  // Whether some word of the article shares the stem.
  bool HoldsStem(const std::string& stem) const;

 private:
  struct Spelling {
    int capital_inside = 0;
    int small = 0;
    std::vector<size_t> sentences;
  };

  void AddSentence(const SourceBlock& block, size_t begin, size_t end);
  void IndexInitials(size_t sentence);

  std::string language_;
  std::string primary_;
  std::vector<EvidenceSentence> sentences_;
  // All words, and where each begins in it.
  std::string key_;
  std::vector<size_t> key_begins_;
  std::vector<size_t> first_word_;  // of each sentence
  std::string headline_key_;
  std::vector<ClaimWord> around_;
  absl::flat_hash_map<std::string, std::vector<size_t>> by_stem_;
  absl::flat_hash_map<std::string, std::vector<size_t>> by_neighbours_;
  absl::flat_hash_map<std::string, Spelling> by_form_;
  absl::flat_hash_map<std::string, std::vector<size_t>> by_canonical_;
  absl::flat_hash_map<std::string, std::vector<size_t>> by_initials_;
  size_t most_mentions_ = 0;
  // Capitalised forms by their first letters.
  absl::flat_hash_map<std::string, std::vector<std::string>> by_prefix_;
};

}  // namespace byline::summary

#endif  // BYLINE_SERVICES_SUMMARY_CORE_CLAIMS_ARTICLE_EVIDENCE_H_
