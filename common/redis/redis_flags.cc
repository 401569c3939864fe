#include "common/redis/redis_flags.h"

#include <utility>

#include "common/server/startup.h"

namespace byline {

std::unique_ptr<RedisFragmentStore> RedisFromFlags(const ServerFlags& flags) {
  if (flags.redis.empty()) return nullptr;
  RedisFragmentStore::Options options;
  options.address = flags.redis;
  options.seal_secret = flags.fragment_key;
  options.connection.password = flags.redis_password;
  return ValueOrExit(RedisFragmentStore::Create(std::move(options)));
}

std::unique_ptr<RedisSharedValues> SharedValuesFromFlags(
    const ServerFlags& flags, const std::string& kind) {
  if (flags.redis.empty()) return nullptr;
  RedisSharedValues::Options options;
  options.address = flags.redis;
  options.seal_secret = flags.fragment_key;
  options.kind = kind;
  options.connection.password = flags.redis_password;
  return ValueOrExit(RedisSharedValues::Create(std::move(options)));
}

}  // namespace byline
