// Turns Markdown into blocks. Pure.
#ifndef BYLINE_SERVICES_CLI_IMPORT_MARKDOWN_BLOCKS_H_
#define BYLINE_SERVICES_CLI_IMPORT_MARKDOWN_BLOCKS_H_

#include <absl/strings/string_view.h>

#include "services/cli/import/parsed_article.h"

namespace byline::cli {

// Appends the blocks of `markdown` to out.article and names in out.dropped what
// could not be carried over. A first level-1 heading becomes the headline where
// the article has none.
void AppendMarkdownBlocks(absl::string_view markdown, ParsedArticle& out);

}  // namespace byline::cli

#endif  // BYLINE_SERVICES_CLI_IMPORT_MARKDOWN_BLOCKS_H_
