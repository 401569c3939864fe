#include "services/summary/rpc/request_options.h"

#include <absl/strings/str_cat.h>

#include <vector>

#include "common/base/errors.h"
#include "common/text/fold.h"
#include "common/text/language_tag.h"

namespace byline::summary {
namespace {

struct Limits {
  int least;
  int most;
};
constexpr Limits kPointCountLimits = {1, kMostPoints};
constexpr Limits kPointWordsLimits = {8, kMostPointWords};
constexpr Limits kAbstractWordsLimits = {30, 300};
constexpr size_t kMostShown = 60;

void CheckNumber(const char* field, int value, const Limits& limits,
                 const char* zero, std::vector<FieldViolation>& violations) {
  if (value == 0 || (value >= limits.least && value <= limits.most)) return;
  violations.push_back(
      {field, absl::StrCat(value, " is not 0 (", zero, ") or ", limits.least,
                           " to ", limits.most)});
}

}  // namespace

absl::Status CheckOptions(const RequestOptions& options) {
  std::vector<FieldViolation> violations;
  CheckNumber("point_count", options.point_count, kPointCountLimits,
              "by the article's length", violations);
  CheckNumber("max_point_words", options.max_point_words, kPointWordsLimits,
              "60", violations);
  CheckNumber("abstract_words", options.abstract_words, kAbstractWordsLimits,
              "100", violations);
  if (!options.language_code.empty() &&
      !text::IsLanguageTag(options.language_code)) {
    violations.push_back(
        {"language_code",
         absl::StrCat("\"",
                      text::RepairUtf8(text::TruncateUtf8(options.language_code,
                                                          kMostShown)),
                      "\" is no BCP 47 tag such as \"en\" or \"zh-Hans\"")});
  }
  return violations.empty() ? absl::OkStatus() : InvalidFields(violations);
}

SummaryOfText MakeSummary(const SourceDocument& document,
                          const RequestOptions& options) {
  SummaryOptions core;
  core.points = options.point_count;
  if (options.max_point_words != 0)
    core.most_point_words = options.max_point_words;
  if (options.abstract_words != 0)
    core.most_abstract_words = options.abstract_words;
  core.explain = options.explain;
  return Summarize(document, core);
}

}  // namespace byline::summary
