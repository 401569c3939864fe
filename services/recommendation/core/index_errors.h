// Errors of the index that say which article they are about.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_ERRORS_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_ERRORS_H_

#include <absl/status/status.h>
#include <absl/strings/str_cat.h>
#include <absl/strings/string_view.h>

#include <string>

#include "common/base/errors.h"

namespace byline::recommendation {

inline absl::Status NoSuchArticle(absl::string_view name) {
  return ErrorWithReason(
      absl::StatusCode::kNotFound, "ARTICLE_NOT_FOUND",
      absl::StrCat(name, " is not there, or is not published"),
      {{"article", std::string(name)}});
}

inline absl::Status WithdrawnArticle(absl::string_view name) {
  return ErrorWithReason(absl::StatusCode::kNotFound, "ARTICLE_WITHDRAWN",
                         absl::StrCat(name, " was withdrawn"),
                         {{"article", std::string(name)}});
}

inline absl::Status DamagedArticle(absl::string_view name) {
  return ErrorWithReason(
      absl::StatusCode::kUnavailable, "INDEX_DAMAGED",
      absl::StrCat("what the index keeps of ", name,
                   " is damaged; it is filled anew, ask again"),
      {{"article", std::string(name)}});
}

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_INDEX_ERRORS_H_
