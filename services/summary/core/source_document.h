// SourceDocument: the text that is summarised, as blocks with their places,
// without copies. The views must outlive it. A value; not guarded. Made from a
// stored article (article_document.h) or from a plain text (body_document.h).
#ifndef BYLINE_SERVICES_SUMMARY_CORE_SOURCE_DOCUMENT_H_
#define BYLINE_SERVICES_SUMMARY_CORE_SOURCE_DOCUMENT_H_

#include <absl/strings/string_view.h>

#include <cstddef>
#include <string>
#include <vector>

namespace byline::summary {

enum class BlockKind { kParagraph, kHeading, kQuote, kListItem };

struct SourceBlock {
  // Index of the block that the text belongs to; the items of one list share
  // it.
  int block = 0;
  // What to add to a position in `text` to get the offset that is told to
  // others.
  size_t offset = 0;
  absl::string_view text;
  BlockKind kind = BlockKind::kParagraph;
  // Of a quotation set apart: who said it, where that is known.
  absl::string_view speaker;
};

struct SourceDocument {
  absl::string_view headline;
  // BCP 47; empty when unknown.
  std::string language;
  // In the order of the text.
  std::vector<SourceBlock> blocks;
};

}  // namespace byline::summary

#endif  // BYLINE_SERVICES_SUMMARY_CORE_SOURCE_DOCUMENT_H_
