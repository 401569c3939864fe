// Puts path variables and query parameters into a request message, as
// google.api.http says: "page_size=20", "minRevision.number=7", repeated fields
// by repeating the parameter, enums by name or number, Timestamp, Duration and
// FieldMask in their JSON form. Pure: reflection only.
#ifndef BYLINE_SERVICES_GATEWAY_TRANSCODE_FIELD_BINDING_H_
#define BYLINE_SERVICES_GATEWAY_TRANSCODE_FIELD_BINDING_H_

#include <absl/status/status.h>
#include <absl/strings/string_view.h>
#include <google/protobuf/message.h>

#include <string>
#include <vector>

#include "services/gateway/page/target.h"

namespace byline::gateway {

// Sets one field by its path (names of the proto or of JSON). INVALID_ARGUMENT
// names the field and what would be right.
absl::Status BindField(absl::string_view field_path, absl::string_view value,
                       google::protobuf::Message* message);

// Sets all parameters. Those that track campaigns ("utm_...") are ignored; any
// other that is no field, or is one of `bound_by_path`, is an error that names
// it. All faults are told at once.
absl::Status BindQuery(const QueryParameters& parameters,
                       const std::vector<std::string>& bound_by_path,
                       google::protobuf::Message* message);

}  // namespace byline::gateway

#endif  // BYLINE_SERVICES_GATEWAY_TRANSCODE_FIELD_BINDING_H_
