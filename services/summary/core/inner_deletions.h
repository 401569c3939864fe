// Safe deletions inside of an English sentence. Pure, thread-safe, total on any
// bytes.
#ifndef BYLINE_SERVICES_SUMMARY_CORE_INNER_DELETIONS_H_
#define BYLINE_SERVICES_SUMMARY_CORE_INNER_DELETIONS_H_

#include <absl/strings/string_view.h>

#include <cstddef>
#include <vector>

#include "services/summary/core/shortening.h"

namespace byline::summary {

// Weekdays, parentheses and appositives behind the byte `from`, in order and
// apart; none inside of a quotation, none that HoldsProtectedWord.
std::vector<Deletion> InnerDeletions(absl::string_view sentence, size_t from);

}  // namespace byline::summary

#endif  // BYLINE_SERVICES_SUMMARY_CORE_INNER_DELETIONS_H_
