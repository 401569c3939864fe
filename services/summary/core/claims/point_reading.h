// A point laid beside its article: its words, its supporting sentences, and
// which word of it stands for which of the best sentence. Made once for all
// rules of a check. Pure.
#ifndef BYLINE_SERVICES_SUMMARY_CORE_CLAIMS_POINT_READING_H_
#define BYLINE_SERVICES_SUMMARY_CORE_CLAIMS_POINT_READING_H_

#include <absl/strings/string_view.h>

#include <cstddef>
#include <optional>
#include <vector>

#include "services/summary/core/claims/article_evidence.h"
#include "services/summary/core/claims/claim_text.h"
#include "services/summary/core/claims/names.h"
#include "services/summary/core/claims/quantities.h"

namespace byline::summary {

struct PointReading {
  absl::string_view text;
  std::vector<ClaimWord> words;
  std::vector<Quantity> quantities;
  std::vector<NameRun> names;
  // Supporting sentences, best first, at most three.
  std::vector<size_t> sources;
  // Share of the weight of the point's words that the sources hold, in [0, 1].
  double support = 0;
  // Of the best source: its names, and for each word of the point the word that
  // it is the same as, in the same order; -1 where there is none.
  std::vector<NameRun> source_names;
  std::vector<int> aligned;
};

// `words` are `text`'s, at least one.
PointReading ReadPoint(absl::string_view text, std::vector<ClaimWord> words,
                       const ArticleEvidence& evidence);

// So many words alike around a name, number or speaker: what stands there is
// meant.
inline constexpr int kAlikeToTell = 3;

// The words of the best source that stand where the point has its words
// [first, last]: between those that both have around them.
struct Slot {
  // [begin, end), may be empty.
  size_t begin = 0;
  size_t end = 0;
  // Bounded at both sides; otherwise at one, and where it ends at the other is
  // a guess.
  bool closed = false;
  bool open_left = false;
  bool open_right = false;
  // If the bounds are right beside: how many words, with them, both texts have
  // alike, the ends of a text counting as words.
  int alike = 0;
};
std::optional<Slot> SlotOf(const PointReading& reading,
                           const ArticleEvidence& evidence, size_t first,
                           size_t last);

// Whether a sentence that says what stands around the point's words [first,
// last] is among `candidates` (in order), or right behind one and goes on by a
// pronoun. `least_share` is of the support that the best sentence gives.
bool StandsWithContext(const PointReading& reading,
                       const ArticleEvidence& evidence, size_t first,
                       size_t last, const std::vector<size_t>& candidates,
                       double least_share);

}  // namespace byline::summary

#endif  // BYLINE_SERVICES_SUMMARY_CORE_CLAIMS_POINT_READING_H_
