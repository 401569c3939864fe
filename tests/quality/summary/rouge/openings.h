// Words with which a sentence opens that needs the one before it. English; a
// heuristic: "It is raining" counts, too.
#ifndef BYLINE_TESTS_QUALITY_SUMMARY_ROUGE_OPENINGS_H_
#define BYLINE_TESTS_QUALITY_SUMMARY_ROUGE_OPENINGS_H_

#include <absl/strings/string_view.h>

#include <string>
#include <vector>

namespace byline::quality {

// `words` are the first words of a sentence, in lower case, with plain
// apostrophes, without the punctuation around them; five are enough.
bool IsDanglingOpening(const std::vector<std::string>& words);

}  // namespace byline::quality

#endif  // BYLINE_TESTS_QUALITY_SUMMARY_ROUGE_OPENINGS_H_
