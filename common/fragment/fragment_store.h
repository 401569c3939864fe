// FragmentStore: the second level of the fragment cache, shared by processes
// (Redis, by common/redis). It is only ever a help: absent, slow, flushed or
// restored from an old dump, it answers with misses or with old fragments,
// which the cache judges like any other. Implementations are thread-safe.
#ifndef BYLINE_COMMON_FRAGMENT_FRAGMENT_STORE_H_
#define BYLINE_COMMON_FRAGMENT_FRAGMENT_STORE_H_

#include <absl/time/time.h>
#include <absl/types/optional.h>

#include <string>
#include <vector>

#include "byline/fragment/v1/fragment.pb.h"

namespace byline {

class FragmentStore {
 public:
  virtual ~FragmentStore() = default;

  // What is kept under each key, in the order of `keys`; nothing where there is
  // none, or none that is authentic, or none arrived before `deadline`.
  virtual std::vector<absl::optional<fragment::v1::Fragment>> Get(
      const std::vector<std::string>& keys, absl::Time deadline) = 0;

  // Keeps a fragment for at most `expiry`, unless a newer one of the same epoch
  // is there. Does not wait; what cannot be kept is dropped.
  virtual void Put(const std::string& key,
                   const fragment::v1::Fragment& fragment,
                   absl::Duration expiry) = 0;
};

}  // namespace byline

#endif  // BYLINE_COMMON_FRAGMENT_FRAGMENT_STORE_H_
