// ArchiveLabels: what the labels of an archive say of pairs of articles: how
// much one is worth in the other's list, which are near-copies, and the best
// list that there could be. Refers to the archive, which must outlive it.
// Immutable once made, so thread-safe.
#ifndef BYLINE_TESTS_QUALITY_RECOMMENDATION_ARCHIVE_LABELS_H_
#define BYLINE_TESTS_QUALITY_RECOMMENDATION_ARCHIVE_LABELS_H_

#include <absl/container/flat_hash_map.h>

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tests/quality/recommendation/labelled_archive.h"

namespace byline::recommendation {

class ArchiveLabels {
 public:
  // Articles are named by their index in `archive`.
  explicit ArchiveLabels(const LabelledArchive& archive);

  std::optional<size_t> Find(const std::string& id) const;

  // Whether an article has an event. If not, topics make the queries.
  bool HaveEvents() const { return !of_event_.empty(); }
  // 3: same event; 1: a common topic; else 0.
  int Gain(size_t a, size_t b) const;
  // Same event; a common topic where there are no events.
  bool IsRelevant(size_t a, size_t b) const;
  // Whether another article is relevant to it.
  bool IsQuery(size_t article) const;
  // Jaccard similarity of word 4-shingles, headline and body, at least 0.5.
  bool AreCopies(size_t a, size_t b) const;

  // The first `most` of `list` that are near-copies neither of the query nor of
  // one taken before.
  std::vector<size_t> Distinct(size_t query, const std::vector<size_t>& list,
                               size_t most) const;
  // The best `most` articles for a query by gain: those of its event, then
  // those of its topics, each in the archive's order.
  std::vector<size_t> Ideal(size_t query, size_t most) const;
  // The same without near-copies, as Distinct leaves them out.
  std::vector<size_t> DistinctIdeal(size_t query, size_t most) const;

 private:
  // Calls `take` with all that is worth a gain, best first, until it is false.
  void ForEachBest(size_t query, const std::function<bool(size_t)>& take) const;
  bool IsCopyOfAny(size_t query, const std::vector<size_t>& taken,
                   size_t article) const;

  const LabelledArchive& archive_;
  absl::flat_hash_map<std::string, size_t> index_;
  std::map<std::string, std::vector<size_t>> of_event_;
  std::map<std::string, std::vector<size_t>> of_topic_;
  std::vector<std::vector<uint64_t>> shingles_;
};

}  // namespace byline::recommendation

#endif  // BYLINE_TESTS_QUALITY_RECOMMENDATION_ARCHIVE_LABELS_H_
