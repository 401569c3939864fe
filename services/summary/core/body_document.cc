#include "services/summary/core/body_document.h"

#include <cstddef>
#include <string>
#include <vector>

#include "common/article/plain_body.h"
#include "common/text/fold.h"
#include "common/text/language.h"

namespace byline::summary {

SourceDocument DocumentOfBody(absl::string_view headline,
                              absl::string_view body,
                              absl::string_view language) {
  SourceDocument document;
  document.headline = headline;
  document.language =
      language.empty() ? text::RecognizeLanguage(body) : std::string(language);
  const std::vector<PlainBlock> blocks = BlocksOfBody(body);
  for (size_t i = 0; i < blocks.size(); ++i) {
    for (const BodySpan& span : blocks[i].spans) {
      const absl::string_view content =
          body.substr(span.begin, span.end - span.begin);
      if (i == 0 && !blocks[i].is_list &&
          text::RepeatsHeadline(content, headline))
        continue;
      document.blocks.push_back(
          {static_cast<int>(i), span.begin, content,
           blocks[i].is_list ? BlockKind::kListItem : BlockKind::kParagraph,
           absl::string_view()});
    }
  }
  return document;
}

}  // namespace byline::summary
