// Safe deletions: what can be left out of a sentence so that nothing it claims
// is changed. English in full; of other languages only the dateline, and of
// French and Spanish the opening adverbial. Pure, thread-safe, total on any
// bytes.
//
// Never deleted, wherever it stands: an attribution, a hedge, a negation, a
// condition, a number or unit, and nothing inside of a quotation. (The rules
// follow Dorr et al., "Hedge Trimmer", 2003, as far as they need no parser.)
#ifndef BYLINE_SERVICES_SUMMARY_CORE_SHORTENING_H_
#define BYLINE_SERVICES_SUMMARY_CORE_SHORTENING_H_

#include <absl/strings/string_view.h>

#include <cstddef>
#include <string>
#include <vector>

namespace byline::summary {

enum class DeletionKind {
  kDateline,     // "PORT ANN (AP) - " in front
  kAdverbial,    // "In addition, " in front, where no pronoun follows
  kWeekday,      // "On Monday, " in front; " on Monday" before what was said or
                 // before another adjunct ("to vote", "after the talks")
  kParenthesis,  // " (pictured)"
  kAppositive,   // "Ana Rell, the mayor, said": ", the mayor,"
  kClauseCut,  // the end of an abstract's last sentence, where none fits whole
};

// "dateline", "adverbial" ...
absl::string_view DeletionName(DeletionKind kind);

// Bytes [begin, end) that are left out.
struct Deletion {
  DeletionKind kind = DeletionKind::kDateline;
  size_t begin = 0;
  size_t end = 0;

  bool operator==(const Deletion&) const = default;
};

// What can be left out of a sentence, in order, apart from one another.
// `opens_block`: whether it is the first of its paragraph, where a dateline may
// stand.
std::vector<Deletion> SafeDeletions(absl::string_view sentence,
                                    absl::string_view language,
                                    bool opens_block);

// `text` without the deletions, which are in order. Where an opening is deleted
// (not a dateline alone), the first letter of what is left becomes a capital.
std::string Without(absl::string_view text,
                    const std::vector<Deletion>& deletions);

}  // namespace byline::summary

#endif  // BYLINE_SERVICES_SUMMARY_CORE_SHORTENING_H_
