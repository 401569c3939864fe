// What `byline similar articles/ID` asks of the service, read from its flags.
#ifndef BYLINE_SERVICES_CLI_SIMILAR_QUERY_H_
#define BYLINE_SERVICES_CLI_SIMILAR_QUERY_H_

#include <absl/status/statusor.h>

#include <string>

#include "byline/recommendation/v1/recommendation_service.pb.h"

namespace byline::cli {

// Reads --mode; INVALID_ARGUMENT names the modes.
absl::StatusOr<recommendation::v1::SimilarityMode> ReadSimilarityMode();

// The request for articles similar to `article`, by --top, --mode, --sections,
// --exclude, --any_language, --max_time_apart and --min_score.
// INVALID_ARGUMENT names the flag and says what would be right.
absl::StatusOr<recommendation::v1::ListSimilarArticlesRequest> ReadSimilarQuery(
    const std::string& article);

}  // namespace byline::cli

#endif  // BYLINE_SERVICES_CLI_SIMILAR_QUERY_H_
