// How long, as people write it on the command line. Pure.
#ifndef BYLINE_SERVICES_CLI_TIME_SPAN_H_
#define BYLINE_SERVICES_CLI_TIME_SPAN_H_

#include <absl/strings/string_view.h>
#include <absl/time/time.h>
#include <absl/types/optional.h>

#include <cstdint>

namespace byline::cli {

constexpr int64_t kMostSpanDays = 36'500;

// Reads "7d", "1d12h", "90m": whole days, then what absl::ParseDuration takes;
// not below 0, each part at most kMostSpanDays. Absent for anything else.
absl::optional<absl::Duration> ParseTimeSpan(absl::string_view text);

}  // namespace byline::cli

#endif  // BYLINE_SERVICES_CLI_TIME_SPAN_H_
