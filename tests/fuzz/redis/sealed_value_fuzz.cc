// Values and replies as anyone who can write to Redis, or sits in its place,
// may send them: nothing but what was sealed is opened, and nothing crashes.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "common/redis/resp.h"
#include "common/redis/sealed_value.h"

namespace {

void Require(bool condition) {
  if (!condition) std::abort();
}

void OpenAndSeal(const std::string& bytes) {
  constexpr char kSecret[] = "a secret of the suite's own";
  constexpr char kKey[] = "f:store:body:a";
  Require(!byline::Unseal(kSecret, kKey, bytes).has_value());

  byline::fragment::v1::Fragment fragment;
  if (!fragment.ParseFromString(bytes)) return;
  std::string value = byline::Seal(kSecret, kKey, fragment);
  if (value.empty()) return;
  const auto opened = byline::Unseal(kSecret, kKey, value);
  Require(opened.has_value() &&
          opened->SerializeAsString() == fragment.SerializeAsString());
  Require(!byline::Unseal(kSecret, "f:store:body:b", value).has_value());
  char& changed = value[bytes.size() % value.size()];
  changed = static_cast<char>(changed ^ 1);
  Require(!byline::Unseal(kSecret, kKey, value).has_value());
}

void ReadReplies(const std::string& bytes) {
  byline::RespReader reader(1 << 16);
  // Cut where the first byte says.
  const size_t cut = bytes.empty() ? 0 : static_cast<uint8_t>(bytes[0]);
  for (size_t at = 0; at < bytes.size(); at += cut + 1) {
    reader.Feed(bytes.substr(at, cut + 1));
    while (true) {
      const auto reply = reader.Next();
      if (!reply.ok() || !reply->has_value()) break;
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  OpenAndSeal(bytes);
  ReadReplies(bytes);
  return 0;
}
