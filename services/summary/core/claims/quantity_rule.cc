#include <algorithm>
#include <optional>

#include "services/summary/core/claims/claim_words.h"
#include "services/summary/core/claims/point_rules.h"

namespace byline::summary {
namespace {

constexpr double kLeastShare = 0.3;
bool SameUnit(absl::string_view a, absl::string_view b) {
  if (a == b) return true;
  // "pounds" of money or of weight.
  const auto pound = [](absl::string_view one, absl::string_view other) {
    return one == "pound" && (other == "gbp" || other == "lb");
  };
  return pound(a, b) || pound(b, a);
}

class QuantityRule {
 public:
  explicit QuantityRule(PointRules& rules) : rules_(rules) {}

  void Check(const Quantity& quantity) {
    if (rules_.settled[quantity.first]) return;
    const std::vector<size_t> sentences =
        rules_.evidence.SentencesWith(quantity);
    const EvidenceSentence* const best = rules_.BestSource();
    const Quantity* const other = FindOther(quantity);
    const absl::string_view expected =
        other == nullptr
            ? absl::string_view()
            : best->text.substr(other->begin, other->end - other->begin);
    if (sentences.empty() || best == nullptr) {
      const bool other_scale =
          other != nullptr && other->mantissa == quantity.mantissa;
      Add(other_scale ? FaultKind::kUnit : FaultKind::kNumber, quantity,
          expected);
      return;
    }
    const bool in_best = std::binary_search(sentences.begin(), sentences.end(),
                                            rules_.reading.sources[0]);
    if (StandsInItsPlace(quantity, other) ||
        (!in_best &&
         !StandsWithContext(rules_.reading, rules_.evidence, quantity.first,
                            quantity.last, sentences, kLeastShare))) {
      Add(FaultKind::kNumber, quantity, expected);
      return;
    }
    CheckUnit(quantity, in_best ? std::vector<size_t>{rules_.reading.sources[0]}
                                : sentences);
  }

 private:
  void Add(FaultKind kind, const Quantity& quantity,
           absl::string_view expected) {
    rules_.Add(kind, true, quantity.first, quantity.last, expected);
  }

  bool PointHas(const Quantity& of_source) const {
    return std::any_of(rules_.reading.quantities.begin(),
                       rules_.reading.quantities.end(),
                       [&](const Quantity& of_point) {
                         return SameValue(of_point, of_source);
                       });
  }

  static bool IsInside(const std::optional<Slot>& slot,
                       const Quantity& of_source) {
    return slot.has_value() && slot->closed && of_source.first < slot->end &&
           of_source.last >= slot->begin;
  }

  // A number of the best source that the point does not use: the one in its
  // place, else one of its unit, else the first.
  const Quantity* FindOther(const Quantity& quantity) {
    in_slot_ = false;
    const EvidenceSentence* const best = rules_.BestSource();
    if (best == nullptr) return nullptr;
    const std::optional<Slot> slot =
        SlotOf(rules_.reading, rules_.evidence, quantity.first, quantity.last);
    const Quantity* other = nullptr;
    bool in_best = false;
    for (const Quantity& of_source : best->quantities) {
      if (!SameValue(quantity, of_source)) continue;
      in_best = true;
      if (IsInside(slot, of_source)) return nullptr;
    }
    for (const Quantity& of_source : best->quantities) {
      if (IsInside(slot, of_source) &&
          (slot->alike >= kAlikeToTell || (!in_best && !PointHas(of_source)))) {
        in_slot_ = true;
        return &of_source;
      }
      if (PointHas(of_source)) continue;
      if (other == nullptr || (!SameUnit(other->unit, quantity.unit) &&
                               SameUnit(of_source.unit, quantity.unit)))
        other = &of_source;
    }
    return other;
  }

  // Whether the number has taken another's place.
  bool StandsInItsPlace(const Quantity& quantity, const Quantity* other) const {
    if (other == nullptr) return false;
    if (in_slot_) return true;
    const auto count = [&](const std::vector<Quantity>& quantities) {
      return std::count_if(
          quantities.begin(), quantities.end(),
          [&](const Quantity& each) { return SameValue(quantity, each); });
    };
    const auto in_point = count(rules_.reading.quantities);
    return in_point > 1 && in_point > count(rules_.BestSource()->quantities);
  }

