// Names in a claim or a sentence: runs of capitalised words. Pure, thread-safe.
#ifndef BYLINE_SERVICES_SUMMARY_CORE_CLAIMS_NAMES_H_
#define BYLINE_SERVICES_SUMMARY_CORE_CLAIMS_NAMES_H_

#include <absl/strings/string_view.h>

#include <cstddef>
#include <string>
#include <vector>

#include "services/summary/core/claims/claim_text.h"

namespace byline::summary {

class ArticleEvidence;

// Letters that two forms of one name share at least.
inline constexpr size_t kNamePrefix = 4;

// Whether two folded words can be forms of one name: "iran" and "iranian",
// "u.s" and "american", "britain" and "british".
bool SameName(absl::string_view a, absl::string_view b);

// The first letters of each word, where initials leave out "of", "the", "and",
// "for". Words [first, last].
std::string InitialsOf(const std::vector<ClaimWord>& words, size_t first,
                       size_t last);

struct NameRun {
  // Words [first, last]. Titles at its ends belong to it.
  size_t first = 0;
  size_t last = 0;
};

// Whether the word at `i` is (part of) a name, by its capital and what the
// article does with it. Titles, weekdays and months are none.
bool IsNameWord(const std::vector<ClaimWord>& words, size_t i,
                const ArticleEvidence& evidence);

// False for single words of German, which may be any noun.
bool IsSurelyName(const NameRun& run, const ArticleEvidence& evidence);

// The names, in order. `text` is what `words` were read from: a comma or
// another mark between words parts names.
std::vector<NameRun> FindNameRuns(absl::string_view text,
                                  const std::vector<ClaimWord>& words,
                                  const ArticleEvidence& evidence);

}  // namespace byline::summary

#endif  // BYLINE_SERVICES_SUMMARY_CORE_CLAIMS_NAMES_H_
