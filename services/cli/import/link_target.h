// Which targets a link may have. Pure.
#ifndef BYLINE_SERVICES_CLI_IMPORT_LINK_TARGET_H_
#define BYLINE_SERVICES_CLI_IMPORT_LINK_TARGET_H_

#include <absl/strings/ascii.h>
#include <absl/strings/match.h>
#include <absl/strings/string_view.h>

namespace byline::cli {

// Whether the article service will take `uri` as a link: http, https, mailto,
// tel, or a path of the site.
inline bool IsAllowedLinkTarget(absl::string_view uri) {
  if (uri.empty() || uri.size() > 2000) return false;
  for (const char c : uri) {
    if (static_cast<unsigned char>(c) <= 0x20 || c == 0x7F) return false;
  }
  if (uri[0] == '/')
    return uri.size() == 1 || (uri[1] != '/' && uri[1] != '\\');
  for (absl::string_view scheme : {"http://", "https://", "mailto:", "tel:"}) {
    if (absl::StartsWithIgnoreCase(uri, scheme)) return true;
  }
  return false;
}

}  // namespace byline::cli

#endif  // BYLINE_SERVICES_CLI_IMPORT_LINK_TARGET_H_
