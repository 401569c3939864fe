// A 64-bit hash under a secret key: the first 8 bytes of HMAC-SHA256. Pure and
// thread-safe.
#ifndef BYLINE_SERVICES_RECOMMENDATION_READERS_KEYED_HASH_H_
#define BYLINE_SERVICES_RECOMMENDATION_READERS_KEYED_HASH_H_

#include <absl/strings/string_view.h>

#include <cstdint>
#include <cstring>
#include <string>

#include "common/base/crypto.h"

namespace byline::recommendation {

inline uint64_t KeyedHash(absl::string_view key, absl::string_view text) {
  const std::string mac = HmacSha256(key, text);
  uint64_t hash = 0;
  std::memcpy(&hash, mac.data(), sizeof(hash));
  return hash;
}

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_READERS_KEYED_HASH_H_
