#include "services/summary/core/point_context.h"

#include <absl/strings/match.h>

#include "common/text/sentences.h"

namespace byline::summary {
namespace {

absl::string_view ShownSentence(const SourceBlock& block,
                                const text::ByteRange& range) {
  const size_t bytes = range.end - range.begin;
  return bytes > kMostContextBytes ? absl::string_view()
                                   : block.text.substr(range.begin, bytes);
}

}  // namespace

const SourceBlock* BlockOf(const SourceDocument& document,
                           const SourceSpan& span) {
  for (const SourceBlock& block : document.blocks) {
    if (block.block == span.block && block.offset <= span.begin &&
        span.begin <= span.end &&
        span.end <= block.offset + block.text.size()) {
      return &block;
    }
  }
  return nullptr;
}

absl::string_view TextOf(const SourceDocument& document,
                         const SourceSpan& span) {
  const SourceBlock* const block = BlockOf(document, span);
  if (block == nullptr) return {};
  return block->text.substr(span.begin - block->offset, span.end - span.begin);
}

absl::optional<SourceSpan> SentenceWith(const SourceDocument& document,
                                        int block, absl::string_view text) {
  for (const SourceBlock& one : document.blocks) {
    if (one.block != block || !absl::StrContains(one.text, text)) continue;
    for (const text::ByteRange& range :
         text::SplitSentences(one.text, document.language)) {
      const absl::string_view sentence =
          one.text.substr(range.begin, range.end - range.begin);
      if (absl::StrContains(sentence, text))
        return SourceSpan{block, one.offset + range.begin,
                          one.offset + range.end};
    }
  }
  return absl::nullopt;
}

PointContext ContextOf(const SourceDocument& document, const SourceSpan& span) {
  PointContext context;
  const SourceBlock* const block = BlockOf(document, span);
  if (block == nullptr) return context;
  const size_t begin = span.begin - block->offset;
  const size_t end = span.end - block->offset;
  for (const text::ByteRange& range :
       text::SplitSentences(block->text, document.language)) {
    if (range.end <= begin) context.before = ShownSentence(*block, range);
    if (range.begin >= end) {
      context.after = ShownSentence(*block, range);
      break;
    }
  }
  return context;
}

}  // namespace byline::summary
