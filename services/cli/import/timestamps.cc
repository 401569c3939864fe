#include "services/cli/import/timestamps.h"

#include <absl/strings/ascii.h>
#include <absl/strings/str_cat.h>

#include <string>

namespace byline::cli {

absl::optional<absl::Time> ParseIsoTime(absl::string_view text) {
  text = absl::StripAsciiWhitespace(text);
  // Four digits first: absl would also take "infinite-past" and signs.
  if (text.size() < 10 || text.size() > 40 ||
      !absl::ascii_isdigit(static_cast<unsigned char>(text[0])))
    return absl::nullopt;
  std::string normal(text);
  if (normal.size() > 10 && (normal[10] == ' ' || normal[10] == 't'))
    normal[10] = 'T';
  if (normal.back() == 'z') normal.back() = 'Z';
  for (const char* format :
       {"%Y-%m-%d", "%Y-%m-%dT%H:%M:%E*S%Ez", "%Y-%m-%dT%H:%M:%E*S",
        "%Y-%m-%dT%H:%M%Ez", "%Y-%m-%dT%H:%M"}) {
    absl::Time time;
    std::string error;
    if (!absl::ParseTime(format, normal, &time, &error)) continue;
    const int64_t year = absl::ToCivilYear(time, absl::UTCTimeZone()).year();
    if (year < 1 || year > 9999) return absl::nullopt;
    return time;
  }
  return absl::nullopt;
}

}  // namespace byline::cli
