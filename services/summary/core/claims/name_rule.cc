#include <algorithm>
#include <iterator>

#include "common/text/background_terms.h"
#include "services/summary/core/claims/name_place.h"
#include "services/summary/core/claims/point_rules.h"

namespace byline::summary {
namespace {

// How well a sentence with the name must support what is said of it.
constexpr double kLeastShare = 0.4;
// The same where that sentence has a name that the point lacks.
constexpr double kLeastShareBesideOther = 0.6;
constexpr size_t kLeastMentions = 3;

class NameRule {
 public:
  explicit NameRule(PointRules& rules) : rules_(rules), place_(rules) {}

  void Check(const NameRun& run) {
    const std::vector<ClaimWord>& words = rules_.reading.words;
    bool settled = true;
    for (size_t i = run.first; i <= run.last; ++i)
      settled = settled && rules_.settled[i];
    if (settled) return;
    if (const absl::string_view other = place_.FindOther(run); !other.empty()) {
      Add(true, run, other);
      return;
    }
    std::vector<size_t> together;  // sentences with all words of the name
    size_t found = 0;
    bool missing = false;
    bool common_missing = true;
    bool around = false;
    for (size_t i = run.first; i <= run.last; ++i) {
      std::vector<size_t> sentences =
          rules_.evidence.SentencesNaming(words[i].form);
      if (sentences.empty()) {
        if (rules_.evidence.NamedAround(words[i].form)) {
          around = true;
        } else if (!IsInflection(words[i])) {
          missing = true;
          common_missing = common_missing && IsCommon(words[i]);
        }
        continue;
      }
      if (found++ == 0) {
        together = std::move(sentences);
        continue;
      }
      std::vector<size_t> both;
      std::set_intersection(together.begin(), together.end(), sentences.begin(),
                            sentences.end(), std::back_inserter(both));
      // First names stand once, surnames everywhere.
      together = both.empty() ? std::move(sentences) : std::move(both);
    }
    if (missing && run.first != run.last) {
      std::vector<size_t> sentences = rules_.evidence.SentencesNaming(
          InitialsOf(words, run.first, run.last));
      if (!sentences.empty()) {
        together = std::move(sentences);
        missing = false;
        found = 1;
      }
    }
    // A title or trade that the writer put to a known name is soft.
    const bool sure = IsSurelyName(run, rules_.evidence);
    if (missing) {
      const bool german = rules_.evidence.primary() == "de";
      Add(sure && (found == 0 || (!common_missing && !german)), run,
          place_.FindUnused());
    } else if (sure && found > 0 && !around &&
               !rules_.reading.sources.empty()) {
      CheckPlace(run, together);
    }
  }

 private:
  void Add(bool hard, const NameRun& run, absl::string_view expected) {
    rules_.Add(FaultKind::kName, hard, run.first, run.last, expected);
  }

  bool IsCommon(const ClaimWord& word) const {
    return text::BackgroundIdf(word.form, rules_.evidence.language()) <
           text::kUnknownBackgroundIdf;
  }
  // A common word with a capital that stands in the article in another form.
  bool IsInflection(const ClaimWord& word) const {
    return IsCommon(word) && rules_.evidence.HoldsStem(word.stem);
  }
  // Whom the article is about may be called by name for "he", from far away.
  bool IsMostNamed(const std::vector<size_t>& sentences) const {
    return sentences.size() >= kLeastMentions &&
           2 * sentences.size() >= rules_.evidence.most_mentions();
  }

  void CheckPlace(const NameRun& run, const std::vector<size_t>& sentences) {
    const absl::string_view unused = place_.FindUnused();
    if (const absl::string_view other = place_.FindBeside(run, sentences);
        !other.empty()) {
      Add(true, run, other);
      return;
    }
    if (place_.IsDoubled(run, unused)) {
      Add(true, run, unused);
      return;
    }
    if (place_.IsInSources(run) || place_.StandsForNoName(run) ||
        (unused.empty() && IsMostNamed(sentences)) ||
        StandsWithContext(
            rules_.reading, rules_.evidence, run.first, run.last, sentences,
            unused.empty() ? kLeastShare : kLeastShareBesideOther))
      return;
    Add(true, run, unused);
  }

  PointRules& rules_;
  NamePlace place_;
};

}  // namespace

void PointRules::CheckNames() {
  NameRule rule(*this);
  for (const NameRun& run : reading.names) rule.Check(run);
}

}  // namespace byline::summary
