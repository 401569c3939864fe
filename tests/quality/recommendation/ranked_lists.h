// Lists of similar articles as any system writes them: JSON Lines of {"id",
// "similar": [{"id", "score"}]}, best first, and where the system tells it
// "ms", the processor time that the article took. Whole in memory.
#ifndef BYLINE_TESTS_QUALITY_RECOMMENDATION_RANKED_LISTS_H_
#define BYLINE_TESTS_QUALITY_RECOMMENDATION_RANKED_LISTS_H_

#include <absl/container/flat_hash_map.h>
#include <absl/status/status.h>
#include <absl/status/statusor.h>

#include <optional>
#include <string>
#include <vector>

#include "services/recommendation/core/offline.h"

namespace byline::recommendation {

struct RankedList {
  std::vector<std::string> similar;  // ids, best first
  std::optional<double> milliseconds;
};

// By the article's id.
using RankedLists = absl::flat_hash_map<std::string, RankedList>;

// Not found where there is no such file; invalid, with its place, where a line
// is no JSON object with a string "id" of its own, or an entry of "similar" has
// no id.
absl::StatusOr<RankedLists> ReadRankedLists(const std::string& path);

// `lists` in that form, with their reasons; each with `milliseconds`.
absl::Status WriteRankedLists(const std::vector<OfflineList>& lists,
                              double milliseconds, const std::string& path);

RankedLists ToRankedLists(const std::vector<OfflineList>& lists,
                          double milliseconds);

}  // namespace byline::recommendation

#endif  // BYLINE_TESTS_QUALITY_RECOMMENDATION_RANKED_LISTS_H_
