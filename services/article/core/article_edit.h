// Edits of an article: which fields a mask names, and applying them. Pure and
// thread-safe.
#ifndef BYLINE_SERVICES_ARTICLE_CORE_ARTICLE_EDIT_H_
#define BYLINE_SERVICES_ARTICLE_CORE_ARTICLE_EDIT_H_

#include <absl/status/statusor.h>
#include <absl/strings/string_view.h>
#include <google/protobuf/field_mask.pb.h>

#include <string>
#include <vector>

#include "byline/article/v1/article.pb.h"

namespace byline::article {

// The fields that an Update changes: those of the mask; where it is empty,
// those that are set in `article`; for "*" all that may be changed.
// INVALID_ARGUMENT for an unknown path.
absl::StatusOr<std::vector<std::string>> EditedFields(
    const google::protobuf::FieldMask& mask, const v1::Article& article);

// Gives `article` the values that `from` has in `fields`.
void CopyFields(const std::vector<std::string>& fields, const v1::Article& from,
                v1::Article& article);

// A copy with only what a caller may set: no output-only fields, no etag.
v1::Article EditablePart(const v1::Article& article);

// Whether the text that readers see is the same: headline, standfirst, blocks
// and corrections.
bool SameText(const v1::Article& a, const v1::Article& b);

// Equality of messages, field by field.
bool SameArticle(const v1::Article& a, const v1::Article& b);

}  // namespace byline::article

#endif  // BYLINE_SERVICES_ARTICLE_CORE_ARTICLE_EDIT_H_
