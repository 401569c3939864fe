#include "services/article/core/similarity_settings.h"

#include <absl/strings/str_cat.h>
#include <absl/strings/strip.h>

#include <algorithm>
#include <map>

#include "common/article/article_name.h"
#include "common/article/section_settings_name.h"
#include "services/article/core/validation.h"

namespace byline::article {
namespace {

using Choices =
    google::protobuf::RepeatedPtrField<v1::SimilaritySettings::Choice>;

constexpr int kMostPinned = 6;
constexpr int kMostBlocked = 100;

// Where an article is chosen already: "pinned[0]".
using Chosen = std::map<absl::string_view, std::string>;

void CheckChoices(const std::string& path, const std::string& list,
                  const Choices& choices, int most, absl::string_view name,
                  Chosen& chosen, FieldCheck& check) {
  check.Count(absl::StrCat(path, ".", list), choices.size(), most);
  for (int i = 0; i < choices.size(); ++i) {
    const v1::SimilaritySettings::Choice& choice = choices[i];
    const std::string place = absl::StrCat(list, "[", i, "]");
    const std::string field = absl::StrCat(path, ".", place, ".article");
    if (!IsArticleName(choice.article())) {
      check.Add(field,
                "must be articles/{article}, the id matching "
                "[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    } else if (choice.article() == name) {
      check.Add(field, "is the article itself; name another one");
    } else {
      const auto [at, is_new] = chosen.emplace(choice.article(), place);
      if (!is_new) {
        check.Add(field, absl::StrCat(choice.article(), " is ", at->second,
                                      " already; remove one of them"));
      }
    }
    if (choice.has_expire_time()) {
      check.Time(absl::StrCat(path, ".", place, ".expire_time"),
                 choice.expire_time());
    }
  }
}

// `time` ends what `switch_name` says.
void CheckExpiry(const std::string& path, const std::string& switch_name,
                 bool is_on, bool has_time,
                 const google::protobuf::Timestamp& time, FieldCheck& check) {
  if (!has_time) return;
  const std::string field =
      absl::StrCat(path, ".", switch_name, "_expire_time");
  check.Time(field, time);
  if (!is_on) {
    check.Add(field, absl::StrCat("is only for ", switch_name,
                                  "; remove it or set ", switch_name));
  }
}

}  // namespace

void CheckSimilaritySettings(const std::string& path, absl::string_view name,
                             const v1::SimilaritySettings& settings,
                             FieldCheck& check) {
  Chosen chosen;
  CheckChoices(path, "pinned", settings.pinned(), kMostPinned, name, chosen,
               check);
  CheckChoices(path, "blocked", settings.blocked(), kMostBlocked, name, chosen,
               check);
  CheckExpiry(path, "off", settings.off(), settings.has_off_expire_time(),
              settings.off_expire_time(), check);
  CheckExpiry(path, "blocked_everywhere", settings.blocked_everywhere(),
              settings.has_blocked_everywhere_expire_time(),
              settings.blocked_everywhere_expire_time(), check);
  CheckExpiry(path, "pinned_everywhere", settings.pinned_everywhere(),
              settings.has_pinned_everywhere_expire_time(),
              settings.pinned_everywhere_expire_time(), check);
  if (settings.pinned_everywhere() && settings.blocked_everywhere()) {
    check.Add(path + ".pinned_everywhere",
              "does not go with blocked_everywhere; unset one of them");
  }
}

absl::Status CheckSectionSettingsName(absl::string_view field,
                                      absl::string_view name) {
  if (absl::ConsumePrefix(&name, kSectionSettingsPrefix) && IsSlug(name)) {
    return absl::OkStatus();
  }
  return InvalidField(field,
                      "must be sectionSettings/{section}, the last part "
                      "matching [a-z0-9-]{1,80} as in sections/{section}");
}

absl::Status CheckSectionSettings(const v1::SectionSettings& settings) {
  const absl::Status status =
      CheckSectionSettingsName("section_settings.name", settings.name());
  if (!status.ok()) return status;
  FieldCheck check;
  CheckExpiry("section_settings", "similar_articles_off",
              settings.similar_articles_off(),
              settings.has_similar_articles_off_expire_time(),
              settings.similar_articles_off_expire_time(), check);
  return check.ok() ? absl::OkStatus() : InvalidFields(check.violations());
}

}  // namespace byline::article
