#include "services/gateway/page/page_outcome.h"

#include <absl/strings/str_cat.h>

#include "common/base/errors.h"

namespace byline::gateway {

absl::optional<PageOutcome> OutcomeOfLookup(
    const article::v1::LookupArticleResponse& found, const Route& route) {
  PageOutcome outcome;
  outcome.language = found.language_code();
  if (found.state() == article::v1::STATE_WITHDRAWN) {
    outcome.kind = PageOutcome::Kind::kGone;
    outcome.notice = found.public_notice();
    outcome.article = found.name();
  } else if (found.state() != article::v1::STATE_PUBLISHED) {
    outcome.kind = PageOutcome::Kind::kNotFound;
  } else if (found.slug() != route.name) {
    outcome.kind = PageOutcome::Kind::kRedirect;
    outcome.location = absl::StrCat("/articles/", found.slug());
  } else {
    return absl::nullopt;
  }
  return outcome;
}

PageOutcome OutcomeOfError(const absl::Status& status, const Route& route) {
  PageOutcome outcome;
  if (absl::IsNotFound(status) && ErrorReason(status) == "ARTICLE_WITHDRAWN") {
    outcome.kind = PageOutcome::Kind::kGone;
    outcome.notice = ErrorMetadata(status, "public_notice");
  } else if (absl::IsNotFound(status)) {
    outcome.kind = PageOutcome::Kind::kNotFound;
  } else if (absl::IsInvalidArgument(status)) {
    // Our own paths fit the services; what they refuse is a reader's invention:
    // a page token, a slug that cannot be.
    outcome.kind = route.kind == Route::Kind::kList && !route.detail.empty()
                       ? PageOutcome::Kind::kBadRequest
                       : PageOutcome::Kind::kNotFound;
  } else {
    outcome.kind = PageOutcome::Kind::kUnavailable;
  }
  const bool names_article = route.kind == Route::Kind::kBodyFragment ||
                             route.kind == Route::Kind::kSummaryFragment ||
                             route.kind == Route::Kind::kSimilarFragment;
  if (names_article && (outcome.kind == PageOutcome::Kind::kGone ||
                        outcome.kind == PageOutcome::Kind::kNotFound))
    outcome.article = route.name;
  return outcome;
}

}  // namespace byline::gateway
