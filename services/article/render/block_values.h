// The blocks of an article as values for the body's template. Pure and
// thread-safe.
#ifndef BYLINE_SERVICES_ARTICLE_RENDER_BLOCK_VALUES_H_
#define BYLINE_SERVICES_ARTICLE_RENDER_BLOCK_VALUES_H_

#include <absl/strings/string_view.h>
#include <ctemplate/template_dictionary.h>

#include "byline/article/v1/article.pb.h"

namespace byline::article {

// Adds one section BLOCK. Sentences of paragraphs and quotes get the ids
// "b{index}-{begin}".
void AddBlockValues(ctemplate::TemplateDictionary& values,
                    const v1::Block& block, int index,
                    absl::string_view language);

}  // namespace byline::article

#endif  // BYLINE_SERVICES_ARTICLE_RENDER_BLOCK_VALUES_H_
