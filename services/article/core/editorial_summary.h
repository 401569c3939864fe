// The editors' word on an article's key points: its limits, and what callers
// without reader rights see of it. Pure and thread-safe.
#ifndef BYLINE_SERVICES_ARTICLE_CORE_EDITORIAL_SUMMARY_H_
#define BYLINE_SERVICES_ARTICLE_CORE_EDITORIAL_SUMMARY_H_

#include <string>

#include "byline/article/v1/article.pb.h"
#include "services/article/core/text_check.h"

namespace byline::article {

// Adds to `check` what is wrong, by paths that begin with `path`
// ("article.editorial_summary").
void CheckEditorialSummary(const std::string& path,
                           const v1::EditorialSummary& editorial,
                           FieldCheck& check);

// Takes the points away: whether readers may see one is for the summary service
// to say, which knows whether the text supports it and an editor approved it.
void WithholdPoints(v1::Article& article);

}  // namespace byline::article

#endif  // BYLINE_SERVICES_ARTICLE_CORE_EDITORIAL_SUMMARY_H_
