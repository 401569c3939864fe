// Puts parts together into pages. Pure: fragments in, PageContent out.
#ifndef BYLINE_SERVICES_GATEWAY_PAGE_COMPOSE_H_
#define BYLINE_SERVICES_GATEWAY_PAGE_COMPOSE_H_

#include <absl/strings/string_view.h>
#include <absl/time/time.h>
#include <absl/types/optional.h>

#include <string>

#include "byline/fragment/v1/fragment.pb.h"
#include "services/gateway/http/message.h"
#include "services/gateway/page/frame.h"
#include "services/gateway/page/page.h"

namespace byline::gateway {

struct ArticleParts {
  fragment::v1::Fragment body;
  // Absent: not to be had in time, or not fresh.
  absl::optional<fragment::v1::Fragment> summary;
  absl::optional<fragment::v1::Fragment> similar;
  // What is read most. Absent: not known yet; the page is whole without.
  absl::optional<fragment::v1::Fragment> trending;
  std::string article;  // its name, for the beacon
};

// The body's template leaves this comment between the article's header and its
// text; the key points take its place. In a body without it they follow the
// text.
inline constexpr absl::string_view kAfterHeaderMark = "<!--after-header-->";

PageContent ComposeArticlePage(const PageFrame& frame,
                               const ArticleParts& parts, absl::Time now);
// `trending`: see ArticleParts; `wants_trending`: whether the page has a place
// for it.
PageContent ComposeListPage(
    const PageFrame& frame, const fragment::v1::Fragment& list, absl::Time now,
    bool wants_trending = false,
    const absl::optional<fragment::v1::Fragment>& trending = absl::nullopt);
// The fragment's HTML alone, for sites that put it into pages of their own.
PageContent ComposeFragment(const fragment::v1::Fragment& fragment,
                            bool is_from_truth, absl::Time now);

// A page that says in plain words why there is none: 404, 410 (with what the
// publisher tells readers), 400, 503. Not to be kept. `language`: of the
// article, where it is known. `article`: its name, where the answer depends on
// it; then it can be purged from a CDN and carries an ETag.
Response ErrorPage(const PageFrame& frame, int status,
                   absl::string_view language, absl::string_view notice = "",
                   absl::string_view article = "");

}  // namespace byline::gateway

#endif  // BYLINE_SERVICES_GATEWAY_PAGE_COMPOSE_H_
