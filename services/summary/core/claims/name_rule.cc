#include <algorithm>
#include <iterator>

#include "common/text/background_terms.h"
#include "services/summary/core/claims/claim_words.h"
#include "services/summary/core/claims/point_rules.h"

namespace byline::summary {
namespace {

// How well a sentence with the name must support what is said of it.
constexpr double kLeastShare = 0.5;

class NameRule {
 public:
  explicit NameRule(PointRules& rules) : rules_(rules) {}

  void Check(const NameRun& run) {
    const PointReading& reading = rules_.reading;
    bool settled = true;
    for (size_t i = run.first; i <= run.last; ++i)
      settled = settled && rules_.settled[i];
    if (settled) return;
    std::vector<size_t> together;  // sentences with all words of the name
    bool around = false;
    bool first = true;
    for (size_t i = run.first; i <= run.last; ++i) {
      const ClaimWord& word = reading.words[i];
      std::vector<size_t> sentences =
          rules_.evidence.SentencesNaming(word.form);
      if (sentences.empty()) {
        if (rules_.evidence.NamedAround(word.form)) {
          around = true;
          continue;
        }
        if (IsKnownByInitials(run, &sentences) || IsInflection(word)) {
          if (sentences.empty()) return;
        } else {
          const Other other = FindOther(run);
          // A title or trade that the writer put to a known name.
          const bool trade = run.first != run.last && IsCommon(word);
          rules_.Add(FaultKind::kName, !trade, run.first, run.last, other.text);
          return;
        }
      }
      if (first) {
        together = std::move(sentences);
        first = false;
        continue;
      }
      std::vector<size_t> both;
      std::set_intersection(together.begin(), together.end(), sentences.begin(),
                            sentences.end(), std::back_inserter(both));
      // First names stand once, surnames everywhere.
      together = both.empty() ? std::move(sentences) : std::move(both);
    }
    if (around || first || reading.sources.empty()) return;
    CheckPlace(run, together);
  }

 private:
  struct Other {
    bool in_slot = false;
    absl::string_view text;
  };

  bool IsCommon(const ClaimWord& word) const {
    return text::BackgroundIdf(word.form, rules_.evidence.language()) <
           text::kUnknownBackgroundIdf;
  }
  // A common word with a capital that stands in the article in another form.
  bool IsInflection(const ClaimWord& word) const {
    return IsCommon(word) && rules_.evidence.HoldsStem(word.stem);
  }
  bool IsKnownByInitials(const NameRun& run,
                         std::vector<size_t>* sentences) const {
    if (run.first == run.last) return false;
    *sentences = rules_.evidence.SentencesNaming(
        InitialsOf(rules_.reading.words, run.first, run.last));
    return !sentences->empty();
  }

  bool SharesAWord(const NameRun& of_point, const NameRun& of_source) const {
    const std::vector<ClaimWord>& source = rules_.BestSource()->words;
    for (size_t i = of_point.first; i <= of_point.last; ++i) {
      for (size_t j = of_source.first; j <= of_source.last; ++j) {
        if (SameName(rules_.reading.words[i].form, source[j].form)) return true;
      }
    }
    return false;
  }
  bool IsUnused(const NameRun& of_source) const {
    const std::vector<ClaimWord>& source = rules_.BestSource()->words;
    for (size_t j = of_source.first; j <= of_source.last; ++j) {
      if (rules_.PointNames(source[j].form)) return false;
    }
    return !rules_.PointNames(
        InitialsOf(source, of_source.first, of_source.last));
  }

  // A name of the best source that stands where the point has this one, else
  // one that the point does not use.
  Other FindOther(const NameRun& run) const {
    Other other;
    if (rules_.BestSource() == nullptr) return other;
    const std::optional<Slot> slot =
        SlotOf(rules_.reading, rules_.evidence, run.first, run.last);
    for (const NameRun& name : rules_.reading.source_names) {
      const bool inside = slot.has_value() && name.first < slot->end &&
                          name.last >= slot->begin;
      if (inside && SharesAWord(run, name)) return {};
      if (inside && (slot->closed || IsUnused(name)))
        return {true, rules_.SourceText(name.first, name.last)};
      if (other.text.empty() && IsUnused(name))
        other.text = rules_.SourceText(name.first, name.last);
    }
    return other;
  }

  // The point names it more often than the best source, which has a name that
  // the point lacks.
  bool IsDoubled(const NameRun& run, const Other& other) const {
    if (other.text.empty()) return false;
    const auto count = [&](const std::vector<ClaimWord>& words) {
      return std::count_if(words.begin(), words.end(), [&](const auto& word) {
        return word.capital &&
               SameName(word.form, rules_.reading.words[run.last].form);
      });
    };
    const auto in_point = count(rules_.reading.words);
    return in_point > 1 && in_point > count(rules_.BestSource()->words);
  }

  void CheckPlace(const NameRun& run, const std::vector<size_t>& sentences) {
    const Other other = FindOther(run);
    const bool in_best = std::binary_search(sentences.begin(), sentences.end(),
                                            rules_.reading.sources[0]);
    if (other.in_slot || IsDoubled(run, other)) {
      rules_.Add(FaultKind::kName, true, run.first, run.last, other.text);
      return;
    }
    if (in_best || StandsWithContext(rules_.reading, rules_.evidence, run.first,
                                     run.last, sentences, kLeastShare))
      return;
    rules_.Add(FaultKind::kName, !other.text.empty(), run.first, run.last,
               other.text);
  }

  PointRules& rules_;
};

}  // namespace

void PointRules::CheckNames() {
  NameRule rule(*this);
  for (const NameRun& run : reading.names) rule.Check(run);
}

}  // namespace byline::summary
