// RedisFragmentStore: fragments in Redis, each sealed (sealed_value.h) under
//
//   f:{store id}:{key}
//
// Reads are one pipelined round trip; writes do not wait, expire, and never
// replace a newer fragment of the same epoch. Whatever happens to Redis, the
// answer is a miss. Thread-safe.
#ifndef BYLINE_COMMON_REDIS_REDIS_FRAGMENT_STORE_H_
#define BYLINE_COMMON_REDIS_REDIS_FRAGMENT_STORE_H_

#include <absl/status/statusor.h>
#include <absl/strings/string_view.h>
#include <absl/time/time.h>
#include <absl/types/optional.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "byline/fragment/v1/fragment.pb.h"
#include "common/base/mutex.h"
#include "common/fragment/fragment_store.h"
#include "common/redis/redis_connection.h"

namespace byline {

class RedisFragmentStore final : public FragmentStore {
 public:
  struct Options {
    std::string address;  // "host:port", "[ipv6]:port" or "unix:/path"
    // The suite's own secret, the same in all processes: 16 bytes or more.
    std::string seal_secret;
    // Id of the article store, where it is known already.
    std::string store_id;
    size_t max_value_bytes = 2 << 20;  // larger fragments are not kept
    RedisConnection::Options connection;
  };

  struct Counters {
    std::atomic<uint64_t> hits{0};
    std::atomic<uint64_t> misses{0};
    std::atomic<uint64_t> foreign{0};  // values that were not sealed by us
    std::atomic<uint64_t> puts{0};
    std::atomic<uint64_t> too_large{0};  // fragments that were not kept
  };

  // INVALID_ARGUMENT for an address or secret that cannot be right. That no
  // Redis is there is no error.
  static absl::StatusOr<std::unique_ptr<RedisFragmentStore>> Create(
      Options options);

  // The id that GetRevision tells. Without one everything misses.
  void SetStoreId(absl::string_view store_id);

  std::vector<absl::optional<fragment::v1::Fragment>> Get(
      const std::vector<std::string>& keys, absl::Time deadline) override;
  void Put(const std::string& key, const fragment::v1::Fragment& fragment,
           absl::Duration expiry) override;

  // Whether a Redis is there now; not needed for readiness.
  bool Up() const { return connection_.Up(); }
  const Counters& counters() const { return counters_; }
  const RedisConnection::Counters& connection_counters() const {
    return connection_.counters();
  }

 private:
  RedisFragmentStore(RedisAddress address, Options options);
  // Empty while the store's id is not known.
  std::string RedisKey(absl::string_view key) const;

  const std::string seal_secret_;
  const size_t max_value_bytes_;
  Counters counters_;
  mutable Mutex mutex_;
  std::string store_id_ GUARDED_BY(mutex_);
  RedisConnection connection_;
};

}  // namespace byline

#endif  // BYLINE_COMMON_REDIS_REDIS_FRAGMENT_STORE_H_
