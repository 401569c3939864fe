// SharedValues: small values that the replicas of a service share: read,
// changed, and put back only where nobody else put one meanwhile. The one that
// is used keeps them in Redis (common/redis/redis_shared_values.h), may be away
// at any time, and may lose everything; whoever uses it goes on without.
// Implementations are thread-safe.
#ifndef BYLINE_COMMON_BASE_SHARED_VALUES_H_
#define BYLINE_COMMON_BASE_SHARED_VALUES_H_

#include <absl/time/time.h>
#include <absl/types/optional.h>

#include <cstdint>
#include <string>
#include <vector>

namespace byline {

class SharedValues {
 public:
  struct Value {
    std::string name;
    std::string bytes;    // empty: nothing is there
    std::string version;  // opaque; to be given back with Put
  };
  struct Changes {
    std::vector<std::string> names;
    int64_t position = 0;  // to go on from
    bool are_more = false;
  };

  virtual ~SharedValues() = default;

  // The values in the order of `names`; nothing where the store is away.
  virtual absl::optional<std::vector<Value>> Get(
      const std::vector<std::string>& names, absl::Time deadline) = 0;
  // Puts each value in the place of the one with that version. Whether it is
  // known to be there now, for each.
  virtual std::vector<bool> Put(const std::vector<Value>& values,
                                absl::Time deadline) = 0;
  // Names whose values were put after `position`, oldest first; 0: all that are
  // remembered. Nothing where the store is away.
  virtual absl::optional<Changes> ChangedSince(int64_t position,
                                               absl::Time deadline) = 0;
};

}  // namespace byline

#endif  // BYLINE_COMMON_BASE_SHARED_VALUES_H_
