// The content of page/assets/, made into code by EmbedAssets.cmake when Byline
// is built.
#ifndef BYLINE_SERVICES_GATEWAY_PAGE_EMBEDDED_ASSETS_H_
#define BYLINE_SERVICES_GATEWAY_PAGE_EMBEDDED_ASSETS_H_

#include <absl/strings/string_view.h>

namespace byline::gateway {

absl::string_view EmbeddedStyle();
absl::string_view EmbeddedIcon();
absl::string_view EmbeddedBeacon();

}  // namespace byline::gateway

#endif  // BYLINE_SERVICES_GATEWAY_PAGE_EMBEDDED_ASSETS_H_
