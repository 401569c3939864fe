// The recommendation service's own flags: where the other services are, and
// where its index is kept.
#ifndef BYLINE_SERVICES_RECOMMENDATION_RECOMMENDATION_FLAGS_H_
#define BYLINE_SERVICES_RECOMMENDATION_RECOMMENDATION_FLAGS_H_

#include <absl/status/statusor.h>
#include <absl/time/time.h>

#include <memory>

#include "services/recommendation/core/index_files.h"
#include "services/recommendation/recommendation_process.h"

namespace byline::recommendation {

RecommendationChannels ChannelsFromFlags();
// Null where --index_dir is empty.
absl::StatusOr<std::unique_ptr<IndexFiles>> IndexFilesFromFlags();
absl::Duration SnapshotEveryFromFlags();

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_RECOMMENDATION_FLAGS_H_
