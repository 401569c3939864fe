// TruthJudge: the rule of freshness for whoever has the truth at hand. It needs
// no lease and never waits: what is committed is known. Judging takes one point
// read a dependency, none where nothing was written since. Thread-safe; the
// store must outlive it.
#ifndef BYLINE_SERVICES_ARTICLE_READS_TRUTH_JUDGE_H_
#define BYLINE_SERVICES_ARTICLE_READS_TRUTH_JUDGE_H_

#include <string>
#include <vector>

#include "common/freshness/epoch_table.h"
#include "common/freshness/judge.h"
#include "services/article/store/article_store.h"

namespace byline::article {

class TruthJudge final : public FreshnessJudge {
 public:
  explicit TruthJudge(const ArticleStore& store);

  Freshness Judge(const Revision& as_of,
                  const std::vector<std::string>& depends_on) const override;
  Revision AsOf() const override { return RevisionOf(store_.NewestNumber()); }
  // OUT_OF_RANGE at once for a revision that is unknown or not there yet.
  absl::Status WaitFor(const Revision& min_revision,
                       absl::Time deadline) const override;

  // The same, with the name of the request's field at fault; 0 is always known.
  absl::Status CheckKnown(const Revision& revision,
                          absl::string_view field) const;

  // The number with the epoch that it was written in.
  Revision RevisionOf(int64_t number) const {
    return {epochs_.EpochOf(number), number};
  }
  const EpochTable& epochs() const { return epochs_; }

  // Whether a stream of changes may begin at `from`: whether whoever names it
  // shares our history up to the number before. So besides the numbers of an
  // epoch the one after its last is good too: it begins the next epoch.
  bool MayResumeAt(const Revision& from) const;

 private:
  const ArticleStore& store_;
  EpochTable epochs_;
};

}  // namespace byline::article

#endif  // BYLINE_SERVICES_ARTICLE_READS_TRUTH_JUDGE_H_
