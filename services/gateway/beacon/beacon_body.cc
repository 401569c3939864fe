#include "services/gateway/beacon/beacon_body.h"

#include <absl/strings/ascii.h>
#include <absl/strings/match.h>
#include <absl/strings/str_cat.h>
#include <google/protobuf/stubs/stringpiece.h>
#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <string>

namespace byline::gateway {
namespace {

// What a parser says of a stranger's text, which it repeats: the start of it,
// on one line, in ASCII.
std::string Printable(std::string text) {
  constexpr size_t kMost = 200;
  text.resize(std::min(text.size(), kMost));
  for (char& c : text) {
    if (!absl::ascii_isprint(static_cast<unsigned char>(c))) c = '?';
  }
  return text;
}

}  // namespace

bool IsBeaconType(absl::string_view content_type) {
  const absl::string_view type = absl::StripAsciiWhitespace(
      content_type.substr(0, content_type.find(';')));
  return absl::EqualsIgnoreCase(type, "text/plain") ||
         absl::EqualsIgnoreCase(type, "application/json");
}

absl::StatusOr<recommendation::v1::RecordReaderEventsRequest> ReadBeaconBody(
    absl::string_view body) {
  recommendation::v1::RecordReaderEventsRequest request;
  const auto parsed = google::protobuf::util::JsonStringToMessage(
      google::protobuf::StringPiece(body.data(), body.size()), &request);
  if (!parsed.ok()) {
    return absl::InvalidArgumentError(
        absl::StrCat("The body is not JSON of the form {\"events\": [...]}: ",
                     Printable(std::string(parsed.message()))));
  }
  return request;
}

Response BeaconResponse(int status, absl::string_view text) {
  FieldList fields = {{"Access-Control-Allow-Origin", "*"},
                      {"Cache-Control", "no-store"},
                      {"X-Content-Type-Options", "nosniff"}};
  if (status != 204)
    fields.emplace_back("Content-Type", "text/plain; charset=utf-8");
  if (status == 405) fields.emplace_back("Allow", "POST, OPTIONS");
  if (status == 429 || status == 503) fields.emplace_back("Retry-After", "1");
  return MakeResponse(status, fields,
                      text.empty() ? "" : absl::StrCat(text, "\n"));
}

Response BeaconFailure(const absl::Status& status) {
  if (absl::IsInvalidArgument(status))
    return BeaconResponse(400, status.message());
  if (absl::IsResourceExhausted(status))
    return BeaconResponse(429, "Too many events at once; try again.");
  return BeaconResponse(503, "Events are not taken now; try again.");
}

}  // namespace byline::gateway
