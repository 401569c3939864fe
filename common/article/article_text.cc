#include "common/article/article_text.h"

#include <absl/strings/str_cat.h>

namespace byline {

namespace v1 = article::v1;

std::vector<TextBlock> TextBlocks(const v1::Article& article) {
  std::vector<TextBlock> texts;
  texts.reserve(article.blocks_size());
  for (int i = 0; i < article.blocks_size(); ++i) {
    const v1::Block& block = article.blocks(i);
    if (block.repeats_headline()) continue;
    const auto add = [&](const std::string& text, TextBlock::Kind kind,
                         absl::string_view speaker = "", int item = 0) {
      if (text.empty()) return;
      TextBlock& added = texts.emplace_back();
      added.block = i;
      added.text = text;
      added.kind = kind;
      added.speaker = speaker;
      added.item = item;
    };
    switch (block.content_case()) {
      case v1::Block::kParagraph:
        add(block.paragraph().text().text(), TextBlock::Kind::kParagraph);
        break;
      case v1::Block::kHeading:
        add(block.heading().text().text(), TextBlock::Kind::kHeading);
        break;
      case v1::Block::kQuote:
        add(block.quote().text().text(), TextBlock::Kind::kQuote,
            block.quote().speaker());
        break;
      case v1::Block::kList:
        for (int item = 0; item < block.list().items_size(); ++item) {
          add(block.list().items(item).text(), TextBlock::Kind::kListItem, "",
              item);
        }
        break;
      case v1::Block::kTable: {
        int cell_number = 0;
        add(block.table().caption(), TextBlock::Kind::kCaption);
        for (const auto& row : block.table().rows()) {
          for (const auto& cell : row.cells())
            add(cell.text(), TextBlock::Kind::kTableCell, "", cell_number++);
        }
        break;
      }
      case v1::Block::kImage:
        add(block.image().caption(), TextBlock::Kind::kCaption);
        break;
      case v1::Block::kEmbed:
      case v1::Block::kDivider:
      case v1::Block::CONTENT_NOT_SET:
        break;
    }
  }
  return texts;
}

std::string PlainText(const v1::Article& article) {
  std::string plain;
  for (const TextBlock& block : TextBlocks(article)) {
    if (block.kind == TextBlock::Kind::kCaption) continue;
    absl::StrAppend(&plain, plain.empty() ? "" : "\n\n", block.text);
  }
  return plain;
}

}  // namespace byline
