// Content negotiation and conditional requests (RFC 9110 12.5.3 and 13.1.2).
// Pure.
#ifndef BYLINE_SERVICES_GATEWAY_PAGE_NEGOTIATION_H_
#define BYLINE_SERVICES_GATEWAY_PAGE_NEGOTIATION_H_

#include <absl/strings/string_view.h>

namespace byline::gateway {

// Whether an Accept-Encoding field lets us answer in gzip and does not prefer
// the plain form.
bool AcceptsGzip(absl::string_view accept_encoding);

// Whether an If-None-Match field names `etag` (given with its quotes), by weak
// comparison, or is "*".
bool MatchesEtag(absl::string_view if_none_match, absl::string_view etag);

}  // namespace byline::gateway

#endif  // BYLINE_SERVICES_GATEWAY_PAGE_NEGOTIATION_H_
