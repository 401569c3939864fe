#include "services/recommendation/readers/seen_events.h"

#include <utility>

#include "common/base/crypto.h"
#include "services/recommendation/readers/keyed_hash.h"

namespace byline::recommendation {
namespace {

constexpr size_t kKeyBytes = 16;

}  // namespace

SeenEvents::SeenEvents(size_t capacity, absl::Duration window)
    : capacity_(capacity), window_(window), key_(RandomHex(kKeyBytes)) {}

bool SeenEvents::Insert(absl::string_view id, absl::Time now) {
  if (younger_.size() >= capacity_ || now - younger_began_ > window_) {
    // After a window without any event both sets are of the past.
    const bool both_old = now - younger_began_ > 2 * window_;
    older_ = both_old ? absl::flat_hash_set<uint64_t>()
                      : std::exchange(younger_, {});
    younger_.clear();
    younger_began_ = now;
  }
  const uint64_t hash = KeyedHash(key_, id);
  return !older_.contains(hash) && younger_.insert(hash).second;
}

}  // namespace byline::recommendation
