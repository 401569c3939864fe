// The Redis that the flags of a server program name (--redis,
// --redis_password_file, --fragment_key_file). For main only.
#ifndef BYLINE_COMMON_REDIS_REDIS_FLAGS_H_
#define BYLINE_COMMON_REDIS_REDIS_FLAGS_H_

#include <memory>
#include <string>

#include "common/redis/redis_fragment_store.h"
#include "common/redis/redis_shared_values.h"
#include "common/server/flags.h"

namespace byline {

// Null where --redis is not given. A bad address or key ends the program with
// one clear line.
std::unique_ptr<RedisFragmentStore> RedisFromFlags(const ServerFlags& flags);
// The same for values that replicas share; `kind` is the first part of their
// keys.
std::unique_ptr<RedisSharedValues> SharedValuesFromFlags(
    const ServerFlags& flags, const std::string& kind);

}  // namespace byline

#endif  // BYLINE_COMMON_REDIS_REDIS_FLAGS_H_
