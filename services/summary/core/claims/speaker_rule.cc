#include <absl/strings/match.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>

#include "services/summary/core/claims/attributions.h"
#include "services/summary/core/claims/claim_words.h"
#include "services/summary/core/claims/point_rules.h"

namespace byline::summary {
namespace {

// A speaker who is a pronoun was named at most so many sentences before.
constexpr size_t kLookBack = 3;
class SpeakerRule {
 public:
  explicit SpeakerRule(PointRules& rules) : rules_(rules) {}

  void Check(const Attribution& attribution) {
    std::vector<ClaimWord> who;
    std::vector<ClaimWord> names;
    for (size_t i : attribution.speaker) {
      const ClaimWord& word = rules_.reading.words[i];
      if (rules_.settled[i]) return;
      if (IsTitleWord(word.form) && word.capital) continue;
      who.push_back(word);
      if (IsNameWord(rules_.reading.words, i, rules_.evidence))
        names.push_back(word);
    }
    if (who.empty() || rules_.reading.sources.empty()) return;
    if (IsOtherTrade(attribution)) return;
    // "The firm's lawyer" may be called by a name there.
    const bool by_name = names.size() == who.size();
    absl::string_view other;
    bool other_trade = false;
    for (size_t id : rules_.reading.sources) {
      const EvidenceSentence& source = rules_.evidence.sentences()[id];
      if (Meet(who, ReadClaim(source.speaker, rules_.evidence.language())))
        return;
      for (const Attribution& there :
           FindAttributions(source.text, source.words)) {
        std::vector<ClaimWord> speaker;
        bool named = false;
        for (size_t i : there.speaker) {
          speaker.push_back(source.words[i]);
          named = named || IsNameWord(source.words, i, rules_.evidence);
        }
        if (Meet(who, speaker)) return;
        other_trade = other_trade || AreOtherTrades(who, speaker);
        if (named && other.empty() && id == rules_.reading.sources[0])
          other =
              rules_.SourceText(there.speaker.front(), there.speaker.back());
      }
    }
    if ((other.empty() || !by_name) && !other_trade && IsNamedNear(who)) return;
    // A trade that the article does not know at all.
    const bool foreign =
        std::none_of(who.begin(), who.end(),
                     [&](const ClaimWord& word) {
                       return rules_.evidence.HoldsStem(word.stem);
                     }) &&
        std::any_of(who.begin(), who.end(), [](const ClaimWord& word) {
          return SpeakerGroup(word.form) != 0;
        });
    const bool hard =
        by_name || (!attribution.by_colon && (other_trade || foreign));
    rules_.Add(FaultKind::kSpeaker, hard, attribution.speaker.front(),
               attribution.speaker.back(), other);
  }

 private:
  // "the town's doctors say" where it has "the town's police say": told by the
  // place, though the rest of the speaker is the same.
  bool IsOtherTrade(const Attribution& attribution) {
    for (size_t i : attribution.speaker) {
      const ClaimWord& word = rules_.reading.words[i];
      if (rules_.reading.aligned[i] >= 0 || word.capital != word.initial)
        continue;
      const std::optional<Slot> slot =
          SlotOf(rules_.reading, rules_.evidence, i, i);
      if (!slot.has_value() || !slot->closed || slot->alike < kAlikeToTell)
        continue;
      const std::vector<ClaimWord>& source = rules_.BestSource()->words;
      const std::vector<ClaimWord> there(
          source.begin() + static_cast<std::ptrdiff_t>(slot->begin),
          source.begin() + static_cast<std::ptrdiff_t>(slot->end));
      const bool says_who =
          std::any_of(there.begin(), there.end(),
                      [](const ClaimWord& each) { return each.weight > 0; });
      if (!says_who || Meet({word}, there)) continue;
      rules_.Add(FaultKind::kSpeaker, true, i, i,
                 rules_.SourceText(slot->begin, slot->end - 1));
      return true;
    }
    return false;
  }

  // Both told by trade, and by another.
  static bool AreOtherTrades(const std::vector<ClaimWord>& a,
                             const std::vector<ClaimWord>& b) {
    const auto has_trade = [](const ClaimWord& word) {
      return SpeakerGroup(word.form) != 0;
    };
    return std::all_of(a.begin(), a.end(), has_trade) &&
           std::any_of(b.begin(), b.end(), has_trade);
  }

  static bool Meet(const std::vector<ClaimWord>& a,
                   const std::vector<ClaimWord>& b) {
    const std::string initials =
        b.empty() ? "" : InitialsOf(b, 0, b.size() - 1);
    for (const ClaimWord& one : a) {
      if (one.all_capitals && absl::StrContains(initials, one.form))
        return true;
      for (const ClaimWord& other : b) {
        if (one.stem == other.stem || SameName(one.form, other.form))
          return true;
        const int group = SpeakerGroup(one.form);
        if (group != 0 && group == SpeakerGroup(other.form)) return true;
      }
    }
    return false;
  }

  // Where the sources tell no name: in them, in the sentences before, or in
  // another sentence that says the same.
  bool IsNamedNear(const std::vector<ClaimWord>& who) const {
    for (size_t id : rules_.reading.sources) {
      for (size_t back = 0; back <= kLookBack && back <= id; ++back) {
        if (Meet(who, rules_.evidence.sentences()[id - back].words))
          return true;
      }
    }
    return false;
  }

  PointRules& rules_;
};

}  // namespace

void PointRules::CheckSpeakers() {
  SpeakerRule rule(*this);
  for (const Attribution& attribution :
       FindAttributions(reading.text, reading.words))
    rule.Check(attribution);
}

}  // namespace byline::summary
