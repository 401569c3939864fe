// Revision: a position in the one sequence of writes. A number means
// something only together with the epoch that it was written in; number 0 is
// "before every write". A plain value.
#ifndef BYLINE_COMMON_FRESHNESS_REVISION_H_
#define BYLINE_COMMON_FRESHNESS_REVISION_H_

#include <cstdint>
#include <ostream>
#include <string>

namespace byline {

struct Revision {
  std::string epoch;   // empty only where number is 0
  int64_t number = 0;  // from 1; 0 is before every write

  bool operator==(const Revision&) const = default;
};

// One span of revisions; it ends where the next one begins.
struct EpochStart {
  std::string id;
  int64_t first_number = 1;  // that the epoch's first write has or would have

  bool operator==(const EpochStart&) const = default;
};

inline std::ostream& operator<<(std::ostream& out, const Revision& revision) {
  return out << "(" << revision.epoch << ", " << revision.number << ")";
}

}  // namespace byline

#endif  // BYLINE_COMMON_FRESHNESS_REVISION_H_
