#include "services/article/core/article_errors.h"

#include <absl/strings/str_cat.h>

#include "common/base/errors.h"

namespace byline::article {

absl::Status NoSuchArticle(absl::string_view name) {
  return ErrorWithReason(absl::StatusCode::kNotFound, "ARTICLE_NOT_FOUND",
                         absl::StrCat("there is no ", name));
}

absl::Status GoneForReaders(const v1::Article& article) {
  return ErrorWithReason(
      absl::StatusCode::kNotFound, "ARTICLE_WITHDRAWN",
      absl::StrCat(article.name(), " has been withdrawn"),
      {{"public_notice", article.withdrawal().public_notice()}});
}

absl::Status IsWithdrawn(const v1::Article& article) {
  return ErrorWithReason(
      absl::StatusCode::kFailedPrecondition, "ARTICLE_WITHDRAWN",
      absl::StrCat(article.name(),
                   " has been withdrawn and cannot be changed; create a new "
                   "article"));
}

absl::Status IdTaken(absl::string_view name) {
  return ErrorWithReason(
      absl::StatusCode::kAlreadyExists, "ARTICLE_EXISTS",
      absl::StrCat(name, " is there already; choose another article_id"));
}

absl::Status SlugTaken(absl::string_view slug) {
  return ErrorWithReason(
      absl::StatusCode::kAlreadyExists, "SLUG_TAKEN",
      absl::StrCat("article.slug: ", slug,
                   " belongs to another article; choose another one"));
}

absl::Status EtagMismatch(const v1::Article& article) {
  return ErrorWithReason(
      absl::StatusCode::kAborted, "ETAG_MISMATCH",
      absl::StrCat("etag: ", article.name(),
                   " has been changed meanwhile; read it again"),
      {{"etag", article.etag()}});
}

absl::Status RequestIdReused(absl::string_view request_id) {
  return ErrorWithReason(
      absl::StatusCode::kAborted, "REQUEST_ID_REUSED",
      absl::StrCat("request_id: ", request_id,
                   " was used for something else within 24 hours; use a new "
                   "one for a new request"));
}

absl::Status NothingInCollection(absl::string_view collection) {
  return ErrorWithReason(absl::StatusCode::kNotFound, "COLLECTION_EMPTY",
                         absl::StrCat("nothing stands in ", collection));
}

absl::Status TooManyWatchers(int limit) {
  return ErrorWithReason(
      absl::StatusCode::kResourceExhausted, "TOO_MANY_WATCHERS",
      absl::StrCat("there are ", limit, " watchers already; try again later"));
}

}  // namespace byline::article
