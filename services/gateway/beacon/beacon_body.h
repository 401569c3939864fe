// What comes to POST /beacon: events of readers as JSON, in the form that
// protobuf gives RecordReaderEventsRequest, from a stranger's page. Pure and
// thread-safe.
#ifndef BYLINE_SERVICES_GATEWAY_BEACON_BEACON_BODY_H_
#define BYLINE_SERVICES_GATEWAY_BEACON_BEACON_BODY_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <absl/strings/string_view.h>

#include <cstddef>

#include "byline/recommendation/v1/reader_events.pb.h"
#include "services/gateway/http/message.h"

namespace byline::gateway {

inline constexpr size_t kMostBeaconBytes = 16 << 10;

// Whether it is text/plain (what navigator.sendBeacon sends of its own accord)
// or application/json, whatever its parameters.
bool IsBeaconType(absl::string_view content_type);

// INVALID_ARGUMENT where it is not such JSON, with what is wrong in it.
absl::StatusOr<recommendation::v1::RecordReaderEventsRequest> ReadBeaconBody(
    absl::string_view body);

// The answer without any content, or with a short text: 204, or 400, 404, 405,
// 413, 415, 429, 503. Any page may read it; it sets no cookie.
Response BeaconResponse(int status, absl::string_view text = "");

// What a failed call means to whoever sent the events.
Response BeaconFailure(const absl::Status& status);

}  // namespace byline::gateway

#endif  // BYLINE_SERVICES_GATEWAY_BEACON_BEACON_BODY_H_
