// ParsedArticle: what an importer made of one line or file: the article in the
// suite's own form, what it left out, and what was wrong. A plain value.
#ifndef BYLINE_SERVICES_CLI_IMPORT_PARSED_ARTICLE_H_
#define BYLINE_SERVICES_CLI_IMPORT_PARSED_ARTICLE_H_

#include <string>
#include <vector>

#include "byline/article/v1/article.pb.h"
#include "common/base/errors.h"

namespace byline::cli {

struct ParsedArticle {
  // Line of the source, from 1; 1 for a Markdown file.
  int64_t line = 0;
  byline::article::v1::Article article;
  // Why it cannot be imported; empty when it can.
  std::vector<FieldViolation> violations;
  // Whether the name comes from the content, for want of any id.
  bool named_by_content = false;
  // Fields of the source that mean nothing to us.
  std::vector<std::string> ignored_fields;
  // What could not be carried over, for example "raw HTML".
  std::vector<std::string> dropped;
};

}  // namespace byline::cli

#endif  // BYLINE_SERVICES_CLI_IMPORT_PARSED_ARTICLE_H_
