// LatentCells: the latent space in cells, so that the articles near a place are
// found without looking at all: an inverted file (Jegou, Douze and Schmid 2011)
// whose centres are found by spherical k-means (Dhillon and Modha 2001) from a
// sample of places. About one cell for 1,024 articles, at most 1,024: choosing
// one costs 8 us then, or 2 where it is done for many at once.
//
// Immutable once trained: thread-safe. Memory: 132 bytes a cell.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_LATENT_CELLS_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_LATENT_CELLS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "common/snapshot/snapshot_reader.h"
#include "common/snapshot/snapshot_writer.h"
#include "services/recommendation/core/index/weighted_article.h"

namespace byline::recommendation {

// Cells, from which the nearest one is taken again and again: few of many are.
class CellsByNearness {
 public:
  // Nearnesses to the cells; where there are none, there is one cell.
  explicit CellsByNearness(const std::vector<float>& nearnesses);

  bool empty() const { return heap_.empty(); }
  uint32_t TakeNearest();

 private:
  struct Cell {
    float nearness = 0;
    uint32_t number = 0;

    bool operator<(const Cell& other) const {
      return nearness != other.nearness ? nearness < other.nearness
                                        : number > other.number;
    }
  };
  std::vector<Cell> heap_;
};

class LatentCells {
 public:
  // One cell, with everything in it.
  LatentCells() = default;
  // For an archive of so many articles. The order of the sample, which should
  // tell nothing, decides where the centres begin.
  static LatentCells Train(const std::vector<LatentVector>& sample,
                           size_t articles);

  void Save(SnapshotWriter& writer) const;
  bool Load(SnapshotReader& reader);

  // At least 1.
  size_t size() const { return centres_.empty() ? 1 : centres_.size(); }
  uint32_t CellOf(const LatentVector& place) const;
  // Of many: a quarter of the time.
  std::vector<uint32_t> CellsOf(const std::vector<LatentVector>& places) const;
  // All of them.
  CellsByNearness ByNearness(const LatentVector& place) const {
    return CellsByNearness(Nearnesses(place));
  }

 private:
  struct Centre {
    LatentVector place{};
    float over_length = 0;
  };
  static Centre MakeCentre(const LatentVector& place);
  // Cosines with all centres, but for the length of `place`.
  std::vector<float> Nearnesses(const LatentVector& place) const;

  std::vector<Centre> centres_;
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_LATENT_CELLS_H_
