// PageOutcome: what became of a page that was asked for, and which outcome an
// answer of the services means. Pure; plain values.
#ifndef BYLINE_SERVICES_GATEWAY_PAGE_PAGE_OUTCOME_H_
#define BYLINE_SERVICES_GATEWAY_PAGE_PAGE_OUTCOME_H_

#include <absl/status/status.h>
#include <absl/time/time.h>
#include <absl/types/optional.h>

#include <memory>
#include <string>

#include "byline/article/v1/article_service.pb.h"
#include "services/gateway/page/page.h"
#include "services/gateway/page/route.h"

namespace byline::gateway {

struct PageOutcome {
  enum class Kind {
    kPage,
    kRedirect,
    kGone,
    kNotFound,
    kBadRequest,
    kUnavailable
  };
  Kind kind = Kind::kUnavailable;
  std::shared_ptr<const Page> page;  // kPage
  std::string location;              // kRedirect
  std::string notice;                // kGone: what the publisher tells readers
  // kGone, kNotFound: the article that the answer depends on, where known.
  std::string article;
  std::string language;  // of the article, where known
  std::string timing;    // value of Server-Timing
  // The truth was silent and a rule for that case let the page be given: `age`
  // says since when.
  bool is_stale = false;
  absl::Duration age;
};

// What stands at the address of an article instead of its page: withdrawn, not
// published, moved to another slug. Nothing where the page is to be made.
absl::optional<PageOutcome> OutcomeOfLookup(
    const article::v1::LookupArticleResponse& found, const Route& route);

// What an error of a service means for the page of `route`.
PageOutcome OutcomeOfError(const absl::Status& status, const Route& route);

}  // namespace byline::gateway

#endif  // BYLINE_SERVICES_GATEWAY_PAGE_PAGE_OUTCOME_H_
