// Errors of the JSON interface: a google.rpc.Status as body, always, and the
// HTTP status that goes with its code. Pure.
#ifndef BYLINE_SERVICES_GATEWAY_TRANSCODE_STATUS_JSON_H_
#define BYLINE_SERVICES_GATEWAY_TRANSCODE_STATUS_JSON_H_

#include <absl/status/status.h>

#include <string>

#include "services/gateway/http/message.h"

namespace byline::gateway {

// The HTTP status of a google.rpc.Code; 500 for a number that is none.
int HttpStatusOf(int code);

// {"code": 3, "message": "...", "details": [{"@type":
// "type.googleapis.com/google.rpc.BadRequest", ...}]}
std::string StatusJson(const absl::Status& status);

// What callers may see of a call's failure. Where a service did not answer,
// gRPC's own words name internal addresses: UNAVAILABLE and DEADLINE_EXCEEDED
// without a reason become BACKEND_UNAVAILABLE and BACKEND_TIMEOUT. Others stay.
absl::Status PublicStatus(const absl::Status& status);

// The whole answer. `http_status` 0: by the code.
Response StatusResponse(const absl::Status& status, int http_status = 0,
                        const FieldList& more_fields = {});

}  // namespace byline::gateway

#endif  // BYLINE_SERVICES_GATEWAY_TRANSCODE_STATUS_JSON_H_
