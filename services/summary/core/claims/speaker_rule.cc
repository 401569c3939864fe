#include <algorithm>
#include <optional>
#include <string>

#include "services/summary/core/claims/attributions.h"
#include "services/summary/core/claims/claim_words.h"
#include "services/summary/core/claims/point_rules.h"

namespace byline::summary {
namespace {

// A speaker who is a pronoun was named at most so many sentences before.
constexpr size_t kLookBack = 3;
// So many words alike around a speaker: who stands there is meant.
constexpr int kAlikeToTell = 3;

class SpeakerRule {
 public:
  explicit SpeakerRule(PointRules& rules) : rules_(rules) {}

  void Check(const Attribution& attribution) {
    std::vector<ClaimWord> who;
    for (size_t i : attribution.speaker) {
      if (rules_.settled[i]) return;
      who.push_back(rules_.reading.words[i]);
    }
    if (who.empty() || rules_.reading.sources.empty()) return;
    if (IsOtherTrade(attribution)) return;
    // The name, where there is one, says who; trades say it less surely.
    std::vector<ClaimWord> names;
    for (const ClaimWord& word : who) {
      if (word.capital && !IsTitleWord(word.form) &&
          CalendarWord(word.form) == 0 &&
          (!word.initial || rules_.evidence.WritesAsName(word.form) ||
           !rules_.evidence.WritesSmall(word.form)))
        names.push_back(word);
    }
    if (!names.empty()) who = names;
    absl::string_view other;
    bool unnamed = true;
    for (size_t id : rules_.reading.sources) {
      const EvidenceSentence& source = rules_.evidence.sentences()[id];
      if (!source.speaker.empty()) {
        const std::vector<ClaimWord> speaker =
            ReadClaim(source.speaker, rules_.evidence.language());
        if (Meet(who, speaker)) return;
      }
      for (const Attribution& there :
           FindAttributions(source.text, source.words)) {
        std::vector<ClaimWord> speaker;
        for (size_t i : there.speaker) speaker.push_back(source.words[i]);
        if (Meet(who, speaker)) return;
        if (speaker.empty()) continue;
        if (id != rules_.reading.sources[0]) continue;
        unnamed = false;
        if (other.empty())
          other = rules_.SourceText(there.speaker.front(), there.speaker.back());
      }
    }
    if (unnamed && IsNamedNear(who)) return;
    rules_.Add(FaultKind::kSpeaker, true, attribution.speaker.front(),
               attribution.speaker.back(), other);
  }

 private:
  // "the town's doctors say" where it has "the town's police say": told by the
  // place, though the rest of the speaker is the same.
  bool IsOtherTrade(const Attribution& attribution) {
    for (size_t i : attribution.speaker) {
      if (rules_.reading.aligned[i] >= 0) continue;
      const std::optional<Slot> slot =
          SlotOf(rules_.reading, rules_.evidence, i, i);
      if (!slot.has_value() || slot->alike < kAlikeToTell) continue;
      const std::vector<ClaimWord>& source = rules_.BestSource()->words;
      for (size_t j = slot->begin; j < slot->end; ++j) {
        if (source[j].weight <= 0 ||
            Meet({rules_.reading.words[i]}, {source[j]}))
          continue;
        rules_.Add(FaultKind::kSpeaker, true, i, i, rules_.SourceText(j, j));
        return true;
      }
    }
    return false;
  }

  static bool Meet(const std::vector<ClaimWord>& a,
                   const std::vector<ClaimWord>& b) {
    for (const ClaimWord& one : a) {
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
        if (Meet(who, rules_.evidence.sentences()[id - back].words)) return true;
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
