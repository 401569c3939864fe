// Sealed values: how a fragment lies in Redis. Whoever can write to Redis but
// does not have the suite's key can make no value that is taken for a fragment,
// and cannot pass a fragment off under another key.
//
//   byte 0       schema, 0x01
//   19 bytes     number of as_of_revision, decimal with leading zeros
//   1 byte       length of the epoch, then the epoch of as_of_revision
//   32 bytes     HMAC-SHA256 over length of the key (8 bytes, big-endian), key,
//                and all of the value but these 32 bytes
//   rest         the serialised byline.fragment.v1.Fragment, or other bytes
//
// Number and epoch stand in front so that a script in Redis can compare them.
// Pure and thread-safe.
#ifndef BYLINE_COMMON_REDIS_SEALED_VALUE_H_
#define BYLINE_COMMON_REDIS_SEALED_VALUE_H_

#include <absl/strings/string_view.h>
#include <absl/types/optional.h>

#include <string>

#include "byline/fragment/v1/fragment.pb.h"

namespace byline {

// The part of a value before the HMAC; empty where the revision does not fit
// (a negative number, an epoch of more than 255 bytes).
std::string SealHeader(const fragment::v1::Revision& as_of);

// The value for any bytes under `key`: `header`, which must be one that
// SealHeader made, the HMAC, and `payload`.
std::string SealBytes(absl::string_view secret, absl::string_view key,
                      absl::string_view header, absl::string_view payload);

// A value taken apart. The views are into it.
struct Unsealed {
  absl::string_view header;
  absl::string_view payload;
};

// Nothing where `value` was not sealed with this secret for this key, or is of
// another schema. Total on any bytes.
absl::optional<Unsealed> UnsealBytes(absl::string_view secret,
                                     absl::string_view key,
                                     absl::string_view value);

// The value for `fragment` under `key`; empty where SealHeader is.
std::string Seal(absl::string_view secret, absl::string_view key,
                 const fragment::v1::Fragment& fragment);

// The fragment; nothing where `value` was not sealed with this secret for this
// key, or is of another schema. Total on any bytes.
absl::optional<fragment::v1::Fragment> Unseal(absl::string_view secret,
                                              absl::string_view key,
                                              absl::string_view value);

}  // namespace byline

#endif  // BYLINE_COMMON_REDIS_SEALED_VALUE_H_
