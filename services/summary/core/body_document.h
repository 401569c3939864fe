// A plain text as a SourceDocument: paragraphs and lists as common/article cuts
// them. Each block's offset is its first byte's in the body, so that what is
// told of it can be checked against the body. Views into `headline` and `body`,
// which must outlive it. Pure.
#ifndef BYLINE_SERVICES_SUMMARY_CORE_BODY_DOCUMENT_H_
#define BYLINE_SERVICES_SUMMARY_CORE_BODY_DOCUMENT_H_

#include <absl/strings/string_view.h>

#include "services/summary/core/source_document.h"

namespace byline::summary {

// A first paragraph that repeats `headline` (also with other quote marks,
// spaces or case) is left out. An empty `language` is recognised.
SourceDocument DocumentOfBody(absl::string_view headline,
                              absl::string_view body,
                              absl::string_view language);

}  // namespace byline::summary

#endif  // BYLINE_SERVICES_SUMMARY_CORE_BODY_DOCUMENT_H_
