// Where a key point stands in its article: its sentence and the ones beside
// it. Views into the document's texts. Pure.
#ifndef BYLINE_SERVICES_SUMMARY_CORE_POINT_CONTEXT_H_
#define BYLINE_SERVICES_SUMMARY_CORE_POINT_CONTEXT_H_

#include <absl/strings/string_view.h>
#include <absl/types/optional.h>

#include "services/summary/core/source_document.h"
#include "services/summary/core/summarizer.h"

namespace byline::summary {

// The block that has the range; null where none has.
const SourceBlock* BlockOf(const SourceDocument& document,
                           const SourceSpan& span);

// The bytes of the range; empty where the document does not have it.
absl::string_view TextOf(const SourceDocument& document,
                         const SourceSpan& span);

// The first sentence of the block that has `text` word for word; nothing where
// none has.
absl::optional<SourceSpan> SentenceWith(const SourceDocument& document,
                                        int block, absl::string_view text);

struct PointContext {
  // The sentence before the range in its block, and the one after it; empty
  // where there is none, or where it is longer than `kMostContextBytes`.
  absl::string_view before;
  absl::string_view after;
};

inline constexpr size_t kMostContextBytes = 600;

PointContext ContextOf(const SourceDocument& document, const SourceSpan& span);

}  // namespace byline::summary

#endif  // BYLINE_SERVICES_SUMMARY_CORE_POINT_CONTEXT_H_
