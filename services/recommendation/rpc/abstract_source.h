// AbstractSource: where the cards get their abstracts from. The one that is
// used asks the summary service (summary_abstracts.h). Implementations are
// thread-safe.
#ifndef BYLINE_SERVICES_RECOMMENDATION_RPC_ABSTRACT_SOURCE_H_
#define BYLINE_SERVICES_RECOMMENDATION_RPC_ABSTRACT_SOURCE_H_

#include <absl/time/time.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "common/freshness/revision.h"

namespace byline::recommendation {

// An article whose abstract is wanted, and the revision it has on the card.
struct WantedAbstract {
  std::string article;  // "articles/{article}"
  int64_t revision = 0;
};

class AbstractSource {
 public:
  virtual ~AbstractSource() = default;

  // The abstracts that came before `deadline`, by article: each made from the
  // wanted revision of it or a newer one, at `as_of` or later. Those that did
  // not come are left out. An article too short for an abstract has an empty
  // one.
  virtual std::map<std::string, std::string> Get(
      const std::vector<WantedAbstract>& wanted, const Revision& as_of,
      absl::Time deadline) = 0;
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_RPC_ABSTRACT_SOURCE_H_
