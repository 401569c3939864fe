#include "common/article/link_target.h"

#include <absl/strings/match.h>

#include <algorithm>

#include "common/text/fold.h"

namespace byline {
namespace {

constexpr size_t kMaxUriBytes = 2000;

// RFC 3986 has no space, quotes, angle brackets or backslash in a URI; browsers
// read a backslash as a slash, which would turn a path into another host.
bool HasUriCharacters(absl::string_view uri) {
  return std::none_of(uri.begin(), uri.end(), [](unsigned char c) {
    return c == ' ' || c == '"' || c == '<' || c == '>' || c == '\\' ||
           c == '`';
  });
}

bool HasHost(absl::string_view rest) {
  return !rest.empty() && rest[0] != '/' && rest[0] != '?' && rest[0] != '#';
}

}  // namespace

bool IsAllowedUri(absl::string_view uri, UriKind kind) {
  if (uri.empty() || uri.size() > kMaxUriBytes || !HasUriCharacters(uri) ||
      !text::IsValidUtf8(uri) || text::FindControl(uri)) {
    return false;
  }
  for (const absl::string_view scheme : {"http://", "https://"}) {
    if (absl::StartsWithIgnoreCase(uri, scheme)) {
      return HasHost(uri.substr(scheme.size()));
    }
  }
  if (kind == UriKind::kWeb) return false;
  // "//host" would be another site.
  if (uri[0] == '/') return uri.size() == 1 || uri[1] != '/';
  if (kind != UriKind::kLink) return false;
  for (const absl::string_view scheme : {"mailto:", "tel:"}) {
    if (absl::StartsWithIgnoreCase(uri, scheme)) {
      return uri.size() > scheme.size();
    }
  }
  return false;
}

}  // namespace byline
