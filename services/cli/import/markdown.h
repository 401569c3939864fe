// Reads a Markdown file (GitHub's flavour, by cmark-gfm) with YAML front matter
// as an article. Front matter: the fields of a JSON line other than body and
// blocks, `title` among them; where it has no title, the first level-1 heading
// is the headline. Raw HTML is dropped and said so; images alone in a
// paragraph, tables, quotes, lists and links become blocks and marks. Pure.
#ifndef BYLINE_SERVICES_CLI_IMPORT_MARKDOWN_H_
#define BYLINE_SERVICES_CLI_IMPORT_MARKDOWN_H_

#include <absl/strings/string_view.h>

#include "services/cli/import/parsed_article.h"

namespace byline::cli {

// `file_stem` is the id where the front matter has none: "2026-11-02-bridge" of
// 2026-11-02-bridge.md.
ParsedArticle ParseMarkdown(absl::string_view text,
                            absl::string_view file_stem);

}  // namespace byline::cli

#endif  // BYLINE_SERVICES_CLI_IMPORT_MARKDOWN_H_
