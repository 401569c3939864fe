#include "services/recommendation/rpc/index_sink.h"

#include <absl/strings/str_cat.h>

#include "common/article/section_settings_name.h"
#include "common/base/log.h"
#include "services/recommendation/core/prepared_article.h"

namespace byline::recommendation {

void IndexSink::Reset() {
  gave_up_ = false;
  index_.BeginFill();
  finder_.Reset();
}

void IndexSink::Apply(const article::v1::Change& change) {
  if (IsOfSectionSettings(change.name())) {
    if (change.has_section_settings()) {
      index_.PutSection(change.section_settings());
    }
    finder_.ChangedAll();
    return;
  }
  if (change.has_article()) {
    index_.Put(PrepareArticle(change.article()));
  } else {
    // A published article comes with its text; without it nothing is known of
    // it but that it is there.
    index_.PutWithoutText(change.name(),
                          change.state() == article::v1::STATE_PUBLISHED
                              ? article::v1::STATE_UNSPECIFIED
                              : change.state(),
                          change.was_published());
  }
  finder_.Changed(change.name());
  const article::v1::SimilaritySettings& settings =
      change.article().similarity_settings();
  if (settings.pinned_everywhere() || settings.blocked_everywhere()) {
    finder_.ChangedAll();
  }
}

bool IndexSink::CompleteTo(int64_t number, bool marker) {
  if (marker) gave_up_ = !index_.EndFill();
  if (gave_up_) return false;
  finder_.CompleteTo(number, marker);
  if (!marker) return true;
  upkeep_.Hurry();
  Log(Severity::kInfo, "the index holds the present state",
      {{"revision", absl::StrCat(number)},
       {"articles", absl::StrCat(index_.SearchableCount())}});
  return true;
}

}  // namespace byline::recommendation
