// The life of an article: draft, scheduled, published, withdrawn; and what is
// derived from its text before it is stored. Pure functions of article and
// time; thread-safe.
#ifndef BYLINE_SERVICES_ARTICLE_CORE_ARTICLE_STATE_H_
#define BYLINE_SERVICES_ARTICLE_CORE_ARTICLE_STATE_H_

#include <absl/status/status.h>
#include <absl/strings/string_view.h>
#include <absl/time/time.h>

#include <optional>
#include <string>

#include "byline/article/v1/article.pb.h"

namespace byline::article {

// Makes the article visible: at `at` where given; otherwise now, or at a
// publish time in the past that it has already. A time in the future schedules
// it. FAILED_PRECONDITION for a withdrawn article, and for one that is visible
// already and would have to disappear until `at`.
absl::Status Publish(v1::Article& article, std::optional<absl::Time> at,
                     absl::Time now);

// As an import publishes: at its publish time, or undated where it has none.
void PublishImported(v1::Article& article, absl::Time now);

// Takes it down; an article that is withdrawn already stays as it is.
void Withdraw(v1::Article& article, absl::string_view reason,
              absl::string_view public_notice, absl::Time now);

// Checks a changed publish time against the state, and lets a scheduled article
// whose time has been moved to the past become visible at once.
absl::Status SettlePublishTime(v1::Article& article, absl::Time now);

// Recognises the language where it is absent, marks a first paragraph that
// repeats the headline, and replaces the verdicts by those of the text itself
// (all but KIND_DUPLICATE).
void DeriveFromText(v1::Article& article);

// The article for an etag check: ABORTED if `etag` is not empty and another
// one.
absl::Status CheckEtag(const v1::Article& article, absl::string_view etag);

}  // namespace byline::article

#endif  // BYLINE_SERVICES_ARTICLE_CORE_ARTICLE_STATE_H_
