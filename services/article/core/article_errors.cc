#include "services/article/core/article_errors.h"

#include <absl/strings/str_cat.h>

#include <map>
#include <string>

#include "common/base/errors.h"

namespace byline::article {
namespace {

absl::Status AtField(absl::StatusCode code, absl::string_view reason,
                     absl::string_view field, const std::string& description,
                     const std::map<std::string, std::string>& metadata = {}) {
  return WithViolation(
      ErrorWithReason(code, reason, absl::StrCat(field, ": ", description),
                      metadata),
      field, description);
}

}  // namespace

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
  return AtField(
      absl::StatusCode::kAlreadyExists, "ARTICLE_EXISTS", "article_id",
      absl::StrCat(name, " is there already; choose another article_id"));
}

absl::Status SlugTaken(absl::string_view slug) {
  return AtField(
      absl::StatusCode::kAlreadyExists, "SLUG_TAKEN", "article.slug",
      absl::StrCat(slug, " belongs to another article; choose another one"));
}

absl::Status EtagMismatch(absl::string_view name, const std::string& etag) {
  return AtField(
      absl::StatusCode::kAborted, "ETAG_MISMATCH", "etag",
      absl::StrCat(name, " has been changed meanwhile; read it again"),
      {{"etag", etag}});
}

absl::Status RequestIdReused(absl::string_view request_id) {
  return AtField(absl::StatusCode::kAborted, "REQUEST_ID_REUSED", "request_id",
                 absl::StrCat(request_id,
                              " was used for something else within 24 hours; "
                              "use a new one for a new request"));
}

absl::Status CannotResumeAt(const Revision& from) {
  return AtField(
      absl::StatusCode::kOutOfRange, "UNKNOWN_REVISION", "from",
      absl::StrCat("(", from.epoch, ", ", from.number,
                   ") is not of this store's history, which a restore may have "
                   "cut; watch from 0 for the present state"));
}

absl::Status LogPruned(int64_t from) {
  return AtField(absl::StatusCode::kOutOfRange, "LOG_PRUNED", "from",
                 absl::StrCat("the log no longer keeps change ", from,
                              "; watch from 0 for the present state"));
}

absl::Status NothingInCollection(absl::string_view collection) {
  return ErrorWithReason(absl::StatusCode::kNotFound, "COLLECTION_EMPTY",
                         absl::StrCat("nothing stands in ", collection));
}

}  // namespace byline::article
