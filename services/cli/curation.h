// What `byline curate` does to what editors decided about similar articles, and
// how it is told to people. Pure: no flags, no clock, no server.
#ifndef BYLINE_SERVICES_CLI_CURATION_H_
#define BYLINE_SERVICES_CLI_CURATION_H_

#include <absl/status/statusor.h>
#include <absl/strings/string_view.h>
#include <absl/time/time.h>
#include <absl/types/optional.h>

#include <map>
#include <string>
#include <vector>

#include "byline/article/v1/article.pb.h"
#include "byline/article/v1/section_settings.pb.h"

namespace byline::cli {

// What an editor asked for.
struct CurationEdit {
  enum class Choose { kNothing, kPin, kBlock, kRelease };
  enum class Everywhere { kAsItIs, kPinned, kBlocked, kAutomatic };

  bool reset = false;  // takes everything back, before the rest is done
  Choose choose = Choose::kNothing;
  std::vector<std::string> others;  // that are chosen, "articles/{article}"
  absl::optional<bool> off;         // or on again
  Everywhere everywhere = Everywhere::kAsItIs;
  // When what this edit sets ends; absent: never.
  absl::optional<absl::Time> expire_time;

  bool ChangesSomething() const;
  // Whether it sets what can end.
  bool SetsSomething() const;
};

// A time from now on: ISO 8601, or how long from `now` ("7d", "1d12h", "90m").
// INVALID_ARGUMENT says what would be right; a time that has passed is refused.
absl::StatusOr<absl::Time> ParseExpiry(absl::string_view text, absl::Time now);

// Makes the edit. What has expired at `now` is dropped, so that it takes no
// place. Limits are for the article service to check.
void ApplyCuration(const CurationEdit& edit, absl::Time now,
                   article::v1::SimilaritySettings& settings);
// The same for a section, which has nothing but off.
void ApplyCuration(const CurationEdit& edit, absl::Time now,
                   article::v1::SectionSettings& settings);

// Articles that are there, by name.
using KnownArticles = std::map<std::string, article::v1::Article>;

// Lines for people; of each article that is chosen its headline, and why it
// cannot be shown yet.
std::vector<std::string> CurationLines(
    const article::v1::SimilaritySettings& settings, const KnownArticles& known,
    absl::Time now);
// "similar articles off until 2026-12-01T00:00:00Z".
std::string SectionLine(const article::v1::SectionSettings& settings,
                        absl::Time now);

}  // namespace byline::cli

#endif  // BYLINE_SERVICES_CLI_CURATION_H_
