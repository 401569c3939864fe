// What callers without reader rights see of a published article. Pure and
// thread-safe.
#ifndef BYLINE_SERVICES_ARTICLE_CORE_READER_VIEW_H_
#define BYLINE_SERVICES_ARTICLE_CORE_READER_VIEW_H_

#include "byline/article/v1/article.pb.h"

namespace byline::article {

// Takes away what is the newsroom's: editors' key points (WithholdPoints), what
// editors decided about similar articles, and the publisher's own vector.
void WithholdFromReaders(v1::Article& article);

}  // namespace byline::article

#endif  // BYLINE_SERVICES_ARTICLE_CORE_READER_VIEW_H_
