// The files that go with every page, built into the program: style.css,
// icon.svg and beacon.js. Their address holds a digest of their content, so
// they may be kept for ever. Thread-safe.
#ifndef BYLINE_SERVICES_GATEWAY_PAGE_ASSETS_H_
#define BYLINE_SERVICES_GATEWAY_PAGE_ASSETS_H_

#include <absl/strings/string_view.h>

#include <string>

#include "services/gateway/http/message.h"

namespace byline::gateway {

// "/assets/{hash}/{file}".
std::string AssetPath(absl::string_view file);

// The file in the coding that the client accepts; 404 for one that is not
// there. An outdated hash gets the file of today, but not to be kept: while a
// new version is rolled out, pages of the old one keep their style.
Response AssetResponse(absl::string_view hash, absl::string_view file,
                       absl::string_view accept_encoding,
                       absl::string_view if_none_match);

}  // namespace byline::gateway

#endif  // BYLINE_SERVICES_GATEWAY_PAGE_ASSETS_H_
