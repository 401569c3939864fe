#include "common/redis/redis_shared_values.h"

#include <absl/strings/numbers.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/str_split.h>

#include <algorithm>
#include <utility>

#include "common/redis/sealed_value.h"

namespace byline {
namespace {

constexpr size_t kLeastSealSecret = 16;
constexpr int kMostChangesAtOnce = 1'000;
constexpr char kChangesKey[] = "#changes";
// A value is told apart by its header (without an epoch) and its HMAC.
constexpr size_t kVersionSize = 21 + 32;

// Puts ARGV[1] at KEYS[1] for ARGV[4] milliseconds if what is there begins with
// the ARGV[2] bytes ARGV[3], and the name ARGV[5] into the list of changes at
// KEYS[2], of which the latest ARGV[6] are kept. Places in the list only rise,
// by Redis' own clock, also after it has lost everything.
constexpr char kPutIfUnchanged[] = R"(
local there = redis.pcall('GETRANGE', KEYS[1], 0, ARGV[2] - 1)
if type(there) ~= 'string' then there = '' end
if there ~= ARGV[3] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[4])
if redis.call('TYPE', KEYS[2]).ok ~= 'zset' then redis.call('DEL', KEYS[2]) end
local time = redis.call('TIME')
local place = time[1] * 1000000 + time[2]
local last = redis.call('ZREVRANGE', KEYS[2], 0, 0, 'WITHSCORES')[2]
if last and tonumber(last) >= place then place = tonumber(last) + 1 end
redis.call('ZADD', KEYS[2], string.format('%.0f', place), ARGV[5])
redis.call('ZREMRANGEBYRANK', KEYS[2], 0, -ARGV[6] - 1)
redis.call('PEXPIRE', KEYS[2], ARGV[4])
return 1
)";

// Names and places, line by line, of what was put after the place ARGV[1].
constexpr char kChangedAfter[] = R"(
local changed = redis.pcall('ZRANGEBYSCORE', KEYS[1], '(' .. ARGV[1], '+inf',
                            'WITHSCORES', 'LIMIT', 0, ARGV[2])
if changed.err then return '' end
for i = 1, #changed do changed[i] = changed[i]:gsub('\n', ' ') end
return table.concat(changed, '\n')
)";

}  // namespace

absl::StatusOr<std::unique_ptr<RedisSharedValues>> RedisSharedValues::Create(
    Options options) {
  absl::StatusOr<RedisAddress> address = ParseRedisAddress(options.address);
  if (!address.ok()) return address.status();
  if (options.seal_secret.size() < kLeastSealSecret) {
    return absl::InvalidArgumentError(absl::StrCat(
        "the secret that seals values in Redis has ",
        options.seal_secret.size(), " bytes; it needs ", kLeastSealSecret));
  }
  return std::unique_ptr<RedisSharedValues>(
      new RedisSharedValues(*std::move(address), std::move(options)));
}

RedisSharedValues::RedisSharedValues(RedisAddress address, Options options)
    : options_(std::move(options)),
      store_id_(options_.store_id),
      connection_(std::move(address), [this] {
        RedisConnection::Options connection = options_.connection;
        // No request waits for these, and a batch is larger than a fragment.
        connection.reply_timeout =
            std::max(connection.reply_timeout, absl::Seconds(1));
        return connection;
      }()) {}

void RedisSharedValues::SetStoreId(absl::string_view store_id) {
  MutexLock lock(mutex_);
  store_id_ = std::string(store_id);
}

std::string RedisSharedValues::KeyPrefix() const {
  MutexLock lock(mutex_);
  if (store_id_.empty()) return "";
  return absl::StrCat(options_.kind, ":", store_id_, ":");
}

absl::optional<std::vector<SharedValues::Value>> RedisSharedValues::Get(
    const std::vector<std::string>& names, absl::Time deadline) {
  const std::string prefix = KeyPrefix();
  if (prefix.empty()) return absl::nullopt;
  std::vector<RedisCommand> commands;
  commands.reserve(names.size());
  for (const std::string& name : names) {
    commands.push_back({"GETRANGE", absl::StrCat(prefix, name), "0",
                        absl::StrCat(options_.max_value_bytes - 1)});
  }
  const RedisConnection::Replies replies = connection_.Call(commands, deadline);
  std::vector<Value> values;
  for (size_t i = 0; i < names.size(); ++i) {
    if (!replies[i].has_value()) return absl::nullopt;
    Value& value = values.emplace_back();
    value.name = names[i];
    // What is there under a key of another type counts as nothing.
    if (replies[i]->kind != RedisReply::Kind::kString) continue;
    const std::string& there = replies[i]->text;
    value.version = there.substr(0, kVersionSize);
    const absl::optional<Unsealed> unsealed =
        UnsealBytes(options_.seal_secret, commands[i][1], there);
    if (unsealed.has_value()) value.bytes = std::string(unsealed->payload);
  }
  return values;
}

std::vector<bool> RedisSharedValues::Put(const std::vector<Value>& values,
                                         absl::Time deadline) {
  std::vector<bool> are_put(values.size(), false);
  const std::string prefix = KeyPrefix();
  if (prefix.empty()) return are_put;
  std::vector<RedisCommand> commands;
  std::vector<size_t> places;
  for (size_t i = 0; i < values.size(); ++i) {
    const std::string key = absl::StrCat(prefix, values[i].name);
    // No number: the HMAC tells versions apart.
    std::string sealed =
        SealBytes(options_.seal_secret, key, SealHeader({}), values[i].bytes);
    if (sealed.size() > options_.max_value_bytes) continue;
    commands.push_back(
        {"EVAL", kPutIfUnchanged, "2", key, absl::StrCat(prefix, kChangesKey),
         std::move(sealed), absl::StrCat(kVersionSize), values[i].version,
         absl::StrCat(absl::ToInt64Milliseconds(options_.expiry)),
         values[i].name, absl::StrCat(options_.max_changes)});
    places.push_back(i);
  }
  const RedisConnection::Replies replies = connection_.Call(commands, deadline);
  for (size_t i = 0; i < replies.size(); ++i) {
    are_put[places[i]] = replies[i].has_value() &&
                         replies[i]->kind == RedisReply::Kind::kInteger &&
                         replies[i]->integer == 1;
  }
  return are_put;
}

absl::optional<SharedValues::Changes> RedisSharedValues::ChangedSince(
    int64_t position, absl::Time deadline) {
  const std::string prefix = KeyPrefix();
  if (prefix.empty()) return absl::nullopt;
  const RedisConnection::Replies replies = connection_.Call(
      {{"EVAL", kChangedAfter, "1", absl::StrCat(prefix, kChangesKey),
        absl::StrCat(position), absl::StrCat(kMostChangesAtOnce)}},
      deadline);
  if (!replies[0].has_value() ||
      replies[0]->kind != RedisReply::Kind::kString) {
    return absl::nullopt;
  }
  Changes changes;
  changes.position = position;
  const std::vector<std::string> lines =
      absl::StrSplit(replies[0]->text, '\n', absl::SkipEmpty());
  for (size_t i = 0; i + 1 < lines.size(); i += 2) {
    changes.names.push_back(lines[i]);
    double place = 0;
    // Whatever stands there, the position only rises.
    if (absl::SimpleAtod(lines[i + 1], &place) && place < 9e15) {
      changes.position =
          std::max(changes.position, static_cast<int64_t>(place));
    }
  }
  changes.are_more =
      changes.names.size() >= kMostChangesAtOnce && changes.position > position;
  return changes;
}

}  // namespace byline
