// Between the core's values and the contract's messages. Pure.
#ifndef BYLINE_SERVICES_SUMMARY_RPC_SUMMARY_MESSAGE_H_
#define BYLINE_SERVICES_SUMMARY_RPC_SUMMARY_MESSAGE_H_

#include <absl/status/statusor.h>
#include <absl/strings/string_view.h>

#include <string>

#include "byline/article/v1/article.pb.h"
#include "byline/summary/v1/summary.pb.h"
#include "services/summary/core/summarizer.h"
#include "services/summary/rpc/request_options.h"

namespace byline::summary {

// The summary of a stored article, or of a text without a name, with the
// editors' word on it, as the newsroom sees it.
v1::Summary SummaryOf(const article::v1::Article& article,
                      const RequestOptions& options);

// Takes away what callers without reader rights must not see: points that are
// not shown, and what tells of them.
void WithholdFromReaders(v1::Summary& summary);

v1::SourceRange RangeOf(const SourceSpan& span);

// "articles/{article}/summary" -> "articles/{article}". Errors:
// INVALID_ARGUMENT naming `field`.
absl::StatusOr<std::string> ArticleOfSummaryName(absl::string_view field,
                                                 absl::string_view name);

}  // namespace byline::summary

#endif  // BYLINE_SERVICES_SUMMARY_RPC_SUMMARY_MESSAGE_H_
