// Page tokens: opaque to callers, and only good for the list they were made
// for. A token holds the place of the last article of its page, so it stays
// valid while articles are added; it is sealed with an HMAC under a key of the
// store, so that nobody makes up places. Pure and thread-safe.
#ifndef BYLINE_SERVICES_ARTICLE_CORE_PAGE_TOKEN_H_
#define BYLINE_SERVICES_ARTICLE_CORE_PAGE_TOKEN_H_

#include <absl/status/statusor.h>
#include <absl/strings/string_view.h>

#include <string>

#include "services/article/core/list_position.h"

namespace byline::article {

// `list` tells what is listed and in which order: all that must be the same
// from page to page.
std::string MakePageToken(absl::string_view key, absl::string_view list,
                          const ListPosition& last);

// INVALID_ARGUMENT (field page_token) for what MakePageToken did not make with
// this key and list.
absl::StatusOr<ListPosition> ReadPageToken(absl::string_view key,
                                           absl::string_view list,
                                           absl::string_view token);

}  // namespace byline::article

#endif  // BYLINE_SERVICES_ARTICLE_CORE_PAGE_TOKEN_H_
