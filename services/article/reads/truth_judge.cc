#include "services/article/reads/truth_judge.h"

#include <utility>

#include "common/base/log.h"

namespace byline::article {

TruthJudge::TruthJudge(const ArticleStore& store) : store_(store) {
  auto epochs = EpochTable::Make(store.Epochs());
  if (epochs.ok()) {
    epochs_ = *std::move(epochs);
  } else {
    // Then no revision is known, and every answer is made anew.
    Log(Severity::kError, "the store's epochs are broken",
        {{"error", epochs.status().message()}});
  }
}

Freshness TruthJudge::Judge(const Revision& as_of,
                            const std::vector<std::string>& depends_on) const {
  if (!epochs_.Knows(as_of)) return Freshness::kUnknownRevision;
  const int64_t newest = store_.NewestNumber();
  if (as_of.number > newest) return Freshness::kAhead;
  if (as_of.number == newest) return Freshness::kFresh;
  for (const std::string& resource : depends_on) {
    const auto last = store_.LastChangeOf(resource);
    if (!last.ok() || *last > as_of.number) return Freshness::kChanged;
  }
  return Freshness::kFresh;
}

absl::Status TruthJudge::WaitFor(const Revision& min_revision,
                                 absl::Time /*deadline*/) const {
  return CheckKnown(min_revision, "min_revision");
}

absl::Status TruthJudge::CheckKnown(const Revision& revision,
                                    absl::string_view field) const {
  if (revision.number == 0) return absl::OkStatus();
  if (!epochs_.Knows(revision)) return UnknownRevision(revision, field);
  const Revision newest = AsOf();
  if (revision.number > newest.number) {
    return RevisionNotReachedByStore(revision, newest, field);
  }
  return absl::OkStatus();
}

bool TruthJudge::MayResumeAt(const Revision& from) const {
  if (from.epoch.empty() || from.number > store_.NewestNumber() + 1) {
    return false;
  }
  return epochs_.Knows(from) || epochs_.Knows({from.epoch, from.number - 1});
}

}  // namespace byline::article
