// The limits of an article, as the contract's comments state them. Pure and
// thread-safe.
#ifndef BYLINE_SERVICES_ARTICLE_CORE_VALIDATION_H_
#define BYLINE_SERVICES_ARTICLE_CORE_VALIDATION_H_

#include <absl/status/status.h>
#include <absl/strings/string_view.h>

#include <string>
#include <vector>

#include "byline/article/v1/article.pb.h"
#include "common/base/errors.h"

namespace byline::article {

// What is wrong with the fields that a caller may set; empty when all is well.
// Paths begin with `prefix` ("article."). The name is not checked; choices in
// `similarity_settings` must be of other names.
std::vector<FieldViolation> CheckArticle(const v1::Article& article,
                                         const std::string& prefix);

// Whether `slug` matches [a-z0-9-]{1,80} and neither begins nor ends with "-".
bool IsSlug(absl::string_view slug);

// Whether all characters are of ASCII and visible, or a space.
bool IsPrintableAscii(absl::string_view text);

// A request id: empty, or 1 to 128 printable ASCII characters.
absl::Status CheckRequestId(absl::string_view request_id);

// A follower's name: 1 to 100 printable ASCII characters.
absl::Status CheckFollower(absl::string_view follower);

// The texts of a takedown.
absl::Status CheckWithdrawal(absl::string_view reason,
                             absl::string_view public_notice);

}  // namespace byline::article

#endif  // BYLINE_SERVICES_ARTICLE_CORE_VALIDATION_H_
