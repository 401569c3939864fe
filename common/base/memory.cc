#include "common/base/memory.h"

#include <malloc.h>

namespace byline {

void KeepFreedMemory() {
#ifdef __GLIBC__
  constexpr int kKept = 64 << 20;
  constexpr int kAskedAtOnce = 1 << 20;
  mallopt(M_TRIM_THRESHOLD, kKept);
  mallopt(M_TOP_PAD, kAskedAtOnce);
  mallopt(M_MMAP_THRESHOLD, 4 << 20);
#endif
}

}  // namespace byline
