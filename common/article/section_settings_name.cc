#include "common/article/section_settings_name.h"

#include <absl/strings/match.h>
#include <absl/strings/str_cat.h>

#include "common/text/slug.h"

namespace byline {

std::string SectionSettingsName(absl::string_view section) {
  return absl::StrCat(kSectionSettingsPrefix, text::SlugOrHash(section));
}

bool IsOfSectionSettings(absl::string_view name) {
  return absl::StartsWith(name, kSectionSettingsPrefix);
}

}  // namespace byline
