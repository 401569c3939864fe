// Packing: one BaseSegment out of articles of other segments.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_PACK_SEGMENT_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_PACK_SEGMENT_H_

#include <absl/functional/function_ref.h>

#include <memory>
#include <vector>

#include "services/recommendation/core/index/base_segment.h"

namespace byline::recommendation {

// An article of another segment, and what is known of it.
struct SourceArticle {
  const Segment* segment = nullptr;
  Slot slot = 0;
  Document document;

  const CopySketch& Sketch() const { return segment->documents().Sketch(slot); }
};

// One segment of articles of others; puts them into the order of its slots.
// Reads of the others only what never changes. Null where `gives_up`, which is
// asked for each article, says so.
std::unique_ptr<BaseSegment> PackSegment(
    std::shared_ptr<const LatentCells> cells,
    std::vector<SourceArticle>& articles, absl::FunctionRef<bool()> gives_up);
// That order, by the slot of each.
void PutInOrder(const std::vector<Slot>& slots,
                std::vector<SourceArticle>& articles);

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_PACK_SEGMENT_H_
