#include <absl/container/flat_hash_set.h>

#include <algorithm>

#include "services/summary/core/claims/claim_words.h"
#include "services/summary/core/claims/point_rules.h"

namespace byline::summary {
namespace {

// A negation or hedge is about the next few words of weight in its clause.
constexpr size_t kPolarityReach = 7;
constexpr size_t kFocus = 2;
constexpr size_t kFocusBeside = 3;
// It counts for a word from as far.
constexpr size_t kReachBack = 8;
constexpr size_t kReachOfHedge = 4;

using Words = std::vector<ClaimWord>;

// Nearest first. Where verbs stand last, what is negated stands ahead of them.
std::vector<size_t> FocusOf(const Words& words, size_t at, bool verbs_last) {
  std::vector<size_t> focus;
  for (size_t step = 1; step <= kPolarityReach && focus.size() < kFocus;
       ++step) {
    if (verbs_last ? step > at : at + step >= words.size()) break;
    const size_t i = verbs_last ? at - step : at + step;
    if (words[i].clause != words[at].clause) break;
    if (words[i].weight > 0) focus.push_back(i);
  }
  return focus;
}

class Polarity {
 public:
  explicit Polarity(PointRules& rules)
      : rules_(rules),
        primary_(rules.evidence.primary()),
        verbs_last_(primary_ == "fa") {}

  // "not only" and "No. 1" deny nothing.
  bool Denies(const Words& words, size_t i) const {
    if (!IsNegator(words[i].form, primary_)) return false;
    if (i + 1 < words.size()) {
      const std::string& next = words[i + 1].form;
      if (words[i].form == "not" &&
          (next == "only" || next == "just" || next == "least"))
        return false;
      if (words[i].form == "no" && !next.empty() && next[0] >= '0' &&
          next[0] <= '9')
        return false;
    }
    return true;
  }

  bool LessThanYes(const Words& words, size_t i) const {
    return Denies(words, i) || LeansToNo(words[i].form);
  }

  // Whether something near the word says less than yes.
  bool DeniedNear(const Words& words, size_t at) const {
    const size_t begin = at - std::min(at, kReachBack);
    const size_t end =
        std::min(words.size(), at + (verbs_last_ ? kReachBack : 4));
    for (size_t i = begin; i < end; ++i) {
      if (LessThanYes(words, i)) return true;
    }
    return false;
  }

  void CheckAdded() {
    const Words& point = rules_.reading.words;
    for (size_t i = 0; i < point.size(); ++i) {
      if (rules_.settled[i] || !Denies(point, i)) continue;
      if (rules_.reading.aligned[i] >= 0) continue;
      if (IsInserted(i)) {
        rules_.Add(FaultKind::kNegation, true, i, i, "");
        continue;
      }
      const std::vector<size_t> focus = FocusOf(point, i, verbs_last_);
      if (IsDeniedInSources(focus)) continue;
      rules_.Add(FaultKind::kNegation, true, i,
                 focus.empty() ? i : std::max(i, focus[0]), "");
    }
  }

  void CheckLost() {
    for (size_t id : rules_.reading.sources) CheckLostOf(id);
  }

  void CheckHedges() {
    const EvidenceSentence* const best = rules_.BestSource();
    if (best == nullptr) return;
    const Words& point = rules_.reading.words;
    for (size_t j = 0; j < best->words.size(); ++j) {
      const ClaimWord& word = best->words[j];
      if ((word.capital && !word.initial) || IsAligned(j)) continue;
      const bool strong = IsStrongHedge(word.form);
      if (!strong && !IsWeakHedge(word.form)) continue;
      if (const size_t at = LeftOutAt(j); at < point.size()) {
        const size_t about = NextWeighty(at);
        if (!rules_.settled[about] && !IsHedgedNear(point, at))
          rules_.Add(FaultKind::kHedge, strong || MakesDoubtful(word.form),
                     about, about, rules_.SourceText(j, j));
        continue;
      }
      const std::vector<size_t> focus = FocusOf(best->words, j, verbs_last_);
      if (focus.empty()) continue;
      const size_t at = WordFor(best->words, focus[0], true);
      if (at == point.size() || rules_.settled[at] || IsHedged(point)) continue;
      rules_.Add(FaultKind::kHedge, strong, at, at,
                 rules_.SourceText(j, focus[0]));
    }
  }

 private:
  // Whether a source says less than yes to one of the point's words.
  bool IsDeniedInSources(const std::vector<size_t>& of_point) const {
    for (size_t id : rules_.reading.sources) {
      const Words& source = rules_.evidence.sentences()[id].words;
      for (size_t j = 0; j < source.size(); ++j) {
        for (size_t f : of_point) {
          if (source[j].stem == rules_.reading.words[f].stem &&
              DeniedNear(source, j))
            return true;
        }
      }
    }
    return false;
  }

