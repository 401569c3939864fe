// Why an article is offered, as a reader understands it: shared names, shared
// terms, the same section, newer or older. Structured; whoever shows them words
// them. Pure and thread-safe.
#ifndef BYLINE_SERVICES_RECOMMENDATION_CORE_REASONS_H_
#define BYLINE_SERVICES_RECOMMENDATION_CORE_REASONS_H_

#include <absl/strings/string_view.h>

#include <string>
#include <vector>

#include "byline/recommendation/v1/similarity.pb.h"
#include "services/recommendation/core/score.h"

namespace byline::recommendation {

// The reasons for a pair, most telling first. Terms are spelled as the article
// of the query spells them.
std::vector<v1::Reason> MakeReasons(const Query& query,
                                    const StoredArticle& article,
                                    const Score& score,
                                    std::vector<SharedTerm> shared);

// A reason in the words of `language` (English where that is not known), as
// plain text: "Both mention Gaza and Hamas".
std::string WordReason(const v1::Reason& reason, absl::string_view language);

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_CORE_REASONS_H_
