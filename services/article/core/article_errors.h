// The errors of the article service besides INVALID_ARGUMENT, each a named
// function; those about a field name it as a violation. Pure and thread-safe.
#ifndef BYLINE_SERVICES_ARTICLE_CORE_ARTICLE_ERRORS_H_
#define BYLINE_SERVICES_ARTICLE_CORE_ARTICLE_ERRORS_H_

#include <absl/status/status.h>
#include <absl/strings/string_view.h>

#include <cstdint>
#include <string>

#include "byline/article/v1/article.pb.h"
#include "common/freshness/revision.h"

namespace byline::article {

// NOT_FOUND, reason ARTICLE_NOT_FOUND: never there, or not for this caller.
absl::Status NoSuchArticle(absl::string_view name);
// NOT_FOUND, reason ARTICLE_WITHDRAWN, public_notice as metadata: for readers.
absl::Status GoneForReaders(const v1::Article& article);
// FAILED_PRECONDITION, reason ARTICLE_WITHDRAWN: for the newsroom.
absl::Status IsWithdrawn(const v1::Article& article);
// ALREADY_EXISTS, reason ARTICLE_EXISTS.
absl::Status IdTaken(absl::string_view name);
// ALREADY_EXISTS, reason SLUG_TAKEN.
absl::Status SlugTaken(absl::string_view slug);
// ABORTED, reason ETAG_MISMATCH, the etag of today as metadata.
absl::Status EtagMismatch(absl::string_view name, const std::string& etag);
// ABORTED, reason REQUEST_ID_REUSED.
absl::Status RequestIdReused(absl::string_view request_id);
// OUT_OF_RANGE, reason UNKNOWN_REVISION: Watch cannot go on from there.
absl::Status CannotResumeAt(const Revision& from);
// OUT_OF_RANGE, reason LOG_PRUNED: neither from there.
absl::Status LogPruned(int64_t from);
// NOT_FOUND, reason COLLECTION_EMPTY.
absl::Status NothingInCollection(absl::string_view collection);

}  // namespace byline::article

#endif  // BYLINE_SERVICES_ARTICLE_CORE_ARTICLE_ERRORS_H_
