// libFuzzer over the text functions: build/fuzz/bin/text_fuzz
// -max_total_time=60
#include <cstddef>
#include <cstdint>

#include "tests/fuzz/text_entry.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  byline::text::FuzzText({reinterpret_cast<const char*>(data), size});
  return 0;
}
