#include "services/summary/core/claims/attributions.h"

#include <absl/container/flat_hash_set.h>
#include <absl/strings/match.h>

#include <algorithm>

#include "services/summary/core/claims/claim_words.h"

namespace byline::summary {
namespace {

constexpr size_t kMostWords = 10;
constexpr int kMostClauses = 3;
constexpr size_t kMostAheadOfColon = 5;

// The words behind an inverted verb that are no longer its subject.
bool EndsSubject(absl::string_view form) {
  static const auto* const kWords = new absl::flat_hash_set<absl::string_view>{
      "that", "on",   "in",    "at",    "to",    "as",   "during", "after",
      "when", "who",  "while", "about", "with",  "from", "before", "if",
      "by",   "into", "was",   "were",  "would", "is",   "are",    "has",
      "had",  "will", "could", "it",    "not"};
  return kWords->contains(form);
}

// Words ahead of a verb that belong to it.
bool BelongsToVerb(const ClaimWord& word) {
  static const auto* const kWords = new absl::flat_hash_set<absl::string_view>{
      "has", "have", "had",  "also", "later", "was",  "is",    "then",
      "is",  "were", "been", "did",  "not",   "will", "would", "again"};
  return kWords->contains(word.form) ||
         (!word.capital && absl::EndsWith(word.form, "ly"));
}

class Finder {
 public:
  Finder(absl::string_view text, const std::vector<ClaimWord>& words)
      : text_(text), words_(words) {}

  std::vector<Attribution> Find() {
    FindColon();
    for (size_t i = 0; i < words_.size(); ++i) {
      const bool reports = IsReporting(words_[i].form) ||
                           (MayReport(words_[i].form) && i > 0 &&
                            words_[i - 1].capital && !words_[i - 1].initial);
      if (words_[i].quoted || (words_[i].capital && !words_[i].initial) ||
          !reports) {
        // "According to" may open the sentence; other verbs with a capital are
        // names.
        continue;
      }
      const bool inverted =
          words_[i].form == "according" || words_[i].form == "selon" ||
          words_[i].form == "laut" || words_[i].form == "según" ||
          (i > 0 && FollowsMark(i) && OpensSubject(i + 1));
      if (inverted) {
        AddRight(i, i + 1);
      } else if (!words_[i].initial) {
        AddLeft(i);
      }
    }
    return std::move(found_);
  }

 private:
  absl::string_view GapBefore(size_t i) const {
    const size_t begin = i == 0 ? 0 : words_[i - 1].end;
    return text_.substr(begin, words_[i].begin - begin);
  }
  bool FollowsMark(size_t i) const {
    const absl::string_view gap = GapBefore(i);
    return gap.find(',') != absl::string_view::npos || words_[i - 1].quoted ||
           gap.find('"') != absl::string_view::npos ||
           gap.find("”") != absl::string_view::npos ||
           gap.find("»") != absl::string_view::npos;
  }
  bool OpensSubject(size_t i) const {
    if (i >= words_.size() || words_[i].quoted) return false;
    const ClaimWord& word = words_[i];
    return (word.capital && !word.initial) || word.form == "the" ||
           word.form == "a" || word.form == "an" || word.form == "one" ||
           word.form == "his" || word.form == "her" || word.form == "their" ||
           word.form == "he" || word.form == "she" || word.form == "they" ||
           SpeakerGroup(word.form) != 0;
  }
  bool TellsWho(size_t i) const {
    return words_[i].weight > 0 && !words_[i].quoted;
  }

  // "Ana Rell: The pier is safe"
  void FindColon() {
    for (size_t i = 0; i + 1 < words_.size() && i < kMostAheadOfColon; ++i) {
      const absl::string_view gap = GapBefore(i + 1);
      if (gap.find(':') == absl::string_view::npos) {
        if (words_[i + 1].clause != words_[i].clause) return;
        continue;
      }
      Attribution attribution;
      attribution.verb = i;
      attribution.by_colon = true;
      for (size_t j = 0; j <= i; ++j) {
        if (IsPersonalPronoun(words_[j].form)) return;
        if (TellsWho(j)) attribution.speaker.push_back(j);
      }
      if (!attribution.speaker.empty()) found_.push_back(attribution);
      return;
    }
  }

  void AddRight(size_t verb, size_t from) {
    Attribution attribution;
    attribution.verb = verb;
    if (from < words_.size() && words_[from].form == "to") ++from;
    for (size_t i = from; i < words_.size() && i < from + kMostWords; ++i) {
      if (words_[i].quoted || EndsSubject(words_[i].form)) break;
      if (words_[i].clause != words_[verb].clause &&
          !attribution.speaker.empty())
        break;
      if (TellsWho(i)) attribution.speaker.push_back(i);
    }
    found_.push_back(std::move(attribution));
  }

  void AddLeft(size_t verb) {
    Attribution attribution;
    attribution.verb = verb;
    size_t begin = verb;
    while (begin > 0 && words_[begin - 1].clause == words_[verb].clause &&
           BelongsToVerb(words_[begin - 1]))
      --begin;
    // "Ana Rell, 41, said": the clauses between belong to her.
    int clauses = begin > 0 && FollowsMark(begin) ? kMostClauses : 0;
    for (size_t i = begin; i > 0 && begin - i < kMostWords;) {
      --i;
      if (words_[i].quoted || words_[i].form == "that" ||
          (i + 1 == begin && words_[i].form == "and") ||
          IsReporting(words_[i].form) ||
          words_[i].sentence != words_[verb].sentence)
        break;
      if (words_[i].clause != words_[i + 1].clause && --clauses < 0) break;
      if (TellsWho(i)) attribution.speaker.push_back(i);
    }
    std::reverse(attribution.speaker.begin(), attribution.speaker.end());
    found_.push_back(std::move(attribution));
  }

  absl::string_view text_;
  const std::vector<ClaimWord>& words_;
  std::vector<Attribution> found_;
};

}  // namespace

std::vector<Attribution> FindAttributions(absl::string_view text,
                                          const std::vector<ClaimWord>& words) {
  return Finder(text, words).Find();
}

}  // namespace byline::summary
