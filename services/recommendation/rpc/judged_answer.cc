#include "services/recommendation/rpc/judged_answer.h"

#include "common/base/errors.h"

namespace byline::recommendation {
namespace {

// A change of one of the few articles in a list while it is computed (a
// millisecond) is rare; several times in a row it does not happen by chance.
constexpr int kAttempts = 5;

}  // namespace

absl::Status JudgedAnswer(
    const FreshnessJudge& judge, const Revision& min_revision,
    absl::Time deadline, bool& stale,
    const std::function<absl::Status(const Revision&,
                                     std::vector<std::string>&)>& compute) {
  const absl::Status reached = judge.WaitFor(min_revision, deadline);
  if (!reached.ok()) return reached;
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    const Revision as_of = judge.AsOf();
    std::vector<std::string> depends_on;
    const absl::Status computed = compute(as_of, depends_on);
    const Freshness freshness = judge.Judge(as_of, depends_on);
    stale = freshness == Freshness::kStale;
    if (MayGive(freshness)) return computed;
    if (freshness == Freshness::kNoLease) return NoLease();
  }
  return ErrorWithReason(absl::StatusCode::kUnavailable,
                         "ANSWER_KEEPS_CHANGING",
                         "the articles of the answer changed again and again "
                         "while it was made; ask again");
}

}  // namespace byline::recommendation
