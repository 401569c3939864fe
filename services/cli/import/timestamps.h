// Times as they stand in other systems' exports. Pure.
#ifndef BYLINE_SERVICES_CLI_IMPORT_TIMESTAMPS_H_
#define BYLINE_SERVICES_CLI_IMPORT_TIMESTAMPS_H_

#include <absl/strings/string_view.h>
#include <absl/time/time.h>
#include <absl/types/optional.h>

namespace byline::cli {

// Reads ISO 8601: "2026-11-02", "2026-11-02T08:30", with seconds and fractions,
// with "Z", "+01:00" or no zone (then UTC); a space may stand for the "T".
// Absent for anything else and outside the years 1 to 9999.
absl::optional<absl::Time> ParseIsoTime(absl::string_view text);

}  // namespace byline::cli

#endif  // BYLINE_SERVICES_CLI_IMPORT_TIMESTAMPS_H_
