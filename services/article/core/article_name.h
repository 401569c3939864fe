// Names for articles that come without one. Thread-safe.
#ifndef BYLINE_SERVICES_ARTICLE_CORE_ARTICLE_NAME_H_
#define BYLINE_SERVICES_ARTICLE_CORE_ARTICLE_NAME_H_

#include <string>

#include "byline/article/v1/article.pb.h"

namespace byline::article {

// A new name with a random id, from random bytes of the system.
std::string MakeArticleName();

// The name under which an import stores an article: its own where that is
// valid; otherwise made from the external id, from the invalid name where there
// is no external id, or from the content where there is neither; so that the
// same item gets the same name again.
std::string ImportName(const v1::Article& item);

}  // namespace byline::article

#endif  // BYLINE_SERVICES_ARTICLE_CORE_ARTICLE_NAME_H_
