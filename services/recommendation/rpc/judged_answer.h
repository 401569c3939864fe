// JudgedAnswer: computes an answer until the rule of freshness allows it to be
// given: nothing leaves that the judge does not allow, also no refusal that was
// made from what was followed. Thread-safe as the judge is.
#ifndef BYLINE_SERVICES_RECOMMENDATION_RPC_JUDGED_ANSWER_H_
#define BYLINE_SERVICES_RECOMMENDATION_RPC_JUDGED_ANSWER_H_

#include <absl/status/status.h>
#include <absl/time/time.h>

#include <functional>
#include <string>
#include <vector>

#include "common/freshness/judge.h"

namespace byline::recommendation {

// An answer, and whether it is given although the truth is silent.
template <typename Message>
struct Given {
  Message message;
  bool stale = false;
};

// Waits for `min_revision`, then computes; `compute` fills in what the answer
// depends on. Sets `stale`. Errors: those of `compute`; of
// FreshnessJudge::WaitFor; UNAVAILABLE (reason NO_LEASE, or
// ANSWER_KEEPS_CHANGING).
absl::Status JudgedAnswer(
    const FreshnessJudge& judge, const Revision& min_revision,
    absl::Time deadline, bool& stale,
    const std::function<absl::Status(
        const Revision& as_of, std::vector<std::string>& depends_on)>& compute);

}  // namespace byline::recommendation

#endif  // BYLINE_SERVICES_RECOMMENDATION_RPC_JUDGED_ANSWER_H_
