// Which addresses a link, an image or a page of an article may have: schemes
// that cannot run anything, in characters that RFC 3986 allows in a URI (and
// UTF-8 beyond). Pure and thread-safe.
#ifndef BYLINE_COMMON_ARTICLE_LINK_TARGET_H_
#define BYLINE_COMMON_ARTICLE_LINK_TARGET_H_

#include <absl/strings/string_view.h>

namespace byline {

enum class UriKind {
  kWeb,       // http or https
  kResource,  // also a path of this site
  kLink,      // also mailto and tel
};

// Whether `uri` is of the kind and has at most 2,000 bytes.
bool IsAllowedUri(absl::string_view uri, UriKind kind);

}  // namespace byline

#endif  // BYLINE_COMMON_ARTICLE_LINK_TARGET_H_
