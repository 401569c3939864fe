// What is checked of requests before anything is computed. Pure; errors are
// INVALID_ARGUMENT with the field.
#ifndef BYLINE_SERVICES_RECOMMENDATION_RPC_REQUEST_CHECKS_H_
#define BYLINE_SERVICES_RECOMMENDATION_RPC_REQUEST_CHECKS_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <absl/strings/string_view.h>

#include "byline/article/v1/article.pb.h"
#include "byline/recommendation/v1/recommendation_service.pb.h"
#include "services/recommendation/core/similarity_index.h"

namespace byline::recommendation {

// A mode that this version knows; UNSPECIFIED is SIMILAR.
absl::StatusOr<v1::SimilarityMode> CheckMode(v1::SimilarityMode mode);

// Page size (0: 6, above 50: 50), mode, languages and conditions together; the
// time is now.
absl::StatusOr<SimilarityRequest> CheckList(
    int32_t page_size, v1::SimilarityMode mode, bool any_language,
    const v1::SimilarityConditions& conditions);

// A text that similar ones are looked for: at least one block or a headline, at
// most 5,000 blocks and 1 MiB.
absl::Status CheckDraft(const article::v1::Article& article);

// Who watches: 1 to 100 printable ASCII characters.
absl::Status CheckWatcher(absl::string_view watcher);

// Names of articles that were read: 1 to 50.
absl::Status CheckRead(
    const google::protobuf::RepeatedPtrField<std::string>& articles);

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_RPC_REQUEST_CHECKS_H_