  void CheckUnit(const Quantity& quantity,
                 const std::vector<size_t>& sentences) {
    if (quantity.unit.empty()) return;
    const EvidenceSentence* sentence = nullptr;
    const Quantity* wrong = nullptr;
    for (size_t id : sentences) {
      for (const Quantity& each : rules_.evidence.sentences()[id].quantities) {
        if (!SameValue(quantity, each)) continue;
        if (each.unit.empty() || SameUnit(each.unit, quantity.unit)) return;
        sentence = &rules_.evidence.sentences()[id];
        wrong = &each;
      }
    }
    if (wrong == nullptr) return;
    const size_t last = std::min(wrong->last + 1, sentence->words.size() - 1);
    Add(FaultKind::kUnit, quantity,
        sentence->text.substr(wrong->begin,
                              sentence->words[last].end - wrong->begin));
  }

  PointRules& rules_;
  bool in_slot_ = false;
};

// The number of a weekday or month; 0 where the word is or may be another.
int DateOf(const std::vector<ClaimWord>& words, size_t i,
           absl::string_view primary) {
  const int number = CalendarWord(words[i].form, primary);
  if (number == 0) return 0;
  if (primary == "fr" || primary == "es") return number;
  if (!words[i].capital) return 0;
  const absl::string_view form = words[i].form;
  const bool doubtful = form == "may" || form == "march" || form == "mar" ||
                        form == "sun" || form == "sat" || form == "wed" ||
                        form == "april" || form == "june" || form == "august";
  if (!doubtful) return number;
  const auto is_number = [&](size_t j) {
    return j < words.size() && !words[j].form.empty() &&
           words[j].form[0] >= '0' && words[j].form[0] <= '9';
  };
  if (is_number(i + 1) || (i > 0 && is_number(i - 1))) return number;
  const bool told =
      i > 0 && (words[i - 1].form == "in" || words[i - 1].form == "since" ||
                words[i - 1].form == "last" || words[i - 1].form == "until" ||
                words[i - 1].form == "by" || words[i - 1].form == "of" ||
                words[i - 1].form == "early" || words[i - 1].form == "late" ||
                words[i - 1].form == "this" || words[i - 1].form == "next");
  return told ? number : 0;
}

}  // namespace

void PointRules::CheckQuantities() {
  QuantityRule rule(*this);
  for (const Quantity& quantity : reading.quantities) rule.Check(quantity);
}

void PointRules::CheckDates() {
  const std::string& primary = evidence.primary();
  for (size_t i = 0; i < reading.words.size(); ++i) {
    const int date = DateOf(reading.words, i, primary);
    if (date == 0 || settled[i]) continue;
    std::vector<size_t> sentences;
    for (size_t id = 0; id < evidence.sentences().size(); ++id) {
      const std::vector<ClaimWord>& words = evidence.sentences()[id].words;
      if (std::any_of(words.begin(), words.end(), [&](const ClaimWord& word) {
            return CalendarWord(word.form, primary) == date;
          }))
        sentences.push_back(id);
    }
    // The first day or month of the best source that is another.
    absl::string_view other;
    bool in_slot = false;
    const std::optional<Slot> slot = SlotOf(reading, evidence, i, i);
    const EvidenceSentence* const best = BestSource();
    for (size_t j = 0; best != nullptr && j < best->words.size(); ++j) {
      const int there = DateOf(best->words, j, primary);
      const bool inside = slot.has_value() && j >= slot->begin && j < slot->end;
      if (inside && there == date) {
        in_slot = false;
        break;
      }
      if (there == 0 || there == date || (there > 10) != (date > 10)) continue;
      if (inside) in_slot = true;
      if (inside || other.empty()) other = SourceText(j, j);
    }
    const bool in_best = best != nullptr &&
                         std::binary_search(sentences.begin(), sentences.end(),
                                            reading.sources[0]);
    if (sentences.empty() || in_slot) {
      Add(FaultKind::kDate, true, i, i, other);
    } else if (!in_best && !StandsWithContext(reading, evidence, i, i,
                                              sentences, kLeastShare)) {
      Add(FaultKind::kDate, !other.empty(), i, i, other);
    }
  }
}

}  // namespace byline::summary
