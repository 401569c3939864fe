// gzip by zlib, level 6, without a time stamp, so that the same bytes always
// give the same bytes. Pure.
#ifndef BYLINE_SERVICES_GATEWAY_PAGE_GZIP_H_
#define BYLINE_SERVICES_GATEWAY_PAGE_GZIP_H_

#include <absl/strings/string_view.h>

#include <string>

namespace byline::gateway {

std::string Gzip(absl::string_view bytes);

}  // namespace byline::gateway

#endif  // BYLINE_SERVICES_GATEWAY_PAGE_GZIP_H_
