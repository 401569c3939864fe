// S3Fifo: one shard of a ByteCache: a small queue, a main queue, and the ghosts
// of what left the small one. Sizes are bytes, not entries. Values are untyped,
// so that the policy is compiled once. Not thread-safe.
#ifndef BYLINE_COMMON_FRAGMENT_S3_FIFO_H_
#define BYLINE_COMMON_FRAGMENT_S3_FIFO_H_

#include <absl/container/flat_hash_map.h>
#include <absl/strings/string_view.h>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <list>
#include <memory>
#include <string>
#include <vector>

namespace byline {

class S3Fifo {
 public:
  using Dropped = std::vector<std::shared_ptr<const void>>;

  // What an entry costs beside its key and value.
  static constexpr size_t kEntryOverhead = 160;

  S3Fifo() = default;
  S3Fifo(const S3Fifo&) = delete;
  S3Fifo& operator=(const S3Fifo&) = delete;

  // Before the first Insert.
  void SetBudget(size_t bytes) { budget_ = bytes; }

  // Null where there is none; counts as a use.
  const std::shared_ptr<const void>* Find(absl::string_view key);

  // `hash` must be the same for the same key. What had to go is moved into
  // `dropped`; that may be `value` itself.
  void Insert(absl::string_view key, size_t hash,
              std::shared_ptr<const void> value, size_t bytes,
              Dropped* dropped);

  size_t bytes() const { return small_bytes_ + main_bytes_; }
  size_t entries() const { return index_.size(); }

 private:
  struct Entry {
    std::string key;
    size_t hash;
    std::shared_ptr<const void> value;
    size_t bytes;  // all that it costs
    bool in_main;
    uint8_t uses = 0;  // 0 to 3
  };
  using Queue = std::list<Entry>;  // newest first

  void Remove(Queue::iterator entry, Dropped* dropped);
  void Evict(Dropped* dropped);
  void EvictFromSmall(Dropped* dropped);
  void EvictFromMain(Dropped* dropped);
  void Remember(size_t hash);

  size_t budget_ = 0;
  Queue small_;
  Queue main_;
  size_t small_bytes_ = 0;
  size_t main_bytes_ = 0;
  // Keys are views into the entries, which lists do not move.
  absl::flat_hash_map<absl::string_view, Queue::iterator> index_;
  // Hashes of what left the small queue, oldest first, and how often each is
  // in there.
  std::deque<size_t> ghosts_;
  absl::flat_hash_map<size_t, int> ghost_counts_;
};

}  // namespace byline

#endif  // BYLINE_COMMON_FRAGMENT_S3_FIFO_H_
