// CopySketch: 64 bytes that tell near-copies of a text from others well enough
// to leave few pairs to an exact comparison: one-permutation MinHash (Li, Owen
// and Zhang 2012) of the text's word 4-shingles in 64 bins, 8 bits of each
// minimum kept (Li and Koenig 2010), empty bins filled from others (optimal
// densification, Shrivastava 2017). Pure.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_COPY_SKETCH_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_COPY_SKETCH_H_

#include <absl/strings/string_view.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "common/text/near_copy.h"
#include "common/text/term_scanner.h"

namespace byline::recommendation {

// The words of a text, in its order: the leading 16 bits of each one's
// fingerprint. Words are the same as those of text::Shingles: lower-cased runs
// of letters and digits. Zeros stand before the first one where there are fewer
// than four.
using CopyWords = std::vector<uint16_t>;
CopyWords CopyWordsOf(absl::string_view text);

// The same of a text that is given in parts; no word stands in two of them.
class CopyWordReader {
 public:
  // `text_size`: about how many bytes will be given.
  explicit CopyWordReader(size_t text_size);

  void Add(absl::string_view text);
  // The same, where a TermScanner has found the text's terms: quicker.
  void Add(absl::string_view text, const std::vector<text::ScannedTerm>& terms);
  CopyWords Finish() &&;

 private:
  // Reads the word at `pos`, if one is there; returns where to go on.
  size_t AddAnyWord(absl::string_view text, size_t pos);
  void AddWord(uint64_t fingerprint) {
    words_.push_back(static_cast<uint16_t>(fingerprint >> 48));
  }

  CopyWords words_;
};

// A hash of each run of four words of a text, in the order of the text, with
// repeats. 24 bits tell the few hundred shingles of two texts apart: two
// comparisons in a hundred count one shingle too many. Never empty, of words as
// CopyWordsOf gives them.
inline constexpr int kShingleBits = 24;
std::vector<uint32_t> CopyShingles(const CopyWords& words);

struct CopySketch {
  static constexpr size_t kBins = 64;
  std::array<uint8_t, kBins> bins{};

  bool operator==(const CopySketch&) const = default;
};

// Of all shingles of a text.
CopySketch MakeCopySketch(const CopyWords& words);

// About the Jaccard similarity of the two texts' shingles, from 0 to 1; its
// standard deviation is at most 0.07.
double EstimateJaccard(const CopySketch& a, const CopySketch& b);

// Whether two that share a band are alike in more than that: those that share
// it by chance hardly ever are, near-copies always.
bool AreAlikeBeyondABand(const CopySketch& a, const CopySketch& b);

// Bands of three bins: two texts whose Jaccard similarity is J share one of
// them with probability 1 - (1 - J^3)^21: 0.94 at 0.5, 0.9998 at 0.7, 0.02 at
// 0.1.
inline constexpr size_t kCopyBands = 21;
// The three bins of a band, as a number below 2^24.
inline uint32_t CopyBand(const CopySketch& sketch, size_t band) {
  const uint8_t* bins = sketch.bins.data() + 3 * band;
  return static_cast<uint32_t>(bins[0]) << 16 |
         static_cast<uint32_t>(bins[1]) << 8 | bins[2];
}

// How alike two texts are by their shingles, counted exactly.
struct CopyOverlap {
  double jaccard = 0;      // |A and B| / |A or B|
  double containment = 0;  // |A and B| / the smaller one's
};
// Of sorted shingles without repeats; 0 where either has none.
CopyOverlap CompareShingles(const std::vector<uint32_t>& a,
                            const std::vector<uint32_t>& b);
// Shingles sorted and without repeats.
std::vector<uint32_t> SortedShingles(std::vector<uint32_t> shingles);

// From here on two texts are near-copies: half of all that either says, or
// nearly all that the shorter one says (a brief that grew into a story).
inline constexpr double kCopyJaccard = text::kNearCopyJaccard;
inline constexpr double kCopyContainment = 0.8;
inline bool IsCopy(const CopyOverlap& overlap) {
  return overlap.jaccard >= kCopyJaccard ||
         overlap.containment >= kCopyContainment;
}

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_COPY_SKETCH_H_
