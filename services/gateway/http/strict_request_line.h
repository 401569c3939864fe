// Judges the first line of a request: method, target and version (RFC 9112 3),
// with the escapes and dot segments of the target's path. For the inside of
// strict_head.cc. Pure, thread-safe.
#ifndef BYLINE_SERVICES_GATEWAY_HTTP_STRICT_REQUEST_LINE_H_
#define BYLINE_SERVICES_GATEWAY_HTTP_STRICT_REQUEST_LINE_H_

#include <absl/strings/string_view.h>
#include <absl/types/optional.h>

#include "services/gateway/http/strict_head.h"

namespace byline::gateway {

// Takes apart a request line without its CRLF: fills in method, path, query,
// version, and the host where the target is in absolute form.
absl::optional<HttpFault> JudgeRequestLine(absl::string_view line,
                                           const HeadLimits& limits,
                                           RequestHead* head);

// Whether `host` is uri-host [ ":" port ] of RFC 3986; an empty one is allowed
// by RFC 9112 3.2.
bool IsValidHost(absl::string_view host);

}  // namespace byline::gateway

#endif  // BYLINE_SERVICES_GATEWAY_HTTP_STRICT_REQUEST_LINE_H_
