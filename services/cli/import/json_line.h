// Reads one line of JSON Lines as an article. Fields: `id`, `title`, `body`
// (paragraphs apart by a blank line; lines that begin with a bullet become a
// list) or `blocks` (the JSON form of byline.article.v1.Block), `standfirst`,
// `published` (ISO 8601), `language` or `lang`, `section` or `category`,
// `tags`, `authors`, `canonical_url`, `external_id`, `embedding` (an object
// with `model` and `values`). Others are ignored and named. A field of the
// wrong type is a violation that says what would be right; a null counts as
// absent. Pure.
#ifndef BYLINE_SERVICES_CLI_IMPORT_JSON_LINE_H_
#define BYLINE_SERVICES_CLI_IMPORT_JSON_LINE_H_

#include <absl/strings/string_view.h>

#include <cstdint>
#include <string>

#include "services/cli/import/parsed_article.h"

namespace byline::cli {

// Lines above this are refused: 4 MiB, four times the largest article.
constexpr size_t kMaxLineBytes = size_t{4} << 20;

ParsedArticle ParseJsonLine(absl::string_view json, int64_t line);

// The resource name of an imported article, the same each time: articles/{id}
// where the id fits [A-Za-z0-9][A-Za-z0-9._-]{0,127}; otherwise a name made
// from the first of id, canonical address and content that there is. Empty for
// an article with an external id alone, which the article service looks up.
std::string ImportedName(absl::string_view id,
                         const byline::article::v1::Article& article);

}  // namespace byline::cli

#endif  // BYLINE_SERVICES_CLI_IMPORT_JSON_LINE_H_
