#include <algorithm>
#include <iterator>

#include "common/text/background_terms.h"
#include "services/summary/core/claims/claim_words.h"
#include "services/summary/core/claims/point_rules.h"

namespace byline::summary {
namespace {

// How well a sentence with the name must support what is said of it.
constexpr double kLeastShare = 0.4;
// The same where that sentence has a name that the point lacks.
constexpr double kLeastShareBesideOther = 0.6;
// So many words alike around a name: what stands there is meant.
constexpr int kAlikeToTell = 3;
constexpr size_t kLeastMentions = 3;

// Names at the front of a text that nothing is said of.
bool IsAgency(absl::string_view form) {
  return form == "cnn" || form == "reuters" || form == "ap" || form == "afp" ||
         form == "dpa" || form == "bbc";
}

class NameRule {
 public:
  explicit NameRule(PointRules& rules) : rules_(rules) {}

  void Check(const NameRun& run) {
    const std::vector<ClaimWord>& words = rules_.reading.words;
    bool settled = true;
    for (size_t i = run.first; i <= run.last; ++i)
      settled = settled && rules_.settled[i];
    if (settled) return;
    if (const Other other = FindInItsPlace(run); !other.text.empty()) {
      Add(true, run, other);
      return;
    }
    std::vector<size_t> together;  // sentences with all words of the name
    size_t found = 0;
    bool missing = false;
    bool common_missing = true;
    bool around = false;
    for (size_t i = run.first; i <= run.last; ++i) {
      std::vector<size_t> sentences = SentencesNaming(words[i]);
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
          FindUnused());
    } else if (sure && found > 0 && !around && !rules_.reading.sources.empty()) {
      CheckPlace(run, together);
    }
  }

 private:
  struct Other {
    absl::string_view text;
  };

  void Add(bool hard, const NameRun& run, const Other& other) {
    rules_.Add(FaultKind::kName, hard, run.first, run.last, other.text);
  }

  std::vector<size_t> SentencesNaming(const ClaimWord& word) const {
    return rules_.evidence.SentencesNaming(word.form);
  }
  bool IsCommon(const ClaimWord& word) const {
    return text::BackgroundIdf(word.form, rules_.evidence.language()) <
           text::kUnknownBackgroundIdf;
  }
  // A common word with a capital that stands in the article in another form.
  bool IsInflection(const ClaimWord& word) const {
    return IsCommon(word) && rules_.evidence.HoldsStem(word.stem);
  }
  bool Shares(size_t first, size_t last, const ClaimWord& of_source) const {
    for (size_t i = first; i <= last; ++i) {
      if (SameName(rules_.reading.words[i].form, of_source.form)) return true;
    }
    return false;
  }
  // "NTSB" for "National Transportation Safety Board", or the other way.
  bool SameInitials(const NameRun& of_point, const NameRun& of_source) const {
    const std::vector<ClaimWord>& point = rules_.reading.words;
    const std::vector<ClaimWord>& source = rules_.BestSource()->words;
    return InitialsOf(source, of_source.first, of_source.last) ==
               point[of_point.last].form ||
           InitialsOf(point, of_point.first, of_point.last) ==
               source[of_source.last].form;
  }
  bool IsInSources(const NameRun& run) const {
    for (size_t i = run.first; i <= run.last; ++i) {
      const std::vector<size_t> sentences =
          SentencesNaming(rules_.reading.words[i]);
      for (size_t id : rules_.reading.sources) {
        if (std::binary_search(sentences.begin(), sentences.end(), id))
          return true;
      }
    }
    return false;
  }
  bool IsUnused(const NameRun& of_source) const {
    const std::vector<ClaimWord>& source = rules_.BestSource()->words;
    for (size_t j = of_source.first; j <= of_source.last; ++j) {
      if (rules_.PointNames(source[j].form) || IsAgency(source[j].form))
        return false;
    }
    return !rules_.PointNames(
        InitialsOf(source, of_source.first, of_source.last));
  }

  // The name that the best source has where the point has this one, or where
  // it has words of it.
  Other FindInItsPlace(const NameRun& run) const {
    if (rules_.reading.sources.empty()) return {};
    for (size_t first = run.first; first <= run.last; ++first) {
      if (rules_.reading.aligned[first] >= 0) continue;
      size_t last = first;
      while (last < run.last && rules_.reading.aligned[last + 1] < 0) ++last;
      const Other other =
          FindInSlot(run, BeginOfTitles(first), EndOfTitles(last));
      if (!other.text.empty()) return other;
      first = last;
    }
    return {};
  }

  // "Secretary" of "Secretary Rell" came with the name.
  bool IsTitleOfName(size_t i) const {
    const ClaimWord& word = rules_.reading.words[i];
    return rules_.reading.aligned[i] < 0 && word.capital && !word.function;
  }
  size_t BeginOfTitles(size_t first) const {
    while (first > 0 && IsTitleOfName(first - 1)) --first;
    return first;
  }
  size_t EndOfTitles(size_t last) const {
    while (last + 1 < rules_.reading.words.size() && IsTitleOfName(last + 1))
      ++last;
    return last;
  }

