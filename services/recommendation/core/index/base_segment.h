// BaseSegment: the packed part of a language's index, in flat arrays. Articles
// lie by their cells in the latent space, so that a search reads what is near
// in one piece. A term's postings lie together (term_postings.h), and so do the
// bands by which near-copies are looked for (copy_bands.h).
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_BASE_SEGMENT_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_BASE_SEGMENT_H_

#include <absl/types/optional.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "services/recommendation/core/index/copy_bands.h"
#include "services/recommendation/core/index/fingerprint_list.h"
#include "services/recommendation/core/index/segment.h"

namespace byline::recommendation {

class BaseSegment final : public Segment {
 public:
  // Collects articles; what a search needs is made at the end.
  class Builder {
   public:
    // `terms`: all that the articles hold, and perhaps more. `articles`: how
    // many will come.
    Builder(std::shared_ptr<const FingerprintList> terms,
            std::shared_ptr<const LatentCells> cells, size_t articles);

    // The numbers of the article's terms are those of `terms`.
    void Add(const Document& document, const WeightedArticle& article,
             const CopySketch& sketch);
    // `slots`: gets the slot of each article, in the order in which they were
    // added. `bands`: those of the articles that may stand in lists, as they
    // were added, where they are known.
    std::unique_ptr<BaseSegment> Finish(
        std::vector<Slot>& slots,
        absl::optional<CopyBands> bands = absl::nullopt) &&;

   private:
    std::unique_ptr<BaseSegment> segment_;
  };

  // Writes it down, with `documents` for what can change of its articles. Terms
  // that are those of the weights are not written twice.
  void Save(const std::vector<Document>& documents,
            const std::shared_ptr<const FingerprintList>& weights_terms,
            SnapshotWriter& writer) const;
  // Null where the bytes are none of a segment.
  static std::unique_ptr<BaseSegment> Load(
      const std::shared_ptr<const FingerprintList>& weights_terms,
      std::shared_ptr<const LatentCells> cells, SnapshotReader& reader);

  absl::optional<uint32_t> Find(uint64_t term) const override;
  uint64_t TermOf(uint32_t number) const override { return (*terms_)[number]; }
  void TermsOf(const UnpackedTerms& terms,
               std::array<uint64_t, kMostTerms>& fingerprints) const override;
  void AppendRuns(const std::vector<uint32_t>& numbers,
                  PostingRuns& runs) const override;
  CellArticles InCell(uint32_t cell) const override;
  void AppendCopyCandidates(const CopySketch& sketch,
                            std::vector<Slot>& slots) const override;
  size_t Bytes() const override;
  const BaseSegment* AsBase() const override { return this; }

 private:
  BaseSegment(std::shared_ptr<const FingerprintList> terms,
              std::shared_ptr<const LatentCells> cells)
      : Segment(std::move(cells)), terms_(std::move(terms)) {}

  // By cells, otherwise as they are; returns what each slot has become.
  std::vector<Slot> SortByCells();
  void PackPostings();
  // Of those that may stand in lists.
  CopyBands MakeBands() const;

  std::shared_ptr<const FingerprintList> terms_;
  std::vector<Slot> cell_begin_;          // one more than cells
  std::vector<uint32_t> postings_begin_;  // one more than terms
  std::vector<uint8_t> postings_;
  CopyBands bands_;
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_BASE_SEGMENT_H_
