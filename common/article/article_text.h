// The texts of an article, in the order in which a reader meets them: what
// summaries, the index, verdicts and the body's sentence spans all read, so
// that their block numbers and byte offsets agree. Pure and thread-safe.
#ifndef BYLINE_COMMON_ARTICLE_ARTICLE_TEXT_H_
#define BYLINE_COMMON_ARTICLE_ARTICLE_TEXT_H_

#include <absl/strings/string_view.h>

#include <string>
#include <vector>

#include "byline/article/v1/article.pb.h"

namespace byline {

// One text of an article. Holds views into the article, which must outlive it.
struct TextBlock {
  enum class Kind {
    kParagraph,
    kHeading,
    kQuote,
    kListItem,
    kTableCell,
    kCaption,  // of an image or a table
  };

  int block = 0;  // index into Article.blocks
  absl::string_view text;
  Kind kind = Kind::kParagraph;
  absl::string_view speaker;  // of a quote; may be empty
  int item =
      0;  // which list item, or which cell counted row by row; 0 otherwise
};

// All non-empty texts of the blocks, in order. Leaves out a block with
// repeats_headline, embeds and dividers, alt texts and credits.
std::vector<TextBlock> TextBlocks(const article::v1::Article& article);

// The texts of paragraphs, headings, quotes, list items and table cells, apart
// by "\n\n"; captions are left out. Neither headline nor standfirst. For
// language recognition, word counts and shingles.
std::string PlainText(const article::v1::Article& article);

}  // namespace byline

#endif  // BYLINE_COMMON_ARTICLE_ARTICLE_TEXT_H_