  Other FindInSlot(const NameRun& run, size_t first, size_t last) const {
    const std::optional<Slot> slot =
        SlotOf(rules_.reading, rules_.evidence, first, last);
    if (!slot.has_value()) return {};
    const std::vector<ClaimWord>& source = rules_.BestSource()->words;
    Other other;
    bool unused = false;
    for (const NameRun& name : rules_.reading.source_names) {
      if (name.first >= slot->end || name.last < slot->begin) continue;
      // Of a guess only what is right beside the bound.
      if (slot->open_left && name.last + 1 != slot->end) continue;
      if (slot->open_right && name.first != slot->begin) continue;
      const size_t from = std::max(name.first, slot->begin);
      const size_t to = std::min(name.last, slot->end - 1);
      for (size_t j = from; j <= to; ++j) {
        if (Shares(first, last, source[j])) return {};
      }
      if (SameInitials(run, name)) return {};
      if (!other.text.empty()) continue;
      other.text = rules_.SourceText(from, to);
      unused = IsUnused(name);
    }
    if (other.text.empty() && slot->closed && slot->alike > kAlikeToTell)
      other.text = TitleIn(*slot);
    if (slot->alike >= kAlikeToTell) return other;
    if (IsInSources(run)) return slot->alike >= 2 && unused ? other : Other{};
    if (slot->alike >= kAlikeToTell - 1 || unused) return other;
    return {};
  }

  // "Chief Inspector": a title that stands for a name.
  absl::string_view TitleIn(const Slot& slot) const {
    const std::vector<ClaimWord>& source = rules_.BestSource()->words;
    for (size_t j = slot.begin; j < slot.end; ++j) {
      if (source[j].capital && !source[j].initial && !source[j].function)
        return rules_.SourceText(j, slot.end - 1);
    }
    return {};
  }

  // The best source says "she" or "the pilot" there.
  bool StandsForNoName(const NameRun& run) const {
    const std::optional<Slot> slot =
        SlotOf(rules_.reading, rules_.evidence, BeginOfTitles(run.first),
               EndOfTitles(run.last));
    if (!slot.has_value() || !slot->closed || slot->begin == slot->end ||
        slot->alike < kAlikeToTell)
      return false;
    const std::vector<ClaimWord>& source = rules_.BestSource()->words;
    for (size_t j = slot->begin; j < slot->end; ++j) {
      if (source[j].capital && (!source[j].initial || source[j].all_capitals ||
                                IsNameWord(source, j, rules_.evidence)))
        return false;
    }
    return true;
  }
  // Whom the article is about may be called by name for "he", from far away.
  bool IsMostNamed(const std::vector<size_t>& sentences) const {
    return sentences.size() >= kLeastMentions &&
           2 * sentences.size() >= rules_.evidence.most_mentions();
  }

  // A name of the best source that the point does not use.
  Other FindUnused() const {
    if (rules_.BestSource() == nullptr) return {};
    for (const NameRun& name : rules_.reading.source_names) {
      if (IsUnused(name)) return {rules_.SourceText(name.first, name.last)};
    }
    return {};
  }

  // The point names it more often than the best source, which has a name that
  // the point lacks.
  bool IsDoubled(const NameRun& run, const Other& unused) const {
    if (unused.text.empty()) return false;
    const auto count = [&](const std::vector<ClaimWord>& words) {
      return std::count_if(words.begin(), words.end(), [&](const auto& word) {
        return word.capital &&
               SameName(word.form, rules_.reading.words[run.last].form);
      });
    };
    const auto in_point = count(rules_.reading.words);
    return in_point > 1 && in_point > count(rules_.BestSource()->words);
  }

  // Whether the word beside the name stands in the article beside another name
  // only: "the Turkish ministry" where it knows a Greek one.
  Other FindBeside(const NameRun& run, const std::vector<size_t>& sentences) {
    const std::vector<ClaimWord>& words = rules_.reading.words;
    for (const int step : {-1, 1}) {
      const size_t at = step < 0 ? run.first - 1 : run.last + 1;
      if (at >= words.size() || words[at].weight <= 0 || words[at].capital ||
          words[at].clause != words[run.first].clause || rules_.settled[at])
        continue;
      Other other;
      bool together = false;
      for (size_t id : rules_.evidence.SentencesHolding(words[at].stem)) {
        if (std::binary_search(sentences.begin(), sentences.end(), id) || (id > 0 && std::binary_search(sentences.begin(), sentences.end(), id-1))) {
          together = true;
          break;
        }
        const EvidenceSentence& sentence = rules_.evidence.sentences()[id];
        for (size_t j = 0; j < sentence.words.size(); ++j) {
          if (sentence.words[j].stem != words[at].stem) continue;
          const size_t beside = j - static_cast<size_t>(step);
          if (beside < sentence.words.size() &&
              IsNameWord(sentence.words, beside, rules_.evidence) &&
              !rules_.PointNames(sentence.words[beside].form))
            other.text = sentence.text.substr(
                sentence.words[beside].begin,
                sentence.words[beside].end - sentence.words[beside].begin);
        }
      }
      if (!together && !other.text.empty()) return other;
    }
    return {};
  }

  void CheckPlace(const NameRun& run, const std::vector<size_t>& sentences) {
    const Other unused = FindUnused();
    if (const Other other = FindBeside(run, sentences); !other.text.empty()) {
      Add(true, run, other);
      return;
    }
    if (IsDoubled(run, unused)) {
      Add(true, run, unused);
      return;
    }
    if (IsInSources(run) || StandsForNoName(run) ||
        (unused.text.empty() && IsMostNamed(sentences)) ||
        StandsWithContext(rules_.reading, rules_.evidence, run.first, run.last,
                          sentences,
                          unused.text.empty() ? kLeastShare : kLeastShareBesideOther))
      return;
    Add(true, run, unused);
  }

  PointRules& rules_;
};

}  // namespace

void PointRules::CheckNames() {
  NameRule rule(*this);
  for (const NameRun& run : reading.names) rule.Check(run);
}

}  // namespace byline::summary
