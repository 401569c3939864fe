// Digests, authentication codes and random ids, by OpenSSL. Thread-safe.
#ifndef BYLINE_COMMON_BASE_CRYPTO_H_
#define BYLINE_COMMON_BASE_CRYPTO_H_

#include <absl/strings/string_view.h>

#include <cstddef>
#include <string>

namespace byline {

// SHA-256 of `data`, 64 lower-case hexadecimal digits.
std::string Sha256Hex(absl::string_view data);

// HMAC-SHA256 of `data` under `key`: 32 raw bytes.
std::string HmacSha256(absl::string_view key, absl::string_view data);

// Whether both are equal, in a time that depends on their lengths alone.
bool ConstantTimeEquals(absl::string_view a, absl::string_view b);

// `bytes` random bytes of the operating system, as 2 * bytes lower-case
// hexadecimal digits.
std::string RandomHex(size_t bytes);

}  // namespace byline

#endif  // BYLINE_COMMON_BASE_CRYPTO_H_
