// A stored article as a SourceDocument: paragraphs, headings, quotations and
// list items; tables, pictures and embeds hold no sentences. Offsets count in
// the block's text; in a list, in its items joined by line feeds. Views into
// `article`, which must outlive it. Pure.
#ifndef BYLINE_SERVICES_SUMMARY_CORE_ARTICLE_DOCUMENT_H_
#define BYLINE_SERVICES_SUMMARY_CORE_ARTICLE_DOCUMENT_H_

#include "byline/article/v1/article.pb.h"
#include "services/summary/core/source_document.h"

namespace byline::summary {

// A first paragraph that repeats the headline is left out. A language that is
// not given is recognised.
SourceDocument DocumentOf(const article::v1::Article& article);

}  // namespace byline::summary

#endif  // BYLINE_SERVICES_SUMMARY_CORE_ARTICLE_DOCUMENT_H_
