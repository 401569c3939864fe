// DeltaSegment: the part of a language's index that takes new articles at once.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_DELTA_SEGMENT_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_DELTA_SEGMENT_H_

#include <absl/container/flat_hash_map.h>
#include <absl/container/inlined_vector.h>

#include <cstddef>
#include <cstdint>
#include <vector>

#include "common/text/term_scanner.h"
#include "services/recommendation/core/index/segment.h"

namespace byline::recommendation {

class DeltaSegment final : public Segment {
 public:
  // At most 2^24 articles.
  Slot Add(const Document& document, const WeightedArticle& article,
           const CopySketch& sketch);

  absl::optional<uint32_t> Find(uint64_t term) const override;
  uint64_t TermOf(uint32_t number) const override { return terms_[number]; }
  void AppendRuns(uint32_t number,
                  std::vector<PostingRun>& runs) const override;
  void AppendCopyCandidates(const CopySketch& sketch,
                            std::vector<Slot>& slots) const override;
  size_t Bytes() const override;

 private:
  using Slots = absl::InlinedVector<uint32_t, 2>;
  std::vector<uint64_t> terms_;  // by number
  absl::flat_hash_map<uint64_t, uint32_t, text::FingerprintHash> numbers_;
  // By number x kLevels + level.
  absl::flat_hash_map<uint64_t, Slots> postings_;
  std::vector<uint16_t> levels_;  // by number: which levels there are
  // By band's number and bins.
  absl::flat_hash_map<uint64_t, absl::InlinedVector<Slot, 2>> bands_;
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_DELTA_SEGMENT_H_
