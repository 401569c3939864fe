// DeltaSegment: the part of a language's index that takes new articles at once.
// Terms that the weights know have the numbers that they have there; others
// come behind. A term's postings are a chain through one array, the latest
// first: adding is two writes, and reading goes through all of them, which are
// few: new articles are packed before they become many.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_DELTA_SEGMENT_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_DELTA_SEGMENT_H_

#include <absl/container/flat_hash_map.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "common/text/term_scanner.h"
#include "services/recommendation/core/index/fingerprint_list.h"
#include "services/recommendation/core/index/segment.h"

namespace byline::recommendation {

class DeltaSegment final : public Segment {
 public:
  // `terms` and `cells`: those of the weights that its articles are weighed
  // with.
  DeltaSegment(std::shared_ptr<const FingerprintList> terms,
               std::shared_ptr<const LatentCells> cells);

  // At most 2^24 articles.
  Slot Add(const Document& document, WeightedArticle article,
           const CopySketch& sketch);
  // Without terms and place: no search finds it.
  Slot Take(const Document& document, const CopySketch& sketch);

  absl::optional<uint32_t> Find(uint64_t term) const override;
  uint64_t TermOf(uint32_t number) const override;
  void AppendRuns(const std::vector<uint32_t>& numbers,
                  PostingRuns& runs) const override;
  CellArticles InCell(uint32_t cell) const override;
  void AppendCopyCandidates(const CopySketch& sketch,
                            std::vector<Slot>& slots) const override;
  size_t Bytes() const override;

 private:
  // A posting, or a slot of a band, and the one before it in its chain: its
  // place in the array; 0: there is none.
  struct Link {
    Slot slot = 0;
    uint32_t before = 0;
  };
  using Chains = absl::flat_hash_map<uint64_t, uint32_t, text::FingerprintHash>;

  // Of the term that was asked for at a place among some.
  void AppendRunsOf(uint32_t term, uint32_t number, PostingRuns& runs) const;
  static void Push(Slot slot, uint32_t& last, std::vector<Link>& links);

  std::shared_ptr<const FingerprintList> terms_;
  std::vector<uint64_t> others_;  // terms that the weights do not know
  Chains numbers_;                // of those, by term
  // By number: the last link of its postings; slots with the level in the
  // leading bits.
  std::vector<uint32_t> last_;
  std::vector<Link> postings_{1};
  std::vector<std::vector<Slot>> in_cell_;
  // By a hash of a band's number and bins: the last link of its articles.
  Chains last_of_band_;
  std::vector<Link> bands_{1};
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_DELTA_SEGMENT_H_
