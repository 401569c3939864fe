// LatentSpace: latent semantic analysis (Deerwester et al. 1990): the 128
// directions along which a set of articles varies most, found by a randomised
// singular value decomposition (Halko, Martinsson and Tropp 2011) with a fixed
// seed. An article's place is the sum of its terms' rows (folding in), so a new
// one needs no training. Rows and places are kept in 8 bits.
//
// Immutable once trained: thread-safe. Memory: 132 bytes a row, at most 8,192
// rows (of the terms that most articles of the sample hold) and 8 bytes a term.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_LATENT_SPACE_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_LATENT_SPACE_H_

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "common/snapshot/snapshot_reader.h"
#include "common/snapshot/snapshot_writer.h"
#include "services/recommendation/core/index/weighted_article.h"

namespace byline::recommendation {

// An article as its terms' places in the list of terms, rising, and weights.
using SparseVector = std::vector<std::pair<uint32_t, float>>;

class LatentSpace {
 public:
  // Empty: every article's place is 0.
  LatentSpace() = default;
  // `sample`: at least 100 articles, else the space is empty; their order
  // matters only in the last bits. `terms`: how many terms there are.
  static LatentSpace Train(const std::vector<SparseVector>& sample,
                           size_t terms);

  void Save(SnapshotWriter& writer) const;
  bool Load(SnapshotReader& reader);

  bool empty() const { return rows_.empty(); }
  uint64_t Digest() const;

  // An article's place.
  LatentVector Fold(const SparseVector& article) const;
  // The same, of the rows that its terms have here; terms may have none.
  static constexpr uint32_t kNoRow = UINT32_MAX;
  uint32_t RowOf(uint32_t place) const {
    return place < row_of_.size() ? row_of_[place] : kNoRow;
  }
  LatentVector FoldRows(const SparseVector& rows) const;

 private:
  struct Row {
    float scale = 0;  // times values
    LatentVector values{};
  };

  std::vector<uint32_t> row_of_;  // by place of the term
  std::vector<Row> rows_;
};

// How near two places are, from -1 to 1; 0 where one has none. `fine`: their
// cosine; `coarse`: that of their first half, the directions along which the
// archive varies most: what both are about at large.
struct LatentNearness {
  double fine = 0;
  double coarse = 0;
};
LatentNearness CompareLatent(const LatentVector& a, const LatentVector& b);

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_LATENT_SPACE_H_
