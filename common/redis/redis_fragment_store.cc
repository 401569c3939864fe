#include "common/redis/redis_fragment_store.h"

#include <absl/strings/str_cat.h>

#include <utility>

#include "common/redis/sealed_value.h"

namespace byline {
namespace {

constexpr size_t kLeastSecret = 16;

// Sets KEYS[1] to ARGV[1] for ARGV[2] milliseconds, unless what is there begins
// with a header (ARGV[3]) of the same schema and epoch and a greater number.
// Digits compare as text.
constexpr char kPutScript[] = R"(
local there = redis.pcall('GETRANGE', KEYS[1], 0, #ARGV[3] - 1)
if type(there) == 'string' and #there == #ARGV[3]
   and there:sub(1, 1) == ARGV[3]:sub(1, 1)
   and there:sub(21) == ARGV[3]:sub(21)
   and there:sub(2, 20) > ARGV[3]:sub(2, 20) then
  return 0
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
)";

}  // namespace

absl::StatusOr<std::unique_ptr<RedisFragmentStore>> RedisFragmentStore::Create(
    Options options) {
  absl::StatusOr<RedisAddress> address = ParseRedisAddress(options.address);
  if (!address.ok()) return address.status();
  if (options.seal_secret.size() < kLeastSecret) {
    return absl::InvalidArgumentError(absl::StrCat(
        "the secret that seals values in Redis has ",
        options.seal_secret.size(), " bytes; it needs ", kLeastSecret));
  }
  return std::unique_ptr<RedisFragmentStore>(
      new RedisFragmentStore(*std::move(address), std::move(options)));
}

RedisFragmentStore::RedisFragmentStore(RedisAddress address, Options options)
    : seal_secret_(std::move(options.seal_secret)),
      max_value_bytes_(options.max_value_bytes),
      store_id_(std::move(options.store_id)),
      connection_(std::move(address), [&] {
        RedisConnection::Options connection = options.connection;
        connection.max_reply_bytes = options.max_value_bytes + 1024;
        return connection;
      }()) {}

void RedisFragmentStore::SetStoreId(absl::string_view store_id) {
  MutexLock lock(mutex_);
  store_id_ = std::string(store_id);
}

std::vector<absl::optional<fragment::v1::Fragment>> RedisFragmentStore::Get(
    const std::vector<std::string>& keys, absl::Time deadline) {
  std::vector<absl::optional<fragment::v1::Fragment>> fragments(keys.size());
  std::vector<RedisCommand> commands;
  for (const std::string& key : keys) {
    std::string redis_key = RedisKey(key);
    if (redis_key.empty()) {
      counters_.misses += keys.size();
      return fragments;
    }
    // Never more than a fragment may have, whoever put it there.
    commands.push_back({"GETRANGE", std::move(redis_key), "0",
                        absl::StrCat(max_value_bytes_ - 1)});
  }
  const RedisConnection::Replies replies = connection_.Call(commands, deadline);
  for (size_t i = 0; i < replies.size(); ++i) {
    const std::string& redis_key = commands[i][1];
    const bool there = replies[i].has_value() &&
                       replies[i]->kind == RedisReply::Kind::kString &&
                       !replies[i]->text.empty();
    if (there) {
      fragments[i] = Unseal(seal_secret_, redis_key, replies[i]->text);
    }
    ++(fragments[i].has_value() ? counters_.hits : counters_.misses);
    if (there && !fragments[i].has_value()) {
      ++counters_.foreign;
      // It might claim to be newer than anything that we put.
      connection_.Send({"UNLINK", redis_key});
    }
  }
  return fragments;
}

void RedisFragmentStore::Put(const std::string& key,
                             const fragment::v1::Fragment& fragment,
                             absl::Duration expiry) {
  const int64_t milliseconds = absl::ToInt64Milliseconds(expiry);
  const std::string redis_key = RedisKey(key);
  if (redis_key.empty() || milliseconds <= 0 || !connection_.Up()) return;
  const std::string header = SealHeader(fragment.as_of_revision());
  std::string value = Seal(seal_secret_, redis_key, fragment);
  if (value.empty() || value.size() > max_value_bytes_) {
    ++counters_.too_large;
    return;
  }
  ++counters_.puts;
  connection_.Send({"EVAL", kPutScript, "1", redis_key, std::move(value),
                    absl::StrCat(milliseconds), header});
}

std::string RedisFragmentStore::RedisKey(absl::string_view key) const {
  MutexLock lock(mutex_);
  if (store_id_.empty()) return "";
  return absl::StrCat("f:", store_id_, ":", key);
}

}  // namespace byline
