// CopyBands: articles by what bands of their sketches hold, so that those that
// may be near-copies of a text are found: 21 lists of all articles, each sorted
// by the three bins of its band, behind a filter. Not thread-safe.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_COPY_BANDS_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_COPY_BANDS_H_

#include <absl/functional/function_ref.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "common/snapshot/snapshot_reader.h"
#include "common/snapshot/snapshot_writer.h"
#include "services/recommendation/core/copy_sketch.h"

namespace byline::recommendation {

class CopyBands {
 public:
  // The sketch of an article by its number.
  using SketchOf = absl::FunctionRef<const CopySketch&(uint32_t article)>;
  // Two articles or more that hold the same in a band: where they lie in it.
  struct Run {
    uint32_t begin = 0;
    uint32_t end = 0;
  };

  CopyBands() = default;
  // Of these articles, whose numbers rise.
  CopyBands(const std::vector<uint32_t>& articles, SketchOf sketch_of);

  const std::vector<uint32_t>& Band(size_t band) const { return bands_[band]; }
  // In its order; none once they were dropped or the bands were read.
  const std::vector<Run>& Runs(size_t band) const { return runs_[band]; }
  // Article i is numbers[i] from now on. Before DropRuns.
  void Renumber(const std::vector<uint32_t>& numbers);
  void DropRuns();

  // Appends those that share a band with the sketch, once for each band.
  void AppendSharing(const CopySketch& sketch, SketchOf sketch_of,
                     std::vector<uint32_t>& articles) const;

  void Save(SnapshotWriter& writer) const;
  // False where the bytes are none.
  bool Load(SnapshotReader& reader);
  size_t Bytes() const;

 private:
  // Which word of the filter has a key's bits, and which bits they are.
  struct FilterBits {
    size_t word = 0;
    uint64_t mask = 0;
  };
  FilterBits BitsOf(size_t band, uint32_t key) const;

  std::array<std::vector<uint32_t>, kCopyBands> bands_;
  std::array<std::vector<Run>, kCopyBands> runs_;
  // Tells of nearly all keys that no article has them (Bloom 1970, each key's
  // four bits in one word).
  std::vector<uint64_t> filter_{0};
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_COPY_BANDS_H_
