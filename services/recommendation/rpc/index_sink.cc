#include "services/recommendation/rpc/index_sink.h"

#include <absl/strings/str_cat.h>

#include "common/base/log.h"
#include "services/recommendation/core/prepared_article.h"

namespace byline::recommendation {

void IndexSink::Reset() { index_.Clear(); }

void IndexSink::Apply(const article::v1::Change& change) {
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
}

void IndexSink::CompleteTo(int64_t number, bool marker) {
  if (!marker) return;
  Log(Severity::kInfo, "the index holds the present state",
      {{"revision", absl::StrCat(number)},
       {"articles", absl::StrCat(index_.SearchableCount())}});
}

}  // namespace byline::recommendation
