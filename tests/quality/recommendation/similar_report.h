// How scores of lists of similar articles are told: as one JSON object, and as
// a table of systems beside one another.
#ifndef BYLINE_TESTS_QUALITY_RECOMMENDATION_SIMILAR_REPORT_H_
#define BYLINE_TESTS_QUALITY_RECOMMENDATION_SIMILAR_REPORT_H_

#include <optional>
#include <string>
#include <vector>

#include "tests/quality/recommendation/similar_score.h"

namespace byline::recommendation {

struct NamedSimilarScore {
  std::string name;
  SimilarScore score;
};

// One line, figures to four digits, shares of lists in per cent.
std::string SimilarScoreJson(const SimilarScore& score);

// A Markdown table, one row a system, where there is an `against` each with the
// interval of its difference to that; the last line is one JSON object.
std::string SimilarTable(const SimilarScorer& scorer,
                         const std::vector<NamedSimilarScore>& systems,
                         const std::optional<NamedSimilarScore>& against);

}  // namespace byline::recommendation

#endif  // BYLINE_TESTS_QUALITY_RECOMMENDATION_SIMILAR_REPORT_H_
