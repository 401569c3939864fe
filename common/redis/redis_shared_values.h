// RedisSharedValues: small values that replicas share, in Redis, each sealed
// (sealed_value.h) under
//
//   {kind}:{store id}:{name}         the value
//   {kind}:{store id}:#changes       names by when they were put
//
// A value replaces the one that was read or none, decided within Redis, so no
// replica's change is lost to another's. Whoever can write to Redis without the
// suite's key can take values away or put older ones back, no more: a value
// that was not sealed by us counts as absent, and a name that was put into the
// list of changes leads to such a value. Whatever happens to Redis, nothing
// waits longer than its deadline. Thread-safe.
#ifndef BYLINE_COMMON_REDIS_REDIS_SHARED_VALUES_H_
#define BYLINE_COMMON_REDIS_REDIS_SHARED_VALUES_H_

#include <absl/status/statusor.h>
#include <absl/strings/string_view.h>
#include <absl/time/time.h>
#include <absl/types/optional.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "common/base/mutex.h"
#include "common/base/shared_values.h"
#include "common/redis/redis_connection.h"

namespace byline {

class RedisSharedValues final : public SharedValues {
 public:
  struct Options {
    std::string address;  // "host:port", "[ipv6]:port" or "unix:/path"
    // The suite's own secret, the same in all processes: 16 bytes or more.
    std::string seal_secret;
    std::string kind;  // of values, the first part of their keys
    // Id of the article store, where it is known already.
    std::string store_id;
    absl::Duration expiry = absl::Hours(24 * 60);  // since it was put
    size_t max_value_bytes = 64 << 10;
    size_t max_changes = 10'001;  // names that are remembered as put
    RedisConnection::Options connection;
  };

  // INVALID_ARGUMENT for an address or secret that cannot be right. That no
  // Redis is there is no error.
  static absl::StatusOr<std::unique_ptr<RedisSharedValues>> Create(
      Options options);

  // The id that GetRevision tells. Without one the store counts as away.
  void SetStoreId(absl::string_view store_id);

  absl::optional<std::vector<Value>> Get(const std::vector<std::string>& names,
                                         absl::Time deadline) override;
  std::vector<bool> Put(const std::vector<Value>& values,
                        absl::Time deadline) override;
  absl::optional<Changes> ChangedSince(int64_t position,
                                       absl::Time deadline) override;

 private:
  RedisSharedValues(RedisAddress address, Options options);
  // "{kind}:{store id}:"; empty while the store's id is not known.
  std::string KeyPrefix() const;

  const Options options_;
  mutable Mutex mutex_;
  std::string store_id_ GUARDED_BY(mutex_);
  RedisConnection connection_;
};

}  // namespace byline

#endif  // BYLINE_COMMON_REDIS_REDIS_SHARED_VALUES_H_
