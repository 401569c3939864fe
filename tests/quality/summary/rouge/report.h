// How scores are told: figures below one another with a last line of JSON for
// other programs, and systems side by side as a table.
#ifndef BYLINE_TESTS_QUALITY_SUMMARY_ROUGE_REPORT_H_
#define BYLINE_TESTS_QUALITY_SUMMARY_ROUGE_REPORT_H_

#include <optional>
#include <string>
#include <vector>

#include "tests/quality/summary/rouge/system_score.h"

namespace byline::quality {

struct NamedScore {
  std::string name;
  SystemScore score;
};

// `against` is compared with where there is one.
std::string FiguresReport(const NamedScore& system,
                          const std::optional<NamedScore>& against);

// A Markdown table, one row a system; each is compared with `against`.
std::string TableReport(const std::vector<NamedScore>& systems,
                        const NamedScore& against);

}  // namespace byline::quality

#endif  // BYLINE_TESTS_QUALITY_SUMMARY_ROUGE_REPORT_H_
