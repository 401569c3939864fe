// Paths and queries of a request's target, taken apart. Pure; total on any
// bytes.
#ifndef BYLINE_SERVICES_GATEWAY_PAGE_TARGET_H_
#define BYLINE_SERVICES_GATEWAY_PAGE_TARGET_H_

#include <absl/strings/string_view.h>
#include <absl/types/optional.h>

#include <string>
#include <utility>
#include <vector>

namespace byline::gateway {

// `text` with its %XX escapes decoded; nullopt where an escape is broken. Other
// bytes, "+" included, stay.
absl::optional<std::string> PercentDecode(absl::string_view text);

// As PercentDecode, but escapes of reserved characters (RFC 6570:
// :/?#[]@!$&'()*+,;=) stay as they are.
absl::optional<std::string> PercentDecodeUnreserved(absl::string_view text);

// The parameters of a query, in order, decoded, with "+" as a space. Empty ones
// ("a&&b") are left out. nullopt where an escape is broken.
using QueryParameters = std::vector<std::pair<std::string, std::string>>;
absl::optional<QueryParameters> ParseQuery(absl::string_view query);

}  // namespace byline::gateway

#endif  // BYLINE_SERVICES_GATEWAY_PAGE_TARGET_H_
