#include "services/summary/core/key_points.h"

#include <algorithm>
#include <cstdint>

namespace byline::summary {
namespace {

constexpr double kMostAlike = 0.5;
constexpr int kLeastWords = 6;
constexpr int kMostWords = 60;
constexpr size_t kEnough = 3;

bool ShareAny(const std::vector<uint64_t>& a, const std::vector<uint64_t>& b) {
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i] == b[j]) return true;
    a[i] < b[j] ? ++i : ++j;
  }
  return false;
}

// Gates from the strictest to none.
enum class Gate { kGood, kReadsBadlyAlone, kAnyProse, kAnything };

class Choice {
 public:
  Choice(const std::vector<Sentence>& sentences, const TermSpace& space,
         size_t count)
      : sentences_(sentences), space_(space), count_(count) {
    for (size_t i = 0; i < sentences.size(); ++i) by_score_.push_back(i);
    std::stable_sort(by_score_.begin(), by_score_.end(),
                     [&](size_t a, size_t b) {
                       return sentences[a].score > sentences[b].score;
                     });
  }

  size_t size() const { return chosen_.size(); }

  // Adds the best that pass, until there are `most`. After each one again from
  // the best on: it may be what another one needs.
  void Fill(Gate gate, size_t most) {
    for (bool added = true; added && chosen_.size() < std::min(most, count_);) {
      added = false;
      for (size_t i : by_score_) {
        if (IsChosen(i) || !Passes(i, gate) || Repeats(i)) continue;
        chosen_.push_back(i);
        added = true;
        break;
      }
    }
  }

  std::vector<size_t> Ascending() {
    std::sort(chosen_.begin(), chosen_.end());
    return chosen_;
  }

 private:
  bool IsChosen(size_t i) const {
    return std::find(chosen_.begin(), chosen_.end(), i) != chosen_.end();
  }

  bool Passes(size_t i, Gate gate) const {
    const Sentence& sentence = sentences_[i];
    switch (gate) {
      case Gate::kGood:
        if (sentence.words < kLeastWords || sentence.words > kMostWords)
          return false;
        if (sentence.dangling && !IsChosen(i - 1)) return false;
        return sentence.IsSound() && !space_.IsCoveredByHeadline(i);
      case Gate::kReadsBadlyAlone:
        return sentence.IsSound() && !space_.IsCoveredByHeadline(i);
      case Gate::kAnyProse:
        return !sentence.boilerplate && !sentence.own_summary &&
               !sentence.ends_with_colon && sentence.balanced;
      case Gate::kAnything:
        return true;
    }
    return false;
  }

  bool Repeats(size_t i) const {
    return std::any_of(chosen_.begin(), chosen_.end(), [&](size_t other) {
      return ShareAny(space_.Trigrams(i), space_.Trigrams(other)) ||
             space_.Similarity(i, other) > kMostAlike;
    });
  }

  const std::vector<Sentence>& sentences_;
  const TermSpace& space_;
  const size_t count_;
  std::vector<size_t> by_score_;
  std::vector<size_t> chosen_;
};

}  // namespace

int PointCountFor(int words) { return words < 400 ? 3 : words <= 900 ? 4 : 5; }

std::vector<size_t> ChooseKeyPoints(const std::vector<Sentence>& sentences,
                                    const TermSpace& space, int count) {
  Choice choice(sentences, space, static_cast<size_t>(count));
  choice.Fill(Gate::kGood, static_cast<size_t>(count));
  choice.Fill(Gate::kReadsBadlyAlone, kEnough);
  if (choice.size() == 0) choice.Fill(Gate::kAnyProse, kEnough);
  if (choice.size() == 0) choice.Fill(Gate::kAnything, 1);
  return choice.Ascending();
}

}  // namespace byline::summary
