// SeenEvents: which event ids have come already. Remembers at least the last
// `capacity` ids, or all of the last `window`, whichever is less, and never
// more than twice `capacity`: two sets of 8-byte hashes, of which the older one
// is dropped when the younger is full or a window old. The hash has a key of
// this process, so that nobody can make up ids that collide. Not thread-safe.
#ifndef BYLINE_SERVICES_RECOMMENDATION_READERS_SEEN_EVENTS_H_
#define BYLINE_SERVICES_RECOMMENDATION_READERS_SEEN_EVENTS_H_

#include <absl/container/flat_hash_set.h>
#include <absl/strings/string_view.h>
#include <absl/time/time.h>

#include <cstddef>
#include <cstdint>
#include <string>

namespace byline::recommendation {

class SeenEvents {
 public:
  SeenEvents(size_t capacity, absl::Duration window);

  // Whether `id` is new; remembers it.
  bool Insert(absl::string_view id, absl::Time now);
  size_t size() const { return younger_.size() + older_.size(); }

 private:
  const size_t capacity_;
  const absl::Duration window_;
  const std::string key_;
  absl::flat_hash_set<uint64_t> younger_;
  absl::flat_hash_set<uint64_t> older_;
  absl::Time younger_began_ = absl::InfinitePast();
};

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_READERS_SEEN_EVENTS_H_
