#include "services/summary/core/claims/name_place.h"

#include <algorithm>
#include <optional>

namespace byline::summary {
namespace {

// Names at the front of a text that nothing is said of.
bool IsAgency(absl::string_view form) {
  return form == "cnn" || form == "reuters" || form == "ap" || form == "afp" ||
         form == "dpa" || form == "bbc";
}

}  // namespace

bool NamePlace::Shares(size_t first, size_t last,
                       const ClaimWord& of_source) const {
  for (size_t i = first; i <= last; ++i) {
    if (SameName(rules_.reading.words[i].form, of_source.form)) return true;
  }
  return false;
}

bool NamePlace::SameInitials(const NameRun& of_point,
                             const NameRun& of_source) const {
  const std::vector<ClaimWord>& point = rules_.reading.words;
  const std::vector<ClaimWord>& source = rules_.BestSource()->words;
  return InitialsOf(source, of_source.first, of_source.last) ==
             point[of_point.last].form ||
         InitialsOf(point, of_point.first, of_point.last) ==
             source[of_source.last].form;
}

bool NamePlace::IsInSources(const NameRun& run) const {
  for (size_t i = run.first; i <= run.last; ++i) {
    const std::vector<size_t> sentences =
        rules_.evidence.SentencesNaming(rules_.reading.words[i].form);
    for (size_t id : rules_.reading.sources) {
      if (std::binary_search(sentences.begin(), sentences.end(), id))
        return true;
    }
  }
  return false;
}

bool NamePlace::IsUnused(const NameRun& of_source) const {
  const std::vector<ClaimWord>& source = rules_.BestSource()->words;
  for (size_t j = of_source.first; j <= of_source.last; ++j) {
    if (rules_.PointNames(source[j].form) || IsAgency(source[j].form))
      return false;
  }
  return !rules_.PointNames(
      InitialsOf(source, of_source.first, of_source.last));
}

absl::string_view NamePlace::FindOther(const NameRun& run) const {
  if (rules_.reading.sources.empty()) return {};
  for (size_t first = run.first; first <= run.last; ++first) {
    if (rules_.reading.aligned[first] >= 0) continue;
    size_t last = first;
    while (last < run.last && rules_.reading.aligned[last + 1] < 0) ++last;
    const absl::string_view other =
        FindInSlot(run, BeginOfTitles(first), EndOfTitles(last));
    if (!other.empty()) return other;
    first = last;
  }
  return {};
}

bool NamePlace::IsTitleOfName(size_t i) const {
  const ClaimWord& word = rules_.reading.words[i];
  return rules_.reading.aligned[i] < 0 && word.capital && !word.function;
}

size_t NamePlace::BeginOfTitles(size_t first) const {
  while (first > 0 && IsTitleOfName(first - 1)) --first;
  return first;
}

size_t NamePlace::EndOfTitles(size_t last) const {
  while (last + 1 < rules_.reading.words.size() && IsTitleOfName(last + 1))
    ++last;
  return last;
}

absl::string_view NamePlace::FindInSlot(const NameRun& run, size_t first,
                                        size_t last) const {
  const std::optional<Slot> slot =
      SlotOf(rules_.reading, rules_.evidence, first, last);
  if (!slot.has_value()) return {};
  const std::vector<ClaimWord>& source = rules_.BestSource()->words;
  absl::string_view other;
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
    if (!other.empty()) continue;
    other = rules_.SourceText(from, to);
    unused = IsUnused(name);
  }
  if (other.empty() && slot->closed && slot->alike > kAlikeToTell)
    other = TitleIn(*slot);
  if (slot->alike >= kAlikeToTell) return other;
  if (IsInSources(run))
    return slot->alike >= 2 && unused ? other : absl::string_view();
  if (slot->alike >= kAlikeToTell - 1 || unused) return other;
  return {};
}

absl::string_view NamePlace::TitleIn(const Slot& slot) const {
  const std::vector<ClaimWord>& source = rules_.BestSource()->words;
  for (size_t j = slot.begin; j < slot.end; ++j) {
    if (source[j].capital && !source[j].initial && !source[j].function)
      return rules_.SourceText(j, slot.end - 1);
  }
  return {};
}

bool NamePlace::StandsForNoName(const NameRun& run) const {
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

absl::string_view NamePlace::FindUnused() const {
  if (rules_.BestSource() == nullptr) return {};
  for (const NameRun& name : rules_.reading.source_names) {
    if (IsUnused(name)) return {rules_.SourceText(name.first, name.last)};
  }
  return {};
}

bool NamePlace::IsDoubled(const NameRun& run, absl::string_view unused) const {
  if (unused.empty()) return false;
  const auto count = [&](const std::vector<ClaimWord>& words) {
    return std::count_if(words.begin(), words.end(), [&](const auto& word) {
      return word.capital &&
             SameName(word.form, rules_.reading.words[run.last].form);
    });
  };
  const auto in_point = count(rules_.reading.words);
  return in_point > 1 && in_point > count(rules_.BestSource()->words);
}

absl::string_view NamePlace::FindBeside(
    const NameRun& run, const std::vector<size_t>& sentences) const {
  const std::vector<ClaimWord>& words = rules_.reading.words;
  const auto holds = [&](size_t id) {
    return std::binary_search(sentences.begin(), sentences.end(), id);
  };
  for (const int step : {-1, 1}) {
    const size_t at = step < 0 ? run.first - 1 : run.last + 1;
    if (at >= words.size() || words[at].weight <= 0 || words[at].capital ||
        words[at].clause != words[run.first].clause || rules_.settled[at])
      continue;
    absl::string_view other;
    bool together = false;
    for (size_t id : rules_.evidence.SentencesHolding(words[at].stem)) {
      together = holds(id) || (id > 0 && holds(id - 1));
      if (together) break;
      const EvidenceSentence& sentence = rules_.evidence.sentences()[id];
      for (size_t j = 0; j < sentence.words.size(); ++j) {
        if (sentence.words[j].stem != words[at].stem) continue;
        const size_t beside = j - static_cast<size_t>(step);
        if (beside < sentence.words.size() &&
            IsNameWord(sentence.words, beside, rules_.evidence) &&
            !rules_.PointNames(sentence.words[beside].form))
          other = sentence.text.substr(
              sentence.words[beside].begin,
              sentence.words[beside].end - sentence.words[beside].begin);
      }
    }
    if (!together && !other.empty()) return other;
  }
  return {};
}

}  // namespace byline::summary