  // What the source denies right behind its negation, and the point does not.
  void CheckLostOf(size_t id) {
    const EvidenceSentence& source = rules_.evidence.sentences()[id];
    const Words& point = rules_.reading.words;
    const bool best = id == rules_.reading.sources[0];
    for (size_t j = 0; j < source.words.size(); ++j) {
      if (!IsNegator(source.words[j].form, primary_) || (best && IsAligned(j)))
        continue;
      const size_t left_out = best ? LeftOutAt(j) : point.size();
      if (left_out < point.size()) {
        const size_t at = NextWeighty(left_out);
        if (!rules_.settled[at])
          rules_.Add(
              FaultKind::kNegation, true, at, at,
              rules_.SourceText(j, std::min(j + 1, source.words.size() - 1)));
        continue;
      }
      if (!Denies(source.words, j)) continue;
      for (size_t f : FocusOf(source.words, j, verbs_last_)) {
        if ((verbs_last_ ? j - f : f - j) > kFocusBeside) break;
        const size_t at = WordFor(source.words, f, best);
        if (at == point.size() || rules_.settled[at] || DeniedNear(point, at))
          continue;
        const size_t first = std::min(j, f);
        rules_.Add(FaultKind::kNegation, true, at, at,
                   source.text.substr(source.words[first].begin,
                                      source.words[std::max(j, f)].end -
                                          source.words[first].begin));
        break;
      }
    }
  }

  // The word, or the next of its clause that says more.
  size_t NextWeighty(size_t at) const {
    const Words& point = rules_.reading.words;
    for (size_t i = at; i < point.size() && point[i].clause == point[at].clause;
         ++i) {
      if (point[i].weight > 0) return i;
    }
    return at;
  }

  static bool IsHedge(const ClaimWord& word) {
    return IsStrongHedge(word.form) || IsWeakHedge(word.form);
  }
  static bool IsHedgedNear(const Words& words, size_t at) {
    const size_t begin = at - std::min(at, kReachOfHedge);
    const size_t end = std::min(words.size(), at + kReachOfHedge);
    return std::any_of(
        words.begin() + static_cast<long>(begin),
        words.begin() + static_cast<long>(end), [](const ClaimWord& word) {
          return IsStrongHedge(word.form) || MakesDoubtful(word.form);
        });
  }
  // A claim that is told as somebody's words is no fact either.
  static bool IsHedged(const Words& words) {
    return std::any_of(words.begin(), words.end(), [](const ClaimWord& word) {
      return IsHedge(word) || IsReporting(word.form);
    });
  }

  // Where the point has the words around the best source's word `j`, but not
  // it: the word of the point that follows; the number of words otherwise.
  size_t LeftOutAt(size_t j) const {
    const Words& point = rules_.reading.words;
    const std::vector<int>& aligned = rules_.reading.aligned;
    const auto wanted_left = static_cast<int>(j) - 1;
    for (size_t i = 0; i < point.size(); ++i) {
      if (aligned[i] != static_cast<int>(j) + 1) continue;
      // One other word may stand in its place: "does" for "doesn't".
      for (size_t back = 1; back <= 2; ++back) {
        if (i + 1 == back) return wanted_left == -1 ? i : point.size();
        if (i < back) break;
        if (IsNegator(point[i - back].form, primary_)) return point.size();
        if (aligned[i - back] == wanted_left) return i;
        if (aligned[i - back] >= 0) break;
      }
      // "not" ahead of words that both go on with.
      const bool goes_on = i + 2 < point.size() &&
                           aligned[i + 1] == aligned[i] + 1 &&
                           aligned[i + 2] == aligned[i] + 2;
      return goes_on && !DeniedNear(point, i) ? i : point.size();
    }
    return point.size();
  }

  // The point has the word between two neighbours of the source.
  bool IsInserted(size_t i) const {
    const std::vector<int>& aligned = rules_.reading.aligned;
    if (i == 0 || i + 1 >= aligned.size()) return false;
    return aligned[i - 1] >= 0 && aligned[i + 1] == aligned[i - 1] + 1;
  }
  bool IsAligned(size_t of_source) const {
    const std::vector<int>& aligned = rules_.reading.aligned;
    return std::find(aligned.begin(), aligned.end(),
                     static_cast<int>(of_source)) != aligned.end();
  }
  // The word of the point that is the source's word `f`; the number of words
  // where there is none.
  size_t WordFor(const Words& source, size_t f, bool best) const {
    const Words& point = rules_.reading.words;
    const std::vector<int>& aligned = rules_.reading.aligned;
    for (size_t i = 0; best && i < point.size(); ++i) {
      if (aligned[i] == static_cast<int>(f)) return i;
    }
    const std::string& stem = source[f].stem;
    for (size_t i = 0; i < point.size(); ++i) {
      if (point[i].weight > 0 && point[i].stem == stem) return i;
    }
    return point.size();
  }

  PointRules& rules_;
  const std::string& primary_;
  bool verbs_last_;
};

}  // namespace

void PointRules::CheckNegations() {
  Polarity polarity(*this);
  polarity.CheckAdded();
  polarity.CheckLost();
}

void PointRules::CheckHedges() { Polarity(*this).CheckHedges(); }

}  // namespace byline::summary
