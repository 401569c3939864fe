// What a request asks of a summary beside the article: its limits, and the
// one place where they become the core's. Pure.
#ifndef BYLINE_SERVICES_SUMMARY_RPC_REQUEST_OPTIONS_H_
#define BYLINE_SERVICES_SUMMARY_RPC_REQUEST_OPTIONS_H_

#include <absl/status/status.h>

#include <string>

#include "services/summary/core/summarizer.h"

namespace byline::summary {

// Named as in GetSummaryRequest; 0 and "" are the defaults there.
struct RequestOptions {
  int point_count = 0;
  int max_point_words = 0;
  int abstract_words = 0;
  std::string language_code;
  bool explain = false;

  // Whether nothing but the number of points is asked for: such summaries are
  // kept.
  bool IsPlain() const {
    return max_point_words == 0 && abstract_words == 0 &&
           language_code.empty() && !explain;
  }
};

// Of GetSummaryRequest, BatchGetSummariesRequest or SummarizeRequest.
template <typename Request>
RequestOptions OptionsOf(const Request& request) {
  return {request.point_count(), request.max_point_words(),
          request.abstract_words(), request.language_code(), request.explain()};
}

// INVALID_ARGUMENT names every field that is out of its limits.
absl::Status CheckOptions(const RequestOptions& options);

// The core's summary. `document` has the language to read it in.
SummaryOfText MakeSummary(const SourceDocument& document,
                          const RequestOptions& options);

}  // namespace byline::summary

#endif  // BYLINE_SERVICES_SUMMARY_RPC_REQUEST_OPTIONS_H_
