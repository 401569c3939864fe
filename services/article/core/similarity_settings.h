// The editors' word on similar articles, of one article or of a section, and
// the publisher's own vectors: their limits. Pure and thread-safe.
#ifndef BYLINE_SERVICES_ARTICLE_CORE_SIMILARITY_SETTINGS_H_
#define BYLINE_SERVICES_ARTICLE_CORE_SIMILARITY_SETTINGS_H_

#include <absl/status/status.h>
#include <absl/strings/string_view.h>

#include <string>

#include "byline/article/v1/article.pb.h"
#include "byline/article/v1/section_settings.pb.h"
#include "services/article/core/text_check.h"

namespace byline::article {

// Adds to `check` what is wrong, by paths that begin with `path`
// ("article.similarity_settings"). `name` is the article's; where it is not
// known yet, empty, and the article may choose itself.
void CheckSimilaritySettings(const std::string& path, absl::string_view name,
                             const v1::SimilaritySettings& settings,
                             FieldCheck& check);

// OK for "sectionSettings/{section}"; otherwise INVALID_ARGUMENT for `field`.
absl::Status CheckSectionSettingsName(absl::string_view field,
                                      absl::string_view name);

// OK for settings that may be stored; otherwise INVALID_ARGUMENT with the
// fields at fault ("section_settings.name").
absl::Status CheckSectionSettings(const v1::SectionSettings& settings);

}  // namespace byline::article

#endif  // BYLINE_SERVICES_ARTICLE_CORE_SIMILARITY_SETTINGS_H_
