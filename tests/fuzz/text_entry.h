// The entry point of the text fuzzer: every function of common/text that is
// promised to be total, on the same bytes, with the promises checked. Shared by
// the libFuzzer target and the seeded unit test.
#ifndef BYLINE_TESTS_FUZZ_TEXT_ENTRY_H_
#define BYLINE_TESTS_FUZZ_TEXT_ENTRY_H_

#include <absl/strings/string_view.h>

namespace byline::text {

// Ends the process where a promise is broken.
void FuzzText(absl::string_view bytes);

}  // namespace byline::text

#endif  // BYLINE_TESTS_FUZZ_TEXT_ENTRY_H_
