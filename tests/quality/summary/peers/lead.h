// LEAD-k: the first k sentences of the body, the baseline that is hardest to
// beat in news. Pure.
#ifndef BYLINE_TESTS_QUALITY_SUMMARY_PEERS_LEAD_H_
#define BYLINE_TESTS_QUALITY_SUMMARY_PEERS_LEAD_H_

#include <cstddef>

#include "tests/quality/summary/rouge/summary_files.h"

namespace byline::quality {

WrittenSummary LeadSummary(const ReferenceArticle& article, size_t count);

}  // namespace byline::quality

#endif  // BYLINE_TESTS_QUALITY_SUMMARY_PEERS_LEAD_H_
