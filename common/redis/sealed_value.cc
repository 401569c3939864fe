#include "common/redis/sealed_value.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/str_format.h>

#include <climits>
#include <cstddef>
#include <cstdint>

#include "common/base/crypto.h"

namespace byline {
namespace {

constexpr char kSchema = '\x01';
constexpr size_t kNumberSize = 19;
constexpr size_t kEpochOffset = 1 + kNumberSize + 1;
constexpr size_t kMacSize = 32;

std::string Mac(absl::string_view secret, absl::string_view key,
                absl::string_view header, absl::string_view payload) {
  std::string size(8, '\0');
  for (size_t i = 0; i < size.size(); ++i) {
    size[size.size() - 1 - i] =
        static_cast<char>((static_cast<uint64_t>(key.size()) >> (8 * i)) & 255);
  }
  // The header tells its own length.
  return HmacSha256(secret, absl::StrCat(size, key, header, payload));
}

}  // namespace

std::string SealHeader(const fragment::v1::Revision& as_of) {
  if (as_of.number() < 0 || as_of.epoch().size() > 255) return "";
  return absl::StrCat(
      std::string(1, kSchema), absl::StrFormat("%019d", as_of.number()),
      std::string(1, static_cast<char>(as_of.epoch().size())), as_of.epoch());
}

std::string SealBytes(absl::string_view secret, absl::string_view key,
                      absl::string_view header, absl::string_view payload) {
  return absl::StrCat(header, Mac(secret, key, header, payload), payload);
}

absl::optional<Unsealed> UnsealBytes(absl::string_view secret,
                                     absl::string_view key,
                                     absl::string_view value) {
  if (value.size() < kEpochOffset || value[0] != kSchema) return absl::nullopt;
  const size_t header_size =
      kEpochOffset + static_cast<unsigned char>(value[kEpochOffset - 1]);
  if (value.size() < header_size + kMacSize) return absl::nullopt;
  const Unsealed unsealed = {value.substr(0, header_size),
                             value.substr(header_size + kMacSize)};
  const absl::string_view mac = value.substr(header_size, kMacSize);
  if (!ConstantTimeEquals(
          mac, Mac(secret, key, unsealed.header, unsealed.payload))) {
    return absl::nullopt;
  }
  return unsealed;
}

std::string Seal(absl::string_view secret, absl::string_view key,
                 const fragment::v1::Fragment& fragment) {
  const std::string header = SealHeader(fragment.as_of_revision());
  if (header.empty()) return "";
  return SealBytes(secret, key, header, fragment.SerializeAsString());
}

absl::optional<fragment::v1::Fragment> Unseal(absl::string_view secret,
                                              absl::string_view key,
                                              absl::string_view value) {
  const absl::optional<Unsealed> unsealed = UnsealBytes(secret, key, value);
  if (!unsealed.has_value()) return absl::nullopt;
  const absl::string_view payload = unsealed->payload;
  fragment::v1::Fragment fragment;
  if (payload.size() > INT_MAX ||
      !fragment.ParseFromArray(payload.data(),
                               static_cast<int>(payload.size())) ||
      SealHeader(fragment.as_of_revision()) != unsealed->header) {
    return absl::nullopt;
  }
  return fragment;
}

}  // namespace byline
