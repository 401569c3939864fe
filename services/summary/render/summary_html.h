// The key points as HTML: each is a link to its sentence in the body. Escaped
// by context (ctemplate); interface words in the article's language where there
// are such, English otherwise. Pure, thread-safe.
#ifndef BYLINE_SERVICES_SUMMARY_RENDER_SUMMARY_HTML_H_
#define BYLINE_SERVICES_SUMMARY_RENDER_SUMMARY_HTML_H_

#include <string>

#include "byline/summary/v1/summary.pb.h"

namespace byline::summary {

// Empty where there are no key points.
std::string RenderKeyPoints(const v1::Summary& summary);

// Digest of template, words and algorithm: 16 hexadecimal digits. HTML of
// another renderer is as good as none.
const std::string& SummaryRenderer();

}  // namespace byline::summary

#endif  // BYLINE_SERVICES_SUMMARY_RENDER_SUMMARY_HTML_H_
