// Between the core's values and the contract's messages. Pure.
#ifndef BYLINE_SERVICES_SUMMARY_RPC_SUMMARY_MESSAGE_H_
#define BYLINE_SERVICES_SUMMARY_RPC_SUMMARY_MESSAGE_H_

#include <absl/status/statusor.h>
#include <absl/strings/string_view.h>

#include <string>

#include "byline/article/v1/article.pb.h"
#include "byline/summary/v1/summary.pb.h"

namespace byline::summary {

// The summary of a stored article, or of a text without a name.
v1::Summary SummaryOf(const article::v1::Article& article, int point_count);

// "articles/{article}/summary" -> "articles/{article}". Errors:
// INVALID_ARGUMENT naming `field`.
absl::StatusOr<std::string> ArticleOfSummaryName(absl::string_view field,
                                                 absl::string_view name);

// INVALID_ARGUMENT unless 0 to 10.
absl::Status CheckPointCount(int point_count);

}  // namespace byline::summary

#endif  // BYLINE_SERVICES_SUMMARY_RPC_SUMMARY_MESSAGE_H_
