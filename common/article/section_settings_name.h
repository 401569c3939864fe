// Resource names of what editors decided about a section,
// "sectionSettings/{section}". The feed names its changes by them, and a
// fragment that obeys them depends on them. Pure and thread-safe.
#ifndef BYLINE_COMMON_ARTICLE_SECTION_SETTINGS_NAME_H_
#define BYLINE_COMMON_ARTICLE_SECTION_SETTINGS_NAME_H_

#include <absl/strings/string_view.h>

#include <string>

namespace byline {

inline constexpr char kSectionSettingsPrefix[] = "sectionSettings/";

// "sectionSettings/{slug}" of a section as it is shown or as its slug; of equal
// id with SectionCollection.
std::string SectionSettingsName(absl::string_view section);

// Whether a resource of this name is of section settings.
bool IsOfSectionSettings(absl::string_view name);

}  // namespace byline

#endif  // BYLINE_COMMON_ARTICLE_SECTION_SETTINGS_NAME_H_
