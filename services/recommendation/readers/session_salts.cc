#include "services/recommendation/readers/session_salts.h"

#include <openssl/crypto.h>

#include <algorithm>
#include <utility>

#include "common/base/crypto.h"
#include "services/recommendation/readers/keyed_hash.h"

namespace byline::recommendation {
namespace {

constexpr size_t kSaltBytes = 32;
constexpr int64_t kSecondsOfDay = 86'400;
constexpr absl::Duration kLateFor = absl::Hours(1);

int64_t DayOf(absl::Time time) {
  // The epoch is far behind all clocks that are right; before it is day 0.
  return std::max<int64_t>(absl::ToUnixSeconds(time), 0) / kSecondsOfDay;
}

void Wipe(std::string& salt) {
  OPENSSL_cleanse(salt.data(), salt.size());
  salt.clear();
}

}  // namespace

SessionSalts::~SessionSalts() {
  Wipe(today_);
  Wipe(yesterday_);
}

void SessionSalts::Rotate(absl::Time now) {
  const int64_t day = DayOf(now);
  if (day > day_) {
    Wipe(yesterday_);
    if (day == day_ + 1) yesterday_ = std::exchange(today_, {});
    Wipe(today_);
    today_ = RandomHex(kSaltBytes);
    day_ = day;
  }
  if (now - absl::FromUnixSeconds(day_ * kSecondsOfDay) >= kLateFor) {
    Wipe(yesterday_);
  }
}

uint64_t SessionSalts::Hash(absl::string_view session_id, absl::Time event_time,
                            absl::Time now) {
  Rotate(now);
  const bool is_late = DayOf(event_time) < day_ && !yesterday_.empty();
  return std::max<uint64_t>(
      KeyedHash(is_late ? yesterday_ : today_, session_id), 1);
}

}  // namespace byline::recommendation
