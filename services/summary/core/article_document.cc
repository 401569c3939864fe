#include "services/summary/core/article_document.h"

#include <cstddef>

#include "common/article/article_text.h"
#include "common/text/language.h"

namespace byline::summary {
namespace {

void AddText(int block, size_t offset, absl::string_view text, BlockKind kind,
             absl::string_view speaker, SourceDocument& document) {
  if (!text.empty())
    document.blocks.push_back({block, offset, text, kind, speaker});
}

}  // namespace

SourceDocument DocumentOf(const article::v1::Article& article) {
  using article::v1::Block;
  SourceDocument document;
  document.headline = article.headline();
  document.language = article.language_code().empty()
                          ? text::RecognizeLanguage(PlainText(article))
                          : article.language_code();
  for (int i = 0; i < article.blocks_size(); ++i) {
    const Block& block = article.blocks(i);
    if (block.repeats_headline()) continue;
    switch (block.content_case()) {
      case Block::kParagraph:
        AddText(i, 0, block.paragraph().text().text(), BlockKind::kParagraph,
                {}, document);
        break;
      case Block::kHeading:
        AddText(i, 0, block.heading().text().text(), BlockKind::kHeading, {},
                document);
        break;
      case Block::kQuote:
        AddText(i, 0, block.quote().text().text(), BlockKind::kQuote,
                block.quote().speaker(), document);
        break;
      case Block::kList: {
        size_t offset = 0;
        for (const auto& item : block.list().items()) {
          AddText(i, offset, item.text(), BlockKind::kListItem, {}, document);
          offset += item.text().size() + 1;
        }
        break;
      }
      default:
        break;
    }
  }
  return document;
}

}  // namespace byline::summary
