#include "services/cli/time_span.h"

#include <absl/strings/numbers.h>

namespace byline::cli {

absl::optional<absl::Duration> ParseTimeSpan(absl::string_view text) {
  absl::Duration span = absl::ZeroDuration();
  const size_t day = text.find('d');
  if (day != absl::string_view::npos) {
    int64_t days = 0;
    if (!absl::SimpleAtoi(text.substr(0, day), &days) || days < 0 ||
        days > kMostSpanDays)
      return absl::nullopt;
    span = absl::Hours(24) * days;
    text.remove_prefix(day + 1);
    if (text.empty()) return span;
  }
  absl::Duration rest;
  if (!absl::ParseDuration(text, &rest) || rest < absl::ZeroDuration() ||
      rest > absl::Hours(24) * kMostSpanDays)
    return absl::nullopt;
  return span + rest;
}

}  // namespace byline::cli
